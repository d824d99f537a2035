"""Corpora with pipes, devices and links in them, and on disks that fail: nothing hangs, nothing is lost in silence."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from searchkit import Archive
from searchkit.errors import FolderUnreadable, SettingsError
from searchkit.indexing import update
from searchkit.indexing.scan import corpus_of
from searchkit.indexing.single_file import extract_file
from searchkit.model.passage import Extraction
from searchkit.model.reports import SyncReport

TEXTS = {
    "port.txt": 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n',
    "wire/mill.txt": "Mill\n\nThe mill ground on.\n",
    "wire/deep/all.jsonl": '{"id": "lake", "text": "The lake froze."}\n{"id": "sea", "text": "The sea rose."}\n',
}
STAYS = "its articles stay as last read"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    folder = tmp_path / "archive"
    for name, text in TEXTS.items():
        path = folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    archive = Archive(folder)
    archive.sync()
    return archive


def refused(report: SyncReport) -> list[str]:
    return [str(one) for one in report.refused]


def all_ids(archive: Archive) -> list[str]:
    return list(archive.engine.article_ids())


def put_pipe(path: Path) -> None:
    os.mkfifo(path)


def put_socket(path: Path) -> None:
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
    for report in (archive.sync(), archive.sync(), archive.sync(rebuild=True)):
        assert [(one.path, one.reason) for one in report.refused] == [(f"corpus/{name}", reason)]
        assert report.counts["article"] == 5
    assert archive.status().refused == 1
    assert not archive.status().stale
    (problem,) = archive.check().problems
    assert problem.what.startswith(reason)
    assert archive.check().hint == "mend what is named, then run: searchkit index"


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
    assert refused(archive.sync()) == [f"corpus/port.txt: is a pipe, not a file; {STAYS}"]
    assert "port" in all_ids(archive)


def test_a_folder_whose_name_is_that_of_a_text_is_a_folder(archive: Archive) -> None:
    folder = archive.corpus / "letters.txt"
    folder.mkdir()
    (folder / "one.txt").write_text("A letter.", encoding="utf-8")
    report = archive.sync()
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


def outside(archive: Archive) -> Path:
    folder = archive.folder.parent / "outside"
    (folder / "inner").mkdir(parents=True)
    (folder / "secret.txt").write_text("A secret text.", encoding="utf-8")
    (folder / "inner" / "more.txt").write_text("More secrets.", encoding="utf-8")
    return folder


def test_links_that_lead_out_are_refused_until_they_may_be_followed(archive: Archive) -> None:
    folder = outside(archive)
    (archive.corpus / "file.txt").symlink_to(folder / "secret.txt")
    (archive.corpus / "folder").symlink_to(folder)
    (archive.corpus / "chain.txt").symlink_to("file.txt")
    (archive.corpus / "picture.png").symlink_to(folder / "secret.txt")
    settings = archive.folder / "searchkit.toml"
    report = archive.sync()
    assert refused(report) == [
        f"corpus/{name}: is a link that leads out of the archive; copy what it leads to, or put follow-links = true into searchkit.toml"
        for name in ("chain.txt", "file.txt", "folder")
    ]
    assert all_ids(archive) == ["lake", "port", "sea", "wire/mill"]
    assert [problem.where for problem in archive.check().problems] == [
        f"corpus/{one}" for one in ("chain.txt", "file.txt", "folder")
    ]
    settings.write_text("follow-links = true\n", encoding="utf-8")
    archive = Archive(archive.folder)
    assert archive.status().stale
    assert refused(archive.sync()) == []
    followed = ["chain", "file", "folder/inner/more", "folder/secret", "lake", "port", "sea", "wire/mill"]
    assert all_ids(archive) == followed
    assert not archive.check().problems
    settings.unlink()
    archive = Archive(archive.folder)
    assert archive.status().stale
    assert len(archive.sync(prune=True).refused) == 3
    assert all_ids(archive) == ["lake", "port", "sea", "wire/mill"]


def test_links_that_stay_within_the_archive_are_followed(archive: Archive) -> None:
    store = archive.folder / "store"
    store.mkdir()
    (store / "kept.txt").write_text("A text that is kept.", encoding="utf-8")
    (archive.corpus / "kept.txt").symlink_to("../store/kept.txt")
    (archive.corpus / "linked").symlink_to(store)
    assert refused(archive.sync()) == []
    assert {"kept", "linked/kept"} <= set(all_ids(archive))


def test_a_corpus_that_is_a_link_is_followed(archive: Archive, tmp_path: Path) -> None:
    disk = tmp_path / "disk" / "articles"
    disk.parent.mkdir()
    archive.corpus.rename(disk)
    archive.corpus.symlink_to(disk)
    (disk / "within.txt").symlink_to(disk / "port.txt")
    (disk / "beside.txt").symlink_to(tmp_path / "disk" / "beside.txt")
    (tmp_path / "disk" / "beside.txt").write_text("Beside.", encoding="utf-8")
    report = archive.sync()
    assert [one.path for one in report.refused] == ["corpus/beside.txt"]
    assert all_ids(archive) == ["lake", "port", "sea", "wire/mill", "within"]


class Entry:
    """An entry of a folder, of which looking fails."""

    def __init__(self, entry: os.DirEntry[str], error: int) -> None:
        self.name, self.path = entry.name, entry.path
        self._entry = entry
        self._error = error

    def is_symlink(self) -> bool:
        return self._entry.is_symlink()

    def is_dir(self) -> bool:
        return self._entry.is_dir()

    def is_file(self) -> bool:
        return self._entry.is_file()

    def stat(self) -> os.stat_result:
        raise OSError(self._error, os.strerror(self._error), self.path)


class Entries:
    def __init__(self, entries: Iterator[Any]) -> None:
        self._entries = entries

    def __enter__(self) -> Iterator[Any]:
        return self._entries

    def __exit__(self, *_: object) -> None:
        pass


Fail = Callable[[str, int, str], None]


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Fail:
    """Lets looking at a path, given by its end, fail with an error number: at its "stat", "list" or "half" a listing."""

    def failing(where: str, error: int, how: str) -> None:
        scandir, stat = os.scandir, os.stat

        def half(place: str) -> Iterator[Any]:
            yield from sorted(scandir(place), key=lambda entry: entry.name)[:1]
            raise OSError(error, os.strerror(error), place)

        def listed(place: str) -> Any:
            if how == "list" and str(place).endswith(where):
                raise OSError(error, os.strerror(error), place)
            if how == "half" and str(place).endswith(where):
                return Entries(half(place))
            found = list(scandir(place))
            return Entries(
                iter([Entry(one, error) if how == "stat" and one.path.endswith(where) else one for one in found])
            )

        def looked(place: Any, **more: Any) -> os.stat_result:
            if how == "folder" and str(place).endswith(where):
                raise OSError(error, os.strerror(error), place)
            return stat(place, **more)

        monkeypatch.setattr(os, "scandir", listed)
        monkeypatch.setattr(os, "stat", looked)

    return failing


BAD = [errno.EIO, errno.EACCES, errno.ESTALE, errno.ENAMETOOLONG, errno.ETIMEDOUT, errno.EPERM, errno.ENOMEM]


@pytest.mark.parametrize("error", BAD)
@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize("file", list(TEXTS))
def test_a_file_that_cannot_be_looked_at_keeps_its_articles(
    archive: Archive, fail: Fail, monkeypatch: pytest.MonkeyPatch, file: str, error: int, *, rebuild: bool
) -> None:
    with monkeypatch.context():
        fail(file, error, "stat")
        for report in (archive.sync(rebuild=rebuild), archive.sync()):
            assert refused(report) == [f"corpus/{file}: cannot be looked at: {os.strerror(error)}; {STAYS}"]
            assert report.removed == 0
        assert all_ids(archive) == ["lake", "port", "sea", "wire/mill"]
        assert archive.status().refused == 1
        assert not archive.status().stale
        assert [(one.where, one.to_mend) for one in archive.check().problems] == [(f"corpus/{file}", True)]
        monkeypatch.undo()
        assert archive.sync().refused == ()
    assert not archive.check().problems


@pytest.mark.parametrize("error", [errno.ENOENT, errno.ENOTDIR, errno.ELOOP])
def test_a_file_that_is_gone_is_gone(archive: Archive, fail: Fail, error: int) -> None:
    fail("wire/mill.txt", error, "stat")
    report = archive.sync()
    assert (report.removed, report.refused) == (1, ())


@pytest.mark.parametrize("error", BAD)
@pytest.mark.parametrize("how", ["list", "half", "folder"])
@pytest.mark.parametrize("rebuild", [False, True])
def test_a_folder_that_fails_keeps_its_articles_and_the_others_go_on(
    archive: Archive, fail: Fail, monkeypatch: pytest.MonkeyPatch, how: str, error: int, *, rebuild: bool
) -> None:
    (archive.corpus / "new.txt").write_text("News of the day.", encoding="utf-8")
    with monkeypatch.context():
        fail("corpus/wire", error, how)
        reason = f"the folder cannot be read: {os.strerror(error)}; {STAYS}"
        assert archive.status().refused == 1
        for report in (archive.sync(rebuild=rebuild), archive.sync()):
            assert refused(report) == [f"corpus/wire: {reason}"]
            assert report.removed == 0
        assert all_ids(archive) == ["lake", "new", "port", "sea", "wire/mill"]
        assert not archive.status().stale
        assert [(one.where, one.what) for one in archive.check().problems] == [("corpus/wire", reason)]
        monkeypatch.undo()
        assert archive.sync().refused == ()
    assert not archive.check().problems
    assert all_ids(archive) == ["lake", "new", "port", "sea", "wire/mill"]


@pytest.mark.parametrize("how", ["list", "half", "folder"])
def test_a_corpus_that_fails_is_an_error(archive: Archive, fail: Fail, how: str) -> None:
    fail("/corpus", errno.EIO, how)
    for ask in (archive.sync, archive.status, archive.check):
        with pytest.raises(FolderUnreadable, match="Input/output error"):
            ask()


class Failing:
    """A file of which reading fails after some bytes."""

    def __init__(self, file: Any, most: int, fails: Callable[[], bool]) -> None:
        self._file, self._left, self._fails = file, most, fails

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, size: int) -> bytes:
        if size > self._left and self._fails():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return self.read1(size)

    def read1(self, size: int) -> bytes:
        if self._left <= 0 and self._fails():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        content: bytes = self._file.read(min(size, self._left) if self._fails() else size)
        self._left -= len(content)
        return content

    def readinto(self, buffer: Any) -> int:
        content = self.read1(len(buffer))
        buffer[: len(content)] = content
        return len(content)


@pytest.mark.parametrize("first", [0, 1, 2])
@pytest.mark.parametrize("file", list(TEXTS))
def test_a_read_that_fails_loses_no_article_whenever_it_fails(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, file: str, first: int
) -> None:
    """A changed file is read thrice: for its digest, for its articles, and for their passages."""
    path = archive.corpus / file
    path.write_text(path.read_text(encoding="utf-8").replace("The", "That"), encoding="utf-8")
    opened: list[Any] = []

    def open_failing(handle: int, mode: str, *more: Any) -> Any:
        stream = fdopen(handle, mode, *more)
        if os.path.realpath(f"/proc/self/fd/{handle}") != str(path):
            return stream
        opened.append(stream)
        number = len(opened) - 1
        return Failing(stream, 20, lambda: number >= first)

    fdopen = os.fdopen
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", open_failing)
        report = archive.sync()
    assert len(opened) > first
    assert [one.path for one in report.refused] == [f"corpus/{file}"]
    assert all_ids(archive) == ["lake", "port", "sea", "wire/mill"]
    assert archive.sync().refused == ()
    assert not archive.check().problems
    assert archive.search("that").found.total
