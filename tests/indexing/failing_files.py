"""Folders and files of which a listing, a stat or a read fails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from errno import EIO
from pathlib import Path
from typing import Any, Literal, Self

import pytest

FailingCall = Literal["stat of an entry", "listing", "second entry", "stat"]
"""The call that fails: the stat of an entry of a listing, the listing, its second entry, or `os.stat`."""


def fail_at(patch: pytest.MonkeyPatch, suffix: str, error: int, call: FailingCall) -> None:
    """Make a call raise OSError(error) for each path that ends with `suffix`."""
    real_scandir, real_stat = os.scandir, os.stat

    def fails(path: object, failing: FailingCall) -> bool:
        return call == failing and str(path).endswith(suffix)

    def first_entry_only(folder: str) -> Iterator[Any]:
        yield from sorted(real_scandir(folder), key=lambda entry: entry.name)[:1]
        raise OSError(error, os.strerror(error), folder)

    def scandir(folder: str) -> _Listing:
        if fails(folder, "listing"):
            raise OSError(error, os.strerror(error), folder)
        if fails(folder, "second entry"):
            return _Listing(first_entry_only(folder))
        entries = list(real_scandir(folder))
        return _Listing(
            iter([_Entry(entry, error) if fails(entry.path, "stat of an entry") else entry for entry in entries])
        )

    def stat(path: Any, **options: Any) -> os.stat_result:
        if fails(path, "stat"):
            raise OSError(error, os.strerror(error), path)
        return real_stat(path, **options)

    patch.setattr(os, "scandir", scandir)
    patch.setattr(os, "stat", stat)


class _Entry:
    """An entry of a listing whose `stat` fails."""

    def __init__(self, entry: os.DirEntry[str], error: int) -> None:
        self.name, self.path = entry.name, entry.path
        self._entry = entry
        self._error = error

    def is_symlink(self) -> bool:
        return self._entry.is_symlink()

    def is_dir(self) -> bool:
        return self._entry.is_dir()

    def is_file(self) -> bool:
        return self._entry.is_file()

    def stat(self) -> os.stat_result:
        raise OSError(self._error, os.strerror(self._error), self.path)


class _Listing:
    """A listing as `os.scandir` returns it, of given entries."""

    def __init__(self, entries: Iterator[Any]) -> None:
        self._entries = entries

    def __enter__(self) -> Iterator[Any]:
        return self._entries

    def __exit__(self, *_: object) -> None:
        pass


def fail_reads(patch: pytest.MonkeyPatch, path: Path, readable: int, first: int) -> list[Any]:
    """Let each read of a file beyond `readable` bytes fail, from opening number `first` on; returns the opened streams."""
    real_fdopen = os.fdopen
    opened: list[Any] = []

    def fdopen(handle: int, mode: str, *more: Any) -> Any:
        stream = real_fdopen(handle, mode, *more)
        if not os.path.samestat(os.fstat(handle), path.stat()):
            return stream
        opened.append(stream)
        number = len(opened) - 1
        return _FailingFile(stream, readable, fails=number >= first)

    patch.setattr(os, "fdopen", fdopen)
    return opened


class _FailingFile:
    """A file of which, if `fails`, only the first `readable` bytes can be read."""

    def __init__(self, file: Any, readable: int, *, fails: bool) -> None:
        self._file, self._left, self._fails = file, readable, fails

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, size: int) -> bytes:
        if size > self._left and self._fails:
            raise OSError(EIO, os.strerror(EIO))
        return self.read1(size)

    def read1(self, size: int) -> bytes:
        if self._left <= 0 and self._fails:
            raise OSError(EIO, os.strerror(EIO))
        content: bytes = self._file.read(min(size, self._left) if self._fails else size)
        self._left -= len(content)
        return content

    def readinto(self, buffer: Any) -> int:
        content = self.read1(len(buffer))
        buffer[: len(content)] = content
        return len(content)
