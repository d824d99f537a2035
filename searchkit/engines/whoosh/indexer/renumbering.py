"""The new numbers of articles, passages and positions in a merged segment, which has no deleted articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import run_starts
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.segment.segment_schema import EXACT, NOWHERE


@dataclass(frozen=True)
class PositionMap:
    """Old to new positions of a token stream: each live article has a shift.

    By article: `starts` is its first position, `live` (bool) whether it is live, `shifts` (uint32, modulo 2**32) what is added
    to its positions. `end` is the first new position after the last article.
    """

    starts: Array
    live: Array
    shifts: Array
    end: int

    def remap(self, positions: Array) -> tuple[Array, Array | None]:
        """Return the new positions in live articles (uint32), and which old ones are in live articles (bool); None for all."""
        if self.live.all():
            return positions + self.shifts[:1], None  # no article is removed, so all shifts are equal
        articles = self.starts.searchsorted(positions, "right") - 1
        live = self.live.take(articles)
        return (positions + self.shifts.take(articles))[live], live


@dataclass(frozen=True)
class SourceSegment:
    """A segment that is merged into another.

    `live_articles` and `live_passages` (bool) say which are live, `n_quotes` counts live quotes. `new_article` and
    `new_passage` (uint32) are numbers in the merged segment, undefined for deleted ones.
    """

    segment: Segment
    live_articles: Array
    live_passages: Array
    n_quotes: int
    new_article: Array
    new_passage: Array
    text: PositionMap
    title: PositionMap

    def parents(self) -> Array:
        """Return the new passage number of each live quote's paragraph: uint32[n_quotes], NOWHERE without one."""
        old = self.segment.array("quote.parent")[self.live_passages[: self.segment.quotes]]
        has_parent = old != NOWHERE
        new = np.full(len(old), NOWHERE, np.uint32)
        new[has_parent] = self.new_passage[old[has_parent]]
        return new

    def text_starts(self) -> Array:
        """Return the new first position of each passage, undefined for deleted ones."""
        shifts = self.text.shifts.take(self.segment.article_of)
        starts: Array = self.segment.array(f"{EXACT['text']}.doc_starts") + shifts
        return starts

    def title_starts(self) -> Array:
        """Return the new first position of each live article's title."""
        starts: Array = self.segment.array(f"{EXACT['title']}.doc_starts") + self.title.shifts
        return starts[self.live_articles]


def source_segments(segments: Sequence[tuple[Segment, Array]]) -> list[SourceSegment]:
    """Number the articles and passages of segments, each given with bool[n_articles]: whether each article is live."""
    live = [(segment, articles, articles[segment.article_of]) for segment, articles in segments]
    quote = article = text = title = 0
    paragraph = sum(_count(passages[: segment.quotes]) for segment, _, passages in live)
    sources: list[SourceSegment] = []
    for segment, articles, passages in live:
        quotes, paragraphs = passages[: segment.quotes], passages[segment.quotes :]
        source = SourceSegment(
            segment,
            articles,
            passages,
            _count(quotes),
            _new_numbers(articles, article),
            np.concatenate((_new_numbers(quotes, quote), _new_numbers(paragraphs, paragraph))),
            _position_map(_article_starts(segment), articles, text),
            _position_map(_title_starts(segment), articles, title),
        )
        sources.append(source)
        text, title = source.text.end, source.title.end
        article += _count(articles)
        quote += source.n_quotes
        paragraph += _count(paragraphs)
    return sources


def concat_by_unit(columns: Sequence[Array], sources: Sequence[SourceSegment]) -> Array:
    """Concatenate columns of passages: all live quotes, then all live paragraphs."""
    quotes, paragraphs = [], []
    for column, source in zip(columns, sources, strict=True):
        split, live = source.segment.quotes, source.live_passages
        quotes.append(column[:split][live[:split]])
        paragraphs.append(column[split:][live[split:]])
    return np.concatenate([*quotes, *paragraphs])


def _count(live: Array) -> int:
    return int(np.count_nonzero(live))


def _new_numbers(live: Array, first: int) -> Array:
    """Number live items from `first` on: uint32[len(live)], undefined for the others."""
    return (np.cumsum(live) + (first - 1)).astype(np.uint32)


def _article_starts(segment: Segment) -> Array:
    """Return the first position of each article in the text's token stream, and the end: int64[n_articles + 1]."""
    starts = np.full(segment.articles + 1, segment.file.counts["positions"], np.int64)
    doc_starts = segment.array(f"{EXACT['text']}.doc_starts")
    for begin, end in ((0, segment.quotes), (segment.quotes, segment.passages)):
        articles = segment.article_of[begin:end]
        first = run_starts(articles)
        numbers = articles.take(first)
        starts[numbers] = np.minimum(starts[numbers], doc_starts[begin:end].take(first))
    return np.minimum.accumulate(starts[::-1])[::-1]


def _title_starts(segment: Segment) -> Array:
    """Return the first position of each title, and the end: int64[n_articles + 1]."""
    starts, lengths = segment.array(f"{EXACT['title']}.doc_starts"), segment.doc_lengths(EXACT["title"])
    end = int(starts[-1]) + int(lengths[-1]) + 1 if len(starts) else 0
    return np.append(starts.astype(np.int64), end)


def _position_map(starts: Array, live: Array, first: int) -> PositionMap:
    """Map positions to new ones from `first` on: live articles one after the other, in order."""
    lengths = np.where(live, np.diff(starts), 0)
    ends = np.cumsum(lengths) + first
    end = int(ends[-1]) if len(ends) else first
    if end > np.iinfo(np.uint32).max:
        raise ValueError("a segment has too many words")
    return PositionMap(starts[:-1], live, (ends - lengths - starts[:-1]).astype(np.uint32), end)
