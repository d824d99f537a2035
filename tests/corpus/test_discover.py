import os
from pathlib import Path
from typing import Self

import pytest

from searchkit.corpus.discover import CorpusFile, discover
from searchkit.errors import FolderUnreadable


def put(corpus: Path, *paths: str) -> None:
    for path in paths:
        (corpus / path).parent.mkdir(parents=True, exist_ok=True)
        (corpus / path).write_text("Text.", encoding="utf-8")


def paths(corpus: Path) -> list[str]:
    return [file.path for file in discover(corpus).files]


def test_files_come_sorted_by_path_with_size_and_time(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.md", "a/b/c.jsonl", "A.TXT", "a.jsonl.gz")
    os.utime(tmp_path / "b.txt", ns=(5, 7_000_000_001))
    found = discover(tmp_path).files
    assert [file.path for file in found] == ["A.TXT", "a.jsonl.gz", "a/b/c.jsonl", "a/z.md", "b.txt"]
    assert found[-1] == CorpusFile("b.txt", 5, 7_000_000_001, (tmp_path / "b.txt").stat().st_ctime_ns)


def test_folders_are_given_with_their_times(tmp_path: Path) -> None:
    put(tmp_path, "a/b/c.txt")
    (tmp_path / "empty").mkdir()
    os.utime(tmp_path / "a", ns=(0, 42))
    folders = discover(tmp_path).folders
    assert set(folders) == {"", "a", "a/b", "empty"}
    assert folders["a"] == 42


def test_other_files_are_counted_by_suffix(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", "b.PDF", "c.tar.gz", "README", "d.txt~", "e.gz", "f.txt")
    found = discover(tmp_path)
    assert found.not_read == {"": 1, ".gz": 2, ".pdf": 2, ".txt~": 1}
    assert [file.path for file in found.files] == ["f.txt"]


def test_names_that_begin_with_a_dot_are_skipped(tmp_path: Path) -> None:
    put(tmp_path, ".hidden.txt", ".git/a.txt", "a/.DS_Store", "a/b.txt")
    found = discover(tmp_path)
    assert [file.path for file in found.files] == ["a/b.txt"]
    assert found.not_read == {}
    assert set(found.folders) == {"", "a"}


def test_links_are_followed_but_read_once(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    put(tmp_path, "corpus/real/a.txt", "outside/b.txt", "outside/deep/c.txt")
    (corpus / "again").symlink_to(corpus / "real")
    (corpus / "real/up").symlink_to(corpus)
    (corpus / "linked").symlink_to(tmp_path / "outside")
    (tmp_path / "outside/back").symlink_to(corpus)
    (corpus / "file.txt").symlink_to(tmp_path / "outside/b.txt")
    (corpus / "broken.txt").symlink_to(tmp_path / "nowhere")
    (corpus / "self.txt").symlink_to(corpus / "self.txt")
    found = ["file.txt", "linked/b.txt", "linked/deep/c.txt", "real/a.txt"]
    assert paths(corpus) == ["broken.txt", *found, "self.txt"]  # those that lead nowhere are named when they are read


def test_a_real_folder_has_its_own_path_whatever_links_to_it_before(tmp_path: Path) -> None:
    put(tmp_path, "z/y/a.txt")
    (tmp_path / "a").symlink_to(tmp_path / "z/y")
    assert paths(tmp_path) == ["z/y/a.txt"]


def test_undecodable_names_are_found(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"Text.")
    (path,) = paths(tmp_path)
    assert os.fsencode(path) == b"caf\xe9.txt"
    assert (tmp_path / path).read_text(encoding="utf-8") == "Text."


def test_a_folder_that_cannot_be_listed_is_told_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "open/a.txt", "closed/b.txt")
    scandir = os.scandir

    def refusing(place: str) -> "os._ScandirIterator[str]":
        if place.endswith("closed"):
            raise PermissionError(13, "Permission denied", place)
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refusing)
    found = discover(tmp_path)
    assert [file.path for file in found.files] == ["open/a.txt"]
    assert (
        found.unseen["closed"].reason == "the folder cannot be read: Permission denied; its articles stay as last read"
    )
    assert [found.hides(path) for path in ("closed/b.txt", "closed", "closed2/b.txt", "open/a.txt")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_corpus_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreadable, match="No such file"):
        discover(tmp_path / "corpus")


def test_what_vanishes_during_the_walk_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", "b.txt", "gone/c.txt")
    scandir = os.scandir

    def slow(place: str) -> "os._ScandirIterator[str]":
        listing = scandir(place)
        if place == str(tmp_path):
            entries = list(listing)
            (tmp_path / "a.txt").unlink()
            (tmp_path / "gone/c.txt").unlink()
            (tmp_path / "gone").rmdir()
            return _Listing(entries)  # type: ignore[return-value]
        return listing

    monkeypatch.setattr(os, "scandir", slow)
    found = discover(tmp_path)
    assert [file.path for file in found.files] == ["b.txt"]
    assert set(found.folders) == {""}


class _Listing(list["os.DirEntry[str]"]):
    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
