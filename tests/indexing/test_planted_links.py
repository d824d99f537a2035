"""Whatever somebody put into an index folder beforehand: nothing is written, emptied or removed through a link."""

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
    ".time",
]


"""Every name that is written below an index folder, or was by earlier versions."""


def change(archive: Archive) -> None:
    """Change one of two articles, so that deletions are written too."""
    (archive.corpus / "two.txt").write_text("Two\n\nNo oil any more.\n", encoding="utf-8")
    archive.update()


OPERATIONS: dict[str, Callable[[Archive], object]] = {
    "index": Archive.update,
    "rebuild": lambda archive: archive.update(rebuild=True),
    "change": change,
    "search": lambda archive: archive.search("oil"),
    "check": Archive.check,
    "status": Archive.status,
    "size": lambda archive: archive.engine.size(),
}


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive that was not indexed yet, whose segments have a name that can be told beforehand."""
    names = iter([SEGMENT.removesuffix(".seg"), *("fedcba987654321" + digit for digit in "0123456789")])
    monkeypatch.setattr(secrets, "token_hex", lambda _: next(names))
    (tmp_path / "archive" / "corpus").mkdir(parents=True)
    for name, text in TEXTS.items():
        (tmp_path / "archive" / "corpus" / name).write_text(text, encoding="utf-8")
    return Archive(tmp_path / "archive")


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A folder outside, of a file and a folder with a file."""
    folder = tmp_path / "precious"
    (folder / "folder").mkdir(parents=True)
    (folder / "file").write_bytes(b"mine")
    (folder / "folder" / "file").write_bytes(b"mine too")
    for path in (folder / "file", folder / "folder" / "file", folder / "folder"):
        os.utime(path, ns=(7, 7))
    return folder


def state_of(folder: Path) -> list[tuple[str, bytes | None, int]]:
    return [
        (str(path), path.read_bytes() if path.is_file() else None, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    ]


def plant(archive: Archive, name: str, target: Path) -> None:
    place = archive.index / name
    if place.is_dir():
        shutil.rmtree(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to(target)


@pytest.mark.parametrize("indexed", [True, False])
@pytest.mark.parametrize("target", ["file", "folder", "missing"])
@pytest.mark.parametrize("name", WRITTEN)
def test_what_a_link_leads_to_stays_as_it_is(
    archive: Archive, precious: Path, name: str, target: str, *, indexed: bool
) -> None:
    if indexed:
        archive.update()
        archive.index.rename(archive.folder / "kept")
    for operation in OPERATIONS.values():
        shutil.rmtree(archive.index, ignore_errors=True)
        if indexed:
            shutil.copytree(archive.folder / "kept", archive.index)
        before = state_of(precious)
        plant(archive, name, precious / target)
        with Archive(archive.folder) as asked, suppress(SearchkitError):
            operation(asked)
        assert state_of(precious) == before


@pytest.mark.parametrize("target", ["file", "folder", "missing"])
@pytest.mark.parametrize("name", [name for name in WRITTEN if name != LOCK])
def test_an_index_is_made_where_links_were(archive: Archive, precious: Path, name: str, target: str) -> None:
    plant(archive, name, precious / target)
    archive.update(rebuild=True)
    assert archive.search("oil").total == 1
    archive.check()
    assert not [path for path in archive.index.rglob("*") if path.is_symlink() and path.name != SEGMENT]


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_a_lock_that_is_none_is_named(archive: Archive, precious: Path, kind: str) -> None:
    archive.update()
    place = archive.index / LOCK
    place.unlink()
    make(place, kind, precious)
    with pytest.raises(IndexUnwritable) as caught:
        archive.update()
    assert str(caught.value) == f"cannot write to {archive.index}: {LOCK}: is a {kind}, not a file; remove it"
    report = archive.check()
    assert [(one.where, one.what) for one in report.problems] == [(f"index/{LOCK}", f"is a {kind}, not a file")]
    assert (report.hint, report.command) == ("mend what is named", INDEX)


def make(place: Path, kind: str, precious: Path) -> None:
    if kind == "link":
        place.symlink_to(precious / "file")
    elif kind == "folder":
        place.mkdir()
    else:
        os.mkfifo(place)


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
@pytest.mark.parametrize("pattern", [MANIFEST, "*.seg", "catalogue.*", "deleted.*"])
def test_what_is_no_file_is_damage_that_is_named_at_once(
    archive: Archive, precious: Path, pattern: str, kind: str
) -> None:
    archive.update()
    change(archive)
    place = next(archive.index.glob(pattern))
    content = place.read_bytes()
    place.unlink()
    make(place, kind, precious)
    (precious / "file").write_bytes(content)  # what a link leads to is good, and not read all the same
    with pytest.raises(IndexDamaged, match=f"{place.name}: is a {kind}, not a file$"):
        Archive(archive.folder).search("oil")
    assert f"is a {kind}, not a file" in str(Archive(archive.folder).status().problem)
    assert any(f"is a {kind}, not a file" in problem.what for problem in Archive(archive.folder).check().problems)
    if kind != "folder" or pattern != MANIFEST:
        archive.update(rebuild=True)
        assert archive.search("oil").total == 1
    assert (precious / "file").read_bytes() == content


@pytest.mark.parametrize("target", ["file", "folder", "missing"])
def test_a_table_of_persons_that_is_missing_is_written_through_no_link(
    archive: Archive, precious: Path, target: str
) -> None:
    archive.update()
    before = state_of(precious)
    (archive.index / "persons.json").unlink()
    plant(archive, "persons.json.draft", precious / target)
    archive.update()
    assert state_of(precious) == before
    assert not archive.check().problems


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_a_table_of_persons_that_is_no_file_is_done_without(archive: Archive, precious: Path, kind: str) -> None:
    archive.update()
    place = archive.index / "persons.json"
    place.unlink()
    make(place, kind, precious)
    assert Archive(archive.folder).search("oil").total == 1
    archive.update()
    assert archive.search("oil").total == 1
    assert place.is_file() == (kind != "folder")
    assert (precious / "file").read_bytes() == b"mine"


@pytest.mark.parametrize("target", ["folder", "missing"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_index_folder_that_is_a_link_is_refused(
    archive: Archive, precious: Path, operation: str, target: str
) -> None:
    before = state_of(precious)
    archive.index.symlink_to(precious / target)
    if operation == "status":
        assert isinstance(archive.status().problem, IndexIsALink)
    else:
        with pytest.raises(IndexIsALink, match=f"{archive.index} is a link, not a folder; remove it"):
            OPERATIONS[operation](archive)
    assert state_of(precious) == before


def test_an_index_folder_that_is_a_link_to_an_index_is_refused(archive: Archive, precious: Path) -> None:
    archive.update()
    archive.index.rename(precious / "index")
    archive.index.symlink_to(precious / "index")
    before = state_of(precious)
    for rebuild in (True, False):
        with pytest.raises(IndexIsALink):
            archive.update(rebuild=rebuild)
    assert state_of(precious) == before


def test_a_file_in_place_of_the_folder_says_what_to_do(archive: Archive) -> None:
    archive.index.write_text("", encoding="utf-8")
    with pytest.raises(FolderUnreadable, match="Not a directory; move it away"):
        archive.search("oil")
    with pytest.raises(IndexUnwritable, match="File exists; remove it"):
        archive.update(rebuild=True)
