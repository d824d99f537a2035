"""Turns exceptions raised while an index is read into IndexDamaged, or IndexUnreadable when the system refuses."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from searchkit.errors import IndexDamaged, IndexProblem, IndexUnreadable, SearchkitError
from searchkit.regular_files import NotARegularFile, TooLarge

_DAMAGE = (NotARegularFile, TooLarge, FileNotFoundError)
"""OSErrors that mean damage: this is not the file that was written."""


@contextmanager
def raising_index_damaged(folder: Path) -> Iterator[None]:
    """Turn any exception of the body into IndexDamaged or IndexUnreadable: a damaged file may raise anything."""
    try:
        yield
    except SearchkitError:
        raise
    except Exception as error:
        raise problem_of(folder, error) from error


def problem_of(folder: Path, error: Exception) -> IndexProblem:
    """Return IndexUnreadable for an error of the system that may pass, IndexDamaged for any other."""
    if isinstance(error, MemoryError):
        return IndexUnreadable(str(folder), OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)))
    if not isinstance(error, OSError) or error.errno is None:
        return IndexDamaged(str(folder), str(error) or type(error).__name__)
    path = Path(error.filename or folder)
    if isinstance(error, _DAMAGE):
        return IndexDamaged(str(folder), f"{path.name}: {error.strerror}")
    return IndexUnreadable(str(path), error)
