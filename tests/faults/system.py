"""A watch on the system calls that this process makes below one folder, in plain Python, so that it works everywhere.

To be set in a forked child that ends afterwards: nothing is put back.
"""

from __future__ import annotations

import builtins
import fcntl
import io
import mmap
import os
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Self

_BY_PATH = ("stat", "lstat", "scandir", "listdir", "mkdir", "rmdir", "unlink", "remove", "utime", "readlink")
_BY_HANDLE = ("fsync", "fstat", "read", "ftruncate")
_MAKES = {"w": os.O_CREAT | os.O_TRUNC, "a": os.O_CREAT | os.O_APPEND, "x": os.O_CREAT | os.O_EXCL}
_REAL = {name: getattr(os, name) for name in (*_BY_PATH, *_BY_HANDLE, "open", "close", "write", "replace", "rename")}
_REAL_OPEN, _REAL_FLOCK = io.open, fcntl.flock

_MAP = mmap.mmap

BY_HANDLE = {*_BY_HANDLE, "write", "flock", "mmap"}
"""The calls whose errors name no path."""


class Call(NamedTuple):
    """A system call about to be made: its path below the folder ("" is the folder), and what else it is given.

    `flags` are those of an open; `data` is what a write writes, at `offset`, through `handle`; `target` is a rename's.
    """

    name: str
    path: str
    flags: int = 0
    data: bytes = b""
    offset: int = 0
    handle: int = -1
    target: str = ""


Before = Callable[[Call], None]
"""Asked before each call; may raise OSError, which the call then fails with, or end the process."""


def write_now(handle: int, data: bytes) -> None:
    """Write, watched or not."""
    _REAL["write"](handle, data)


def watch(folder: str, before: Before) -> None:
    """Have all calls below a folder go through `before`. A real fsync is not made: it only takes time."""
    watched = _Watch(os.path.realpath(folder), before)
    for name in _BY_PATH:
        setattr(os, name, watched.by_path(name))
    for name in _BY_HANDLE:
        setattr(os, name, watched.by_handle(name))
    for name in ("open", "close", "write"):
        setattr(os, name, getattr(watched, name))
    for name in ("replace", "rename"):
        setattr(os, name, watched.rename)
    for module in (io, builtins):
        setattr(module, "open", watched.open_file)  # noqa: B010 - mypy knows another type for it
    setattr(mmap, "mmap", watched.map)  # noqa: B010 - the same
    setattr(fcntl, "flock", watched.flock)  # noqa: B010 - the same


