"""Frequencies of postings in two bits each; the few above 3 are stored in arrays of their own."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, ArrayFile, ArrayWriter, narrow

_HIGHEST = 3
"""The highest count that two bits hold. A higher one has the code of 4, and its value is in `large`."""
_CODES = np.arange(256, dtype=np.uint8)[:, None] >> np.array((0, 2, 4, 6), np.uint8) & np.uint8(3)
_DECODED = (_CODES + np.uint8(1)).view(np.uint32).ravel()
"""uint32[256]: the four counts in each byte, one byte each."""


class PackedCounts:
    """The counts written under a name."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._bits = file.array(f"{name}.bits")
        self._large_at = file.array(f"{name}.large_at")
        self._large = file.array(f"{name}.large")

    def slice(self, start: int, end: int) -> Array:
        """The counts from one index to another: uint[end - start], a copy."""
        first = start >> 2
        counts: Array = _DECODED.take(self._bits[first : (end + 3) >> 2]).view(np.uint8)
        counts = counts[start - 4 * first : end - 4 * first]
        low = bisect_left(self._large_at.data, start)
        high = bisect_left(self._large_at.data, end, low)
        if low < high:
            counts = counts.astype(self._large.dtype, copy=False)
            counts[self._large_at[low:high].astype(np.intp) - start] = self._large[low:high]
        return counts


def write_counts(writer: ArrayWriter, name: str, counts: Array) -> None:
    """Write counts, each 1 or more."""
    codes = np.zeros(-(-len(counts) // 4) * 4, np.uint8)
    codes[: len(counts)] = np.minimum(counts, _HIGHEST + 1) - 1
    shifted = codes.reshape(-1, 4) << np.array((0, 2, 4, 6), np.uint8)
    at = np.flatnonzero(counts > _HIGHEST)
    writer.add(f"{name}.bits", np.bitwise_or.reduce(shifted, axis=1))
    writer.add(f"{name}.large_at", at.astype(np.uint32))
    writer.add(f"{name}.large", narrow(counts[at]))
