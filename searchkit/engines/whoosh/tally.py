"""The statistics of an index, kept exact through every change: ranking needs counts and lengths of live documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from searchkit.engines.whoosh.builder import SegmentBuilder
from searchkit.engines.whoosh.contents import EXACT
from searchkit.engines.whoosh.segment import Segment
from searchkit.engines.whoosh.state import State


class Tally(NamedTuple):
    """What documents add to the statistics: how many there are, and their lengths in tokens."""

    articles: int = 0
    paragraphs: int = 0
    quotes: int = 0
    paragraph_length: int = 0
    quote_length: int = 0
    title_length: int = 0

    def plus(self, other: Tally, sign: int = 1) -> Tally:
        """The sum, or with a sign of -1 the difference."""
        return Tally(*(mine + sign * others for mine, others in zip(self, other, strict=True)))

    @property
    def docs(self) -> int:
        """How many documents there are."""
        return self.articles + self.paragraphs + self.quotes


def tally_of_builder(builder: SegmentBuilder) -> Tally:
    """All that a builder has."""
    return Tally(len(builder.ids), *builder.passage_counts, *builder.word_counts)


def tally_of_article(segment: Segment, article: int) -> Tally:
    """An article that is in a segment."""
    words = segment.lengths(EXACT["text"])
    counts, lengths = [], []
    for starts in (segment.paragraph_starts, segment.quote_starts):
        first, last = int(starts[article]), int(starts[article + 1])
        counts.append(last - first)
        lengths.append(int(words[first:last].sum()))
    return Tally(1, counts[0], counts[1], lengths[0], lengths[1], segment.lengths(EXACT["title"]).item(article))


def tally_of_state(state: State) -> Tally:
    """All documents of an index."""
    counts, lengths = state.manifest.counts, state.lengths
    return Tally(
        counts["article"],
        counts["paragraph"],
        counts["quote"],
        lengths["paragraph"],
        lengths["quote"],
        lengths["title"],
    )


def counts_of(tally: Tally) -> Mapping[str, int]:
    """The number of documents by unit."""
    return {"article": tally.articles, "paragraph": tally.paragraphs, "quote": tally.quotes}


def lengths_of(tally: Tally) -> Mapping[str, int]:
    """The lengths by unit, and of titles."""
    return {
        "article": tally.paragraph_length,  # an article is as long as its paragraphs together
        "paragraph": tally.paragraph_length,
        "quote": tally.quote_length,
        "title": tally.title_length,
    }
