"""Which live articles have the same text as others."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import unique_sorted
from searchkit.engines.whoosh.searcher.index_reader import IndexReader


class Duplicates:
    """The live articles of which there are several. `articles` is a bool mask over all articles."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        digests = reader.article_column("article.digest")
        live = np.arange(len(digests)) if reader.live is None else reader.live.nonzero()[0]
        order = live.take(digests.take(live).argsort())
        ordered = digests.take(order)
        equal = ordered[1:] == ordered[:-1]
        self.articles = np.zeros(len(digests), bool)
        self.articles[order[1:][equal]] = True
        self.articles[order[:-1][equal]] = True
        self._digests = unique_sorted(ordered[1:][equal])

    def has(self, digest: int) -> bool:
        """Whether several live articles have the text of this digest."""
        index = int(self._digests.searchsorted(digest))
        return index < len(self._digests) and bool(self._digests[index] == digest)

    @cached_property
    def passages(self) -> Array:
        """Bool mask over passages: those of `articles`."""
        return self.articles.take(self._reader.article_of)

    @cached_property
    def id_ranks(self) -> Array:
        """int64[n_articles]: the rank of each duplicate's id among the ids of all duplicates; 0 for other articles."""
        articles = sorted(self.articles.nonzero()[0].tolist(), key=self._reader.id_of)
        ranks = np.zeros(len(self.articles), np.int64)
        ranks[articles] = np.arange(len(articles))
        return ranks
