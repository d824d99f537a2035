"""A file of named arrays, mapped whole: 64-byte aligned, little-endian, checksummed, never changed once written.

The arrays come first, then a header as JSON, which says of each array its type, place, number of items and checksum;
the last bytes are the header's place, length and checksum and a magic number. So a file can be written as its arrays
grow, and opening it reads the end alone; the rest comes when it is looked at.
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
_END = struct.Struct("<QII8s")
_ALIGNMENT = 64
_KINDS = frozenset(f"{order}{kind}{size}" for order in "<|" for kind in "uif" for size in (1, 2, 4, 8))


class ArrayFile:
    """An open file of arrays; `counts` holds the small numbers written with them. Raises ValueError, OSError and the like.

    The map lives as long as any of its arrays.
    """

    def __init__(self, path: Path, size: int) -> None:
        with open_regular(path, follow=False) as file, naming(path):
            # A map that is longer than its file kills the process that looks at its end.
            found = os.fstat(file.fileno()).st_size
            if found != size:
                raise ValueError(f"{path.name} has {found} bytes instead of {size}")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        place, length, check, magic = _END.unpack(self._map[-_END.size :])
        header = self._map[place : place + length]
        if magic != _MAGIC or crc32(header) != check:
            raise ValueError(f"{path.name} does not end as it should")
        self.name, self.size = path.name, size
        self.counts: Mapping[str, int]
        self._arrays: Mapping[str, Sequence[Any]]
        self.counts, self._arrays = _read_header(header, place, path.name)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def array(self, name: str) -> Array:
        """An array, not copied; it cannot be written to."""
        kind, place, count, _ = self._arrays[name]
        if kind not in _KINDS or count < 0:  # with a count below 0, numpy takes all there is
            raise ValueError(f"{name} in {self.name} is no array")
        return np.frombuffer(self._map, np.dtype(kind), count, place)

    def release(self) -> None:
        """Let go of the memory of what was read; it is read again when it is looked at."""
        if hasattr(mmap, "MADV_DONTNEED"):  # not on every system
            self._map.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Read everything; raises ValueError when an array is not as it was written."""
        for name, (_, _, _, check) in self._arrays.items():
            if crc32(self.array(name).data) != check:
                raise ValueError(f"{name} in {self.name} is not as it was written")


class ArrayWriter:
    """Writes a file of arrays, one after the other, each whole or piece by piece; raises OSError.

    Used as a context manager; without `finish` the file is none.
    """

    def __init__(self, path: Path) -> None:
        self._file = create_regular(path)
        self._place = 0
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
        """Begin an array, which may be empty; what is appended next belongs to it."""
        self._place = -(-self._place // _ALIGNMENT) * _ALIGNMENT
        self._file.seek(self._place)
        self._entry = self._entries[name] = [kind.newbyteorder("<").str, self._place, 0, 0]

    def append(self, piece: Array | bytes | memoryview) -> None:
        """Continue the array that was begun last; bytes for an array of bytes."""
        kind = np.dtype(self._entry[0])
        content = piece if isinstance(piece, bytes | memoryview) else _bytes_of(piece, kind)
        self._entry[2] += len(content) // kind.itemsize
        self._entry[3] = crc32(content, self._entry[3])
        self._place += self._file.write(content)

    def finish(self, counts: Mapping[str, int]) -> int:
        """Write what makes it a file of arrays, and wait until it is on the disk; returns its size."""
        header = json.dumps({"counts": dict(counts), "arrays": self._entries}, separators=(",", ":")).encode("ascii")
        self._file.write(header + _END.pack(self._place, len(header), crc32(header), _MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._place + len(header) + _END.size


def _read_header(header: bytes, end: int, name: str) -> tuple[Mapping[str, int], Mapping[str, Sequence[Any]]]:
    """Return the counts and the entries of the arrays, which end at `end`; raises ValueError.

    What is counted takes a byte or more in the arrays, so no count is higher than `end`.
    """
    content = json.loads(header)
    if type(content) is dict and type(content.get("counts")) is dict and type(content.get("arrays")) is dict:
        counts, arrays = content["counts"], content["arrays"]
        if all(type(count) is int and 0 <= count <= end for count in counts.values()):
            return counts, arrays
    raise ValueError(f"the header of {name} cannot be right")


def narrow(numbers: Array) -> Array:
    """The same unsigned numbers in the fewest bytes that hold them."""
    highest = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.min_scalar_type(highest))


def _bytes_of(piece: Array, kind: np.dtype[Any]) -> Any:
    return np.ascontiguousarray(piece, kind).data.cast("B") if len(piece) else b""
