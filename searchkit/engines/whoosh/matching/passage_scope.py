"""What a query is asked of, passages or whole articles: which of them match a leaf or its negation, and their scores."""

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
    is_not_in,
)
from searchkit.engines.whoosh.matching.leaf_matcher import (
    ARTICLES,
    PASSAGES,
    QUOTES,
    FilterMask,
    LeafMatcher,
    MultiTermLeaf,
    TextLeaf,
)
from searchkit.engines.whoosh.searcher.bm25 import CONSTANT, PLAIN, Ranking
from searchkit.engines.whoosh.searcher.index_reader import Postings
from searchkit.engines.whoosh.segment.segment_schema import PARAGRAPH, QUOTE
from searchkit.fields import BY_NAME, FieldKind
from searchkit.query.tree import DateRange, Fuzzy, Leaf, Near, Phrase, Prefix, Wildcard, Word
from searchkit.text.analysis import is_function_word

_FEW = 16


class Scope:
    """The live documents of some units; sieves let the deleted pass, but do not list them.

    With `undated_pass`, undated ones pass every date filter, whichever way round: to count what such filters leave out.
    """

    def __init__(self, leaves: LeafMatcher, bounds: tuple[int, int], *, undated_pass: bool, ranking: Ranking) -> None:
        """`bounds` are the first number of a document, and the one behind the last."""
        self.bounds = bounds
        self.ranking = ranking
        self._leaves = leaves
        self._reader = leaves.reader
        self._scorer = leaves.scorer
        self._undated_pass = undated_pass

    @property
    def live(self) -> Array | None:
        """Which of all documents are not deleted (truth values), None when all are there."""
        raise NotImplementedError

    def everything(self) -> Filter:
        """All documents."""
        low, high = self.bounds
        return Filter(lambda docs: np.ones(len(docs), bool), lambda: self._true_from(np.ones(high - low, bool)))

    def nothing(self) -> Filter:
        """No document."""
        return Filter(lambda docs: np.zeros(len(docs), bool), lambda: np.zeros(0, np.intp))

    def found(self, leaf: Leaf) -> DocSet:
        """What matches a leaf; filters score 0."""
        if on_text(leaf):
            return self.matches(leaf)
        return self._sieve(self._mask(leaf))

    def absent(self, leaf: Leaf) -> Filter:
        """What matches a leaf's negation: of the documents that have such a field at all, the others."""
        if on_text(leaf):
            matching = self.matches(leaf).docs
            return Filter(lambda docs: is_not_in(docs, matching), lambda: self._others(matching))
        mask = self._mask(leaf)
        if not isinstance(leaf, DateRange):
            return self._sieve(FilterMask(mask.level, ~mask.passing))
        if self._undated_pass:
            return self._sieve(mask)
        return self._sieve(FilterMask(mask.level, ~mask.passing & self._reader.dated))

    def undated(self, docs: Array) -> Array:
        """The articles without a date that some documents belong to, each once."""
        articles: Array = unique_sorted(self.articles_of(docs))
        return articles[~self._reader.dated[articles]]

    def articles_of(self, docs: Array) -> Array:
        """The article of each document."""
        raise NotImplementedError

    def matches(self, leaf: TextLeaf) -> ScoredDocs:
        """What matches a leaf on text or titles."""
        raise NotImplementedError

    def _sieve(self, mask: FilterMask) -> Filter:
        raise NotImplementedError

    def _mask(self, leaf: Leaf) -> FilterMask:
        assert not isinstance(leaf, Word | Phrase | Near)  # noqa: S101 - on_text said so
        if self._undated_pass and isinstance(leaf, DateRange):
            return FilterMask(ARTICLES, ~self._reader.dated)
        return self._leaves.mask(leaf)

    def _titled(self, leaf: TextLeaf) -> ScoredDocs:
        """The articles whose title a leaf matches."""
        rows = self._leaves.rows(leaf)
        constant = constant_of(leaf)
        if constant is not None:
            return ConstantScore(rows.docs, constant)
        if rows.scores is not None:
            return KnownScores(rows.docs, rows.scores)
        return LazyBm25(rows.docs, rows.freqs, self._scorer.title_norms, self._scorer.article_weights(rows.docs), 0)

    def _others(self, docs: Array) -> Array:
        low, high = self.bounds
        left = np.ones(high - low, bool)
        left[docs - low] = False
        return self._true_from(left)

    def _true_from(self, truths: Array) -> Array:
        """The live documents of those for which something is true."""
        low, high = self.bounds
        found: Array = (truths if self.live is None else truths & self.live[low:high]).nonzero()[0]
        return found + low if low else found


