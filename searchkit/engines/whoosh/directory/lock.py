"""The lock of an index folder: one writer at a time."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from searchkit.engines.whoosh.directory.files import LOCK, refuse_a_link, size_of
from searchkit.errors import IndexBusy, IndexUnlockable, IndexUnwritable
from searchkit.regular_files import NotARegularFile, open_regular, remedy

if TYPE_CHECKING:
    from filelock import FileLock

_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}
"""Errors of file systems without locks."""


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Turn an OSError into IndexUnwritable."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        path = Path(error.filename2 or error.filename or folder)
        hint = remedy(error, "change its permissions or free some space")
        raise IndexUnwritable(str(folder), reason if path == folder else f"{path.name}: {reason}", hint) from error


@contextmanager
def locked(folder: Path, timeout: float) -> Iterator[None]:
    """Make the folder if it is missing, and hold its writer's lock; `timeout` is in seconds.

    Raises IndexBusy, IndexIsALink, IndexUnlockable and IndexUnwritable.
    """
    from filelock import FileLock  # noqa: PLC0415 - not for a search

    with unwritable(folder):
        refuse_a_link(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            size_of(folder / LOCK)  # raises if it is no file
        lock = FileLock(folder / LOCK, fallback_to_soft=False)
        _acquire(lock, folder, timeout)
    try:
        yield
    finally:
        with suppress(OSError):  # closing its file releases it, too
            lock.release()


def _acquire(lock: FileLock, folder: Path, timeout: float) -> None:
    from filelock import Timeout  # noqa: PLC0415 - as in `locked`

    try:
        lock.acquire(timeout=timeout)
    except Timeout as error:
        raise IndexBusy(str(folder), timeout) from error
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise IndexUnlockable(str(folder), error.strerror or str(error)) from error
        raise


@contextmanager
def hold_reader_lock(folder: Path) -> Iterator[bool]:
    """Lock writers out of a folder. Yields False if that fails: a writer is at work, or the lock cannot be read.

    Creates no file. Raises NotARegularFile if the lock is no file.
    """
    try:
        lock = open_regular(folder / LOCK, follow=False)
    except NotARegularFile:
        raise
    except OSError as error:
        yield isinstance(error, FileNotFoundError)  # no writer was ever there
        return
    with lock:
        yield _is_free(lock)


def _is_free(lock: BinaryIO) -> bool:
    try:
        from fcntl import LOCK_NB, LOCK_SH, flock  # noqa: PLC0415 - not on every system

        flock(lock, LOCK_SH | LOCK_NB)
    except (ImportError, OSError):
        return False
    return True
