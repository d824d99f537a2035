"""An error of the operating system is reported with a remedy, is not taken for damage, and leaves the index unchanged."""

from __future__ import annotations

import errno
import mmap
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from searchkit import Archive
from searchkit.engines.whoosh import engine
from searchkit.engines.whoosh.directory.files import LOCK, MANIFEST, WRITING_FOLDER
from searchkit.engines.whoosh.directory.manifest import commit_to_bytes
from searchkit.engines.whoosh.searcher.snapshot import open_snapshot
from searchkit.errors import (
    INDEX,
    IndexBusy,
    IndexUncertain,
    IndexUnlockable,
    IndexUnreadable,
    IndexUnwritable,
)
from searchkit.model.frozen import replace
from tests.indexing.failing_calls import fail_calls, has_name

REMEDIES = {
    errno.EIO: "check the disk",
    errno.EMFILE: "close other programs, or raise the limit of open files",
    errno.ENFILE: "close other programs, or raise the limit of open files",
    errno.ENOMEM: "close other programs",
    errno.EACCES: "change its permissions",
    errno.ENOSPC: "free some space",
    errno.ESTALE: "check the disk",
}


@pytest.fixture
def archive(build: Callable[..., Archive]) -> Archive:
    """An archive of three articles whose second was changed, so that its index has deletions."""
    build({"one.txt": "One\n\n“All is well,” Ada Pell said.\n", "two.txt": "Two\n\nOil.\n", "three.txt": "Three.\n"})
    return build({"two.txt": "Two\n\nOil and gas.\n"})


def read_files(archive: Archive) -> dict[str, bytes]:
    """Return the content of each index file, by name."""
    return {path.name: path.read_bytes() for path in archive.index.iterdir()}


@pytest.mark.parametrize("number", REMEDIES)
@pytest.mark.parametrize("pattern", [MANIFEST, "*.seg", "deleted.*", "catalogue.*"])
def test_an_unreadable_index_file_is_named_and_not_called_damaged(archive: Archive, pattern: str, number: int) -> None:
    path = next(archive.index.glob(pattern))
    before = read_files(archive)
    message = f"cannot read {path}: {os.strerror(number)}; {REMEDIES[number]}"
    with fail_calls("open", number, has_name(path.name)) as failed:
        for use in (Archive.update, Archive.check, lambda archive: archive.engine.catalogue()):
            with pytest.raises(IndexUnreadable) as caught:
                use(Archive(archive.folder))
            assert str(caught.value) == message
        assert str(archive.status().problem) == message
        assert failed
    assert read_files(archive) == before
    assert archive.search("gas").total == 1


def test_a_search_without_memory_or_a_map_says_what_to_do(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    with monkeypatch.context() as patch:
        patch.setattr(mmap, "mmap", refuse)
        with pytest.raises(IndexUnreadable, match=r"\.seg: Cannot allocate memory; close other programs"):
            Archive(archive.folder).search("gas")

    def run_out(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(engine, "search", run_out)
        with pytest.raises(IndexUnreadable, match="Cannot allocate memory; close other programs"):
            archive.search("gas")


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES])
def test_a_rebuild_stops_at_a_passing_error_and_goes_on_after_a_lasting_one(archive: Archive, number: int) -> None:
    path = next(archive.index.glob("catalogue.*"))
    with fail_calls("open", number, has_name(path.name)), pytest.raises(IndexUnreadable):
        archive.update(rebuild=True)
    with fail_calls("open", errno.EIO, has_name(path.name)):  # the file may never be readable again
        archive.update(rebuild=True)
    assert archive.search("gas").total == 1


def write_bad_checksum(archive: Archive) -> None:
    (archive.index / MANIFEST).write_bytes(b'{"check":"00000000","manifest":{}}\n')


def write_other_format(archive: Archive) -> None:
    commit = open_snapshot(archive.index).commit
    newer = replace(commit, info=replace(commit.info, format=99))
    (archive.index / MANIFEST).write_bytes(commit_to_bytes(newer))


def write_deep_nesting(archive: Archive) -> None:
    (archive.index / MANIFEST).write_bytes(b"[" * 100_000)


def remove_manifest(archive: Archive) -> None:
    (archive.index / MANIFEST).unlink()


def link_to_nothing(archive: Archive) -> None:
    remove_manifest(archive)
    (archive.index / MANIFEST).symlink_to("nowhere")


