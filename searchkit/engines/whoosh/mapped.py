"""A segment's file mapped into memory: Whoosh's compound storage, without the copies it makes of every part."""

from __future__ import annotations

import io
import pickle
import struct
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import Storage
from whoosh.filedb.structfile import BufferFile

_HEAD = struct.Struct("!qi")


class SegmentStorage(Storage):  # type: ignore[misc]
    """The parts of one compound file, by name; raises anything when the file is damaged."""

    readonly = True
    supports_mmap = True

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap(file.fileno(), 0, access=ACCESS_READ)
        start, length = _HEAD.unpack_from(self._map)
        self._parts: dict[str, dict[str, int]] = pickle.loads(self._map[start : start + length])  # noqa: S301 - Whoosh's format

    def open_file(self, name: str, **_: Any) -> BufferFile:
        """One part as a Whoosh file."""
        part = self._parts[name]
        return _MappedFile(memoryview(self._map)[part["offset"] : part["offset"] + part["length"]], name)

    def file_exists(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._parts

    def file_length(self, name: str) -> int:
        """The bytes of a part."""
        return self._parts[name]["length"]

    def list(self) -> list[str]:
        """The names of all parts."""
        return list(self._parts)


class _MappedFile(BufferFile):  # type: ignore[misc]
    def __init__(self, buf: memoryview, name: str) -> None:
        self._buf = buf
        self._name = name
        self.file = _Cursor(buf)
        self.onclose = None
        self.is_real = False
        self.is_closed = False


class _Cursor(io.RawIOBase):
    """Reads a buffer from a place that moves, as `io.BytesIO` does with a copy of it."""

    def __init__(self, buffer: memoryview) -> None:
        self._buffer = buffer
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        part = self._buffer[self._place : self._place + len(into)]
        into[: len(part)] = part
        self._place += len(part)
        return len(part)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: len(self._buffer)}[whence]
        self._place = base + offset
        return self._place

    def tell(self) -> int:
        return self._place
