"""Links, pipes and folders planted in an index folder: nothing is read, written or removed through a link."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.engines.whoosh.directory.files import LOCK, MANIFEST, WRITING_FOLDER
from searchkit.errors import INDEX, FolderUnreadable, IndexDamaged, IndexIsALink, IndexUnwritable, SearchkitError

SEGMENT = "0123456789abcdef.seg"
TEXTS = {"one.txt": "One\n\n“All is well,” Ada Pell said.\n", "two.txt": "Two\n\nOil and gas.\n"}
WRITTEN = [
    MANIFEST,
    LOCK,
    SEGMENT,
    WRITING_FOLDER,
    f"{WRITING_FOLDER}/{MANIFEST}",
    f"{WRITING_FOLDER}/{SEGMENT}",
    f"{WRITING_FOLDER}/time",
    *(f"catalogue.{number}.json" for number in range(4)),
    *(f"deleted.{number}.arrays" for number in range(4)),
    "persons.json",
    "persons.json.draft",
]
"""The names of all files and folders that are written below an index folder."""

KINDS = [
    "link",
    "folder",
    pytest.param("pipe", marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")),
]


def change_article(archive: Archive) -> None:
    """Change one of two articles and update, so that the index has deletions."""
    (archive.corpus / "two.txt").write_text("Two\n\nNo oil any more.\n", encoding="utf-8")
    archive.update()


OPERATIONS: dict[str, Callable[[Archive], object]] = {
    "index": Archive.update,
    "rebuild": lambda archive: archive.update(rebuild=True),
    "change": change_article,
    "search": lambda archive: archive.search("oil"),
    "check": Archive.check,
    "status": Archive.status,
    "size": lambda archive: archive.engine.size(),
}


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive without an index; its first segment will be SEGMENT."""
    names = iter([SEGMENT.removesuffix(".seg"), *("fedcba987654321" + digit for digit in "0123456789")])
    monkeypatch.setattr(secrets, "token_hex", lambda _: next(names))
    (tmp_path / "archive" / "corpus").mkdir(parents=True)
    for name, text in TEXTS.items():
        (tmp_path / "archive" / "corpus" / name).write_text(text, encoding="utf-8")
    return Archive(tmp_path / "archive")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder outside the archive, with a file and a folder, for links to lead to."""
    folder = tmp_path / "outside"
    (folder / "folder").mkdir(parents=True)
    (folder / "file").write_bytes(b"mine")
    (folder / "folder" / "file").write_bytes(b"mine too")
    for path in (folder / "file", folder / "folder" / "file", folder / "folder"):
        os.utime(path, ns=(7, 7))
    return folder


def read_tree(folder: Path) -> list[tuple[str, bytes | None, int]]:
    """Return the path, content (None for a folder) and modification time of everything below a folder."""
    return [
        (str(path), path.read_bytes() if path.is_file() else None, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    ]


def plant_link(archive: Archive, name: str, target: Path) -> None:
    """Put a link to `target` in place of an index file."""
    path = archive.index / name
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize("indexed", [True, False])
@pytest.mark.parametrize("target", ["file", "folder", "missing"])
@pytest.mark.parametrize("name", WRITTEN)
def test_the_target_of_a_planted_link_stays_unchanged(
    archive: Archive, outside: Path, name: str, target: str, *, indexed: bool
) -> None:
    if indexed:
        archive.update()
        archive.index.rename(archive.folder / "copy")
    for operation in OPERATIONS.values():
        shutil.rmtree(archive.index, ignore_errors=True)
        if indexed:
            shutil.copytree(archive.folder / "copy", archive.index)
        before = read_tree(outside)
        plant_link(archive, name, outside / target)
        with Archive(archive.folder) as opened, suppress(SearchkitError):
            operation(opened)
        assert read_tree(outside) == before


@pytest.mark.parametrize("target", ["file", "folder", "missing"])
@pytest.mark.parametrize("name", [name for name in WRITTEN if name != LOCK])
def test_a_rebuild_replaces_planted_links(archive: Archive, outside: Path, name: str, target: str) -> None:
    plant_link(archive, name, outside / target)
    archive.update(rebuild=True)
    assert archive.search("oil").total == 1
    archive.check()
    assert not [path for path in archive.index.rglob("*") if path.is_symlink() and path.name != SEGMENT]


@pytest.mark.parametrize("kind", KINDS)
def test_a_lock_file_of_another_kind_is_named(archive: Archive, outside: Path, kind: str) -> None:
    archive.update()
    path = archive.index / LOCK
    path.unlink()
    plant(path, kind, outside)
    with pytest.raises(IndexUnwritable) as caught:
        archive.update()
    assert str(caught.value) == f"cannot write to {archive.index}: {LOCK}: is a {kind}, not a file; remove it"
    report = archive.check()
    assert [(one.where, one.what) for one in report.problems] == [(f"index/{LOCK}", f"is a {kind}, not a file")]
    assert (report.hint, report.command) == ("mend what is named", INDEX)


def plant(path: Path, kind: str, outside: Path) -> None:
    """Create a link, a folder or a pipe in place of a file."""
    if kind == "link":
        path.symlink_to(outside / "file")
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("pattern", [MANIFEST, "*.seg", "catalogue.*", "deleted.*"])
def test_an_index_file_of_another_kind_is_damage(archive: Archive, outside: Path, pattern: str, kind: str) -> None:
    archive.update()
    change_article(archive)
    path = next(archive.index.glob(pattern))
    content = path.read_bytes()
    path.unlink()
    plant(path, kind, outside)
    (outside / "file").write_bytes(content)  # valid content, but a link to it is not followed
    with pytest.raises(IndexDamaged, match=f"{path.name}: is a {kind}, not a file$"):
        Archive(archive.folder).search("oil")
    assert f"is a {kind}, not a file" in str(Archive(archive.folder).status().problem)
    assert any(f"is a {kind}, not a file" in problem.what for problem in Archive(archive.folder).check().problems)
    if kind != "folder" or pattern != MANIFEST:
        archive.update(rebuild=True)
        assert archive.search("oil").total == 1
    assert (outside / "file").read_bytes() == content


@pytest.mark.parametrize("target", ["file", "folder", "missing"])
def test_a_missing_person_table_is_not_written_through_a_link(archive: Archive, outside: Path, target: str) -> None:
    archive.update()
    before = read_tree(outside)
    (archive.index / "persons.json").unlink()
    plant_link(archive, "persons.json.draft", outside / target)
    archive.update()
    assert read_tree(outside) == before
    assert not archive.check().problems


@pytest.mark.parametrize("kind", KINDS)
def test_a_search_works_without_a_person_table_of_the_right_kind(archive: Archive, outside: Path, kind: str) -> None:
    archive.update()
    path = archive.index / "persons.json"
    path.unlink()
    plant(path, kind, outside)
    assert Archive(archive.folder).search("oil").total == 1
    archive.update()
    assert archive.search("oil").total == 1
    assert path.is_file() == (kind != "folder")
    assert (outside / "file").read_bytes() == b"mine"


@pytest.mark.parametrize("target", ["folder", "missing"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_index_folder_that_is_a_link_is_refused(
    archive: Archive, outside: Path, operation: str, target: str
) -> None:
    before = read_tree(outside)
    archive.index.symlink_to(outside / target)
    if operation == "status":
        assert isinstance(archive.status().problem, IndexIsALink)
    else:
        with pytest.raises(IndexIsALink, match=f"{archive.index} is a link, not a folder; remove it"):
            OPERATIONS[operation](archive)
    assert read_tree(outside) == before


def test_an_index_folder_that_is_a_link_to_an_index_is_refused(archive: Archive, outside: Path) -> None:
    archive.update()
    archive.index.rename(outside / "index")
    archive.index.symlink_to(outside / "index")
    before = read_tree(outside)
    for rebuild in (True, False):
        with pytest.raises(IndexIsALink):
            archive.update(rebuild=rebuild)
    assert read_tree(outside) == before


def test_a_file_in_place_of_the_index_folder_is_an_error(archive: Archive) -> None:
    archive.index.write_text("", encoding="utf-8")
    with pytest.raises(FolderUnreadable, match="Not a directory; move it away"):
        archive.search("oil")
    with pytest.raises(IndexUnwritable, match="File exists; remove it"):
        archive.update(rebuild=True)
