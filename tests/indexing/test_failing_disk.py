"""What the system refuses is named with what to do about it, is no damage, and leaves the index as it was."""

from __future__ import annotations

import errno
import fcntl
import mmap
import os
from collections.abc import Callable
from dataclasses import replace
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
from tests.indexing.refusing import named, refusing

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
    """Two articles, one of which was changed."""
    build({"one.txt": "One\n\n“All is well,” Ada Pell said.\n", "two.txt": "Two\n\nOil.\n", "three.txt": "Three.\n"})
    return build({"two.txt": "Two\n\nOil and gas.\n"})


def only(archive: Archive, pattern: str) -> Path:
    (path,) = archive.index.glob(pattern)
    return path


def contents(archive: Archive) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in archive.index.iterdir()}


@pytest.mark.parametrize("number", REMEDIES)
@pytest.mark.parametrize("pattern", [MANIFEST, "*.seg", "deleted.*", "catalogue.*"])
def test_what_cannot_be_read_now_is_named_and_no_damage(archive: Archive, pattern: str, number: int) -> None:
    path = next(archive.index.glob(pattern))
    before = contents(archive)
    said = f"cannot read {path}: {os.strerror(number)}; {REMEDIES[number]}"
    with refusing("open", number, named(path.name)) as failed:
        for ask in (Archive.update, Archive.check, lambda archive: archive.engine.catalogue()):
            with pytest.raises(IndexUnreadable) as caught:
                ask(Archive(archive.folder))
            assert str(caught.value) == said
        assert str(archive.status().problem) == said
        assert failed
    assert contents(archive) == before
    assert archive.search("gas").total == 1


def test_a_map_or_the_memory_that_the_system_refuses(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
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
def test_a_rebuild_does_not_lose_what_it_cannot_read_at_the_moment(archive: Archive, number: int) -> None:
    path = next(archive.index.glob("catalogue.*"))
    with refusing("open", number, named(path.name)), pytest.raises(IndexUnreadable):
        archive.update(rebuild=True)
    with refusing("open", errno.EIO, named(path.name)):  # that may never be read again
        archive.update(rebuild=True)
    assert archive.search("gas").total == 1


def damage(archive: Archive) -> None:
    (archive.index / MANIFEST).write_bytes(b'{"check":"00000000","manifest":{}}\n')


def other_format(archive: Archive) -> None:
    state = open_snapshot(archive.index).commit
    newer = replace(state, info=replace(state.info, format=99))
    (archive.index / MANIFEST).write_bytes(commit_to_bytes(newer))


def nonsense(archive: Archive) -> None:
    (archive.index / MANIFEST).write_bytes(b"[" * 100_000)


def gone(archive: Archive) -> None:
    (archive.index / MANIFEST).unlink()


def link(archive: Archive) -> None:
    gone(archive)
    (archive.index / MANIFEST).symlink_to("nowhere")


@pytest.mark.parametrize("spoil", [damage, other_format, nonsense, gone, link])
def test_a_rebuild_that_fails_over_an_index_that_is_none_says_why(
    archive: Archive, spoil: Callable[[Archive], None]
) -> None:
    spoil(archive)
    before = {name for name in os.listdir(archive.index) if name != WRITING_FOLDER}  # noqa: PTH208 - links to nothing too
    with refusing("fsync", errno.ENOSPC), pytest.raises(IndexUnwritable) as caught:
        archive.update(rebuild=True)
    assert str(caught.value) == f"cannot write to {archive.index}: No space left on device; free some space"
    assert set(os.listdir(archive.index)) == before  # noqa: PTH208
    archive.update(rebuild=True)
    assert archive.search("gas").total == 1
    assert not archive.check().problems


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_giving_up_never_hides_why(archive: Archive, error: type[BaseException]) -> None:
    damage(archive)
    with pytest.raises(error), engine.create_engine(archive.index, extraction=1).writer():
        raise error


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EMFILE, errno.EROFS, errno.EDQUOT, errno.EINVAL])
@pytest.mark.parametrize("call", ["open", "fsync", "mkdir", "replace"])
def test_whatever_the_disk_refuses_leaves_the_old_state(archive: Archive, call: str, number: int) -> None:
    before = contents(archive)
    (archive.corpus / "two.txt").write_text("Two\n\nWater.\n", encoding="utf-8")

    def inside(path: Any) -> bool:
        return call == "fsync" or (Path(path) if call == "mkdir" else Path(path).parent).name == WRITING_FOLDER

    with refusing(call, number, inside) as failed, pytest.raises(IndexUnwritable) as caught:
        archive.update()
    assert failed
    assert os.strerror(number) in str(caught.value)
    assert caught.value.hint
    assert "--rebuild" not in caught.value.hint
    assert contents(archive) == before
    archive.update()
    assert archive.search("water").total == 1


@pytest.mark.parametrize("rebuild", [True, False])
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_change_that_the_disk_does_not_confirm(archive: Archive, number: int, *, rebuild: bool) -> None:
    before = contents(archive)
    (archive.corpus / "two.txt").write_text("Two\n\nWater.\n", encoding="utf-8")

    told: list[int] = []

    def just_committed(handle: int) -> bool:  # a system tells once only
        told.extend([handle] if (archive.index / MANIFEST).read_bytes() != before[MANIFEST] else [])
        return told == [handle]

    with refusing("fsync", number, just_committed), pytest.raises(IndexUncertain) as caught:
        archive.update(rebuild=rebuild)
    assert str(caught.value) == (
        f"the change is made in {archive.index}, and may be lost if the power fails: {os.strerror(number)}; "
        "check the disk"
    )
    assert caught.value.command == INDEX
    assert archive.search("water").total == 1
    left = contents(archive)
    assert before.items() - left.items() <= {(MANIFEST, before[MANIFEST])}  # all of what the power may bring back
    (archive.index / MANIFEST).write_bytes(before[MANIFEST])
    assert Archive(archive.folder).search("gas").total == 1
    (archive.index / MANIFEST).write_bytes(left[MANIFEST])
    archive.update()
    assert not archive.check().problems
    assert len(list(archive.index.glob("catalogue.*"))) == 1


def test_nothing_is_cleared_away_before_the_disk_has_what_names_the_rest(archive: Archive) -> None:
    left = archive.index / "0123456789abcdef.seg"
    left.write_bytes(b"of a generation that the power may bring back")
    with refusing("fsync", errno.EIO) as failed:
        archive.update()
    assert failed
    assert left.exists()
    archive.update()
    assert not left.exists()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_without_locks(archive: Archive, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
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
def test_a_lock_that_cannot_be_opened(archive: Archive, number: int) -> None:
    with refusing("open", number, named(LOCK)), pytest.raises(IndexUnwritable, match=REMEDIES[number]):
        archive.update()
    with refusing("open", number, named(LOCK)):
        assert not archive.check().problems


def test_a_lock_that_is_held_is_busy(archive: Archive) -> None:
    with archive.engine.writer(), pytest.raises(IndexBusy), engine.open_engine(archive.index).writer(timeout=0):
        pass
