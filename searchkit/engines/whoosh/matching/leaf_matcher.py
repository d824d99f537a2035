"""From a leaf of the query tree to what it matches among the documents of all segments, whatever the unit asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.matching.expansion import LONGEST, fits, fitting, is_similar, similar
from searchkit.engines.whoosh.matching.phrase import common, rows_having, rows_with, starts_of_row
from searchkit.engines.whoosh.matching.proximity import windows
from searchkit.engines.whoosh.matching.query_terms import exact_forms, words_and_beginning, words_of
from searchkit.engines.whoosh.matching.subsequence import occurrences
from searchkit.engines.whoosh.searcher.field_terms import FieldTerms
from searchkit.engines.whoosh.searcher.index_reader import Postings, keep_live
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.segment_schema import EXACT, OF_ARTICLES, OF_PASSAGES, STEMS
from searchkit.query.tree import DateRange, Fuzzy, Leaf, Name, Near, NumberRange, Phrase, Prefix, Value, Wildcard, Word
from searchkit.text.analysis import exact_terms, fold

MultiTermLeaf = Prefix | Wildcard | Fuzzy
"""Leaves that stand for several words."""
TextLeaf = Word | Phrase | Near | MultiTermLeaf
FilterLeaf = MultiTermLeaf | Name | Value | DateRange | NumberRange

ARTICLES, PASSAGES, QUOTES = "article", "passage", "quote"


class FilterMask(NamedTuple):
    """Which of all articles, passages or quotes pass a filter (truth values)."""

    level: str
    passing: Array


class LeafMatcher:
    """What each leaf matches in a snapshot; `persons` maps names in articles to persons, where they differ."""

    def __init__(self, snapshot: Snapshot, persons: Mapping[str, str]) -> None:
        self.snapshot = snapshot
        self.reader = snapshot.reader
        self.scorer = snapshot.scorer
        self._persons = persons
        self._rows: dict[Leaf, Postings] = {}
        self._masks: dict[Leaf, FilterMask] = {}

    def rows(self, leaf: TextLeaf) -> Postings:
        """The live passages (or articles, for a title) with a leaf on text or titles, and how often each has it.

        A leaf that stands for several words counts once.
        """
        found = self._rows.get(leaf)
        if found is None:
            found = self._rows[leaf] = self._rows_of(leaf)
        return found

    def mask(self, leaf: FilterLeaf) -> FilterMask:
        """What passes a filter."""
        found = self._masks.get(leaf)
        if found is None:
            found = self._masks[leaf] = FilterMask(self._level(leaf), self._passing(leaf))
        return found

    @property
    def has_dates(self) -> bool:
        """Whether a date filter was among the leaves so far."""
        return any(isinstance(leaf, DateRange) for leaf in self._masks)

    def _passing(self, leaf: FilterLeaf) -> Array:
        if isinstance(leaf, DateRange) or leaf.field != "speaker" or not self._persons:
            return self.reader.cache.get(("filter", leaf), lambda: (self._passed(leaf),))[0]
        return self._passed(leaf)  # who is who is said anew with every search

    def _rows_of(self, leaf: TextLeaf) -> Postings:
        if isinstance(leaf, Word):
            analysed = words_of(leaf.text)
            if len(analysed) == 1:
                return self.scorer.stems(STEMS[leaf.field], analysed[0].stem)
        if isinstance(leaf, MultiTermLeaf):
            return Postings(*self.reader.cache.get(("several", leaf), lambda: self._rows_of_several(leaf)))
        terms = self.reader.field_terms(EXACT[leaf.field])
        return keep_live(Postings(*rows_with(terms.doc_ranges, *_stretches(terms, leaf))), self._live(leaf))

    def _rows_of_several(self, leaf: MultiTermLeaf) -> tuple[Array, Array]:
        terms = self.reader.field_terms(EXACT[leaf.field])
        docs = rows_having(terms.doc_ranges, *_stretches(terms, leaf))
        return keep_live(Postings(docs, np.ones(len(docs), np.uint8)), self._live(leaf))[:2]

    def _live(self, leaf: TextLeaf) -> Array | None:
        return self.reader.live if leaf.field == "title" else self.reader.live_passages

    def _level(self, leaf: FilterLeaf) -> str:
        if isinstance(leaf, DateRange):
            return ARTICLES
        return ARTICLES if leaf.field in OF_ARTICLES else PASSAGES if leaf.field in OF_PASSAGES else QUOTES

    def _passed(self, leaf: FilterLeaf) -> Array:
        reader = self.reader
        match leaf:
            case Prefix(text, field):
                return self._owners(field, self._beginning(field, text))
            case Wildcard(field=field) | Fuzzy(field=field):
                return self._owners(field, self._expanded(leaf))
            case Name(field, text):
                return self._owners(field, self._named(field, exact_forms(text)))
            case Value(field, text):
                return self._owners(field, self._values_with(field, (fold(text),)))
            case DateRange(start, end):
                passing = reader.dated
                if end is not None:
                    passing = passing & (reader.article_column("article.day") < end.toordinal())
                if start is not None:
                    passing = passing & (reader.article_column("article.after") > start.toordinal())
                return passing
            case NumberRange(field, low, high):
                numbers = reader.measure(field)
                least, most = -np.inf if low is None else low, np.inf if high is None else high
                return (numbers >= least) & (numbers <= most)

    def _owners(self, field: str, values: Array) -> Array:
        """Which owners (articles, passages or quotes) have any of some values."""
        refs, starts = self.reader.refs(field)
        wanted = np.zeros(self.reader.first_values(field)[-1], bool)
        wanted[values] = True
        if starts is None:
            return wanted.take(refs)
        passing = np.zeros(len(starts) - 1, bool)
        passing[self.reader.owner_of_ref(field).compress(wanted.take(refs))] = True
        return passing

    def _values_with(self, field: str, row: Sequence[str]) -> Array:
        terms = self.reader.field_terms(field)
        return rows_having(terms.doc_ranges, starts_of_row(terms, row), len(row) - 1)

    def _named(self, field: str, row: Sequence[str]) -> Array:
        found = self._values_with(field, row)
        if field == "speaker" and row:
            fits = self._said_by(row[0], lambda name: next(occurrences(row, name), None) is not None)
            found = np.concatenate((found, fits))
        return found

    def _beginning(self, field: str, text: str) -> Array:
        terms = self.reader.field_terms(field)
        before, beginning = words_and_beginning(text)
        found = rows_having(terms.doc_ranges, _places_beginning(terms, before, beginning))
        if field == "speaker" and beginning:
            fits = self._said_by(beginning, lambda name: _has_beginning(name, before, beginning))
            found = np.concatenate((found, fits))
        return found

    def _expanded(self, leaf: Wildcard | Fuzzy) -> Array:
        terms = self.reader.field_terms(leaf.field)
        found = rows_having(terms.doc_ranges, _places_of_several(terms, leaf))
        if leaf.field == "speaker":
            fits = self._said_by("", lambda name: any(stands_for(leaf, word) for word in name))
            found = np.concatenate((found, fits))
        return found

    def _said_by(self, word: str, fits: Callable[[Sequence[str]], bool]) -> Array:
        """The names of a person whose name fits; `word` is a part of every name that may."""
        persons = {
            person: (not word.isalpha() or word in fold(person)) and fits(exact_terms(person))
            for person in set(self._persons.values())
        }
        names = [name for name, person in self._persons.items() if persons[person]]
        pairs = zip(self.reader.segments, self.reader.first_values("speaker"), strict=False)
        numbers = (
            first + number
            for segment, first in pairs
            for name in names
            if (number := segment.dictionary("speaker.values").find(name)) is not None
        )
        return np.fromiter(numbers, np.intp)


def stands_for(leaf: Wildcard | Fuzzy, word: str) -> bool:
    """Whether a leaf stands for an exact form."""
    if len(word) > LONGEST:
        return False
    if isinstance(leaf, Wildcard):
        return len(leaf.text) <= LONGEST and fits(fold(leaf.text), word)
    return is_similar(leaf.text, leaf.distance, word)


def _stretches(terms: FieldTerms, leaf: TextLeaf) -> tuple[Array, int | Array]:
    """Where the stretches of words begin that match a leaf, and how much longer than a word they are."""
    match leaf:
        case Word(text) | Phrase(text):
            row = exact_forms(text)
            return starts_of_row(terms, row), len(row) - 1
        case Prefix(text):
            before, beginning = words_and_beginning(text)
            return _places_beginning(terms, before, beginning) - len(before), len(before)
        case Near(words, window, ordered):
            return windows(terms, exact_forms(" ".join(words)), window, ordered=ordered)
        case Wildcard() | Fuzzy():
            return _places_of_several(terms, leaf), 0


def _places_of_several(terms: FieldTerms, leaf: Wildcard | Fuzzy) -> Array:
    """The places of all words that a leaf stands for, in any order."""
    if isinstance(leaf, Wildcard):
        return terms.union_positions(fitting(leaf.text, dictionary) for dictionary in terms.dictionaries)
    return terms.union_positions(similar(leaf.text, leaf.distance, dictionary) for dictionary in terms.dictionaries)


def _places_beginning(terms: FieldTerms, before: Sequence[str], beginning: str) -> Array:
    """The places of words with a beginning, behind some whole words, in any order."""
    if not beginning:
        return np.zeros(0, np.uint32)
    places = terms.prefix_positions(beginning)
    if not before:
        return places
    following = starts_of_row(terms, before)
    following = following + following.dtype.type(len(before))
    return common(places, following)


def _has_beginning(name: Sequence[str], before: Sequence[str], beginning: str) -> bool:
    starts = occurrences(before, name) if before else range(len(name))
    ends = (start + len(before) for start in starts)
    return any(end < len(name) and name[end].startswith(beginning) for end in ends)
