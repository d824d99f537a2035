"""Runs of equal numbers and neighbouring stretches, as arrays.

`np.unique` and `np.isin` would do some of it, but they import `numpy.ma`, which takes longer than a search.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array


def run_starts(ordered: Array) -> Array:
    """Where each new number begins among numbers in order."""
    if not len(ordered):
        return np.zeros(0, np.intp)
    return np.concatenate((np.zeros(1, np.intp), np.flatnonzero(ordered[1:] != ordered[:-1]) + 1))


def unique_counts(ordered: Array) -> tuple[Array, Array]:
    """The different numbers among numbers in order, and how often each comes."""
    first = run_starts(ordered)
    counts = np.empty(len(first), np.intp)
    np.subtract(first[1:], first[:-1], out=counts[:-1])
    counts[-1:] = len(ordered) - first[-1:]
    return ordered.take(first), counts


def unique_sorted(numbers: Array) -> Array:
    """Some numbers, each once, in order."""
    ordered = np.sort(numbers)
    if not len(ordered):
        return ordered
    new = np.empty(len(ordered), bool)
    new[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered.compress(new)


def isin_sorted(numbers: Array, ordered: Array) -> Array:
    """Which numbers are among others, which are in order (truth values)."""
    if not len(ordered):
        return np.zeros(len(numbers), bool)
    at = ordered.searchsorted(numbers)
    np.minimum(at, len(ordered) - 1, out=at)
    found: Array = ordered.take(at) == numbers
    return found


def document_starts(lengths: Array) -> Array:
    """Where each row of words begins, and the end: one place is free behind each."""
    rows = np.zeros(len(lengths) + 1, np.uint64)
    np.cumsum(lengths.astype(np.uint64) + 1, out=rows[1:])
    if int(rows[-1]) > np.iinfo(np.uint32).max:
        raise ValueError("a segment has too many words")
    return rows.astype(np.uint32)


def offsets_from_lengths(counts: Array) -> Array:
    """Where each of some neighbouring stretches begins, and the end."""
    starts = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=starts[1:])
    return starts


def concat_ranges(starts: Array, counts: Array) -> Array:
    """The numbers of all stretches, one after the other."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts.astype(np.int64) - (ends - counts), counts)


def batch_ranges(counts: Array, most: int) -> Iterator[tuple[int, int]]:
    """Neighbouring things in stretches that count no more than `most` together, or are a single one."""
    ends = np.cumsum(counts, dtype=np.int64)
    start = done = 0
    while start < len(counts):
        end = max(start + 1, int(ends.searchsorted(done + most, "right")))
        yield start, end
        start, done = end, int(ends[end - 1])
