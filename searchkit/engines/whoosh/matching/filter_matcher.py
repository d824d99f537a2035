"""Match filters: a bool mask over all articles, passages or quotes, for each leaf that is not on text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.matching.expansion import leaf_fits
from searchkit.engines.whoosh.matching.leaf_positions import MultiTermLeaf, pattern_positions, prefix_positions
from searchkit.engines.whoosh.matching.phrase import docs_containing, phrase_starts
from searchkit.engines.whoosh.matching.query_terms import exact_forms, prefix_terms
from searchkit.engines.whoosh.matching.subsequence import occurrences
from searchkit.engines.whoosh.searcher.index_reader import IndexReader
from searchkit.engines.whoosh.segment.segment_schema import OF_ARTICLES, OF_PASSAGES
from searchkit.query.tree import DateRange, Fuzzy, Leaf, Name, NumberRange, Prefix, Value, Wildcard
from searchkit.text.analysis import exact_terms, fold

FilterLeaf = MultiTermLeaf | Name | Value | DateRange | NumberRange

ARTICLES, PASSAGES, QUOTES = "article", "passage", "quote"


class FilterMask(NamedTuple):
    """Which of all ARTICLES, PASSAGES or QUOTES (`level`) pass a filter (`passing`, a bool for each)."""

    level: str
    passing: Array


class FilterMatcher:
    """Matches filters in an index, each once. `persons` maps names in articles to persons' names, where they differ."""

    def __init__(self, reader: IndexReader, persons: Mapping[str, str]) -> None:
        self._reader = reader
        self._persons = persons
        self._masks: dict[Leaf, FilterMask] = {}

    def mask(self, leaf: FilterLeaf) -> FilterMask:
        """Return what passes a filter."""
        mask = self._masks.get(leaf)
        if mask is None:
            mask = self._masks[leaf] = FilterMask(_level(leaf), self._cached(leaf))
        return mask

    def _cached(self, leaf: FilterLeaf) -> Array:
        if isinstance(leaf, DateRange) or leaf.field != "speaker" or not self._persons:
            return self._reader.cache.get(("filter", leaf), lambda: (self._passing(leaf),))[0]
        return self._passing(leaf)  # each search brings its own table of persons

    def _passing(self, leaf: FilterLeaf) -> Array:
        match leaf:
            case DateRange():
                return self._in_date_range(leaf)
            case NumberRange(field, low, high):
                numbers = self._reader.quote_numbers(field)
                return (numbers >= (-np.inf if low is None else low)) & (numbers <= (np.inf if high is None else high))
            case Name(field, text):
                return self._owners(field, self._names(field, exact_forms(text)))
            case Value(field, text):
                return self._owners(field, self._values_with_phrase(field, (fold(text),)))
            case Prefix(text, field):
                return self._owners(field, self._values_with_prefix(field, text))
            case Wildcard(field=field) | Fuzzy(field=field):
                return self._owners(field, self._values_with_pattern(leaf))

    def _in_date_range(self, leaf: DateRange) -> Array:
        reader = self._reader
        passing = reader.dated
        if leaf.end is not None:
            passing = passing & (reader.article_column("article.day") < leaf.end.toordinal())
        if leaf.start is not None:
            passing = passing & (reader.article_column("article.day_after") > leaf.start.toordinal())
        return passing

    def _owners(self, field: str, values: Array) -> Array:
        """Bool mask over the owners of a field (articles, passages or quotes): which have any of some values."""
        refs, starts = self._reader.refs(field)
        wanted = np.zeros(self._reader.first_values(field)[-1], bool)
        wanted[values] = True
        if starts is None:
            return wanted.take(refs)
        passing = np.zeros(len(starts) - 1, bool)
        passing[self._reader.owner_of_ref(field).compress(wanted.take(refs))] = True
        return passing

    def _values_with_phrase(self, field: str, phrase: Sequence[str]) -> Array:
        terms = self._reader.field_terms(field)
        return docs_containing(terms.doc_ranges, phrase_starts(terms, phrase), len(phrase) - 1)

    def _names(self, field: str, name: Sequence[str]) -> Array:
        values = self._values_with_phrase(field, name)
        if field != "speaker" or not name:
            return values
        others = self._names_of_persons(name[0], lambda person: next(occurrences(name, person), None) is not None)
        return np.concatenate((values, others))

    def _values_with_prefix(self, field: str, text: str) -> Array:
        terms = self._reader.field_terms(field)
        before, prefix = prefix_terms(text)
        values = docs_containing(terms.doc_ranges, prefix_positions(terms, before, prefix))
        if field != "speaker" or not prefix:
            return values
        others = self._names_of_persons(prefix, lambda person: _has_prefix(person, before, prefix))
        return np.concatenate((values, others))

    def _values_with_pattern(self, leaf: Wildcard | Fuzzy) -> Array:
        terms = self._reader.field_terms(leaf.field)
        values = docs_containing(terms.doc_ranges, pattern_positions(terms, leaf))
        if leaf.field != "speaker":
            return values
        others = self._names_of_persons("", lambda person: any(leaf_fits(leaf, term) for term in person))
        return np.concatenate((values, others))

    def _names_of_persons(self, part: str, fits: Callable[[Sequence[str]], bool]) -> Array:
        """Return the values that are names of a person whose own name fits; `part` is in every name that may fit."""
        persons = {
            person: (not part.isalpha() or part in fold(person)) and fits(exact_terms(person))
            for person in set(self._persons.values())
        }
        names = [name for name, person in self._persons.items() if persons[person]]
        pairs = zip(self._reader.segments, self._reader.first_values("speaker"), strict=False)
        numbers = (
            first + number
            for segment, first in pairs
            for name in names
            if (number := segment.dictionary("speaker.values").find(name)) is not None
        )
        return np.fromiter(numbers, np.intp)


def _level(leaf: FilterLeaf) -> str:
    if isinstance(leaf, DateRange) or leaf.field in OF_ARTICLES:
        return ARTICLES
    return PASSAGES if leaf.field in OF_PASSAGES else QUOTES


def _has_prefix(name: Sequence[str], before: Sequence[str], prefix: str) -> bool:
    starts = occurrences(before, name) if before else range(len(name))
    ends = (start + len(before) for start in starts)
    return any(end < len(name) and name[end].startswith(prefix) for end in ends)
