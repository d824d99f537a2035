"""From a leaf of the query tree to the documents it matches, whatever their unit, and how often it occurs in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from searchkit.analysis import exact_terms, fold, tokens
from searchkit.engines.whoosh.days import days_of, overlaps
from searchkit.engines.whoosh.schema import EXACT, QUOTE, STEMS, frequency, unpack
from searchkit.engines.whoosh.sequences import occurrences
from searchkit.engines.whoosh.snapshot import Snapshot
from searchkit.engines.whoosh.words import words_and_beginning
from searchkit.query.tree import DateRange, Leaf, Name, NumberRange, Phrase, Prefix, Value, Word

_LONG_ROW = 6
"""From this many words on, rows are looked for in linear time; shorter ones are faster by sets."""

Filter = Prefix | Name | Value | DateRange | NumberRange
Frequencies = Mapping[int, float]
"""By live document; 0 where only the match counts."""


class Leaves:
    """What each leaf matches in a snapshot; `persons` maps the names articles give to persons, where they differ."""

    def __init__(self, snapshot: Snapshot, persons: Mapping[str, str]) -> None:
        self.snapshot = snapshot
        self._persons = persons
        self._found: dict[Leaf, Frequencies] = {}

    def frequencies(self, leaf: Leaf) -> Frequencies:
        """The live documents that match, of all units."""
        if leaf not in self._found:
            self._found[leaf] = self._find(leaf)
        return self._found[leaf]

    def _find(self, leaf: Leaf) -> Frequencies:
        match leaf:
            case Word(text, field):
                row = tokens(text)
                if len(row) == 1:
                    return dict(zip(*self.snapshot.postings(STEMS[field], row[0].stem), strict=True))
                return self._in_row(EXACT[field], [token.exact for token in row])
            case Phrase(text, field):
                return self._in_row(EXACT[field], exact_terms(text))
            case _:
                return dict.fromkeys(self._passing(leaf), 0.0)

    def _passing(self, leaf: Filter) -> Iterable[int]:
        match leaf:
            case Prefix(text, field):
                return self._beginning(text, field)
            case Name(field, text):
                return self._named(field, exact_terms(text))
            case Value(field, text):
                return self.snapshot.postings(field, fold(text))[0]
            case DateRange(start, end):
                return self._dated(lambda days: overlaps(days, start, end))
            case NumberRange(field, low, high):
                return self._numbered(field, low, high)

    def _named(self, field: str, row: Sequence[str]) -> set[int]:
        found = set(self._in_row(field, row))
        if field == "speaker" and row:
            found |= self._said_by(row[0], lambda name: next(occurrences(row, name), None) is not None)
        return found

    def _in_row(self, field: str, row: Sequence[str]) -> Frequencies:
        if len(row) == 1:
            docs, postings = self.snapshot.postings(field, row[0])
            return dict(zip(docs, map(frequency, postings), strict=True))
        return {doc: len(starts) for doc, starts in self._starts(field, row).items() if starts}

    def _starts(self, field: str, row: Sequence[str]) -> dict[int, Sequence[int] | set[int]]:
        """Where a row of exact forms begins, by document; some may have no place at all."""
        if not row:
            return {}
        places = {term: dict(zip(*self.snapshot.postings(field, term), strict=True)) for term in dict.fromkeys(row)}
        rarest, *others = sorted(places.values(), key=len)
        docs: Iterable[int] = rarest.keys()
        for other in others:
            docs = docs & other.keys()
        if len(row) < _LONG_ROW:
            return {doc: _starts_of_short(row, places, doc) for doc in docs}
        return {doc: _starts_of_long(row, places, doc) for doc in docs}

    def _beginning(self, text: str, field: str) -> set[int]:
        before, beginning = words_and_beginning(text)
        if not beginning:
            return set()
        indexed = EXACT.get(field, field)
        starts = self._starts(indexed, before)
        found: set[int] = set()
        for term in self.snapshot.terms(indexed, beginning):
            docs, postings = self.snapshot.postings(indexed, term)
            if before:
                ends = zip(docs, postings, strict=True)
                docs = [doc for doc, posting in ends if _follows(starts.get(doc, ()), len(before), posting)]
            found.update(docs)
        if field == "speaker":
            found |= self._said_by(beginning, lambda name: _has_beginning(name, before, beginning))
        return found

    def _said_by(self, word: str, fits: Callable[[Sequence[str]], bool]) -> set[int]:
        """Quotes whose speaker stands for a person whose name fits; `word` is a part of every name that may."""
        persons = {
            person: (not word.isalpha() or word in fold(person)) and fits(exact_terms(person))
            for person in set(self._persons.values())
        }
        names: set[tuple[str, ...]] = {(name,) for name, person in self._persons.items() if persons[person]}
        return set(self._with_values("speaker", names)) if names else set()

    def _dated(self, fits: Callable[[tuple[int, int]], bool]) -> list[int]:
        dates = self.snapshot.values("date").table
        printed = {value for value in dates if value and (days := days_of(value[0])) and fits(days)}
        return self._with_values("date", printed)

    def _with_values(self, field: str, wanted: set[tuple[str, ...]]) -> list[int]:
        column = self.snapshot.values(field)
        refs = {ref for ref, values in enumerate(column.table) if values in wanted}
        deleted = self.snapshot.deleted
        return [doc for doc, ref in enumerate(column.refs) if ref in refs and doc not in deleted]

    def _numbered(self, field: str, low: float | None, high: float | None) -> list[int]:
        numbers, units = self.snapshot.numbers(field), self.snapshot.numbers("unit")
        return [
            doc
            for doc in self.snapshot.live()
            if units[doc] == QUOTE and (low is None or low <= numbers[doc]) and (high is None or numbers[doc] <= high)
        ]


def _starts_of_short(row: Sequence[str], places: Mapping[str, Mapping[int, Any]], doc: int) -> set[int]:
    starts = set(unpack(places[row[0]][doc]))
    for offset, term in enumerate(row[1:], 1):
        if not starts:
            break
        starts &= {place - offset for place in unpack(places[term][doc])}
    return starts


def _starts_of_long(row: Sequence[str], places: Mapping[str, Mapping[int, Any]], doc: int) -> list[int]:
    at = {place: term for term, postings in places.items() for place in unpack(postings[doc])}
    return list(occurrences(row, [at.get(place) for place in range(max(at) + 1)]))


def _follows(starts: Iterable[int], distance: int, posting: bytes) -> bool:
    return not {start + distance for start in starts}.isdisjoint(unpack(posting))


def _has_beginning(name: Sequence[str], before: Sequence[str], beginning: str) -> bool:
    starts = occurrences(before, name) if before else range(len(name))
    ends = (start + len(before) for start in starts)
    return any(end < len(name) and name[end].startswith(beginning) for end in ends)
