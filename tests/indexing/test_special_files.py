"""Pipes, sockets, devices and folders in place of files are named, and nothing hangs."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from searchkit import Archive
from searchkit.errors import INDEX, SettingsError
from searchkit.indexing import update
from searchkit.indexing.scan import corpus_of
from searchkit.indexing.single_file import extract_file
from searchkit.model.passage import Extraction
from tests.indexing.corpora import STAYS, all_ids, refused


def put_pipe(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes")
    os.mkfifo(path)


def put_socket(path: Path) -> None:
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("needs Unix sockets")
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def put_link_to_pipe(path: Path) -> None:
    put_pipe(path.parent / ".pipe")
    path.symlink_to(".pipe")


def put_device(path: Path) -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("needs /dev/zero")
    path.symlink_to("/dev/zero")


SPECIAL: dict[Callable[[Path], None], str] = {
    put_pipe: "pipe",
    put_socket: "socket",
    put_link_to_pipe: "pipe",
    put_device: "device",
}


@pytest.mark.parametrize("put", SPECIAL)
@pytest.mark.parametrize("name", ["z.txt", "z.md", "z.jsonl", "z.jsonl.gz", "wire/z.txt"])
@pytest.mark.parametrize("follow", [True, False])
def test_what_is_no_file_is_named_and_the_others_go_in(
    archive: Archive, put: Callable[[Path], None], name: str, *, follow: bool
) -> None:
    (archive.folder / "searchkit.toml").write_text(f"follow-links = {str(follow).lower()}\n", encoding="utf-8")
    put(archive.corpus / name)
    (archive.corpus / "new.txt").write_text("News of the day.", encoding="utf-8")
    reason = f"is a {SPECIAL[put]}, not a file"
    if put is put_device and not follow:
        reason = "is a link that leads out of the archive"
    assert archive.status().stale.new == ("new.txt", name)
    for report in (archive.update(), archive.update(), archive.update(rebuild=True)):
        assert [(one.path, one.reason) for one in report.refused] == [(f"corpus/{name}", reason)]
        assert report.counts["article"] == 5
    assert archive.status().refused == 1
    assert not archive.status().stale
    (problem,) = archive.check().problems
    assert problem.what.startswith(reason)
    assert (archive.check().hint, archive.check().command) == ("mend what is named", INDEX)


def test_a_file_that_became_a_pipe_after_it_was_found(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = corpus_of
    port = archive.corpus / "port.txt"
    port.write_text("Another text.", encoding="utf-8")

    def swap(*arguments: Any) -> Any:
        found = looked(*arguments)
        port.unlink()
        put_pipe(port)
        return found

    monkeypatch.setattr(update, "corpus_of", swap)
    assert refused(archive.update()) == [f"corpus/port.txt: is a pipe, not a file; {STAYS}"]
    assert "port" in all_ids(archive)


def test_a_folder_whose_name_is_that_of_a_text_is_a_folder(archive: Archive) -> None:
    folder = archive.corpus / "letters.txt"
    folder.mkdir()
    (folder / "one.txt").write_text("A letter.", encoding="utf-8")
    report = archive.update()
    assert (report.added, report.refused) == (1, ())
    assert "letters.txt/one" in all_ids(archive)


@pytest.mark.parametrize("name", ["searchkit.toml", "speakers.toml"])
@pytest.mark.parametrize("put", [*SPECIAL, Path.mkdir])
def test_settings_that_are_no_file_are_one_line(archive: Archive, name: str, put: Callable[[Path], None]) -> None:
    put(archive.folder / name)
    kind = SPECIAL.get(put, "folder")
    with pytest.raises(SettingsError, match=f"{name} cannot be read: is a {kind}, not a file"):
        _ = Archive(archive.folder).settings, archive.corrections
    (problem,) = archive.check().problems
    assert (problem.where, problem.to_mend) == (name, True)


@pytest.mark.parametrize(("name", "most"), [("searchkit.toml", 2**20), ("speakers.toml", 64 * 2**20)])
def test_settings_without_an_end_are_refused(archive: Archive, name: str, most: int) -> None:
    with (archive.folder / name).open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(SettingsError, match=f"{name} cannot be read: has more than {most:,} bytes"):
        _ = Archive(archive.folder).settings, archive.corrections


def test_settings_that_lead_nowhere_are_not_the_defaults(archive: Archive) -> None:
    (archive.folder / "searchkit.toml").symlink_to("nowhere.toml")
    with pytest.raises(SettingsError, match="is a link that leads nowhere"):
        _ = Archive(archive.folder).settings


@pytest.mark.parametrize("put", SPECIAL)
def test_extract_refuses_what_is_no_file(tmp_path: Path, put: Callable[[Path], None]) -> None:
    put(tmp_path / "z.txt")
    (found,) = extract_file(tmp_path / "z.txt", tmp_path)
    assert not isinstance(found, Extraction)
    assert str(found) == f"{tmp_path / 'z.txt'}: is a {SPECIAL[put]}, not a file"
