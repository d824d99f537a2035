"""Whole articles as what a query is asked of: a search for passages does without this."""

from __future__ import annotations

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import run_starts
from searchkit.engines.whoosh.matching.docsets import (
    ConstantScore,
    Filter,
    KnownScores,
    LazyBm25,
    ScoredDocs,
    is_not_in,
)
from searchkit.engines.whoosh.matching.leaf_matcher import ARTICLES, PASSAGES, QUOTES, FilterMask, LeafMatcher, TextLeaf
from searchkit.engines.whoosh.matching.passage_scope import Scope, constant_of
from searchkit.engines.whoosh.searcher.bm25 import PLAIN, Ranking
from searchkit.engines.whoosh.searcher.index_reader import Postings
from searchkit.query.tree import Leaf


class ArticleScope(Scope):
    """Whole articles, by their own numbers.

    An article matches a leaf when one of its paragraphs does, its title (for a leaf on the text) or its own fields.
    """

    def __init__(self, leaves: LeafMatcher, *, undated_pass: bool = False, ranking: Ranking = PLAIN) -> None:
        super().__init__(leaves, (0, leaves.reader.articles), undated_pass=undated_pass, ranking=ranking)
        self._gathered: dict[Leaf, Postings] = {}

    @property
    def live(self) -> Array | None:
        """As the snapshot says."""
        return self._reader.live

    def articles_of(self, docs: Array) -> Array:
        """They are articles."""
        return docs

    def matches(self, leaf: TextLeaf) -> ScoredDocs:
        """By the statistics of articles."""
        if leaf.field == "title":
            return self._titled(leaf)
        rows = self._rows(leaf)
        constant = constant_of(leaf)
        if constant is not None:
            return ConstantScore(rows.docs, constant)
        weights = self._scorer.article_weights(rows.docs)
        matches = LazyBm25(rows.docs, rows.freqs, self._scorer.article_norms, weights, 0)
        return self._with_titles(matches, leaf) if self.ranking.title else matches

    def _with_titles(self, matches: ScoredDocs, leaf: TextLeaf) -> ScoredDocs:
        titled = self._titled(leaf.replaced(field="title"))
        scores, more = matches.scores(None), titled.scores(None)
        if scores is not None and more is not None:
            scores[matches.docs.searchsorted(titled.docs)] += self.ranking.title * more
            return KnownScores(matches.docs, scores)
        return matches

    def _rows(self, leaf: TextLeaf) -> Postings:
        if leaf not in self._gathered:
            titled = self._leaves.rows(leaf.replaced(field="title"))
            self._gathered[leaf] = self._gather(self._leaves.rows(leaf), titled)
        return self._gathered[leaf]

    def _gather(self, rows: Postings, titled: Postings) -> Postings:
        """How often articles have something in title and paragraphs.

        A title that is one of the paragraphs as well counts only where no paragraph has it.
        """
        docs, freqs, _ = rows
        split = int(docs.searchsorted(self._reader.quotes))
        articles, freqs = self._reader.article_of.take(docs[split:]).astype(np.intp), freqs[split:]
        if len(articles):
            first = run_starts(articles)
            articles, freqs = articles[first], np.add.reduceat(freqs, first, dtype=np.int64)
        added = is_not_in(titled.docs, articles)
        beside = (~added & self._reader.titles_apart.take(titled.docs)).nonzero()[0]
        if len(beside):
            freqs[articles.searchsorted(titled.docs.take(beside))] += titled.freqs.take(beside)
        both = np.concatenate((articles, titled.docs[added]))
        order = both.argsort(kind="stable")
        return Postings(both[order], np.concatenate((freqs, titled.freqs[added]))[order])

    def _sieve(self, mask: FilterMask) -> Filter:
        passing = mask.passing
        if mask.level == QUOTES:
            return self.nothing()
        return Filter(passing.take, lambda: self._true_from(passing))

    def _mask(self, leaf: Leaf) -> FilterMask:
        mask = super()._mask(leaf)
        if mask.level != PASSAGES:
            return mask
        quotes = self._reader.quotes
        passing = np.zeros(self._reader.articles, bool)
        passing[self._reader.article_of[quotes:][mask.passing[quotes:]]] = True
        return FilterMask(ARTICLES, passing)
