"""Ascending numbers of many terms, in two or three bytes each, and how often each counts, in two bits.

The low 16 bits of every number stand together in `low`, each term's in order. A common term has, for each block of
65,536 numbers, how many of its own are in that block; the numbers of other terms have their high bits in `high`. Where all
numbers are in one block there is nothing of the kind.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Any

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, ArrayFile, ArrayWriter, narrow
from searchkit.engines.whoosh.encoding.array_ops import batch_ranges, offsets_from_lengths

_BITS = 16
_BLOCK = 1 << _BITS
_COMMON = 2
"""A term is common when it has more numbers than this for each block: a block's count takes two bytes mostly."""


class PackedLists:
    """The numbers of all terms as they were written under a name.

    All are below a limit; ValueError is raised where they, or how many there are, can not be right.
    """

    def __init__(self, file: ArrayFile, name: str, limit: int) -> None:
        self._file = file
        self._name = name
        self._limit = limit
        self.starts = file.array(f"{name}.starts")
        """Where the numbers of each term begin, and the end."""
        self._start = self.starts.item

    @cached_property
    def _in_one_block(self) -> bool:
        return f"{self._name}.high" not in self._file

    @cached_property
    def _low(self) -> Array:
        return self._file.array(f"{self._name}.low")

    @cached_property
    def _high(self) -> Array:
        return self._file.array(f"{self._name}.high")

    @cached_property
    def _common(self) -> Array:
        return self._file.array(f"{self._name}.common")

    @cached_property
    def _before(self) -> Array:
        """How many numbers the common terms before each common one have, and all of them."""
        return self._file.array(f"{self._name}.common_before")

    @cached_property
    def _blocks(self) -> Array:
        return self._file.array(f"{self._name}.blocks").reshape(len(self._common), -1)

    @cached_property
    def _bases(self) -> Array:
        return np.arange(self._blocks.shape[1], dtype=np.uint32) << np.uint32(_BITS)

    def list_of(self, term: int) -> Array:
        """The numbers of a term (uint32, the caller's own)."""
        start, end = self._start(term), self._start(term + 1)
        low = self._low[start:end]
        if self._in_one_block:
            return self._checked(low.astype(np.uint32))
        at = bisect_left(self._common.data, term)
        if at < len(self._common) and self._common.item(at) == term:
            numbers = self._in_blocks(self._blocks[at], end - start)
        else:
            before = self._before.item(at)
            numbers = self._high[start - before : end - before].astype(np.uint32)
            numbers <<= np.uint32(_BITS)
        numbers |= low
        return self._checked(numbers)

    def counts(self, terms: range) -> Array:
        """How many numbers each of some neighbouring terms has."""
        starts = self.starts[terms.start : terms.stop + 1]
        counts: Array = starts[1:] - starts[:-1]  # modulo 2**32: where one begins before the last, the sum is another
        end = starts.item(-1)
        if end > len(self._low) or int(counts.sum(dtype=np.int64)) != end - starts.item(0):
            raise ValueError(f"{self._name}.starts can not be right")
        return counts

    def concat_lists(self, terms: range) -> Array:
        """The numbers of some neighbouring terms, each term's in order."""
        if len(terms) == 1:
            return self.list_of(terms.start)
        if not terms:
            return np.zeros(0, np.uint32)
        start, end = self._start(terms.start), self._start(terms.stop)
        if self._in_one_block:
            return self._checked(self._low[start:end].astype(np.uint32))
        first = bisect_left(self._common.data, terms.start)
        last = bisect_left(self._common.data, terms.stop, first)
        high = self._high[start - self._before.item(first) : end - self._before.item(last)]
        if first == last:
            numbers = high.astype(np.uint32) << np.uint32(_BITS)
        else:
            common = np.zeros(len(terms), bool)
            common[self._common[first:last] - terms.start] = True
            of_common = common.repeat(self.counts(terms))
            numbers = np.empty(len(of_common), np.uint32)
            numbers[of_common] = self._in_blocks(self._blocks[first:last], int(of_common.sum()))
            numbers[~of_common] = high.astype(np.uint32) << np.uint32(_BITS)
        numbers |= self._low[start:end]
        return self._checked(numbers)

    def _in_blocks(self, blocks: Array, count: int) -> Array:
        """The first number of the block of each number; `blocks` counts them, block by block, for one term or more."""
        if int(blocks.sum(dtype=np.int64)) != count:
            raise ValueError(f"{self._name}.blocks can not be right")
        bases = self._bases if blocks.ndim == 1 else np.concatenate([self._bases] * len(blocks))
        return bases.repeat(blocks.ravel())

    def _checked(self, numbers: Array) -> Array:
        """Numbers that are below the limit: of what they are numbers, there are arrays."""
        if len(numbers) and int(numbers.max()) >= self._limit:
            raise ValueError(f"{self._name}.low can not be right")
        return numbers


