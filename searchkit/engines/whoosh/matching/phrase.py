"""Where words stand: rows of words as places in the one long row that all rows of a field make up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import isin_sorted, unique_counts, unique_sorted
from searchkit.engines.whoosh.matching.subsequence import occurrences
from searchkit.engines.whoosh.searcher.field_terms import FieldTerms
from searchkit.engines.whoosh.segment.doc_ranges import DocRanges

_SCARCE = 16
"""With so many more in the other list, what two lists share is found by binary search."""
_DENSE = 80
"""From one in so many places on it is found by marking, else by sorting both as one."""
_SPARSE = 12
"""With fewer places than one for so many rows, rows are told apart by sorting, else by marking."""
_LONG_ROW = 16
"""From this many words on, rows are looked for in linear time; shorter ones are faster by arrays."""
_NOWHERE: Array = np.zeros(0, np.uint32)


def starts_of_row(terms: FieldTerms, row: Sequence[str]) -> Array:
    """The places where a row of exact forms begins, in order."""
    if not row:
        return _NOWHERE
    counts = {word: int(terms.term_ids(word)[1].sum()) for word in dict.fromkeys(row)}
    if not all(counts.values()):
        return _NOWHERE
    if len(row) >= _LONG_ROW:
        return _starts_of_long(row, {word: terms.positions(word) for word in counts})
    # The rarest first: what is common takes time to unpack, and may not be needed.
    first, *others = sorted(range(len(row)), key=lambda offset: counts[row[offset]])
    found = behind(terms.positions(row[first]), first)
    for offset in others:
        if not len(found):
            break
        number = found.dtype.type(offset)
        found = common(found + number, terms.positions(row[offset])) - number
    return found


def behind(places: Array, words: int) -> Array:
    """The places so many words before some that are in order, as far as there are so many."""
    if not words:
        return places
    number = places.dtype.type(words)
    found: Array = places[int(places.searchsorted(number)) :] - number
    return found


def common(places: Array, others: Array) -> Array:
    """Those of some places that are among others, in the order of their numbers if they are so or there are many.

    No place is in either twice; the others are in order.
    """
    if not len(places) or not len(others):
        return places[:0]
    if len(places) * _SCARCE < len(others):
        return places.compress(isin_sorted(places, others))
    highest = int(others[-1])
    if (len(places) + len(others)) * _DENSE > highest:
        marked = np.zeros(highest + 2, bool)
        marked[others.astype(np.intp)] = True
        return places.compress(marked.take(np.minimum(places, others.dtype.type(highest + 1)).astype(np.intp)))
    both = np.concatenate((places, others))
    both.sort()
    return both[1:].compress(both[1:] == both[:-1])


def rows_with(groups: Sequence[DocRanges], places: Array, more: int | Array = 0) -> tuple[Array, Array]:
    """The rows that have any of some stretches of words (intp, ascending), and how many each has.

    Stretches begin at places, which are in order, and are longer than a word by `more`, alike or each by its own.
    """
    found = [_counted(rows, places, more) for rows in groups] if len(places) else []
    if len(found) == 1:
        return found[0]
    if not found:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    return np.concatenate([rows for rows, _ in found]), np.concatenate([counts for _, counts in found])


def rows_having(groups: Sequence[DocRanges], places: Array, more: int | Array = 0) -> Array:
    """The rows that have any of some stretches of words, whose places may be in any order."""
    found = [_marked(rows, places, more) for rows in groups] if len(places) else []
    return found[0] if len(found) == 1 else np.concatenate(found) if found else np.zeros(0, np.intp)


def _counted(rows: DocRanges, places: Array, more: int | Array) -> tuple[Array, Array]:
    found, counts = unique_counts(rows.around(places, more))
    return found.astype(np.intp) + rows.offset, counts


def _marked(rows: DocRanges, places: Array, more: int | Array) -> Array:
    around = rows.around(places, more)
    if len(around) * _SPARSE < len(rows):
        return unique_sorted(around.astype(np.uint32)).astype(np.intp) + rows.offset
    marked = np.zeros(len(rows), bool)
    marked[around] = True
    found: Array = marked.nonzero()[0]
    return found + rows.offset if rows.offset else found


def _starts_of_long(row: Sequence[str], places: dict[str, Array]) -> Array:
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
