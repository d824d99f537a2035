"""All segments of a snapshot as one: their documents under one row of numbers, and what is known of each, as columns.

As in a segment, quotes come first, those of one segment behind those of the one before, then paragraphs; articles have
numbers of their own. So a question is asked once, and not of each segment, which would take its time for every one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import offsets_from_lengths
from searchkit.engines.whoosh.searcher.cache import ArrayCache
from searchkit.engines.whoosh.searcher.field_terms import FieldTerms
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.segment.segment_schema import OF_PASSAGES, STEMS

_ROOM = 16 * 2**20
"""Bytes that arrays may take for a moment without asking the system for them each time."""
_WORTH = 8
"""A column of all passages is worth its making when one in so many was asked for."""
_NEVER = 10**9


class Postings(NamedTuple):
    """Documents, ascending (intp), and how often each has what is looked for.

    `scores` are what each scores for it, None where that was not worked out beforehand.
    """

    docs: Array
    freqs: Array
    scores: Array | None = None


class IndexReader:
    """The documents of all segments, the deleted included; with one segment, they have the numbers that they have there."""

    def __init__(self, parts: Sequence[LiveSegment]) -> None:
        self.live_segments = parts
        self.segments: Sequence[Segment] = [part.segment for part in parts]
        self._first_quotes = _firsts((segment.quotes for segment in self.segments), 0)
        self.quotes = self._first_quotes[-1]
        self._first_paragraphs = _firsts((one.passages - one.quotes for one in self.segments), self.quotes)
        self.passages = self._first_paragraphs[-1]
        pairs = zip(self.segments, self._first_paragraphs, strict=False)
        self._shifts = [first - segment.quotes for segment, first in pairs]
        self.first_articles = _firsts((segment.articles for segment in self.segments), 0)
        self.articles = self.first_articles[-1]
        self._columns: dict[str, Array] = {}
        self._dates_asked = 0
        self._texts: dict[str, FieldTerms] = {}
        self._refs: dict[str, tuple[Array, Array | None]] = {}
        self.cache = ArrayCache()
        """What was read last, and which filters pass what."""
        # The C library hands memory back to the system beyond twice the largest block that was ever freed, and to get it
        # again, page by page, takes longer than what is done with it. This block is freed without being used.
        np.empty(_ROOM, np.uint8)

    def locate_passage(self, doc: int) -> tuple[int, int]:
        """The number of a passage's segment, and its number there."""
        if doc < self.quotes:
            part = bisect_right(self._first_quotes, doc) - 1
            return part, doc - self._first_quotes[part]
        part = bisect_right(self._first_paragraphs, doc) - 1
        return part, doc - self._shifts[part]

    def locate_article(self, article: int) -> tuple[int, int]:
        """The number of an article's segment, and its number there."""
        part = bisect_right(self.first_articles, article) - 1
        return part, article - self.first_articles[part]

    def id_of(self, article: int) -> bytes:
        """The id of an article, as ids are ordered."""
        part, number = self.locate_article(article)
        segment = self.segments[part]
        return segment.dictionary("id")[segment.array("article.rank").item(number)]

    def field_terms(self, field: str) -> FieldTerms:
        """The words of a field."""
        found = self._texts.get(field)
        if found is None:
            found = self._texts[field] = FieldTerms(self.segments, field, self.cache)
        return found

    def stem_postings(self, field: str, stem: str) -> Postings:
        """The live passages ("text") or articles ("title") that have a stem, and how often each has it."""
        found = [segment.stems(field, stem) for segment in self.segments]
        if field == STEMS["title"]:
            return keep_live(_numbered(found, self.first_articles), self.live)
        splits = [
            int(docs.searchsorted(np.uint32(segment.quotes)))
            for (docs, _), segment in zip(found, self.segments, strict=True)
        ]
        cut = list(zip(found, splits, strict=True))
        pieces = [
            *((docs[:split], freqs[:split]) for (docs, freqs), split in cut),
            *((docs[split:], freqs[split:]) for (docs, freqs), split in cut),
        ]
        return keep_live(_numbered(pieces, [*self._first_quotes[:-1], *self._shifts]), self.live_passages)

    def article_column(self, name: str) -> Array:
        """What the segments keep of each article under a name."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = concat([segment.array(name) for segment in self.segments])
        return found

    def passage_column(self, name: str) -> Array:
        """What they keep of each passage."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self.concat_passages([segment.array(name) for segment in self.segments])
        return found

    def of_some_passages(self, name: str, docs: Array) -> Array:
        """What they keep of some passages, read without joining what they keep of all."""
        places = map(self.locate_passage, docs.tolist())
        kind = self.segments[0].array(name).dtype
        return np.array([self.segments[part].array(name).item(number) for part, number in places], kind)

    def measure(self, name: str) -> Array:
        """A number of every quote, such as its confidence."""
        return self._column(f"measure.{name}", lambda: concat([segment.measure(name) for segment in self.segments]))

    def concat_passages(self, columns: Sequence[Array]) -> Array:
        """One column from those of the segments' passages."""
        if len(columns) == 1:
            return columns[0]
        pairs = list(zip(columns, self.segments, strict=True))
        return concat([*(own[: one.quotes] for own, one in pairs), *(own[one.quotes :] for own, one in pairs)])

    def _column(self, name: str, make: Callable[[], Array]) -> Array:
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = make()
        return found

    def first_values(self, field: str) -> list[int]:
        """Where each segment's values of a field begin among those of all, and the end."""
        return _firsts((len(segment.dictionary(f"{field}.values")) for segment in self.segments), 0)

    def refs(self, field: str) -> tuple[Array, Array | None]:
        """The values of a field by owner (article, passage or quote), and where each owner's begin if there may be many.

        Values are numbered through all segments, as the rows of the field's words are: equal ones have several numbers.
        """
        found = self._refs.get(field)
        if found is None:
            found = self._refs[field] = self._joined_refs(field)
        return found

    def _joined_refs(self, field: str) -> tuple[Array, Array | None]:
        values = [segment.values(field) for segment in self.segments]
        firsts = self.first_values(field)
        refs = [own.astype(np.intp) + first for (own, _), first in zip(values, firsts, strict=False)]
        if field in OF_PASSAGES:
            return self.concat_passages(refs), None
        counts = [np.diff(starts) for _, starts in values if starts is not None]
        return concat(refs), offsets_from_lengths(concat(counts)).astype(np.intp) if counts else None

    def owner_of_ref(self, field: str) -> Array:
        """The owner of each of a field's values, for a field that may have many."""
        _, starts = self.refs(field)
        assert starts is not None  # noqa: S101 - else there is no need of it
        return self._column(f"{field}.owner", lambda: np.arange(len(starts) - 1).repeat(np.diff(starts)))

    @cached_property
    def article_of(self) -> Array:
        """The article of each passage (uint32)."""
        pairs = zip(self.live_segments, self.first_articles, strict=False)
        return self.concat_passages(
            [part.article_of + np.uint32(first) if first else part.article_of for part, first in pairs]
        )

    @cached_property
    def live(self) -> Array | None:
        """Which articles are not deleted (truth values), None when all are there."""
        if all(part.live is None for part in self.live_segments):
            return None
        return concat(
            [np.ones(one.segment.articles, bool) if one.live is None else one.live for one in self.live_segments]
        )

    @cached_property
    def live_passages(self) -> Array | None:
        """The same of passages."""
        return None if self.live is None else self.live.take(self.article_of)

    @cached_property
    def parent_of_quote(self) -> Array:
        """The paragraph of each quote as a passage, one behind the last where its article does not have it."""
        homes = []
        for segment, shift in zip(self.segments, self._shifts, strict=True):
            own = segment.array("quote.parent")
            homes.append(np.where(own < segment.passages, own + np.uint32(shift), np.uint32(self.passages)))
        return concat(homes)

    @cached_property
    def dated(self) -> Array:
        """Which articles have a date (truth values)."""
        found: Array = self.article_column("article.after") > 0
        return found

    @cached_property
    def all_dated(self) -> bool:
        """Whether every article has a date."""
        return bool(self.dated.all())

    def article_dates(self, sign: int) -> Array:
        """What orders articles by their first day (int32), the latest first if the sign is -1; the undated come last."""
        return self._column(f"dates{sign}", lambda: _dates(self.article_column("article.day"), sign))

    def passage_dates(self, docs: Array, sign: int) -> Array:
        """The same of some passages, from a column of all as soon as that is worth its making."""
        name = f"dates{sign}.passage"
        self._dates_asked += len(docs)
        if name in self._columns or self._dates_asked * _WORTH > self.passages:
            return self._column(name, lambda: self.article_dates(sign).take(self.article_of)).take(docs)
        return self.article_dates(sign).take(self.article_of.take(docs))

    @cached_property
    def titles_apart(self) -> Array:
        """Which articles' titles are none of their paragraphs (truth values)."""
        return self.article_column("article.apart").view(bool)

    @cached_property
    def quote_starts(self) -> Array:
        """Where the quotes of each article begin, and the end."""
        return self._starts_by_article("quotes").astype(np.intp)

    @cached_property
    def paragraph_starts(self) -> Array:
        """Where the paragraphs of each article begin, and the end."""
        return self._starts_by_article("paragraphs").astype(np.intp) + self.quotes

    def _starts_by_article(self, name: str) -> Array:
        return offsets_from_lengths(concat([segment.counts_by_article(name) for segment in self.segments]))


