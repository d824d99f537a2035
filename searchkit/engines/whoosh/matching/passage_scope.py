"""The documents a query is evaluated over, and how they match a leaf or its negation. PassageScope: quotes, paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeGuard

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import concat_ranges, unique_sorted
from searchkit.engines.whoosh.matching.docsets import (
    ConstantScore,
    DocSet,
    Filter,
    KnownScores,
    LazyBm25,
    ScoredDocs,
    mask_of,
)
from searchkit.engines.whoosh.matching.filter_matcher import ARTICLES, PASSAGES, QUOTES, FilterMask
from searchkit.engines.whoosh.matching.leaf_matcher import LeafMatcher
from searchkit.engines.whoosh.matching.leaf_positions import MultiTermLeaf, TextLeaf
from searchkit.engines.whoosh.searcher.bm25 import CONSTANT, PLAIN, Ranking
from searchkit.engines.whoosh.searcher.index_reader import Postings
from searchkit.engines.whoosh.segment.segment_schema import PARAGRAPH, QUOTE
from searchkit.fields import BY_NAME, FieldKind
from searchkit.query.tree import DateRange, Fuzzy, Leaf, Near, Phrase, Prefix, Wildcard, Word
from searchkit.text.analysis import is_function_word


class Scope:
    """The live documents of some units. Its filters let deleted documents pass, but do not list them.

    With `undated_pass`, undated articles pass every date filter and its negation: to count what date filters leave out.
    """

    def __init__(self, matcher: LeafMatcher, bounds: tuple[int, int], *, undated_pass: bool, ranking: Ranking) -> None:
        """`bounds` are the first document number of the scope and the one behind the last."""
        self.bounds = bounds
        self.ranking = ranking
        self.reader = matcher.reader
        self._matcher = matcher
        self._scorer = matcher.scorer
        self._undated_pass = undated_pass

    @property
    def live(self) -> Array | None:
        """Bool mask over all documents: which are not deleted; None when none is."""
        raise NotImplementedError

    def everything(self) -> Filter:
        """Match all documents."""
        low, high = self.bounds
        return Filter(lambda docs: np.ones(len(docs), bool), lambda: self._list_live(np.ones(high - low, bool)))

    def nothing(self) -> Filter:
        """Match no document."""
        return Filter(lambda docs: np.zeros(len(docs), bool), lambda: np.zeros(0, np.intp))

    def match(self, leaf: Leaf) -> DocSet:
        """Return what matches a leaf; filters score 0."""
        return self.match_text(leaf) if is_text_leaf(leaf) else self._filter(self._mask(leaf))

    def match_negated(self, leaf: Leaf) -> Filter:
        """Return what matches a leaf's negation; filters never match documents that do not have the field at all."""
        if is_text_leaf(leaf):
            others = ~mask_of(self.match_text(leaf).docs, self.bounds[1])
            return Filter(others.take, lambda: self._list_live(others[self.bounds[0] :]))
        mask = self._mask(leaf)
        if not isinstance(leaf, DateRange):
            return self._filter(FilterMask(mask.level, ~mask.passing))
        if self._undated_pass:
            return self._filter(mask)
        return self._filter(FilterMask(mask.level, ~mask.passing & self.reader.dated))

    def undated(self, docs: Array) -> Array:
        """Return the undated articles that some documents belong to, each once."""
        articles: Array = unique_sorted(self.articles_of(docs))
        return articles[~self.reader.dated[articles]]

    def articles_of(self, docs: Array) -> Array:
        """Return the article of each document (intp)."""
        raise NotImplementedError

    def match_text(self, leaf: TextLeaf) -> ScoredDocs:
        """Return what matches a leaf on text or titles."""
        raise NotImplementedError

    def _filter(self, mask: FilterMask) -> Filter:
        raise NotImplementedError

    def _mask(self, leaf: Leaf) -> FilterMask:
        assert not isinstance(leaf, Word | Phrase | Near)  # noqa: S101 - is_text_leaf said so
        if self._undated_pass and isinstance(leaf, DateRange):
            return FilterMask(ARTICLES, ~self.reader.dated)
        return self._matcher.mask(leaf)

    def _match_titles(self, leaf: TextLeaf) -> ScoredDocs:
        """Return the articles whose title a leaf matches."""
        docs, freqs, scores = self._matcher.postings(leaf)
        constant = constant_score(leaf)
        if constant is not None:
            return ConstantScore(docs, constant)
        if scores is not None:
            return KnownScores(docs, scores)
        return LazyBm25(docs, freqs, self._scorer.title_norms, self._scorer.article_weights(docs), 0)

    def _list_live(self, passing: Array) -> Array:
        """Return the live documents that pass; `passing` is a bool for each document within the bounds."""
        low, high = self.bounds
        docs: Array = (passing if self.live is None else passing & self.live[low:high]).nonzero()[0]
        return docs + low if low else docs