class PassageScope(Scope):
    """Quotes, paragraphs or both."""

    def __init__(
        self, leaves: LeafMatcher, units: frozenset[int], *, undated_pass: bool = False, ranking: Ranking = PLAIN
    ) -> None:
        # Quotes come before paragraphs.
        first = 0 if QUOTE in units else leaves.reader.quotes
        last = leaves.reader.passages if PARAGRAPH in units else leaves.reader.quotes
        super().__init__(leaves, (first, last), undated_pass=undated_pass, ranking=ranking)
        self._units = units

    @property
    def live(self) -> Array | None:
        """As their articles are."""
        return self._reader.live_passages

    def articles_of(self, docs: Array) -> Array:
        """By the column that says so."""
        return self._reader.article_of.take(docs).astype(np.intp)

    def matches(self, leaf: TextLeaf) -> ScoredDocs:
        """By the statistics of their units; an article's title is matched by all its passages."""
        if leaf.field == "title":
            titles = self._titled(leaf)
            docs, counts = self._passages_of(titles.docs)
            scores = titles.scores(None)
            return (
                ConstantScore(docs)
                if scores is None
                else KnownScores(docs, np.concatenate([np.repeat(scores, n) for n in counts]))
            )
        rows = self._leaves.rows(leaf)
        docs, freqs, scores = self._within(rows)
        constant = constant_of(leaf)
        if constant is not None:
            return ConstantScore(docs, constant)
        if scores is not None:
            return KnownScores(docs, scores)
        weights = self._scorer.passage_weights(rows.docs)
        return LazyBm25(docs, freqs, self._scorer.passage_norms, weights, self._reader.quotes)

    def _within(self, rows: Postings) -> Postings:
        docs, freqs, scores = rows
        low, high = self.bounds
        first = int(docs.searchsorted(low)) if low else 0
        last = int(docs.searchsorted(high)) if high < self._reader.passages else len(docs)
        if last - first == len(docs):
            return rows
        return Postings(docs[first:last], freqs[first:last], None if scores is None else scores[first:last])

    def _passages_of(self, articles: Array) -> tuple[Array, list[Array]]:
        """The passages of some articles, ascending, and how many quotes and how many paragraphs each has."""
        found, counts = [], []
        for unit, starts in ((QUOTE, self._reader.quote_starts), (PARAGRAPH, self._reader.paragraph_starts)):
            if unit in self._units:
                first = starts.take(articles)
                count = starts.take(articles + 1) - first
                found.append(concat_ranges(first, count))
                counts.append(count)
        return np.concatenate(found), counts

    def _sieve(self, mask: FilterMask) -> Filter:
        article_of = self._reader.article_of
        low, high = self.bounds
        passing = mask.passing
        if mask.level == PASSAGES:
            return Filter(passing.take, lambda: self._true_from(passing[low:high]))
        if mask.level == QUOTES:
            return Filter(_quote_test(passing, self._reader.quotes), lambda: self._quotes(passing))

        def every() -> Array:
            articles = (passing if self._reader.live is None else passing & self._reader.live).nonzero()[0]
            if len(articles) * _FEW < len(passing):
                return self._passages_of(articles)[0]
            return self._true_from(passing.take(article_of[low:high]))

        return Filter(lambda docs: passing.take(article_of.take(docs)), every)

    def _quotes(self, passing: Array) -> Array:
        if QUOTE not in self._units:
            return np.zeros(0, np.intp)
        live = self._reader.live_passages
        return (passing if live is None else passing & live[: len(passing)]).nonzero()[0]


def on_text(leaf: Leaf) -> TypeGuard[TextLeaf]:
    """Whether a leaf looks for words of terms or titles, and not at a filter's values."""
    if isinstance(leaf, Word | Phrase | Near):
        return True
    return isinstance(leaf, Prefix | Wildcard | Fuzzy) and BY_NAME[leaf.field].kind is FieldKind.TEXT


def constant_of(leaf: TextLeaf) -> float | None:
    """What a leaf scores wherever it matches; None where that hangs on how often it does."""
    if isinstance(leaf, MultiTermLeaf):
        return CONSTANT
    return 0.0 if isinstance(leaf, Word) and is_function_word(leaf.text) else None


def _quote_test(passing: Array, quotes: int) -> Callable[[Array], Array]:
    def passes(docs: Array) -> Array:
        border = int(docs.searchsorted(quotes))
        found = np.zeros(len(docs), bool)
        found[:border] = passing.take(docs[:border])
        return found

    return passes
