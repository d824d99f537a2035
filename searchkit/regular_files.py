"""Opening files where somebody else may have put something: no pipe is waited for, no device read, no link followed.

And what to do where the system refuses.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

# Not every system has all of them; without O_NOFOLLOW a link is looked for before.
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"))
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)
_IS_A_LINK = {errno.ELOOP, errno.EMLINK}
"""What systems say of a link that is not to be followed."""

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
    """A link that is not to be followed, a folder, a pipe, a device or a socket; `strerror` says which."""

    def __init__(self, path: str | Path, kind: str) -> None:
        super().__init__(errno.EINVAL, f"is a {kind}, not a file", str(path))


class TooLarge(OSError):
    """A file of more bytes than are read."""

    def __init__(self, path: str | Path, limit: int) -> None:
        super().__init__(errno.EFBIG, f"has more than {limit:,} bytes", str(path))


def open_regular(path: str | Path, *, follow: bool) -> BinaryIO:
    """Open a file to read its bytes; `follow` allows the last part of its path to be a link.

    Raises NotARegularFile for what is no regular file, and OSError.
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
    """Create a file to write its bytes; what was there is removed, of a link the link itself. Raises OSError."""
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 - a path may be plain text
    return os.fdopen(os.open(path, _ANEW, 0o666), "wb")


def read_bounded(path: str | Path, limit: int, *, follow: bool) -> bytes:
    """The bytes of a file as `open_regular` opens it; raises TooLarge when there are more than `limit`, and OSError."""
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
    """Make an OSError name a file, which those of reading do not."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def kind_of(mode: int) -> str:
    """What a file is by its mode, in a word."""
    kinds = ((stat.S_ISLNK, "link"), (stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "pipe"), (stat.S_ISSOCK, "socket"))
    return next((kind for is_kind, kind in kinds if is_kind(mode)), "device")


def _kind_of_unopened(path: str | Path, error: OSError, *, follow: bool) -> str | None:
    """What cannot be opened because it is no regular file; None where the reason is another."""
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
    """What to do about what the system refuses."""
    if isinstance(error, NotARegularFile | IsADirectoryError | NotADirectoryError | FileExistsError):
        return "remove it"
    return _REMEDIES.get(error.errno or 0, otherwise)
