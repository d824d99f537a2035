"""Ascending uint32 lists, one per term, in two or three bytes a number.

As in a Roaring bitmap, numbers are split at bit 16. `low` has the low halves of all lists, list after list. If all numbers
are below 65,536, nothing else is stored. Otherwise a block is the 65,536 numbers with the same high half. A list with more
than two numbers per block is long: `block_counts` says how many of its numbers are in each block. For the short lists
`high` has the high half of each number.
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
_LONG = 2
"""A list with more numbers per block is long: its counts, mostly two bytes a block, take less than high halves."""
BATCH = 500_000
"""Numbers packed at a time, unless one list has more: packing takes many times their memory."""


class PackedLists:
    """The lists written under a name; all numbers are below `limit`.

    Methods raise ValueError for an impossible number or length, because numbers index other arrays.
    """

    def __init__(self, file: ArrayFile, name: str, limit: int) -> None:
        self._file = file
        self._name = name
        self._limit = limit
        self._in_one_block = limit <= _BLOCK
        self.offsets = file.array(f"{name}.offsets")
        """uint32[n_terms + 1]: list n is at offsets[n] up to offsets[n + 1]."""
        self._offset = self.offsets.item

    @cached_property
    def _low(self) -> Array:
        return self._file.array(f"{self._name}.low")

    @cached_property
    def _high(self) -> Array:
        return self._file.array(f"{self._name}.high")

    @cached_property
    def _long_terms(self) -> Array:
        """uint32[n_long]: the terms with a long list, ascending."""
        return self._file.array(f"{self._name}.long_terms")

    @cached_property
    def _long_offsets(self) -> Array:
        """uint32[n_long + 1]: the total length of all long lists before each one, and of all."""
        return self._file.array(f"{self._name}.long_offsets")

    @cached_property
    def _block_counts(self) -> Array:
        """uint[n_long, n_blocks]: how many numbers of each long list are in each block."""
        return self._file.array(f"{self._name}.block_counts").reshape(len(self._long_terms), -1)

    @cached_property
    def _block_starts(self) -> Array:
        return np.arange(self._block_counts.shape[1], dtype=np.uint32) << np.uint32(_BITS)

    def list_of(self, term: int) -> Array:
        """The list of a term: uint32, a copy."""
        start, end = self._offset(term), self._offset(term + 1)
        low = self._low[start:end]
        if self._in_one_block:
            return self._check(low.astype(np.uint32))
        at = bisect_left(self._long_terms.data, term)
        if at < len(self._long_terms) and self._long_terms.item(at) == term:
            numbers = self._high_of_long(self._block_counts[at], end - start)
        else:
            before = self._long_offsets.item(at)
            numbers = self._high[start - before : end - before].astype(np.uint32)
            numbers <<= np.uint32(_BITS)
        numbers |= low
        return self._check(numbers)

    def lengths(self, terms: range) -> Array:
        """uint32[len(terms)]: the length of each term's list."""
        offsets = self.offsets[terms.start : terms.stop + 1]
        lengths: Array = offsets[1:] - offsets[:-1]  # modulo 2**32, so that descending offsets give a wrong sum
        end = offsets.item(-1)
        if end > len(self._low) or int(lengths.sum(dtype=np.int64)) != end - offsets.item(0):
            raise ValueError(f"{self._name}.offsets cannot be right")
        return lengths

    def concat_lists(self, terms: range) -> Array:
        """The lists of neighbouring terms, one after the other: uint32, a copy."""
        if len(terms) == 1:
            return self.list_of(terms.start)
        if not terms:
            return np.zeros(0, np.uint32)
        start, end = self._offset(terms.start), self._offset(terms.stop)
        if self._in_one_block:
            return self._check(self._low[start:end].astype(np.uint32))
        numbers = self._concat_high(terms, start, end)
        numbers |= self._low[start:end]
        return self._check(numbers)

    def _concat_high(self, terms: range, start: int, end: int) -> Array:
        """The high halves of neighbouring lists, shifted left by 16: uint32[end - start]."""
        first = bisect_left(self._long_terms.data, terms.start)
        last = bisect_left(self._long_terms.data, terms.stop, first)
        high = self._high[start - self._long_offsets.item(first) : end - self._long_offsets.item(last)]
        if first == last:
            return high.astype(np.uint32) << np.uint32(_BITS)
        is_long = np.zeros(len(terms), bool)
        is_long[self._long_terms[first:last] - terms.start] = True
        in_long = is_long.repeat(self.lengths(terms))
        numbers = np.empty(len(in_long), np.uint32)
        numbers[in_long] = self._high_of_long(self._block_counts[first:last], int(in_long.sum()))
        numbers[~in_long] = high.astype(np.uint32) << np.uint32(_BITS)
        return numbers

    def _high_of_long(self, block_counts: Array, count: int) -> Array:
        """The first number of each number's block, for one long list or several: uint32[count]."""
        if int(block_counts.sum(dtype=np.int64)) != count:
            raise ValueError(f"{self._name}.block_counts cannot be right")
        starts = self._block_starts if block_counts.ndim == 1 else np.tile(self._block_starts, len(block_counts))
        return starts.repeat(block_counts.ravel())

    def _check(self, numbers: Array) -> Array:
        if len(numbers) and int(numbers.max()) >= self._limit:
            raise ValueError(f"{self._name}.low cannot be right")
        return numbers