class PassageScope(Scope):
    """Quotes, paragraphs or both."""

    def __init__(
        self, matcher: LeafMatcher, units: frozenset[int], *, undated_pass: bool = False, ranking: Ranking = PLAIN
    ) -> None:
        # Quotes come before paragraphs.
        first = 0 if QUOTE in units else matcher.reader.quotes
        last = matcher.reader.passages if PARAGRAPH in units else matcher.reader.quotes
        super().__init__(matcher, (first, last), undated_pass=undated_pass, ranking=ranking)
        self._units = units

    @property
    def live(self) -> Array | None:
        """Bool mask over all passages."""
        return self.reader.live_passages

    def articles_of(self, docs: Array) -> Array:
        """Return the article of each passage."""
        return self.reader.article_of.take(docs).astype(np.intp)

    def match_text(self, leaf: TextLeaf) -> ScoredDocs:
        """Score passages by the statistics of their unit; all passages of an article match a leaf on its title."""
        if leaf.field == "title":
            return self._passages_of_titles(self._match_titles(leaf))
        postings = self._matcher.postings(leaf)
        docs, freqs, scores = self._within_bounds(postings)
        constant = constant_score(leaf)
        if constant is not None:
            return ConstantScore(docs, constant)
        if scores is not None:
            return KnownScores(docs, scores)
        weights = self._scorer.passage_weights(postings.docs)
        return LazyBm25(docs, freqs, self._scorer.passage_norms, weights, self.reader.quotes)

    def _within_bounds(self, postings: Postings) -> Postings:
        docs, freqs, scores = postings
        first, last = docs.searchsorted(self.bounds).tolist()
        return Postings(docs[first:last], freqs[first:last], None if scores is None else scores[first:last])

    def _passages_of_titles(self, titles: ScoredDocs) -> ScoredDocs:
        """Give the passages of articles the score of the article's title."""
        docs, scores = [], []
        title_scores = titles.scores(None)
        for unit, starts in ((QUOTE, self.reader.quote_starts), (PARAGRAPH, self.reader.paragraph_starts)):
            if unit in self._units:
                first = starts.take(titles.docs)
                counts = starts.take(titles.docs + 1) - first
                docs.append(concat_ranges(first, counts))
                scores.append(np.zeros(0) if title_scores is None else title_scores.repeat(counts))
        if title_scores is None:
            return ConstantScore(np.concatenate(docs))
        return KnownScores(np.concatenate(docs), np.concatenate(scores))

    def _filter(self, mask: FilterMask) -> Filter:
        article_of, (low, high), passing = self.reader.article_of, self.bounds, mask.passing
        if mask.level == PASSAGES:
            return Filter(passing.take, lambda: self._list_live(passing[low:high]))
        if mask.level == QUOTES:
            return Filter(_quote_test(passing), lambda: self._list_live(_pad(passing, high)[low:high]))
        return Filter(
            lambda docs: passing.take(article_of.take(docs)),
            lambda: self._list_live(passing.take(article_of[low:high])),
        )


def is_text_leaf(leaf: Leaf) -> TypeGuard[TextLeaf]:
    """Whether a leaf is on text or titles, and not a filter."""
    if isinstance(leaf, Word | Phrase | Near):
        return True
    return isinstance(leaf, Prefix | Wildcard | Fuzzy) and BY_NAME[leaf.field].kind is FieldKind.TEXT


def constant_score(leaf: TextLeaf) -> float | None:
    """Return what a leaf scores wherever it matches; None where that depends on frequencies."""
    if isinstance(leaf, MultiTermLeaf):
        return CONSTANT
    return 0.0 if isinstance(leaf, Word) and is_function_word(leaf.text) else None


def _quote_test(passing: Array) -> Callable[[Array], Array]:
    """Return a test for passages, of which only quotes pass; `passing` is a bool for each quote."""

    def passes(docs: Array) -> Array:
        passed = np.zeros(len(docs), bool)
        border = int(docs.searchsorted(len(passing)))
        passed[:border] = passing.take(docs[:border])
        return passed

    return passes


def _pad(passing: Array, length: int) -> Array:
    padded = np.zeros(max(length, len(passing)), bool)
    padded[: len(passing)] = passing
    return padded
