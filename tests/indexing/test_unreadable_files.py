"""A disk that fails loses no article: what cannot be looked at or read keeps what is indexed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from typing import Any, Self

import pytest

from searchkit import Archive
from searchkit.errors import FolderUnreadable
from searchkit.indexing.article_buffer import LIMIT
from tests.indexing.corpora import STAYS, TEXTS, all_ids, refused


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
        for report in (archive.update(rebuild=rebuild), archive.update()):
            assert refused(report) == [f"corpus/{file}: cannot be looked at: {os.strerror(error)}; {STAYS}"]
            assert report.removed == 0
        assert all_ids(archive) == ["lake", "port", "sea", "wire/mill"]
        assert archive.status().refused == 1
        assert not archive.status().stale
        assert [(one.where, one.to_mend) for one in archive.check().problems] == [(f"corpus/{file}", True)]
        monkeypatch.undo()
        assert archive.update().refused == ()
    assert not archive.check().problems


@pytest.mark.parametrize("error", [errno.ENOENT, errno.ENOTDIR, errno.ELOOP])
def test_a_file_that_is_gone_is_gone(archive: Archive, fail: Fail, error: int) -> None:
    fail("wire/mill.txt", error, "stat")
    report = archive.update()
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
        for report in (archive.update(rebuild=rebuild), archive.update()):
            assert refused(report) == [f"corpus/wire: {reason}"]
            assert report.removed == 0
        assert all_ids(archive) == ["lake", "new", "port", "sea", "wire/mill"]
        assert not archive.status().stale
        assert [(one.where, one.what) for one in archive.check().problems] == [("corpus/wire", reason)]
        monkeypatch.undo()
        assert archive.update().refused == ()
    assert not archive.check().problems
    assert all_ids(archive) == ["lake", "new", "port", "sea", "wire/mill"]


@pytest.mark.parametrize("how", ["list", "half", "folder"])
def test_a_corpus_that_fails_is_an_error(archive: Archive, fail: Fail, how: str) -> None:
    fail("/corpus", errno.EIO, how)
    for ask in (archive.update, archive.status, archive.check):
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


@pytest.mark.parametrize(("limit", "first"), [(LIMIT, 0), (LIMIT, 1), (0, 0), (0, 1), (0, 2)])
@pytest.mark.parametrize("file", list(TEXTS))
def test_a_read_that_fails_loses_no_article_whenever_it_fails(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, file: str, limit: int, first: int
) -> None:
    """A changed file is opened for its digest, for its articles, and again if these had no room in memory."""
    monkeypatch.setattr("searchkit.indexing.article_buffer.LIMIT", limit)
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
        report = archive.update()
    assert len(opened) > first
    assert [one.path for one in report.refused] == [f"corpus/{file}"]
    assert all_ids(archive) == ["lake", "port", "sea", "wire/mill"]
    assert archive.update().refused == ()
    assert not archive.check().problems
    assert archive.search("that").total
