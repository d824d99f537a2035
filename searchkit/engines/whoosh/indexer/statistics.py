"""Collection statistics: exact counts and lengths of live documents, which ranking needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.directory.manifest import Commit
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.segment.segment_schema import STEMS


class CollectionStatistics(NamedTuple):
    """The number of documents by unit, and the number of their tokens without function words."""

    articles: int = 0
    paragraphs: int = 0
    quotes: int = 0
    article_length: int = 0
    paragraph_length: int = 0
    quote_length: int = 0
    title_length: int = 0

    def plus(self, other: CollectionStatistics) -> CollectionStatistics:
        """Return the sum."""
        return CollectionStatistics(*(first + second for first, second in zip(self, other, strict=True)))

    def minus(self, other: CollectionStatistics) -> CollectionStatistics:
        """Return the difference."""
        return CollectionStatistics(*(first - second for first, second in zip(self, other, strict=True)))

    @property
    def docs(self) -> int:
        """The number of all documents."""
        return self.articles + self.paragraphs + self.quotes

    @property
    def counts(self) -> Mapping[str, int]:
        """The number of documents by unit, for MANIFEST."""
        return {"article": self.articles, "paragraph": self.paragraphs, "quote": self.quotes}

    @property
    def lengths(self) -> Mapping[str, int]:
        """The lengths by unit, and of titles, for MANIFEST."""
        return {
            "article": self.article_length,
            "paragraph": self.paragraph_length,
            "quote": self.quote_length,
            "title": self.title_length,
        }


def statistics_of_article(segment: Segment, article: int) -> CollectionStatistics:
    """Count an article of a segment, with its passages."""
    quotes, paragraphs = (
        slice(int(starts[article]), int(starts[article + 1]))
        for starts in (segment.quote_starts, segment.paragraph_starts)
    )
    return _count(segment, slice(article, article + 1), quotes, paragraphs)


def statistics_of_articles(segment: Segment, articles: Array) -> CollectionStatistics:
    """Count the articles of a segment that `articles` (bool[n_articles]) selects, with their passages."""
    passages = articles.take(segment.article_of).nonzero()[0]
    border = int(passages.searchsorted(segment.quotes))
    return _count(segment, articles, passages[:border], passages[border:])


def statistics_of_commit(commit: Commit) -> CollectionStatistics:
    """Return the statistics in MANIFEST."""
    counts, lengths = commit.info.counts, commit.lengths
    return CollectionStatistics(
        counts["article"],
        counts["paragraph"],
        counts["quote"],
        lengths["article"],
        lengths["paragraph"],
        lengths["quote"],
        lengths["title"],
    )


def _count(
    segment: Segment, articles: slice | Array, quotes: slice | Array, paragraphs: slice | Array
) -> CollectionStatistics:
    text_lengths = segment.doc_lengths(STEMS["text"])
    quote_lengths, paragraph_lengths = text_lengths[quotes], text_lengths[paragraphs]
    title_lengths = segment.doc_lengths(STEMS["title"])[articles]
    # An article is as long as its paragraphs, plus its title if no paragraph is the title.
    separate_title_lengths = title_lengths * segment.array("article.separate_title")[articles]
    paragraph_length = int(paragraph_lengths.sum())
    return CollectionStatistics(
        len(title_lengths),
        len(paragraph_lengths),
        len(quote_lengths),
        paragraph_length + int(separate_title_lengths.sum()),
        paragraph_length,
        int(quote_lengths.sum()),
        int(title_lengths.sum()),
    )
