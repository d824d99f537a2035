"""The statistics of an index, kept exact through every change: ranking needs counts and lengths of live documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.directory.manifest import Commit
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.segment.segment_schema import STEMS


class CollectionStatistics(NamedTuple):
    """What documents add to the statistics: how many there are, and their lengths in words, without function words."""

    articles: int = 0
    paragraphs: int = 0
    quotes: int = 0
    article_length: int = 0
    paragraph_length: int = 0
    quote_length: int = 0
    title_length: int = 0

    def plus(self, other: CollectionStatistics, sign: int = 1) -> CollectionStatistics:
        """The sum, or with a sign of -1 the difference."""
        return CollectionStatistics(*(mine + sign * others for mine, others in zip(self, other, strict=True)))

    @property
    def docs(self) -> int:
        """How many documents there are."""
        return self.articles + self.paragraphs + self.quotes


def statistics_of_article(segment: Segment, article: int) -> CollectionStatistics:
    """An article that is in a segment."""
    quotes, paragraphs = (
        slice(int(starts[article]), int(starts[article + 1]))
        for starts in (segment.quote_starts, segment.paragraph_starts)
    )
    return _tally(segment, slice(article, article + 1), quotes, paragraphs)


def statistics_of_articles(segment: Segment, articles: Array) -> CollectionStatistics:
    """Several articles of a segment (truth values)."""
    passages = articles.take(segment.article_of).nonzero()[0]
    border = int(passages.searchsorted(segment.quotes))
    return _tally(segment, articles, passages[:border], passages[border:])


def _tally(
    segment: Segment, articles: slice | Array, quotes: slice | Array, paragraphs: slice | Array
) -> CollectionStatistics:
    words = segment.doc_lengths(STEMS["text"])
    of_quotes, of_paragraphs = words[quotes], words[paragraphs]
    of_titles = segment.doc_lengths(STEMS["title"])[articles]
    beside = of_titles * segment.array("article.title_apart")[articles]
    paragraph_length = int(of_paragraphs.sum())
    return CollectionStatistics(
        len(of_titles),
        len(of_paragraphs),
        len(of_quotes),
        paragraph_length + int(beside.sum()),  # an article is as long as its title and its paragraphs together
        paragraph_length,
        int(of_quotes.sum()),
        int(of_titles.sum()),
    )


def statistics_of_commit(state: Commit) -> CollectionStatistics:
    """All documents of an index."""
    counts, lengths = state.manifest.counts, state.lengths
    return CollectionStatistics(
        counts["article"],
        counts["paragraph"],
        counts["quote"],
        lengths["article"],
        lengths["paragraph"],
        lengths["quote"],
        lengths["title"],
    )


def counts_of(tally: CollectionStatistics) -> Mapping[str, int]:
    """The number of documents by unit."""
    return {"article": tally.articles, "paragraph": tally.paragraphs, "quote": tally.quotes}


def lengths_of(tally: CollectionStatistics) -> Mapping[str, int]:
    """The lengths by unit, and of titles."""
    return {
        "article": tally.article_length,
        "paragraph": tally.paragraph_length,
        "quote": tally.quote_length,
        "title": tally.title_length,
    }
