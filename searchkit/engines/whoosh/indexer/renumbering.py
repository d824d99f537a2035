"""Segments that become one: what of each is kept, and what numbers and places that will have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import run_starts
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.segment.segment_schema import EXACT, NOWHERE


@dataclass(frozen=True)
class DocMap:
    """The long row of a field's words, article by article: which articles stay, and how far each one's words move."""

    starts: Array
    kept: Array
    shift: Array
    end: int

    def moved(self, places: Array) -> tuple[Array, Array | None]:
        """The new places of those that stay (uint32), and which these are; None for all."""
        if self.kept.all():
            return places + self.shift[:1], None  # without gaps, all move by the same
        articles = self.starts.searchsorted(places, "right") - 1
        kept = self.kept.take(articles)
        return (places + self.shift.take(articles))[kept], kept


@dataclass(frozen=True)
class SourceSegment:
    """A segment, which of its articles and passages are kept, and what numbers and places those will have."""

    segment: Segment
    articles: Array
    passages: Array
    quotes: int
    new_article: Array
    new_passage: Array
    text: DocMap
    title: DocMap

    def parents(self) -> Array:
        """The paragraphs of the quotes that are kept, by their new numbers."""
        old = self.segment.array("quote.parent")[self.passages[: self.segment.quotes]]
        homes = old != NOWHERE
        new = np.full(len(old), NOWHERE, np.uint32)
        new[homes] = self.new_passage[old[homes]]
        return new

    def first(self) -> Array:
        """Where the words of its passages will be; those of the deleted mean nothing."""
        shift = self.text.shift.take(self.segment.article_of)
        moved: Array = self.segment.array(f"{EXACT['text']}.doc_starts") + shift
        return moved

    def first_of_titles(self) -> Array:
        """Where the titles that are kept will be."""
        moved: Array = (self.segment.array(f"{EXACT['title']}.doc_starts") + self.title.shift)[self.articles]
        return moved


def source_segments(segments: Sequence[tuple[Segment, Array]]) -> list[SourceSegment]:
    """Segments that become one, in order; with each goes which of its articles are kept (an array of truth values)."""
    kept = [(segment, articles, articles[segment.article_of]) for segment, articles in segments]
    quote = article = text = title = 0
    paragraph = sum(int(np.count_nonzero(passages[: segment.quotes])) for segment, _, passages in kept)
    parts: list[SourceSegment] = []
    for segment, articles, passages in kept:
        split = segment.quotes
        quotes = int(np.count_nonzero(passages[:split]))
        moved_text = _moved(_starts_of_texts(segment), articles, text)
        moved_title = _moved(_starts_of_titles(segment), articles, title)
        new_passage = np.concatenate((_numbered(passages[:split], quote), _numbered(passages[split:], paragraph)))
        new_article = _numbered(articles, article)
        parts.append(
            SourceSegment(segment, articles, passages, quotes, new_article, new_passage, moved_text, moved_title)
        )
        text, title = moved_text.end, moved_title.end
        article += int(np.count_nonzero(articles))
        quote += quotes
        paragraph += int(np.count_nonzero(passages[split:]))
    return parts


def _numbered(kept: Array, first: int) -> Array:
    """New numbers from `first` on for what is kept; those of the rest mean nothing."""
    return (np.cumsum(kept) + (first - 1)).astype(np.uint32)


def _starts_of_texts(segment: Segment) -> Array:
    """Where the words of each article begin in the long row, and the end."""
    starts = np.full(segment.articles + 1, segment.file.about["positions"], np.int64)
    first = segment.array(f"{EXACT['text']}.doc_starts")
    for begin, end in ((0, segment.quotes), (segment.quotes, segment.passages)):
        articles = segment.article_of[begin:end]
        of_articles = run_starts(articles)
        numbers = articles.take(of_articles)
        starts[numbers] = np.minimum(starts[numbers], first[begin:end].take(of_articles))
    return np.minimum.accumulate(starts[::-1])[::-1]


def _starts_of_titles(segment: Segment) -> Array:
    first, lengths = segment.array(f"{EXACT['title']}.doc_starts"), segment.doc_lengths(EXACT["title"])
    end = int(first[-1]) + int(lengths[-1]) + 1 if len(first) else 0
    return np.append(first.astype(np.int64), end)


def _moved(starts: Array, kept: Array, before: int) -> DocMap:
    """Articles stay in their order, one behind the other."""
    lengths = np.where(kept, np.diff(starts), 0)
    ends = np.cumsum(lengths) + before
    end = int(ends[-1]) if len(ends) else before
    if end > np.iinfo(np.uint32).max:
        raise ValueError("a segment has too many words")
    # Differences are modulo 2**32, and so are the sums that they are for.
    return DocMap(starts[:-1], kept, (ends - lengths - starts[:-1]).astype(np.uint32), end)


def by_unit(columns: Sequence[Array], parts: Sequence[SourceSegment]) -> Array:
    """A column of all quotes, then of all paragraphs, that are kept."""
    cut = [(column, part.passages, part.segment.quotes) for column, part in zip(columns, parts, strict=True)]
    quotes = [column[:split][kept[:split]] for column, kept, split in cut]
    return np.concatenate([*quotes, *(column[split:][kept[split:]] for column, kept, split in cut)])
