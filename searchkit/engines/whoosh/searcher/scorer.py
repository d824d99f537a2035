"""What words score: their weights and the lengths of documents, by the statistics of live documents, unit by unit."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.directory.manifest import Commit
from searchkit.engines.whoosh.searcher.bm25 import bm25, idf_weight, length_norms
from searchkit.engines.whoosh.searcher.index_reader import IndexReader, Postings, concat
from searchkit.engines.whoosh.segment.segment_schema import STEMS


class Scorer:
    """The scores of stems, which are kept because they depend on no question, and what other scores are made of."""

    def __init__(self, reader: IndexReader, state: Commit) -> None:
        self._reader = reader
        self._counts = state.manifest.counts
        self._total_lengths = state.lengths

    def stems(self, field: str, stem: str) -> Postings:
        """The live passages ("text") or articles ("title") that have a stem, how often each has it, and its scores."""
        return Postings(*self._reader.cache.get(("stem", field, stem), lambda: self._scored(field, stem)))

    def _scored(self, field: str, stem: str) -> tuple[Array, Array, Array]:
        docs, freqs, _ = self._reader.stem_postings(field, stem)
        if field == STEMS["title"]:
            return docs, freqs, bm25(docs, freqs, self.title_norms, self.article_weights(docs), 0)
        return docs, freqs, bm25(docs, freqs, self.passage_norms, self.passage_weights(docs), self._reader.quotes)

    def passage_weights(self, docs: Array) -> tuple[float, float]:
        """What a term is worth to quotes and to paragraphs that these passages have, by the statistics of either."""
        quotes = int(docs.searchsorted(self._reader.quotes))
        return idf_weight(quotes, self._counts["quote"]), idf_weight(len(docs) - quotes, self._counts["paragraph"])

    def article_weights(self, articles: Array) -> tuple[float, float]:
        """The same, twice, of a term that these articles have, anywhere or in their titles."""
        worth = idf_weight(len(articles), self._counts["article"])
        return worth, worth

    @cached_property
    def _lengths(self) -> Array:
        return self._reader.concat_passages([segment.lengths(STEMS["text"]) for segment in self._reader.segments])

    @cached_property
    def _title_lengths(self) -> Array:
        return concat([segment.lengths(STEMS["title"]) for segment in self._reader.segments])

    @cached_property
    def passage_norms(self) -> Array:
        """What the length of each passage does to its scores, by the statistics of its unit."""
        found = np.empty(self._reader.passages)
        quotes = self._reader.quotes
        length_norms(self._lengths[:quotes], *self._statistics("quote", "quote"), found[:quotes])
        length_norms(self._lengths[quotes:], *self._statistics("paragraph", "paragraph"), found[quotes:])
        return found

    @cached_property
    def article_norms(self) -> Array:
        """The same of each article, which is as long as its title and its paragraphs together."""
        reader = self._reader
        lengths = np.bincount(reader.article_of[reader.quotes :], self._lengths[reader.quotes :], reader.articles)
        lengths += self._title_lengths * reader.titles_apart
        return length_norms(lengths, *self._statistics("article", "article"))

    @cached_property
    def title_norms(self) -> Array:
        """The same of each article's title."""
        return length_norms(self._title_lengths, *self._statistics("article", "title"))

    def _statistics(self, unit: str, lengths: str) -> tuple[int, int]:
        return self._counts[unit], self._total_lengths[lengths]
