"""From a leaf of the query tree to what it matches in each segment, whatever the unit that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from searchkit.analysis import exact_terms, fold, tokens
from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import EXACT, OF_ARTICLES, OF_PASSAGES, STEMS
from searchkit.engines.whoosh.expand import LONGEST, fits, fitting, is_similar, similar
from searchkit.engines.whoosh.near import windows
from searchkit.engines.whoosh.places import among, rows_with, starts_of_row
from searchkit.engines.whoosh.segment import Segment
from searchkit.engines.whoosh.sequences import occurrences
from searchkit.engines.whoosh.snapshot import Snapshot
from searchkit.engines.whoosh.words import words_and_beginning
from searchkit.query.tree import DateRange, Fuzzy, Leaf, Name, Near, NumberRange, Phrase, Prefix, Value, Wildcard, Word

Rows = tuple[Array, Array]
"""Passages (or articles, for a title), ascending, and how often each has what is looked for; the deleted included."""
Several = Prefix | Wildcard | Fuzzy
"""Leaves that stand for several words."""
OnText = Word | Phrase | Near | Several
Filter = Several | Name | Value | DateRange | NumberRange

ARTICLES, PASSAGES, QUOTES = "article", "passage", "quote"


class Mask(NamedTuple):
    """Which of all articles, passages or quotes of a segment pass a filter (truth values)."""

    level: str
    passing: Array


class Leaves:
    """What each leaf matches in the segments of a snapshot; `persons` maps names in articles to persons, where they differ."""

    def __init__(self, snapshot: Snapshot, persons: Mapping[str, str]) -> None:
        self.snapshot = snapshot
        self._persons = persons
        self._rows: dict[Leaf, list[Rows]] = {}
        self._masks: dict[Leaf, list[Mask]] = {}

    def rows(self, leaf: OnText) -> Sequence[Rows]:
        """The rows with a leaf on text or titles, segment by segment."""
        found = self._rows.get(leaf)
        if found is None:
            found = self._rows[leaf] = [_rows_in(part.segment, leaf) for part in self.snapshot.parts]
        return found

    def masks(self, leaf: Filter) -> Sequence[Mask]:
        """What passes a filter, segment by segment."""
        found = self._masks.get(leaf)
        if found is None:
            found = self._masks[leaf] = [self._mask(part.segment, leaf) for part in self.snapshot.parts]
        return found

    def _mask(self, segment: Segment, leaf: Filter) -> Mask:
        match leaf:
            case Prefix(text, field):
                return owners(segment, field, self._beginning(segment, field, text))
            case Wildcard(field=field) | Fuzzy(field=field):
                return owners(segment, field, self._expanded(segment, leaf))
            case Name(field, text):
                return owners(segment, field, self._named(segment, field, exact_terms(text)))
            case Value(field, text):
                return owners(segment, field, _values_with(segment, field, (fold(text),)))
            case DateRange(start, end):
                passing = dated(segment)
                if end is not None:
                    passing &= segment.array("article.day") < end.toordinal()
                if start is not None:
                    passing &= segment.array("article.after") > start.toordinal()
                return Mask(ARTICLES, passing)
            case NumberRange(field, low, high):
                numbers = segment.measure(field)
                least, most = -np.inf if low is None else low, np.inf if high is None else high
                return Mask(QUOTES, (numbers >= least) & (numbers <= most))

    def _named(self, segment: Segment, field: str, row: Sequence[str]) -> Array:
        found = _values_with(segment, field, row)
        if field == "speaker" and row:
            fits = self._said_by(segment, row[0], lambda name: next(occurrences(row, name), None) is not None)
            found = np.concatenate((found, fits))
        return found

    def _beginning(self, segment: Segment, field: str, text: str) -> Array:
        before, beginning = words_and_beginning(text)
        found = rows_with(segment, field, _places_beginning(segment, field, before, beginning))[0]
        if field == "speaker" and beginning:
            fits = self._said_by(segment, beginning, lambda name: _has_beginning(name, before, beginning))
            found = np.concatenate((found, fits))
        return found

    def _expanded(self, segment: Segment, leaf: Wildcard | Fuzzy) -> Array:
        found = rows_with(segment, leaf.field, _places_of_several(segment, leaf.field, leaf))[0]
        if leaf.field == "speaker":
            fits = self._said_by(segment, "", lambda name: any(stands_for(leaf, word) for word in name))
            found = np.concatenate((found, fits))
        return found

    def _said_by(self, segment: Segment, word: str, fits: Callable[[Sequence[str]], bool]) -> Array:
        """The names of a person whose name fits; `word` is a part of every name that may."""
        persons = {
            person: (not word.isalpha() or word in fold(person)) and fits(exact_terms(person))
            for person in set(self._persons.values())
        }
        find = segment.dictionary("speaker.values").find
        numbers = (find(name) for name, person in self._persons.items() if persons[person])
        return np.array([number for number in numbers if number is not None], np.uint32)


def dated(segment: Segment) -> Array:
    """Which articles have a date (truth values of the caller's own)."""
    found: Array = segment.array("article.after") > 0
    return found


def stands_for(leaf: Wildcard | Fuzzy, word: str) -> bool:
    """Whether a leaf stands for an exact form."""
    if len(word) > LONGEST:
        return False
    if isinstance(leaf, Wildcard):
        return len(leaf.text) <= LONGEST and fits(fold(leaf.text), word)
    return is_similar(leaf.text, leaf.distance, word)


def _rows_in(segment: Segment, leaf: OnText) -> Rows:
    exact = EXACT[leaf.field]
    match leaf:
        case Word(text, field):
            analysed = tokens(text)
            if len(analysed) == 1:
                return segment.stems(STEMS[field], analysed[0].stem)
            return _rows_of(segment, exact, [token.exact for token in analysed])
        case Phrase(text):
            return _rows_of(segment, exact, exact_terms(text))
        case Prefix(text):
            before, beginning = words_and_beginning(text)
            places = _places_beginning(segment, exact, before, beginning)
            return rows_with(segment, exact, places - np.uint32(len(before)), len(before))
        case Near(words, window, ordered):
            return rows_with(
                segment, exact, *windows(segment, exact, exact_terms(" ".join(words)), window, ordered=ordered)
            )
        case Wildcard() | Fuzzy():
            return rows_with(segment, exact, _places_of_several(segment, exact, leaf))


def _rows_of(segment: Segment, field: str, row: Sequence[str]) -> Rows:
    return rows_with(segment, field, starts_of_row(segment, field, row), len(row) - 1)


def _values_with(segment: Segment, field: str, row: Sequence[str]) -> Array:
    return _rows_of(segment, field, row)[0]


def _places_of_several(segment: Segment, field: str, leaf: Wildcard | Fuzzy) -> Array:
    """The places of all words that a leaf stands for, in any order."""
    dictionary = segment.dictionary(field)
    if isinstance(leaf, Wildcard):
        numbers = list(fitting(leaf.text, dictionary))
    else:
        numbers = list(similar(leaf.text, leaf.distance, dictionary))
    found = [segment.places(field, range(number, number + 1)) for number in numbers]
    return np.concatenate(found) if found else np.zeros(0, np.uint32)


def _places_beginning(segment: Segment, field: str, before: Sequence[str], beginning: str) -> Array:
    """The places of words with a beginning, behind some whole words, in any order."""
    if not beginning:
        return np.zeros(0, np.uint32)
    places = segment.places(field, segment.dictionary(field).beginning(beginning))
    if not before:
        return places
    starts = starts_of_row(segment, field, before)
    return places[among(places - np.uint32(len(before)), starts)]


def owners(segment: Segment, field: str, values: Iterable[int] | Array) -> Mask:
    """Which owners (articles, passages or quotes) have any of some values."""
    refs, starts = segment.values(field)
    wanted = np.zeros(len(segment.dictionary(f"{field}.values")), bool)
    wanted[values] = True  # type: ignore[index]
    level = ARTICLES if field in OF_ARTICLES else PASSAGES if field in OF_PASSAGES else QUOTES
    if starts is None:
        return Mask(level, wanted.take(refs))
    passing = np.zeros(len(starts) - 1, bool)
    passing[segment.owner_of_ref(field)[wanted.take(refs)]] = True
    return Mask(level, passing)


def _has_beginning(name: Sequence[str], before: Sequence[str], beginning: str) -> bool:
    starts = occurrences(before, name) if before else range(len(name))
    ends = (start + len(before) for start in starts)
    return any(end < len(name) and name[end].startswith(beginning) for end in ends)