class PackedListsWriter:
    """Writes packed lists, term after term; all numbers are below `limit`. Low halves are not held in memory."""

    def __init__(self, writer: ArrayWriter, name: str, limit: int) -> None:
        self._writer = writer
        self._name = name
        self._n_blocks = max(1, -(-limit // _BLOCK))
        self._high_type = np.min_scalar_type(self._n_blocks - 1)
        self._lengths: list[Array] = []
        self._high: list[Array] = []
        self._long_terms: list[Array] = []
        self._block_counts: list[Array] = []
        self._n_terms = 0
        writer.begin(f"{name}.low", np.dtype(np.uint16))

    def add(self, lengths: Array, numbers: Array) -> None:
        """Add the lists of the next terms: the length of each, and all their numbers."""
        at = 0
        for start, end in batch_ranges(lengths, BATCH):
            count = int(lengths[start:end].sum())
            self._add_batch(lengths[start:end], numbers[at : at + count])
            at += count

    def _add_batch(self, lengths: Array, numbers: Array) -> None:
        self._writer.append(numbers.astype(np.uint16))
        self._lengths.append(lengths.astype(np.uint32))
        if self._n_blocks > 1:
            self._add_high(lengths, numbers >> np.uint32(_BITS))
        self._n_terms += len(lengths)

    def _add_high(self, lengths: Array, high: Array) -> None:
        is_long = lengths > _LONG * self._n_blocks
        in_long = np.repeat(is_long, lengths)
        self._high.append(high[~in_long].astype(self._high_type))
        terms = np.flatnonzero(is_long)
        rows = np.repeat(np.arange(len(terms), dtype=np.int64) * self._n_blocks, lengths[terms])
        self._block_counts.append(narrow(np.bincount(rows + high[in_long], minlength=len(terms) * self._n_blocks)))
        self._long_terms.append((terms + self._n_terms).astype(np.uint32))

    def finish(self) -> None:
        """Write the other arrays."""
        lengths = _concat(self._lengths, np.uint32)
        self._writer.add(f"{self._name}.offsets", offsets_from_lengths(lengths))
        if self._n_blocks == 1:
            return
        long_terms = _concat(self._long_terms, np.uint32)
        self._writer.add(f"{self._name}.high", _concat(self._high, self._high_type))
        self._writer.add(f"{self._name}.long_terms", long_terms)
        self._writer.add(f"{self._name}.long_offsets", offsets_from_lengths(lengths[long_terms]))
        self._writer.add(f"{self._name}.block_counts", _concat(self._block_counts, np.uint8))


def _concat(arrays: list[Array], dtype: type | np.dtype[Any]) -> Array:
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype)