BATCH = 500_000
"""Numbers that are worked on at a time, if they are not all of one term, because that takes many times their memory."""


class PackedListsWriter:
    """Writes such numbers, term by term, all of them below a limit; the low bits go to the file as they come."""

    def __init__(self, writer: ArrayWriter, name: str, limit: int) -> None:
        self._writer = writer
        self._name = name
        self._count = max(1, -(-limit // _BLOCK))
        self._high_type = np.min_scalar_type(self._count - 1)
        self._counts: list[Array] = []
        self._high: list[Array] = []
        self._common: list[Array] = []
        self._blocks: list[Array] = []
        self._terms = 0
        writer.begin(f"{name}.low", np.dtype(np.uint16))

    def add(self, counts: Array, numbers: Array) -> None:
        """Add whole terms: how many numbers each has, and the numbers."""
        at = 0
        for start, end in batch_ranges(counts, BATCH):
            count = int(counts[start:end].sum())
            self._add(counts[start:end], numbers[at : at + count])
            at += count

    def _add(self, counts: Array, numbers: Array) -> None:
        self._writer.append(numbers.astype(np.uint16))
        self._counts.append(counts.astype(np.uint32))
        if self._count == 1:
            return
        common = counts > _COMMON * self._count
        of_common = np.repeat(common, counts)
        high = numbers >> np.uint32(_BITS)
        self._high.append(high[~of_common].astype(self._high_type))
        numbered = np.flatnonzero(common)
        which = np.repeat(np.arange(len(numbered), dtype=np.int64) * self._count, counts[numbered])
        self._blocks.append(narrow(np.bincount(which + high[of_common], minlength=len(numbered) * self._count)))
        self._common.append((numbered + self._terms).astype(np.uint32))
        self._terms += len(counts)

    def finish(self) -> None:
        """Write the rest."""
        counts = _joined(self._counts, np.uint32)
        self._writer.add(f"{self._name}.starts", offsets_from_lengths(counts))
        if self._count == 1:
            return
        common = _joined(self._common, np.uint32)
        rest = {
            "high": _joined(self._high, self._high_type),
            "common": common,
            "common_before": offsets_from_lengths(counts[common]),
            "blocks": _joined(self._blocks, np.uint8),
        }
        for name, content in rest.items():
            self._writer.add(f"{self._name}.{name}", content)


_FOUR = np.arange(256, dtype=np.uint8)[:, None] >> np.array((0, 2, 4, 6), np.uint8) & np.uint8(3)
_DECODED = (_FOUR + np.uint8(1)).view(np.uint32).ravel()
"""For each byte its four counts, in one number of four bytes."""
_MOST = 3
"""The highest count that two bits stand for as such; with a higher one they are as with 4, and it is kept apart."""


class PackedCounts:
    """How often each of some numbers counts, as written under a name."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._bits = file.array(f"{name}.bits")
        self._at = file.array(f"{name}.many_at")
        self._many = file.array(f"{name}.many")

    def slice(self, start: int, end: int) -> Array:
        """The counts from one place to another (the caller's own)."""
        first = start >> 2
        counts: Array = _DECODED.take(self._bits[first : (end + _MOST) >> 2]).view(np.uint8)
        counts = counts[start - 4 * first : end - 4 * first]
        low = bisect_left(self._at.data, start)
        high = bisect_left(self._at.data, end, low)
        if low < high:
            counts = counts.astype(self._many.dtype, copy=False)
            counts[self._at[low:high].astype(np.intp) - start] = self._many[low:high]
        return counts


def write_counts(writer: ArrayWriter, name: str, counts: Array) -> None:
    """Write counts of 1 and more."""
    codes = np.zeros(-(-len(counts) // 4) * 4, np.uint8)
    codes[: len(counts)] = np.minimum(counts, _MOST + 1) - 1
    four = codes.reshape(-1, 4) << np.array((0, 2, 4, 6), np.uint8)
    at = np.flatnonzero(counts > _MOST)
    writer.add(f"{name}.bits", np.bitwise_or.reduce(four, axis=1))
    writer.add(f"{name}.many_at", at.astype(np.uint32))
    writer.add(f"{name}.many", narrow(counts[at]))


def _joined(parts: list[Array], kind: type | np.dtype[Any]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, kind)
