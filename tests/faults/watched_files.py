"""Files and folder listings that report their system calls before they make them."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import Any, Self

from tests.faults.system_call import Before, Call

_OPEN_FLAGS = {"w": os.O_CREAT | os.O_TRUNC, "a": os.O_CREAT | os.O_APPEND, "x": os.O_CREAT | os.O_EXCL}


class WatchedFile(io.FileIO):
    """An unbuffered file whose reads and writes are reported.

    `paths` gives the watched path of each open handle; the file adds its own, and removes it when it is closed.
    """

    def __init__(self, before: Before, paths: dict[int, str], file: Any, mode: str, path: str) -> None:
        self._before, self._paths, self._path = before, paths, path
        if not isinstance(file, int):
            before(Call("open", path, _OPEN_FLAGS.get(mode[0], 0)))
        super().__init__(file, mode)
        paths[self.fileno()] = path

    def readinto(self, buffer: Any) -> int:
        self._before(Call("read", self._path))
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._before(Call("read", self._path))
        return super().readall()

    def read(self, size: int | None = -1, /) -> bytes:
        self._before(Call("read", self._path))
        return super().read(-1 if size is None else size)

    def write(self, data: Any, /) -> int:
        content = bytes(data)
        self._before(Call("write", self._path, data=content, offset=self.tell(), handle=self.fileno()))
        return super().write(content)

    def close(self) -> None:
        if not self.closed:
            self._paths.pop(self.fileno(), None)
        super().close()


class WatchedListing:
    """The result of `os.scandir`, with entries that report their calls too."""

    def __init__(self, before: Before, entries: Any, path: str) -> None:
        self._before, self._entries, self._path = before, entries, path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._entries.close()

    def close(self) -> None:
        self._entries.close()

    def __iter__(self) -> Iterator[WatchedEntry]:
        return self

    def __next__(self) -> WatchedEntry:
        return WatchedEntry(self._before, next(self._entries), self._path)


class WatchedEntry:
    """An entry of a folder; only `stat` makes a system call, since the listing gave the kind of the entry."""

    def __init__(self, before: Before, entry: os.DirEntry[str], folder: str) -> None:
        self._before, self._entry = before, entry
        self._path = f"{folder}/{entry.name}" if folder else entry.name
        self.name, self.path = entry.name, entry.path
        self.is_symlink, self.inode = entry.is_symlink, entry.inode

    def __fspath__(self) -> str:
        return self.path

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return self._entry.is_dir(follow_symlinks=follow_symlinks)

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return self._entry.is_file(follow_symlinks=follow_symlinks)

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        self._before(Call("stat", self._path))
        return self._entry.stat(follow_symlinks=follow_symlinks)
