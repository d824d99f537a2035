"""Term weights and length norms, from the statistics of live documents, unit by unit."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.directory.manifest import Commit
from searchkit.engines.whoosh.searcher.bm25 import bm25, idf_weight, length_norms
from searchkit.engines.whoosh.searcher.index_reader import IndexReader, Postings, concat
from searchkit.engines.whoosh.segment.segment_schema import STEMS


class Scorer:
    """Scores the postings of stems, and gives weights and norms for other scores."""

    def __init__(self, reader: IndexReader, commit: Commit) -> None:
        self._reader = reader
        self._counts = commit.info.counts
        self._total_lengths = commit.lengths

    def stem_postings(self, field: str, stem: str) -> Postings:
        """Return the live passages ("text") or articles ("title") that have a stem, with frequencies and scores."""
        return Postings(*self._reader.cache.get(("stem", field, stem), lambda: self._score(field, stem)))

    def _score(self, field: str, stem: str) -> tuple[Array, Array, Array]:
        docs, freqs, _ = self._reader.stem_postings(field, stem)
        if field == STEMS["title"]:
            return docs, freqs, bm25(docs, freqs, self.title_norms, self.article_weights(docs), 0)
        return docs, freqs, bm25(docs, freqs, self.passage_norms, self.passage_weights(docs), self._reader.quotes)

    def passage_weights(self, docs: Array) -> tuple[float, float]:
        """Return the weights, for quotes and for paragraphs, of a term that these passages have."""
        quotes = int(docs.searchsorted(self._reader.quotes))
        return idf_weight(quotes, self._counts["quote"]), idf_weight(len(docs) - quotes, self._counts["paragraph"])

    def article_weights(self, articles: Array) -> tuple[float, float]:
        """Return the weight, twice, of a term that these articles have, anywhere or in their titles."""
        weight = idf_weight(len(articles), self._counts["article"])
        return weight, weight

    @cached_property
    def _lengths(self) -> Array:
        return self._reader.concat_passages([segment.doc_lengths(STEMS["text"]) for segment in self._reader.segments])

    @cached_property
    def _title_lengths(self) -> Array:
        return concat([segment.doc_lengths(STEMS["title"]) for segment in self._reader.segments])

    @cached_property
    def passage_norms(self) -> Array:
        """float64[n_passages]: the length norm of each passage, by the statistics of its unit."""
        quotes = self._reader.quotes
        return np.concatenate(
            (
                length_norms(self._lengths[:quotes], *self._statistics("quote", "quote")),
                length_norms(self._lengths[quotes:], *self._statistics("paragraph", "paragraph")),
            )
        )

    @cached_property
    def article_norms(self) -> Array:
        """float64[n_articles]: the length norm of each article, which is as long as its title and paragraphs together."""
        reader = self._reader
        lengths = np.bincount(reader.article_of[reader.quotes :], self._lengths[reader.quotes :], reader.articles)
        lengths += self._title_lengths * reader.separate_titles
        return length_norms(lengths, *self._statistics("article", "article"))

    @cached_property
    def title_norms(self) -> Array:
        """float64[n_articles]: the length norm of each article's title."""
        return length_norms(self._title_lengths, *self._statistics("article", "title"))

    def _statistics(self, unit: str, lengths: str) -> tuple[int, int]:
        return self._counts[unit], self._total_lengths[lengths]