@pytest.mark.parametrize(
    "spoil", [write_bad_checksum, write_other_format, write_deep_nesting, remove_manifest, link_to_nothing]
)
def test_a_rebuild_over_a_damaged_index_that_fails_says_why(archive: Archive, spoil: Callable[[Archive], None]) -> None:
    spoil(archive)
    before = {name for name in os.listdir(archive.index) if name != WRITING_FOLDER}  # noqa: PTH208 - names of dangling links too
    with fail_calls("fsync", errno.ENOSPC), pytest.raises(IndexUnwritable) as caught:
        archive.update(rebuild=True)
    assert str(caught.value) == f"cannot write to {archive.index}: No space left on device; free some space"
    assert set(os.listdir(archive.index)) == before  # noqa: PTH208
    archive.update(rebuild=True)
    assert archive.search("gas").total == 1
    assert not archive.check().problems


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_a_failing_writer_raises_the_error_that_ended_it(archive: Archive, error: type[BaseException]) -> None:
    write_bad_checksum(archive)
    with pytest.raises(error), engine.create_engine(archive.index, extraction=1).writer():
        raise error


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EMFILE, errno.EROFS, errno.EDQUOT, errno.EINVAL])
@pytest.mark.parametrize("call", ["open", "fsync", "mkdir", "replace"])
def test_a_failed_write_leaves_the_index_unchanged(archive: Archive, call: str, number: int) -> None:
    before = read_files(archive)
    (archive.corpus / "two.txt").write_text("Two\n\nWater.\n", encoding="utf-8")

    def is_in_writing_folder(path: Any) -> bool:
        return call == "fsync" or (Path(path) if call == "mkdir" else Path(path).parent).name == WRITING_FOLDER

    with fail_calls(call, number, is_in_writing_folder) as failed, pytest.raises(IndexUnwritable) as caught:
        archive.update()
    assert failed
    assert os.strerror(number) in str(caught.value)
    assert caught.value.hint
    assert "--rebuild" not in caught.value.hint
    assert read_files(archive) == before
    archive.update()
    assert archive.search("water").total == 1


@pytest.mark.parametrize("rebuild", [True, False])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_commit_that_the_disk_does_not_confirm_is_reported(archive: Archive, number: int, *, rebuild: bool) -> None:
    before = read_files(archive)
    (archive.corpus / "two.txt").write_text("Two\n\nWater.\n", encoding="utf-8")

    failed: list[int] = []

    def is_first_after_commit(handle: int) -> bool:  # a system reports a failed fsync only once
        failed.extend([handle] if (archive.index / MANIFEST).read_bytes() != before[MANIFEST] else [])
        return failed == [handle]

    with fail_calls("fsync", number, is_first_after_commit), pytest.raises(IndexUncertain) as caught:
        archive.update(rebuild=rebuild)
    assert str(caught.value) == (
        f"the change is made in {archive.index}, and may be lost if the power fails: {os.strerror(number)}; "
        "check the disk"
    )
    assert caught.value.command == INDEX
    assert archive.search("water").total == 1
    after = read_files(archive)
    assert before.items() - after.items() <= {(MANIFEST, before[MANIFEST])}  # the earlier commit is still complete
    (archive.index / MANIFEST).write_bytes(before[MANIFEST])
    assert Archive(archive.folder).search("gas").total == 1
    (archive.index / MANIFEST).write_bytes(after[MANIFEST])
    archive.update()
    assert not archive.check().problems
    assert len(list(archive.index.glob("catalogue.*"))) == 1


def test_old_files_are_removed_only_after_the_manifest_is_synced(archive: Archive) -> None:
    old = archive.index / "0123456789abcdef.seg"
    old.write_bytes(b"of an earlier commit that a power loss may bring back")
    with fail_calls("fsync", errno.EIO) as failed:
        archive.update()
    assert failed
    assert old.exists()
    archive.update()
    assert not old.exists()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_is_named(archive: Archive, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    fcntl = pytest.importorskip("fcntl", reason="needs file locks of POSIX")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(IndexUnlockable) as caught:
        archive.update()
    assert str(caught.value) == (
        f"cannot lock {archive.index}: {os.strerror(number)}; put the archive on a file system that locks files"
    )
    assert not archive.check().problems
    assert archive.search("gas").total == 1


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
def test_a_lock_file_that_cannot_be_opened_is_named(archive: Archive, number: int) -> None:
    with fail_calls("open", number, has_name(LOCK)), pytest.raises(IndexUnwritable, match=REMEDIES[number]):
        archive.update()
    with fail_calls("open", number, has_name(LOCK)):
        assert not archive.check().problems


def test_a_writer_beside_another_is_refused_as_busy(archive: Archive) -> None:
    with archive.engine.writer(), pytest.raises(IndexBusy), engine.open_engine(archive.index).writer(timeout=0):
        pass
