"""Report the system calls that this process makes below a folder, by replacing functions of `os`, `io` and `mmap`.

Only for a forked child: the functions stay replaced until it exits.
"""

from __future__ import annotations

import builtins
import fcntl
import io
import mmap
import os
from collections.abc import Callable
from typing import Any

from tests.faults.system_call import Before, Call
from tests.faults.watched_files import WatchedFile, WatchedListing

_BY_PATH = ("stat", "lstat", "scandir", "listdir", "mkdir", "rmdir", "unlink", "remove", "utime", "readlink")
_BY_HANDLE = ("fsync", "fstat", "read", "ftruncate")
_REAL = {name: getattr(os, name) for name in (*_BY_PATH, *_BY_HANDLE, "open", "close", "write", "replace", "rename")}
_REAL_OPEN, _REAL_FLOCK, _REAL_MMAP = io.open, fcntl.flock, mmap.mmap

CALLS_BY_HANDLE = {*_BY_HANDLE, "write", "flock", "mmap"}
"""The calls whose errors name no path."""


def write_unwatched(handle: int, data: bytes) -> None:
    """Write data without a report."""
    _REAL["write"](handle, data)


def watch(folder: str, before: Before) -> None:
    """Call `before` ahead of each system call below a folder. An fsync is reported but not made."""
    watched = _Watch(os.path.realpath(folder), before)
    for name in _BY_PATH:
        setattr(os, name, watched.wrap_call_by_path(name))
    for name in _BY_HANDLE:
        setattr(os, name, watched.wrap_call_by_handle(name))
    for name in ("open", "close", "write"):
        setattr(os, name, getattr(watched, name))
    for name in ("replace", "rename"):
        setattr(os, name, watched.rename)
    for module in (io, builtins):
        setattr(module, "open", watched.open_file)  # noqa: B010 - mypy forbids to assign another function
    setattr(mmap, "mmap", watched.mmap)  # noqa: B010 - the same
    setattr(fcntl, "flock", watched.flock)  # noqa: B010 - the same


class _Watch:
    """Replacements for system calls, and the path of each handle that is open below the folder."""

    def __init__(self, folder: str, before: Before) -> None:
        self.folder = folder
        self.before = before
        self.paths: dict[int, str] = {}

    def relative_path(self, path: Any, dir_fd: int | None = None) -> str | None:
        """Return a path or the path of a handle relative to the folder; None outside of the folder."""
        if isinstance(path, int):
            return self.paths.get(path)
        text = os.fsdecode(path)
        if dir_fd is not None:
            parent = self.paths.get(dir_fd)
            return None if parent is None else os.path.normpath(f"{parent}/{text}")
        full = os.path.abspath(text)  # noqa: PTH100 - a string is enough
        if full == self.folder:
            return ""
        return full.removeprefix(f"{self.folder}/") if full.startswith(f"{self.folder}/") else None

    def wrap_call_by_path(self, name: str) -> Callable[..., Any]:
        real = _REAL[name]
        reported = "unlink" if name == "remove" else name

        def call(path: Any = ".", *rest: Any, dir_fd: int | None = None, **more: Any) -> Any:
            relative = self.relative_path(path, dir_fd)
            options = more if dir_fd is None else more | {"dir_fd": dir_fd}
            if relative is None:
                return real(path, *rest, **options)
            self.before(Call(reported, relative))
            result = real(path, *rest, **options)
            return WatchedListing(self.before, result, relative) if name == "scandir" else result

        return call

    def wrap_call_by_handle(self, name: str) -> Callable[..., Any]:
        real = _REAL[name]

        def call(handle: int, *rest: Any) -> Any:
            path = self.paths.get(handle)
            if path is not None:
                self.before(Call(name, path))
            return None if name == "fsync" and path is not None else real(handle, *rest)

        return call

    def open(self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        relative = self.relative_path(path, dir_fd)
        if relative is not None:
            self.before(Call("open", relative, flags))
        handle: int = _REAL["open"](path, flags, mode, dir_fd=dir_fd)
        if relative is not None:
            self.paths[handle] = relative
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
        old, new = self.relative_path(source), self.relative_path(target)
        if old is not None and new is not None:
            self.before(Call("rename", old, target=new))
        _REAL["replace"](source, target, **more)

    def flock(self, file: Any, operation: int) -> None:
        handle = file if isinstance(file, int) else file.fileno()
        if handle in self.paths:
            self.before(Call("flock", self.paths[handle]))
        _REAL_FLOCK(handle, operation)

    def mmap(self, handle: int, *rest: Any, **more: Any) -> mmap.mmap:
        if handle in self.paths:
            self.before(Call("mmap", self.paths[handle]))
        return _REAL_MMAP(handle, *rest, **more)

    def open_file(self, file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any) -> Any:
        path = None if more.get("opener") else self.relative_path(file)
        if path is None:
            return _REAL_OPEN(file, mode, buffering, *rest, **more)
        raw_mode = mode.replace("b", "").replace("t", "").replace("U", "")
        raw = WatchedFile(self.before, self.paths, file, raw_mode, path)
        if buffering == 0:
            return raw
        stream: Any = io.BufferedReader(raw) if raw_mode == "r" else io.BufferedWriter(raw)
        return stream if "b" in mode else io.TextIOWrapper(stream, *rest, **more)
