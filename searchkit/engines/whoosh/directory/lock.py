"""One writer at a time, and what the disk refuses to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from searchkit.engines.whoosh.directory.files import LOCK
from searchkit.errors import IndexBusy, IndexUnwritable


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Turn an OSError into IndexUnwritable."""
    try:
        yield
    except OSError as error:
        raise IndexUnwritable(str(folder), error.strerror or str(error)) from error


@contextmanager
def locked(folder: Path, timeout: float) -> Iterator[None]:
    """Hold the lock of a folder, which is made if need be; `timeout` is in seconds. Raises IndexBusy and IndexUnwritable."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - a search never needs it

    with unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=timeout)
        except Timeout as error:
            raise IndexBusy(str(folder), timeout) from error
    try:
        yield
    finally:
        lock.release()
