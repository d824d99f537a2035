"""What a query is asked of, passages or whole articles: which of them match a leaf or its negation, and their scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeGuard

import numpy as np

from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import ARTICLE, PARAGRAPH, QUOTE, UNIT_NAMES
from searchkit.engines.whoosh.leaves import ARTICLES, PASSAGES, QUOTES, Leaves, Mask, OnText, Rows, Several, dated
from searchkit.engines.whoosh.matches import Counted, Found, Matches, Plain, Scored, Sieve, taken, without
from searchkit.engines.whoosh.rank import CONSTANT, PLAIN, Ranking, weight
from searchkit.engines.whoosh.runs import distinct, first_of_runs, stretches
from searchkit.engines.whoosh.segment import Segment
from searchkit.engines.whoosh.snapshot import Part
from searchkit.fields import BY_NAME, FieldKind
from searchkit.query.tree import DateRange, Fuzzy, Leaf, Near, Phrase, Prefix, Wildcard, Word

_FEW = 16


class Universe:
    """The documents of some units, segment by segment, the deleted included; numbers of documents are a segment's own.

    With `undated_pass`, undated ones pass every date filter, whichever way round: to count what such filters leave out.
    """

    def __init__(self, leaves: Leaves, *, undated_pass: bool, ranking: Ranking) -> None:
        self.ranking = ranking
        self._leaves = leaves
        self._parts: Sequence[Part] = leaves.snapshot.parts
        self._undated_pass = undated_pass
        self._weights: dict[Leaf, tuple[float, float]] = {}

    def bounds(self, part: int) -> tuple[int, int]:
        """The first number of a document, and the one behind the last."""
        raise NotImplementedError

    def everything(self, part: int) -> Sieve:
        """All documents."""
        low, high = self.bounds(part)
        return Sieve(lambda docs: np.ones(len(docs), bool), lambda: np.arange(low, high, dtype=np.uint32))

    def nothing(self) -> Sieve:
        """No document."""
        return Sieve(lambda docs: np.zeros(len(docs), bool), lambda: np.zeros(0, np.uint32))

    def found(self, leaf: Leaf, part: int) -> Found:
        """What matches a leaf; filters score 0."""
        if on_text(leaf):
            return self.matches(leaf, part)
        return self._sieve(self._mask(leaf, part), part)

    def absent(self, leaf: Leaf, part: int) -> Sieve:
        """What matches a leaf's negation: of the documents that have such a field at all, the others."""
        if on_text(leaf):
            matching = self.matches(leaf, part).docs
            low, high = self.bounds(part)
            return Sieve(lambda docs: without(docs, matching), lambda: _others(matching, low, high))
        mask = self._mask(leaf, part)
        if not isinstance(leaf, DateRange):
            return self._sieve(Mask(mask.level, ~mask.passing), part)
        if self._undated_pass:
            return self._sieve(mask, part)
        return self._sieve(Mask(mask.level, ~mask.passing & dated(self._parts[part].segment)), part)

    def undated(self, docs: Array, part: int) -> Array:
        """The articles without a date that some documents belong to, each once."""
        articles: Array = distinct(self.articles_of(docs, part))
        return articles[~dated(self._parts[part].segment)[articles]]

    def articles_of(self, docs: Array, part: int) -> Array:
        """The article of each document."""
        raise NotImplementedError

    def live(self, docs: Array, part: int) -> Array | None:
        """Which of some documents are not deleted (truth values), None when all are there."""
        raise NotImplementedError

    def matches(self, leaf: OnText, part: int) -> Matches:
        """What matches a leaf on text or titles."""
        raise NotImplementedError

    def _sieve(self, mask: Mask, part: int) -> Sieve:
        raise NotImplementedError

    def _mask(self, leaf: Leaf, part: int) -> Mask:
        assert not isinstance(leaf, Word | Phrase | Near)  # noqa: S101 - on_text said so
        if self._undated_pass and isinstance(leaf, DateRange):
            return Mask(ARTICLES, ~dated(self._parts[part].segment))
        return self._leaves.masks(leaf)[part]

    def _title_weight(self, leaf: OnText) -> float:
        # A title is the article's, so its statistics are those of articles, whatever unit is listed.
        if leaf not in self._weights:
            having = 0
            for part, (docs, _) in zip(self._parts, self._leaves.rows(leaf), strict=True):
                having += len(docs) if part.live is None else int(np.count_nonzero(part.live[docs]))
            count = self._leaves.snapshot.state.manifest.counts["article"]
            self._weights[leaf] = (weight(having, count),) * 2
        return self._weights[leaf][0]

    def _titled(self, leaf: OnText, part: int) -> Matches:
        """The articles whose title a leaf matches."""
        docs, frequencies = self._leaves.rows(leaf)[part]
        if isinstance(leaf, Several):
            return Plain(docs, CONSTANT)
        worth = self._title_weight(leaf)
        return Counted(docs, frequencies, self._parts[part].title_norms, (worth, worth), 0)


