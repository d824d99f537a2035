"""The terms of a field over all segments: their numbers and their positions.

The positions of a segment follow those of the segment before, and so do its documents: passages (quotes before
paragraphs), articles, or values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.term_dict import TermDict
from searchkit.engines.whoosh.searcher.cache import ArrayCache
from searchkit.engines.whoosh.segment.doc_ranges import DocRanges
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.segment.segment_schema import EXACT

_HIGHEST = 2**32 - 1
"""Positions up to here are kept in four bytes each."""


class FieldTerms:
    """The terms (exact forms) of a field in some segments."""

    def __init__(self, segments: Sequence[Segment], field: str, cache: ArrayCache) -> None:
        self._segments = segments
        self._field = field
        self._cache = cache
        self._dictionaries: Sequence[TermDict] = [segment.dictionary(field) for segment in segments]
        sizes = [max((ranges.end for ranges in segment.doc_ranges(field)), default=0) + 1 for segment in segments]
        self._first_positions = list(accumulate(sizes, initial=0))
        self._dtype = np.dtype(np.uint32 if self._first_positions[-1] <= _HIGHEST else np.int64)

    def frequency(self, term: str) -> int:
        """Return how many positions a term has."""
        return int(self._numbers(term)[1].sum())

    def positions(self, term: str) -> Array:
        """Return the ascending positions of a term."""
        return self._cache.get(("positions", self._field, term), lambda: (self._read_positions(term),))[0]

    def prefix_positions(self, prefix: str) -> Array:
        """Return the positions of all terms with a prefix, in any order."""
        bounds = self._cache.get(("prefix", self._field, prefix), lambda: self._prefix_bounds(prefix))
        return self._range_positions(list(map(range, *(numbers.tolist() for numbers in bounds))))

    def union_positions(self, terms: Iterable[Iterable[int]]) -> Array:
        """Return the positions of some terms of each segment, given by their numbers, in any order."""
        return self._renumber(
            (segment.positions(self._field, range(number, number + 1)), first)
            for segment, numbers, first in zip(self._segments, terms, self._first_positions, strict=False)
            for number in numbers
        )

    @property
    def dictionaries(self) -> Iterator[TermDict]:
        """The terms of each segment."""
        return iter(self._dictionaries)

    @cached_property
    def doc_ranges(self) -> Sequence[DocRanges]:
        """The positions of each document. Quotes and paragraphs are two groups, because quotes stand in paragraphs."""
        if self._field != EXACT["text"]:
            return self._group([slice(0, None)] * len(self._segments), 0)
        quotes = sum(segment.quotes for segment in self._segments)
        return [
            *self._group([slice(0, segment.quotes) for segment in self._segments], 0),
            *self._group([slice(segment.quotes, None) for segment in self._segments], quotes),
        ]

    def _group(self, groups: Sequence[slice], offset: int) -> list[DocRanges]:
        pairs = list(zip(self._segments, groups, strict=True))
        firsts = [segment.array(f"{self._field}.doc_starts")[docs] for segment, docs in pairs]
        lengths = [segment.doc_lengths(self._field)[docs] for segment, docs in pairs]
        first = self._renumber(zip(firsts, self._first_positions, strict=False))
        if not len(first):
            return []
        return [DocRanges(first, np.concatenate(lengths), offset)]

    def _numbers(self, term: str) -> tuple[Array, Array]:
        """Return the number of a term in each segment (-1 where it is not), and its frequency there."""
        return self._cache.get(("number", self._field, term), lambda: self._find(term))

    def _find(self, term: str) -> tuple[Array, Array]:
        numbers = [dictionary.find(term) for dictionary in self._dictionaries]
        counts = [
            0 if number is None else _count(segment.array(f"{self._field}.offsets"), number)
            for segment, number in zip(self._segments, numbers, strict=True)
        ]
        return np.array([-1 if number is None else number for number in numbers], np.intp), np.array(counts, np.intp)

    def _read_positions(self, term: str) -> Array:
        numbers = self._numbers(term)[0].tolist()
        return self._range_positions([range(number, number + (number >= 0)) for number in numbers])

    def _prefix_bounds(self, prefix: str) -> tuple[Array, Array]:
        """Return the number of the first term with a prefix in each segment, and the number behind the last."""
        ranges = [dictionary.prefix_range(prefix) for dictionary in self._dictionaries]
        return np.array([terms.start for terms in ranges], np.intp), np.array([terms.stop for terms in ranges], np.intp)

    def _range_positions(self, terms: Iterable[range]) -> Array:
        """Return the positions of a range of terms in each segment."""
        positions = [segment.positions(self._field, some) for segment, some in zip(self._segments, terms, strict=True)]
        return self._renumber(zip(positions, self._first_positions, strict=False))

    def _renumber(self, pieces: Iterable[tuple[Array, int]]) -> Array:
        """Concatenate positions of segments, each with an offset added."""
        moved = [np.add(positions, self._dtype.type(first), dtype=self._dtype) for positions, first in pieces]
        return np.concatenate(moved) if moved else np.zeros(0, self._dtype)


def _count(starts: Array, number: int) -> int:
    return int(starts.item(number + 1) - starts.item(number))