class _Watch:
    """Which handles are of which paths, and what stands in for the functions of `os`."""

    def __init__(self, folder: str, before: Before) -> None:
        self.folder = folder
        self.before = before
        self.paths: dict[int, str] = {}

    def below(self, path: Any, folder_handle: int | None = None) -> str | None:
        """The path below the folder, or None outside of it."""
        if isinstance(path, int):
            return self.paths.get(path)
        said = os.fsdecode(path)
        if folder_handle is not None:
            above = self.paths.get(folder_handle)
            return None if above is None else os.path.normpath(f"{above}/{said}")
        full = os.path.abspath(said)  # noqa: PTH100 - strings all the way
        if full == self.folder:
            return ""
        return full.removeprefix(f"{self.folder}/") if full.startswith(f"{self.folder}/") else None

    def by_path(self, name: str) -> Callable[..., Any]:
        real = _REAL[name]
        said = "unlink" if name == "remove" else name

        def call(path: Any = ".", *rest: Any, dir_fd: int | None = None, **more: Any) -> Any:
            below = self.below(path, dir_fd)
            given = more if dir_fd is None else more | {"dir_fd": dir_fd}
            if below is None:
                return real(path, *rest, **given)
            self.before(Call(said, below))
            found = real(path, *rest, **given)
            return _Listing(self, found, below) if name == "scandir" else found

        return call

    def by_handle(self, name: str) -> Callable[..., Any]:
        real = _REAL[name]

        def call(handle: int, *rest: Any) -> Any:
            below = self.paths.get(handle)
            if below is not None:
                self.before(Call(name, below))
            return None if name == "fsync" and below is not None else real(handle, *rest)

        return call

    def open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        below = self.below(path, dir_fd)
        if below is not None:
            self.before(Call("open", below, flags))
        handle: int = _REAL["open"](path, flags, mode, dir_fd=dir_fd)
        if below is not None:
            self.paths[handle] = below
        return handle

    def close(self, handle: int) -> None:
        self.paths.pop(handle, None)
        _REAL["close"](handle)

    def write(self, handle: int, data: Any) -> int:
        if handle in self.paths:
            offset = os.lseek(handle, 0, os.SEEK_CUR)
            self.before(Call("write", self.paths[handle], data=bytes(data), offset=offset, handle=handle))
        written: int = _REAL["write"](handle, data)
        return written

    def rename(self, source: Any, target: Any, **more: Any) -> None:
        below, there = self.below(source), self.below(target)
        if below is not None and there is not None:
            self.before(Call("rename", below, target=there))
        _REAL["replace"](source, target, **more)

    def flock(self, file: Any, operation: int) -> None:
        handle = file if isinstance(file, int) else file.fileno()
        if handle in self.paths:
            self.before(Call("flock", self.paths[handle]))
        _REAL_FLOCK(handle, operation)

    def open_file(self, file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any) -> Any:
        below = None if more.get("opener") else self.below(file)
        if below is None:
            return _REAL_OPEN(file, mode, buffering, *rest, **more)
        bare = mode.replace("b", "").replace("t", "").replace("U", "")
        raw = _File(self, file, bare, below)
        if buffering == 0:
            return raw
        stream: Any = io.BufferedReader(raw) if bare == "r" else io.BufferedWriter(raw)
        return stream if "b" in mode else io.TextIOWrapper(stream, *rest, **more)

    def map(self, handle: int, *rest: Any, **more: Any) -> mmap.mmap:
        if handle in self.paths:
            self.before(Call("mmap", self.paths[handle]))
        return _MAP(handle, *rest, **more)


class _File(io.FileIO):
    """A file whose reads and writes are watched, below whatever buffers it."""

    def __init__(self, watch: _Watch, file: Any, mode: str, below: str) -> None:
        self._watch, self._below = watch, below
        if not isinstance(file, int):
            watch.before(Call("open", below, _MAKES.get(mode[0], 0)))
        super().__init__(file, mode)
        watch.paths[self.fileno()] = below

    def readinto(self, buffer: Any) -> int:
        self._watch.before(Call("read", self._below))
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._watch.before(Call("read", self._below))
        return super().readall()

    def read(self, size: int | None = -1, /) -> bytes:
        self._watch.before(Call("read", self._below))
        return super().read(-1 if size is None else size)

    def write(self, data: Any, /) -> int:
        written = bytes(data)
        self._watch.before(Call("write", self._below, data=written, offset=self.tell(), handle=self.fileno()))
        return super().write(written)

    def close(self) -> None:
        if not self.closed:
            self._watch.paths.pop(self.fileno(), None)
        super().close()


class _Listing:
    """What `os.scandir` gives, whose entries are watched too."""

    def __init__(self, watch: _Watch, found: Any, below: str) -> None:
        self._watch, self._found, self._below = watch, found, below

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._found.close()

    def close(self) -> None:
        self._found.close()

    def __iter__(self) -> Iterator[_Entry]:
        return self

    def __next__(self) -> _Entry:
        return _Entry(self._watch, next(self._found), self._below)


class _Entry:
    """An entry of a folder; looking at one whose kind the listing gave makes no system call."""

    def __init__(self, watch: _Watch, found: os.DirEntry[str], below: str) -> None:
        self._watch, self._found = watch, found
        self._below = f"{below}/{found.name}" if below else found.name
        self.name, self.path = found.name, found.path
        self.is_symlink, self.inode = found.is_symlink, found.inode

    def __fspath__(self) -> str:
        return self.path

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return self._found.is_dir(follow_symlinks=follow_symlinks)

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return self._found.is_file(follow_symlinks=follow_symlinks)

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        self._watch.before(Call("stat", self._below))
        return self._found.stat(follow_symlinks=follow_symlinks)
