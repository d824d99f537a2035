"""A file of named arrays, mapped whole: 64-byte aligned, little-endian, checksummed, never changed once written.

It begins with a magic number, the length and checksum of a header, and the header as JSON, which says of each array its
type, place, number of items and checksum. Opening reads the header alone; the rest comes when it is looked at.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator, Mapping, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
Content: TypeAlias = "Array | Sequence[bytes | memoryview]"
"""An array, or bytes in pieces."""

_MAGIC = b"SKARRAYS"
_HEAD = struct.Struct("<8sII")
_ALIGNMENT = 64


class ArrayFile:
    """An open file of arrays; `about` holds the small numbers written with them. Raises ValueError, OSError and the like.

    The map lives as long as any of its arrays.
    """

    def __init__(self, path: Path, size: int) -> None:
        with path.open("rb") as file:
            # A map that is longer than its file kills the process that looks at its end.
            found = os.fstat(file.fileno()).st_size
            if found != size:
                raise ValueError(f"{path.name} has {found} bytes instead of {size}")
            self._map = mmap(file.fileno(), 0, access=ACCESS_READ)
        magic, length, check = _HEAD.unpack_from(self._map)
        header = self._map[_HEAD.size : _HEAD.size + length]
        if magic != _MAGIC or crc32(header) != check:
            raise ValueError(f"{path.name} does not begin as it should")
        content = json.loads(header)
        self.name, self.size = path.name, size
        self.about: Mapping[str, int] = content["about"]
        self._arrays: Mapping[str, Sequence[Any]] = content["arrays"]
        self._start = _aligned(_HEAD.size + length)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def array(self, name: str) -> Array:
        """An array, not copied; it cannot be written to."""
        kind, place, count, _ = self._arrays[name]
        return np.frombuffer(self._map, np.dtype(kind), count, self._start + place)

    def verify(self) -> None:
        """Read everything; raises ValueError when an array is not as it was written."""
        for name, (_, _, _, check) in self._arrays.items():
            if crc32(self.array(name).data) != check:
                raise ValueError(f"{name} in {self.name} is not as it was written")


def write_arrays(path: Path, arrays: Mapping[str, Content], about: Mapping[str, int]) -> int:
    """Write a file of arrays and wait until it is on the disk; returns its size. Raises OSError."""
    entries: dict[str, list[Any]] = {}
    place = 0
    for name, content in arrays.items():
        kind, size, count = _measure(content)
        check = 0
        for piece in _pieces(content):
            check = crc32(piece, check)
        entries[name] = [kind, place, count, check]
        place = _aligned(place + size)
    header = json.dumps({"about": dict(about), "arrays": entries}, separators=(",", ":")).encode("ascii")
    start = _aligned(_HEAD.size + len(header))
    with path.open("wb") as file:
        file.write(_HEAD.pack(_MAGIC, len(header), crc32(header)) + header)
        for name, content in arrays.items():
            file.seek(start + entries[name][1])
            file.writelines(_pieces(content))
        file.truncate(start + place)
        file.flush()
        os.fsync(file.fileno())
    return start + place


def narrow(numbers: Array) -> Array:
    """The same unsigned numbers in the fewest bytes that hold them."""
    highest = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.min_scalar_type(highest).newbyteorder("<"))


def _measure(content: Content) -> tuple[str, int, int]:
    if isinstance(content, np.ndarray):
        return content.dtype.newbyteorder("<").str, content.nbytes, len(content)
    size = sum(map(len, content))
    return "|u1", size, size


def _pieces(content: Content) -> Iterator[Any]:
    if isinstance(content, np.ndarray):
        yield np.ascontiguousarray(content, content.dtype.newbyteorder("<")).data.cast("B") if len(content) else b""
    else:
        yield from content


def _aligned(place: int) -> int:
    return -(-place // _ALIGNMENT) * _ALIGNMENT