class Passages(Universe):
    """Quotes, paragraphs or both."""

    def __init__(
        self, leaves: Leaves, units: frozenset[int], *, undated_pass: bool = False, ranking: Ranking = PLAIN
    ) -> None:
        super().__init__(leaves, undated_pass=undated_pass, ranking=ranking)
        self._units = units

    def bounds(self, part: int) -> tuple[int, int]:
        """Quotes come before paragraphs."""
        segment = self._parts[part].segment
        return (
            0 if QUOTE in self._units else segment.quotes,
            segment.passages if PARAGRAPH in self._units else segment.quotes,
        )

    def articles_of(self, docs: Array, part: int) -> Array:
        """By the column that says so."""
        return taken(self._parts[part].article_of, docs)

    def live(self, docs: Array, part: int) -> Array | None:
        """As their articles are."""
        live = self._parts[part].live_passages
        return None if live is None else taken(live, docs)

    def matches(self, leaf: OnText, part: int) -> Matches:
        """By the statistics of their units; an article's title is matched by all its passages."""
        if leaf.field == "title":
            titles = self._titled(leaf, part)
            docs, counts = self._passages_of(titles.docs, part)
            scores = titles.scores(None)
            return (
                Plain(docs) if scores is None else Scored(docs, np.concatenate([np.repeat(scores, n) for n in counts]))
            )
        docs, frequencies = self._within(self._leaves.rows(leaf)[part], part)
        if isinstance(leaf, Several):
            return Plain(docs, CONSTANT)
        opened = self._parts[part]
        return Counted(docs, frequencies, opened.passage_norms, self._passage_weights(leaf), opened.segment.quotes)

    def _within(self, rows: Rows, part: int) -> Rows:
        docs, frequencies = rows
        low, high = self.bounds(part)
        segment = self._parts[part].segment
        if (low, high) == (0, segment.passages):
            return docs, frequencies
        first, last = docs.searchsorted(np.array((low, high), np.uint32)).tolist()
        return docs[first:last], frequencies[first:last]

    def _passage_weights(self, leaf: OnText) -> tuple[float, float]:
        known = self._weights.get(leaf)
        if known is not None:
            return known
        quotes = paragraphs = 0
        for part, (docs, _) in zip(self._parts, self._leaves.rows(leaf), strict=True):
            split, count = int(docs.searchsorted(np.uint32(part.segment.quotes))), len(docs)
            if part.live_passages is not None:
                live = taken(part.live_passages, docs)
                split, count = int(np.count_nonzero(live[:split])), int(np.count_nonzero(live))
            quotes += split
            paragraphs += count - split
        counts = self._leaves.snapshot.state.manifest.counts
        found = weight(quotes, counts[UNIT_NAMES[QUOTE]]), weight(paragraphs, counts[UNIT_NAMES[PARAGRAPH]])
        self._weights[leaf] = found
        return found

    def _passages_of(self, articles: Array, part: int) -> tuple[Array, list[Array]]:
        """The passages of some articles, ascending, and how many quotes and how many paragraphs each has."""
        segment = self._parts[part].segment
        found, counts = [], []
        for unit, starts in ((QUOTE, segment.quote_starts), (PARAGRAPH, segment.paragraph_starts)):
            count = starts[articles + np.uint32(1)] - starts[articles]
            if unit in self._units:
                found.append(stretches(starts[articles], count))
                counts.append(count)
        return np.concatenate(found).astype(np.uint32), counts

    def _sieve(self, mask: Mask, part: int) -> Sieve:
        segment, article_of = self._parts[part].segment, self._parts[part].article_of
        low, high = self.bounds(part)
        passing = mask.passing
        if mask.level == PASSAGES:
            return Sieve(lambda docs: taken(passing, docs), lambda: _true_from(passing[low:high], low))
        if mask.level == QUOTES:
            return Sieve(
                _quote_test(passing, segment), lambda: _true_from(passing[low:high], low) if not low else _NONE
            )

        def every() -> Array:
            articles = passing.nonzero()[0].astype(np.uint32)
            if len(articles) * _FEW < len(passing):
                return self._passages_of(articles, part)[0]
            return _true_from(taken(passing, article_of[low:high]), low)

        return Sieve(lambda docs: taken(passing, taken(article_of, docs)), every)


