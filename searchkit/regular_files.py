"""Opens files safely where others may have put something: waits for no pipe, reads no device, follows no link.

Says what to do about errors of the system.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

# Not every system has all of them; without O_NOFOLLOW, `open_regular` checks for a link first.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)
_IS_A_LINK = {errno.ELOOP, errno.EMLINK}
"""Error numbers of systems for a link that must not be followed."""

_ENOUGH_FILES = "close other programs, or raise the limit of open files"
_REMEDIES = {
    errno.EACCES: "change its permissions",
    errno.EPERM: "change its permissions",
    errno.EROFS: "make the disk writable",
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EFBIG: "raise the limit of the size of files",
    errno.EMFILE: _ENOUGH_FILES,
    errno.ENFILE: _ENOUGH_FILES,
    errno.ENOMEM: "close other programs",
    errno.EIO: "check the disk",
}


class NotARegularFile(OSError):
    """The path is a link that must not be followed, a folder, a pipe, a device or a socket; `strerror` says which."""

    def __init__(self, path: str | Path, kind: str) -> None:
        super().__init__(errno.EINVAL, f"is a {kind}, not a file", str(path))


class TooLarge(OSError):
    """The file has more bytes than the limit."""

    def __init__(self, path: str | Path, limit: int) -> None:
        super().__init__(errno.EFBIG, f"has more than {limit:,} bytes", str(path))


def open_regular(path: str | Path, *, follow: bool) -> BinaryIO:
    """Open a file to read its bytes; with `follow` the last part of its path may be a link.

    Raises NotARegularFile for anything but a regular file, and OSError.
    """
    if not follow and not _NO_LINK and os.path.islink(path):  # noqa: PTH114 - a path may be plain text
        raise NotARegularFile(path, "link")
    try:
        handle = os.open(path, _FLAGS if follow else _FLAGS | _NO_LINK)
    except OSError as error:
        kind = _kind_of_unopened(path, error, follow=follow)
        if kind is None:
            raise
        raise NotARegularFile(path, kind) from error
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise NotARegularFile(path, kind_of(mode))
    return os.fdopen(handle, "rb")


def create_regular(path: str | Path) -> BinaryIO:
    """Create a file to write its bytes; removes what was there, but not what a link leads to. Raises OSError."""
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 - a path may be plain text
    return os.fdopen(os.open(path, _CREATE, 0o666), "wb")


def read_bounded(path: str | Path, limit: int, *, follow: bool) -> bytes:
    """Read the bytes of a file, opened by `open_regular`. Raises TooLarge if there are more than `limit`, and OSError."""
    with open_regular(path, follow=follow) as file, naming(path):
        size = os.fstat(file.fileno()).st_size
        content = file.read(size + 1) if size <= limit else b""
        if len(content) > size:  # it grew meanwhile
            content += file.read(limit + 1 - len(content))
        if max(size, len(content)) > limit:
            raise TooLarge(path, limit)
        return content


@contextmanager
def naming(path: str | Path) -> Iterator[None]:
    """Add the file's name to an OSError; those of reading have none."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def kind_of(mode: int) -> str:
    """The kind of a file by its mode, in a word."""
    kinds = ((stat.S_ISLNK, "link"), (stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))
    return next((kind for is_kind, kind in kinds if is_kind(mode)), "device")


def _kind_of_unopened(path: str | Path, error: OSError, *, follow: bool) -> str | None:
    """The kind of what could not be opened, if it is no regular file; None if there is another reason."""
    if error.errno in _IS_A_LINK and not follow:
        return "link"
    if error.errno not in {errno.ENXIO, errno.ENODEV, errno.EOPNOTSUPP}:
        return None
    try:
        mode = Path(path).stat(follow_symlinks=follow).st_mode
    except OSError:
        return None
    return None if stat.S_ISREG(mode) else kind_of(mode)


def remedy(error: OSError, otherwise: str) -> str:
    """What to do about an error of the system; `otherwise` for one that is not known."""
    if isinstance(error, NotARegularFile | IsADirectoryError | NotADirectoryError | FileExistsError):
        return "remove it"
    return _REMEDIES.get(error.errno or 0, otherwise)
