"""A file of named arrays, memory-mapped: 64-byte aligned, little-endian, checksummed, never changed once written.

The arrays come first, then a JSON header with the dtype, offset, length and CRC-32 of each, then a tail: the header's
offset, length and CRC-32, and a magic number. So arrays are written as they grow, and opening a file reads only its end.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeAlias
from zlib import crc32

import numpy as np

from searchkit.regular_files import create_regular, naming, open_regular

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

_MAGIC = b"SKARRAYS"
_TAIL = struct.Struct("<QII8s")
_ALIGNMENT = 64
_KINDS = frozenset(f"{order}{kind}{size}" for order in "<|" for kind in "uif" for size in (1, 2, 4, 8))


class ArrayFile:
    """An open file of arrays, and the `counts` in its header. A damaged file may raise ValueError, OSError or others.

    The map lives as long as any of its arrays.
    """

    def __init__(self, path: Path, size: int) -> None:
        with open_regular(path, follow=False) as file, naming(path):
            # Reading a map beyond the end of its file kills the process.
            actual_size = os.fstat(file.fileno()).st_size
            if actual_size != size:
                raise ValueError(f"{path.name} has {actual_size} bytes instead of {size}")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        offset, length, check, magic = _TAIL.unpack(self._map[-_TAIL.size :])
        header = self._map[offset : offset + length]
        if magic != _MAGIC or crc32(header) != check:
            raise ValueError(f"{path.name} does not end as it should")
        self.name, self.size = path.name, size
        self.counts: Mapping[str, int]
        self._arrays: Mapping[str, Sequence[Any]]
        self.counts, self._arrays = _read_header(header, offset, path.name)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def array(self, name: str) -> Array:
        """Return an array, a read-only view of the map; raises ValueError if the file has none of this name."""
        if name not in self:
            raise ValueError(f"{self.name} has no array {name}")
        dtype, offset, count, _ = self._arrays[name]
        if dtype not in _KINDS or count < 0:  # numpy reads to the end of the map for a count below 0
            raise ValueError(f"{name} in {self.name} is no array")
        return np.frombuffer(self._map, np.dtype(dtype), count, offset)

    def release(self) -> None:
        """Free the memory of pages that were read. A later use reads them again."""
        if hasattr(mmap, "MADV_DONTNEED"):  # not on every system
            self._map.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Compare every array with its CRC-32; raises ValueError for the first that differs."""
        for name, (_, _, _, check) in self._arrays.items():
            if crc32(self.array(name).data) != check:
                raise ValueError(f"{name} in {self.name} is not as it was written")


class ArrayWriter:
    """Writes arrays to a file one after the other, each at once or in pieces; raises OSError.

    A context manager. Without `finish` the file cannot be opened as an `ArrayFile`.
    """

    def __init__(self, path: Path) -> None:
        self._file = create_regular(path)
        self._offset = 0
        self._entries: dict[str, list[Any]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, name: str, content: Array) -> None:
        """Write an array."""
        self.begin(name, content.dtype)
        self.append(content)

    def begin(self, name: str, kind: np.dtype[Any]) -> None:
        """Begin an array; `append` adds its content."""
        self._offset = -(-self._offset // _ALIGNMENT) * _ALIGNMENT
        self._file.seek(self._offset)
        self._entry = self._entries[name] = [kind.newbyteorder("<").str, self._offset, 0, 0]

    def append(self, piece: Array | bytes | memoryview) -> None:
        """Add content to the array begun last; bytes are for an array of uint8."""
        kind = np.dtype(self._entry[0])
        content = piece if isinstance(piece, bytes | memoryview) else _bytes_of(piece, kind)
        self._entry[2] += len(content) // kind.itemsize
        self._entry[3] = crc32(content, self._entry[3])
        self._offset += self._file.write(content)

    def finish(self, counts: Mapping[str, int]) -> int:
        """Write header and tail, and flush the file to disk; returns its size in bytes."""
        header = json.dumps({"counts": dict(counts), "arrays": self._entries}, separators=(",", ":")).encode("ascii")
        self._file.write(header + _TAIL.pack(self._offset, len(header), crc32(header), _MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._offset + len(header) + _TAIL.size


def _read_header(header: bytes, end: int, name: str) -> tuple[Mapping[str, int], Mapping[str, Sequence[Any]]]:
    """Return the counts and the entries of the arrays, which end at offset `end`; raises ValueError.

    Each thing counted takes at least a byte in the arrays, so no count exceeds `end`.
    """
    content = json.loads(header)
    if type(content) is dict and type(content.get("counts")) is dict and type(content.get("arrays")) is dict:
        counts, arrays = content["counts"], content["arrays"]
        if all(type(count) is int and 0 <= count <= end for count in counts.values()):
            return counts, arrays
    raise ValueError(f"the header of {name} cannot be right")


def narrow(numbers: Array) -> Array:
    """Convert unsigned numbers to the narrowest dtype that holds them."""
    highest = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.min_scalar_type(highest))


def _bytes_of(piece: Array, kind: np.dtype[Any]) -> Any:
    return np.ascontiguousarray(piece, kind).data.cast("B") if len(piece) else b""
