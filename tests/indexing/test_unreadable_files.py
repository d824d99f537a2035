"""Files and folders that cannot be read: their articles stay in the index as last read."""

from __future__ import annotations

import errno
import os

import pytest

from searchkit import Archive
from searchkit.errors import FolderUnreadable
from searchkit.indexing.article_buffer import LIMIT
from tests.indexing.corpora import STAYS, TEXTS, all_ids, refused
from tests.indexing.failing_files import FailingCall, fail_at, fail_reads

ERRORS = [errno.EIO, errno.EACCES, errno.ESTALE, errno.ENAMETOOLONG, errno.ETIMEDOUT, errno.EPERM, errno.ENOMEM]


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize("file", list(TEXTS))
def test_a_file_whose_stat_fails_keeps_its_articles(archive: Archive, file: str, error: int, *, rebuild: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        fail_at(patch, file, error, "stat of an entry")
        for report in (archive.update(rebuild=rebuild), archive.update()):
            assert refused(report) == [f"corpus/{file}: cannot be looked at: {os.strerror(error)}; {STAYS}"]
            assert report.removed == 0
        assert all_ids(archive) == ["lake", "port", "sea", "wire/mill"]
        assert archive.status().refused == 1
        assert not archive.status().stale
        assert [(one.where, one.to_mend) for one in archive.check().problems] == [(f"corpus/{file}", True)]
    assert archive.update().refused == ()
    assert not archive.check().problems


@pytest.mark.parametrize("error", [errno.ENOENT, errno.ENOTDIR, errno.ELOOP])
def test_a_file_that_vanished_is_removed(archive: Archive, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    fail_at(monkeypatch, "wire/mill.txt", error, "stat of an entry")
    report = archive.update()
    assert (report.removed, report.refused) == (1, ())


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("call", ["listing", "second entry", "stat"])
@pytest.mark.parametrize("rebuild", [False, True])
def test_an_unreadable_folder_keeps_its_articles_and_others_are_indexed(
    archive: Archive, call: FailingCall, error: int, *, rebuild: bool
) -> None:
    (archive.corpus / "new.txt").write_text("News of the day.", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        fail_at(patch, "corpus/wire", error, call)
        reason = f"the folder cannot be read: {os.strerror(error)}; {STAYS}"
        assert archive.status().refused == 1
        for report in (archive.update(rebuild=rebuild), archive.update()):
            assert refused(report) == [f"corpus/wire: {reason}"]
            assert report.removed == 0
        assert all_ids(archive) == ["lake", "new", "port", "sea", "wire/mill"]
        assert not archive.status().stale
        assert [(one.where, one.what) for one in archive.check().problems] == [("corpus/wire", reason)]
    assert archive.update().refused == ()
    assert not archive.check().problems
    assert all_ids(archive) == ["lake", "new", "port", "sea", "wire/mill"]


@pytest.mark.parametrize("call", ["listing", "second entry", "stat"])
def test_an_unreadable_corpus_folder_is_an_error(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, call: FailingCall
) -> None:
    fail_at(monkeypatch, "/corpus", errno.EIO, call)
    for use in (archive.update, archive.status, archive.check):
        with pytest.raises(FolderUnreadable, match="Input/output error"):
            use()


@pytest.mark.parametrize(("limit", "first"), [(LIMIT, 0), (LIMIT, 1), (0, 0), (0, 1), (0, 2)])
@pytest.mark.parametrize("file", list(TEXTS))
def test_a_failing_read_loses_no_article(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, file: str, limit: int, first: int
) -> None:
    """A changed file is opened for its digest, for its articles, and again if these had no room in memory."""
    monkeypatch.setattr("searchkit.indexing.article_buffer.LIMIT", limit)
    path = archive.corpus / file
    path.write_text(path.read_text(encoding="utf-8").replace("The", "That"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        opened = fail_reads(patch, path, readable=20, first=first)
        report = archive.update()
    assert len(opened) > first
    assert [one.path for one in report.refused] == [f"corpus/{file}"]
    assert all_ids(archive) == ["lake", "port", "sea", "wire/mill"]
    assert archive.update().refused == ()
    assert not archive.check().problems
    assert archive.search("that").total