class Articles(Universe):
    """Whole articles, by their own numbers.

    An article matches a leaf when one of its paragraphs does, its title (for a leaf on the text) or its own fields.
    """

    def __init__(self, leaves: Leaves, *, undated_pass: bool = False, ranking: Ranking = PLAIN) -> None:
        super().__init__(leaves, undated_pass=undated_pass, ranking=ranking)
        self._gathered: dict[Leaf, list[Rows]] = {}

    def bounds(self, part: int) -> tuple[int, int]:
        """All of them."""
        return 0, self._parts[part].segment.articles

    def articles_of(self, docs: Array, part: int) -> Array:  # noqa: ARG002
        """They are articles."""
        return docs

    def live(self, docs: Array, part: int) -> Array | None:
        """As the snapshot says."""
        live = self._parts[part].live
        return None if live is None else taken(live, docs)

    def matches(self, leaf: OnText, part: int) -> Matches:
        """By the statistics of articles."""
        if leaf.field == "title":
            return self._titled(leaf, part)
        docs, frequencies = self._rows(leaf)[part]
        if isinstance(leaf, Several):
            return Plain(docs, CONSTANT)
        if leaf not in self._weights:
            having = 0
            for opened, (found, _) in zip(self._parts, self._rows(leaf), strict=True):
                having += len(found) if opened.live is None else int(np.count_nonzero(opened.live[found]))
            worth = weight(having, self._leaves.snapshot.state.manifest.counts[UNIT_NAMES[ARTICLE]])
            self._weights[leaf] = worth, worth
        matches = Counted(docs, frequencies, self._parts[part].article_norms, self._weights[leaf], 0)
        return self._with_titles(matches, leaf, part) if self.ranking.title else matches

    def _with_titles(self, matches: Matches, leaf: OnText, part: int) -> Matches:
        titled = self._titled(replace(leaf, field="title"), part)
        scores, more = matches.scores(None), titled.scores(None)
        if scores is not None and more is not None:
            scores[matches.docs.searchsorted(titled.docs)] += self.ranking.title * more
            return Scored(matches.docs, scores)
        return matches

    def _rows(self, leaf: OnText) -> Sequence[Rows]:
        if leaf not in self._gathered:
            titles = self._leaves.rows(replace(leaf, field="title"))
            self._gathered[leaf] = [
                _gathered(part, rows, titled)
                for part, rows, titled in zip(self._parts, self._leaves.rows(leaf), titles, strict=True)
            ]
        return self._gathered[leaf]

    def _sieve(self, mask: Mask, part: int) -> Sieve:  # noqa: ARG002
        passing = mask.passing
        if mask.level == QUOTES:
            return self.nothing()
        return Sieve(lambda docs: taken(passing, docs), lambda: _true_from(passing, 0))

    def _mask(self, leaf: Leaf, part: int) -> Mask:
        mask = super()._mask(leaf, part)
        if mask.level != PASSAGES:
            return mask
        segment = self._parts[part].segment
        passing = np.zeros(segment.articles, bool)
        passing[self._parts[part].article_of[segment.quotes :][mask.passing[segment.quotes :]]] = True
        return Mask(ARTICLES, passing)


def on_text(leaf: Leaf) -> TypeGuard[OnText]:
    """Whether a leaf looks for words of texts or titles, and not at a filter's values."""
    if isinstance(leaf, Word | Phrase | Near):
        return True
    return isinstance(leaf, Prefix | Wildcard | Fuzzy) and BY_NAME[leaf.field].kind is FieldKind.TEXT


def _gathered(part: Part, rows: Rows, titled: Rows) -> Rows:
    """How often articles have something in their paragraphs; the title counts only where no paragraph has it."""
    docs, frequencies = rows
    split = int(docs.searchsorted(np.uint32(part.segment.quotes)))
    articles, often = part.article_of[docs[split:]], frequencies[split:]
    if len(articles):
        first = first_of_runs(articles)
        articles, often = articles[first], np.add.reduceat(often, first, dtype=np.int64)
    added = without(titled[0], articles)
    both = np.concatenate((articles, titled[0][added]))
    order = both.argsort(kind="stable")
    return both[order], np.concatenate((often, titled[1][added]))[order]


def _quote_test(passing: Array, segment: Segment) -> Callable[[Array], Array]:
    def passes(docs: Array) -> Array:
        border = int(docs.searchsorted(np.uint32(segment.quotes)))
        found = np.zeros(len(docs), bool)
        found[:border] = taken(passing, docs[:border])
        return found

    return passes


def _others(docs: Array, low: int, high: int) -> Array:
    left = np.ones(high - low, bool)
    left[docs.astype(np.int64) - low] = False
    return _true_from(left, low)


def _true_from(truths: Array, low: int) -> Array:
    return (truths.nonzero()[0] + low).astype(np.uint32)


_NONE: Array = np.zeros(0, np.uint32)