def _dates(days: Array, sign: int) -> Array:
    dates: Array = days.astype(np.int32)
    dates *= sign
    dates[days == 0] = _NEVER
    return dates


def concat(parts: Sequence[Array]) -> Array:
    """Columns one after the other."""
    return parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else np.zeros(0, np.intp)


def keep_live(rows: Postings, live: Array | None) -> Postings:
    """The rows of documents that are not deleted."""
    if live is None:
        return rows
    cache = live.take(rows.docs).nonzero()[0]
    return rows if len(cache) == len(rows.docs) else Postings(rows.docs.take(cache), rows.freqs.take(cache))


def _firsts(counts: Iterable[int], start: int) -> list[int]:
    return list(accumulate(counts, initial=start))


def _numbered(pieces: Sequence[tuple[Array, Array]], firsts: Sequence[int]) -> Postings:
    """Documents with how often each counts, joined; to the numbers of each piece another one is added."""
    some = [(docs, first) for (docs, _), first in zip(pieces, firsts, strict=False) if len(docs)]
    numbers = np.empty(sum(len(docs) for docs, _ in some), np.intp)
    end = 0
    for docs, first in some:
        start, end = end, end + len(docs)
        np.add(docs, first, out=numbers[start:end])
    return Postings(numbers, concat([freqs for _, freqs in pieces if len(freqs)]))
