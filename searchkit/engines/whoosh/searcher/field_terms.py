"""The words of a field over all segments: which there are, where they stand, and in which rows.

The places of a segment follow those of the segment before, and so do its rows: passages (quotes before paragraphs),
articles, or values.
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
"""Places up to here are kept in four bytes each."""


class FieldTerms:
    """The words of a field in some segments; what is read of them for longer than a question is `cache`."""

    def __init__(self, segments: Sequence[Segment], field: str, cache: ArrayCache) -> None:
        self._segments = segments
        self._field = field
        self._cache = cache
        self._dictionaries: Sequence[TermDict] = [segment.dictionary(field) for segment in segments]
        sizes = [max((rows.end for rows in segment.rows(field)), default=0) + 1 for segment in segments]
        self._first_places = list(accumulate(sizes, initial=0))
        self._kind = np.dtype(np.uint32 if self._first_places[-1] <= _HIGHEST else np.int64)

    def term_ids(self, word: str) -> tuple[Array, Array]:
        """The number of an exact form in each segment, -1 where it is not, and how often it is there."""
        return self._cache.get(("number", self._field, word), lambda: self._term_ids(word))

    def _term_ids(self, word: str) -> tuple[Array, Array]:
        found = [dictionary.find(word) for dictionary in self._dictionaries]
        counts = [
            0 if number is None else _count(segment.array(f"{self._field}.starts"), number)
            for segment, number in zip(self._segments, found, strict=True)
        ]
        return np.array([-1 if number is None else number for number in found], np.intp), np.array(counts, np.intp)

    def positions(self, word: str) -> Array:
        """The places of an exact form, in order."""
        return self._cache.get(("place", self._field, word), lambda: (self._positions(word),))[0]

    def _positions(self, word: str) -> Array:
        numbers = self.term_ids(word)[0].tolist()
        return self.range_positions([range(number, number + (number >= 0)) for number in numbers])

    def prefix_positions(self, prefix: str) -> Array:
        """The places of all exact forms that begin with a prefix, in any order."""
        terms = self._cache.get(("beginning", self._field, prefix), lambda: self._terms_beginning(prefix))
        return self.range_positions(list(map(range, *(numbers.tolist() for numbers in terms))))

    def _terms_beginning(self, prefix: str) -> tuple[Array, Array]:
        found = [dictionary.beginning(prefix) for dictionary in self._dictionaries]
        return np.array([terms.start for terms in found], np.intp), np.array([terms.stop for terms in found], np.intp)

    def range_positions(self, terms: Iterable[range]) -> Array:
        """The places of some neighbouring exact forms of each segment."""
        own = [segment.places(self._field, some) for segment, some in zip(self._segments, terms, strict=True)]
        return self._numbered(zip(own, self._first_places, strict=False))

    def union_positions(self, terms: Iterable[Iterable[int]]) -> Array:
        """The places of some exact forms of each segment, by their numbers, in any order."""
        return self._numbered(
            (segment.places(self._field, range(number, number + 1)), first)
            for segment, numbers, first in zip(self._segments, terms, self._first_places, strict=False)
            for number in numbers
        )

    @property
    def dictionaries(self) -> Iterator[TermDict]:
        """The exact forms of each segment."""
        return iter(self._dictionaries)

    @cached_property
    def doc_ranges(self) -> Sequence[DocRanges]:
        """The rows. Those of quotes and of paragraphs are apart, because quotes stand in paragraphs."""
        if self._field != EXACT["text"]:
            groups = [slice(0, None)] * len(self._segments)
            return self._group(groups, 0)
        quotes = sum(segment.quotes for segment in self._segments)
        return [
            *self._group([slice(0, segment.quotes) for segment in self._segments], 0),
            *self._group([slice(segment.quotes, None) for segment in self._segments], quotes),
        ]

    def _group(self, groups: Sequence[slice], offset: int) -> list[DocRanges]:
        firsts = [one.array(f"{self._field}.first")[own] for one, own in zip(self._segments, groups, strict=True)]
        lengths = [one.lengths(self._field)[own] for one, own in zip(self._segments, groups, strict=True)]
        first = self._numbered(zip(firsts, self._first_places, strict=False))
        if not len(first):
            return []
        joined = lengths[0] if len(lengths) == 1 else np.concatenate(lengths)
        return [DocRanges(first, joined, offset, self._first_places[-1])]

    def _numbered(self, pieces: Iterable[tuple[Array, int]]) -> Array:
        """Places of segments, each numbered from a first one on, joined."""
        some = [piece for piece in pieces if len(piece[0])]
        if len(some) == 1 and not some[0][1]:
            return some[0][0].astype(self._kind, copy=False)
        places = np.empty(sum(len(own) for own, _ in some), self._kind)
        end = 0
        for own, first in some:
            start, end = end, end + len(own)
            np.add(own, self._kind.type(first), out=places[start:end])
        return places


def _count(starts: Array, number: int) -> int:
    return int(starts.item(number + 1) - starts.item(number))
