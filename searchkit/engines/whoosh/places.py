"""Where words stand: rows of words as places in the one long row that all rows of a field make up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.runs import contained, runs_of
from searchkit.engines.whoosh.segment import Rows, Segment
from searchkit.engines.whoosh.sequences import occurrences

_DENSE = 128
"""From one in so many places on, they are looked for by marking, else by binary search."""
_MANY = 12_000
"""More places than this are worth a table of all places."""
_LONG_ROW = 16
"""From this many words on, rows are looked for in linear time; shorter ones are faster by arrays."""


def starts_of_row(segment: Segment, field: str, row: Sequence[str]) -> Array:
    """The places where a row of exact forms begins, in order."""
    if not row:
        return np.zeros(0, np.uint32)
    find, starts = segment.dictionary(field).find, segment.array(f"{field}.starts").item
    terms = {word: find(word) for word in row}
    numbers = [number for word in row if (number := terms[word]) is not None]
    if len(numbers) < len(row):
        return np.zeros(0, np.uint32)
    if len(row) >= _LONG_ROW:
        return _starts_of_long(row, {word: segment.places_of(field, word) for word in terms})
    # The rarest first: what is common takes time to unpack, and may not be needed.
    first, *others = sorted(range(len(row)), key=lambda offset: starts(numbers[offset] + 1) - starts(numbers[offset]))
    found = segment.places(field, range(numbers[first], numbers[first] + 1)) - np.uint32(first)
    for offset in others:
        if not len(found):
            break
        places = segment.places(field, range(numbers[offset], numbers[offset] + 1))
        found = found[among(found + np.uint32(offset), places)]
    return found


def among(places: Array, others: Array) -> Array:
    """Which of some places are among others, which are in order (truth values)."""
    if not len(others):
        return np.zeros(len(places), bool)
    highest = int(others[-1])
    if len(places) * _DENSE > highest:
        marked = np.zeros(highest + 2, bool)
        marked[others.astype(np.intp)] = True
        return marked.take(np.minimum(places, np.uint32(highest + 1)).astype(np.intp))
    return contained(places, others)


def rows_with(segment: Segment, field: str, places: Array, more: int | Array = 0) -> tuple[Array, Array]:
    """The rows that have any of some words, or stretches of words, and how many each has.

    Stretches begin at places, and are longer than a word by `more`, alike or each by its own.
    """
    if not len(places):
        return np.zeros(0, np.uint32), np.zeros(0, np.uint32)
    if len(places) > _MANY:
        found = [_by_marking(rows, places, more) for rows in segment.rows(field)]
    else:
        if isinstance(more, int):
            places = np.sort(places)
        else:
            order = places.argsort()
            places, more = places.take(order), more.take(order)
        found = [_by_search(rows, places, more) for rows in segment.rows(field)]
    if len(found) == 1:
        return found[0]
    return np.concatenate([rows for rows, _ in found]), np.concatenate([counts for _, counts in found])


def _by_search(rows: Rows, places: Array, more: int | Array) -> tuple[Array, Array]:
    """The rows that stretches are within, which come in order."""
    around = rows.first.searchsorted(places, "right")
    around -= 1
    # Before the first row, the last one is taken, and the differences of 32 bits come out larger than any length.
    room = rows.lengths.take(around).astype(np.int64)
    room -= places - rows.first.take(around)
    within = room > more
    if not within.all():
        around = around[within]
    return runs_of(around + rows.offset)


def _by_marking(rows: Rows, places: Array, more: int | Array) -> tuple[Array, Array]:
    count = len(rows.first)
    around = rows.by_place.take(places, mode="clip")
    if not isinstance(more, int) or more:
        # Rows have a free place behind them or are followed by another: a stretch is within one if its two ends are.
        lasts = rows.by_place.take(places.astype(np.int64) + more, mode="clip")
        around = np.where(around == lasts, around, np.uint32(count))
    counts = np.bincount(around, minlength=count)[:count]
    found = np.flatnonzero(counts)
    return (found + rows.offset).astype(np.uint32), counts.take(found)


def _starts_of_long(row: Sequence[str], places: dict[str, Array]) -> Array:
    if not all(map(len, places.values())):
        return np.zeros(0, np.uint32)
    words = list(places)
    every = np.concatenate([places[word] for word in words])
    numbers = np.repeat(np.arange(len(words)), [len(places[word]) for word in words])
    order = every.argsort()
    every, numbers = every[order], numbers[order]
    breaks = np.flatnonzero(np.diff(every) != 1) + 1
    ranks = {word: number for number, word in enumerate(words)}
    wanted = [ranks[word] for word in row]
    found: list[int] = []
    for start, end in zip([0, *breaks.tolist()], [*breaks.tolist(), len(every)], strict=True):
        if end - start >= len(row):
            found += (start + at for at in occurrences(wanted, numbers[start:end].tolist()))
    return every[found]
