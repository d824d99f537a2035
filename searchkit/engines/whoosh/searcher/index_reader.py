"""All segments of a snapshot read as one: each document has one number, each column is one array.

As in a segment, quotes come first (segment by segment), then paragraphs. Articles have numbers of their own. So a query is
evaluated once, and not for each segment.
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

_NEVER = 10**9
"""A day after all others, for articles without a date."""


class Postings(NamedTuple):
    """Documents (intp, ascending), the frequency in each, and the score of each where it is known beforehand."""

    docs: Array
    freqs: Array
    scores: Array | None = None


class IndexReader:
    """The documents of all segments, the deleted included; with one segment, numbers are those of the segment."""

    def __init__(self, live_segments: Sequence[LiveSegment]) -> None:
        self.live_segments = live_segments
        self.segments: Sequence[Segment] = [one.segment for one in live_segments]
        self._first_quotes = _offsets((one.quotes for one in self.segments), 0)
        self.quotes = self._first_quotes[-1]
        self._first_paragraphs = _offsets((one.passages - one.quotes for one in self.segments), self.quotes)
        self.passages = self._first_paragraphs[-1]
        pairs = zip(self.segments, self._first_paragraphs, strict=False)
        self._paragraph_shifts = [first - segment.quotes for segment, first in pairs]
        self.first_articles = _offsets((segment.articles for segment in self.segments), 0)
        self.articles = self.first_articles[-1]
        self.cache = ArrayCache()
        """Arrays of terms and filters that were read last."""
        self._columns: dict[str, Array] = {}
        self._field_terms: dict[str, FieldTerms] = {}
        self._refs: dict[str, tuple[Array, Array | None]] = {}

    def locate_passage(self, doc: int) -> tuple[int, int]:
        """Return the index of a passage's segment, and its number there."""
        if doc < self.quotes:
            segment = bisect_right(self._first_quotes, doc) - 1
            return segment, doc - self._first_quotes[segment]
        segment = bisect_right(self._first_paragraphs, doc) - 1
        return segment, doc - self._paragraph_shifts[segment]

    def locate_article(self, article: int) -> tuple[int, int]:
        """Return the index of an article's segment, and its number there."""
        segment = bisect_right(self.first_articles, article) - 1
        return segment, article - self.first_articles[segment]

    def id_of(self, article: int) -> bytes:
        """Return the id of an article as bytes, by which ids are sorted."""
        index, number = self.locate_article(article)
        segment = self.segments[index]
        return segment.dictionary("id")[segment.array("article.id_rank").item(number)]

    def field_terms(self, field: str) -> FieldTerms:
        """Return the terms of a field."""
        terms = self._field_terms.get(field)
        if terms is None:
            terms = self._field_terms[field] = FieldTerms(self.segments, field, self.cache)
        return terms

    def stem_postings(self, field: str, stem: str) -> Postings:
        """Return the live passages ("text") or articles ("title") that have a stem, with frequencies."""
        postings = [segment.postings(field, stem) for segment in self.segments]
        if field == STEMS["title"]:
            return keep_live(_renumber(postings, self.first_articles), self.live)
        quotes, paragraphs = [], []
        for (docs, freqs), segment in zip(postings, self.segments, strict=True):
            split = int(docs.searchsorted(np.uint32(segment.quotes)))
            quotes.append((docs[:split], freqs[:split]))
            paragraphs.append((docs[split:], freqs[split:]))
        offsets = [*self._first_quotes[:-1], *self._paragraph_shifts]
        return keep_live(_renumber([*quotes, *paragraphs], offsets), self.live_passages)

    def article_column(self, name: str) -> Array:
        """Return a stored column with a value for each article."""
        return self._column(name, lambda: concat([segment.array(name) for segment in self.segments]))

    def passage_column(self, name: str) -> Array:
        """Return a stored column with a value for each passage."""
        return self._column(name, lambda: self.concat_passages([segment.array(name) for segment in self.segments]))

    def quote_numbers(self, name: str) -> Array:
        """Return a column of numbers of quotes, such as "confidence"."""
        return self._column(
            f"quote_numbers.{name}", lambda: concat([segment.quote_numbers(name) for segment in self.segments])
        )

    def concat_passages(self, columns: Sequence[Array]) -> Array:
        """Return one column of all passages from those of the segments."""
        if len(columns) == 1:
            return columns[0]
        pairs = list(zip(columns, self.segments, strict=True))
        return concat(
            [*(column[: one.quotes] for column, one in pairs), *(column[one.quotes :] for column, one in pairs)]
        )

    def _column(self, name: str, make: Callable[[], Array]) -> Array:
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = make()
        return column

    def first_values(self, field: str) -> list[int]:
        """Return the number of each segment's first value of a field, and the number of all values."""
        return _offsets((len(segment.dictionary(f"{field}.values")) for segment in self.segments), 0)

    def refs(self, field: str) -> tuple[Array, Array | None]:
        """Return the values of a field by owner (article, passage or quote): value numbers, and each owner's first index.

        The second array is None when every owner has one value. Values are numbered through all segments, as the
        documents of the field's terms are, so equal values of two segments have two numbers.
        """
        refs = self._refs.get(field)
        if refs is None:
            refs = self._refs[field] = self._concat_refs(field)
        return refs

    def _concat_refs(self, field: str) -> tuple[Array, Array | None]:
        values = [segment.refs(field) for segment in self.segments]
        firsts = self.first_values(field)
        refs = [numbers.astype(np.intp) + first for (numbers, _), first in zip(values, firsts, strict=False)]
        if field in OF_PASSAGES:
            return self.concat_passages(refs), None
        counts = [np.diff(starts) for _, starts in values if starts is not None]
        return concat(refs), offsets_from_lengths(concat(counts)).astype(np.intp) if counts else None

    def owner_of_ref(self, field: str) -> Array:
        """Return the owner of each of a field's refs, for a field of which an owner may have several values."""
        _, starts = self.refs(field)
        assert starts is not None  # noqa: S101 - else there is no need of it
        return self._column(f"{field}.owner", lambda: np.arange(len(starts) - 1).repeat(np.diff(starts)))

    @cached_property
    def article_of(self) -> Array:
        """uint32[n_passages]: the article of each passage."""
        pairs = zip(self.live_segments, self.first_articles, strict=False)
        return self.concat_passages([one.article_of + np.uint32(first) for one, first in pairs])

    @cached_property
    def live(self) -> Array | None:
        """Bool mask over articles: which are not deleted; None when none is."""
        if all(one.live is None for one in self.live_segments):
            return None
        masks = [np.ones(one.segment.articles, bool) if one.live is None else one.live for one in self.live_segments]
        return concat(masks)

    @cached_property
    def live_passages(self) -> Array | None:
        """Bool mask over passages: which are not deleted; None when none is."""
        return None if self.live is None else self.live.take(self.article_of)

    @cached_property
    def parent_of_quote(self) -> Array:
        """uint32[n_quotes]: the paragraph of each quote, n_passages where the index does not have it."""
        parents = []
        for segment, shift in zip(self.segments, self._paragraph_shifts, strict=True):
            numbers = segment.array("quote.parent")
            known = numbers < segment.passages
            parents.append(np.where(known, numbers + np.uint32(shift), np.uint32(self.passages)))
        return concat(parents)

    @cached_property
    def dated(self) -> Array:
        """Bool mask over articles: which have a date."""
        dated: Array = self.article_column("article.day_after") > 0
        return dated

    @cached_property
    def all_dated(self) -> bool:
        """Whether every article has a date."""
        return bool(self.dated.all())

    def article_dates(self, sign: int) -> Array:
        """int32[n_articles]: sort keys by the first day, the latest first if `sign` is -1; the undated come last."""
        return self._column(f"dates{sign}", lambda: _date_keys(self.article_column("article.day"), sign))

    @cached_property
    def separate_titles(self) -> Array:
        """bool[n_articles]: whether none of the article's paragraphs is its title."""
        return self.article_column("article.separate_title").view(bool)

    @cached_property
    def quote_starts(self) -> Array:
        """intp[n_articles + 1]: the first quote of each article."""
        return self._starts_by_article("quotes").astype(np.intp)

    @cached_property
    def paragraph_starts(self) -> Array:
        """intp[n_articles + 1]: the first paragraph of each article."""
        return self._starts_by_article("paragraphs").astype(np.intp) + self.quotes

    def _starts_by_article(self, name: str) -> Array:
        return offsets_from_lengths(concat([segment.article_counts(name) for segment in self.segments]))


def _date_keys(days: Array, sign: int) -> Array:
    keys: Array = days.astype(np.int32)
    keys *= sign
    keys[days == 0] = _NEVER
    return keys


def concat(arrays: Sequence[Array]) -> Array:
    """Concatenate arrays; one array is returned as it is."""
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays) if arrays else np.zeros(0, np.intp)


def keep_live(postings: Postings, live: Array | None) -> Postings:
    """Return the postings of documents that are not deleted."""
    if live is None:
        return postings
    indices = live.take(postings.docs).nonzero()[0]
    if len(indices) == len(postings.docs):
        return postings
    return Postings(postings.docs.take(indices), postings.freqs.take(indices))


def _offsets(counts: Iterable[int], start: int) -> list[int]:
    return list(accumulate(counts, initial=start))


def _renumber(postings: Sequence[tuple[Array, Array]], offsets: Sequence[int]) -> Postings:
    """Concatenate postings, each with an offset added to its documents."""
    docs = [numbers + np.intp(offset) for (numbers, _), offset in zip(postings, offsets, strict=False)]
    return Postings(concat(docs), concat([freqs for _, freqs in postings]))
