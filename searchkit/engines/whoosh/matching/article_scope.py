"""Evaluate a query over whole articles; a search for passages does without this module."""

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
    mask_of,
)
from searchkit.engines.whoosh.matching.filter_matcher import ARTICLES, PASSAGES, QUOTES, FilterMask
from searchkit.engines.whoosh.matching.leaf_matcher import LeafMatcher
from searchkit.engines.whoosh.matching.leaf_positions import TextLeaf
from searchkit.engines.whoosh.matching.passage_scope import Scope, constant_score
from searchkit.engines.whoosh.searcher.bm25 import PLAIN, Ranking
from searchkit.engines.whoosh.searcher.index_reader import Postings
from searchkit.model.frozen import replace
from searchkit.query.tree import Leaf


class ArticleScope(Scope):
    """Whole articles, by their own numbers.

    An article matches a leaf when one of its paragraphs does, its title (for a leaf on the text) or its own fields.
    """

    def __init__(self, matcher: LeafMatcher, *, undated_pass: bool = False, ranking: Ranking = PLAIN) -> None:
        super().__init__(matcher, (0, matcher.reader.articles), undated_pass=undated_pass, ranking=ranking)
        self._postings: dict[Leaf, Postings] = {}

    @property
    def live(self) -> Array | None:
        """Bool mask over all articles."""
        return self.reader.live

    def articles_of(self, docs: Array) -> Array:
        """Return the documents: they are articles."""
        return docs

    def match_text(self, leaf: TextLeaf) -> ScoredDocs:
        """Score articles by the statistics of articles."""
        if leaf.field == "title":
            return self._match_titles(leaf)
        docs, freqs, _ = self._article_postings(leaf)
        constant = constant_score(leaf)
        if constant is not None:
            return ConstantScore(docs, constant)
        matches = LazyBm25(docs, freqs, self._scorer.article_norms, self._scorer.article_weights(docs), 0)
        return self._add_title_scores(matches, leaf) if self.ranking.title else matches

    def _add_title_scores(self, matches: ScoredDocs, leaf: TextLeaf) -> ScoredDocs:
        titles = self._match_titles(replace(leaf, field="title"))
        scores, title_scores = matches.scores(None), titles.scores(None)
        if scores is None or title_scores is None:
            return matches
        scores[matches.docs.searchsorted(titles.docs)] += self.ranking.title * title_scores
        return KnownScores(matches.docs, scores)

    def _article_postings(self, leaf: TextLeaf) -> Postings:
        if leaf not in self._postings:
            titles = self._matcher.postings(replace(leaf, field="title"))
            self._postings[leaf] = self._merge(self._matcher.postings(leaf), titles)
        return self._postings[leaf]

    def _merge(self, passages: Postings, titles: Postings) -> Postings:
        """Add up frequencies in the paragraphs and the title of each article.

        A title that is one of the paragraphs as well counts only where no paragraph matches.
        """
        split = int(passages.docs.searchsorted(self.reader.quotes))
        articles, freqs = self.reader.article_of.take(passages.docs[split:]).astype(np.intp), passages.freqs[split:]
        if len(articles):
            first = run_starts(articles)
            articles, freqs = articles[first], np.add.reduceat(freqs, first, dtype=np.int64)
        title_only = ~mask_of(articles, self.reader.articles).take(titles.docs)
        in_both = (~title_only & self.reader.separate_titles.take(titles.docs)).nonzero()[0]
        if len(in_both):
            freqs[articles.searchsorted(titles.docs.take(in_both))] += titles.freqs.take(in_both)
        docs = np.concatenate((articles, titles.docs[title_only]))
        order = docs.argsort(kind="stable")
        return Postings(docs[order], np.concatenate((freqs, titles.freqs[title_only]))[order])

    def _filter(self, mask: FilterMask) -> Filter:
        passing = mask.passing
        if mask.level == QUOTES:
            return self.nothing()
        return Filter(passing.take, lambda: self._list_live(passing))

    def _mask(self, leaf: Leaf) -> FilterMask:
        mask = super()._mask(leaf)
        if mask.level != PASSAGES:
            return mask
        quotes = self.reader.quotes
        passing = np.zeros(self.reader.articles, bool)
        passing[self.reader.article_of[quotes:][mask.passing[quotes:]]] = True
        return FilterMask(ARTICLES, passing)
