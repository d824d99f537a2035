"""Array operations that numpy lacks, or has only in `numpy.ma`, whose import takes longer than a search."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array


def run_starts(ordered: Array) -> Array:
    """Return the index of the first of each run of equal numbers: intp[n_runs]."""
    if not len(ordered):
        return np.zeros(0, np.intp)
    return np.concatenate((np.zeros(1, np.intp), np.flatnonzero(ordered[1:] != ordered[:-1]) + 1))


def unique_counts(ordered: Array) -> tuple[Array, Array]:
    """Return the distinct numbers of an ascending array, and the count of each (intp)."""
    first = run_starts(ordered)
    counts = np.empty(len(first), np.intp)
    np.subtract(first[1:], first[:-1], out=counts[:-1])
    counts[-1:] = len(ordered) - first[-1:]
    return ordered.take(first), counts


def unique_sorted(numbers: Array) -> Array:
    """Return the distinct numbers of an array, ascending."""
    ordered = np.sort(numbers)
    if not len(ordered):
        return ordered
    is_first = np.empty(len(ordered), bool)
    is_first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered.compress(is_first)


def isin_sorted(numbers: Array, ordered: Array) -> Array:
    """Return whether each number occurs in `ordered` (ascending): bool[len(numbers)]."""
    if not len(ordered):
        return np.zeros(len(numbers), bool)
    indices = ordered.searchsorted(numbers)
    np.minimum(indices, len(ordered) - 1, out=indices)
    is_in: Array = ordered.take(indices) == numbers
    return is_in


def document_starts(lengths: Array) -> Array:
    """Return the first position of each text in a token stream, and the end: uint32[len(lengths) + 1].

    One empty position follows each text. Raises ValueError if positions do not fit into 32 bits.
    """
    starts = np.zeros(len(lengths) + 1, np.uint64)
    np.cumsum(lengths.astype(np.uint64) + 1, out=starts[1:])
    if int(starts[-1]) > np.iinfo(np.uint32).max:
        raise ValueError("a segment has too many words")
    return starts.astype(np.uint32)


def offsets_from_lengths(lengths: Array) -> Array:
    """Return the start of each of several adjacent ranges, and the end: uint32[len(lengths) + 1]."""
    offsets = np.zeros(len(lengths) + 1, np.uint32)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def concat_ranges(starts: Array, lengths: Array) -> Array:
    """Return the numbers of several ranges, one range after the other: int64[lengths.sum()]."""
    ends = np.cumsum(lengths, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts.astype(np.int64) - (ends - lengths), lengths)


def batch_ranges(counts: Array, max_total: int) -> Iterator[tuple[int, int]]:
    """Yield ranges (start, end) of indices whose counts add up to at most `max_total`, or of one index with a higher count."""
    ends = np.cumsum(counts, dtype=np.int64)
    start = done = 0
    while start < len(counts):
        end = max(start + 1, int(ends.searchsorted(done + max_total, "right")))
        yield start, end
        start, done = end, int(ends[end - 1])
