"""What a query node matches: documents with scores, or a filter without.

`docs` are ascending document numbers (intp). Scores are computed when they are asked for, and only for the documents that
are left by then. The values here are named tuples, because those are defined faster at import than other classes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import isin_sorted
from searchkit.engines.whoosh.searcher.bm25 import bm25


class ScoredDocs(Protocol):
    """Matching documents and a way to score them."""

    @property
    def docs(self) -> Array:
        """The matching documents (intp, ascending)."""

    def scores(self, indices: Array | None) -> Array | None:
        """Return float64 scores of `docs` at some indices, or of all; None when all are 0. The caller owns the array."""


class Filter(NamedTuple):
    """A condition without a score: `passes` returns a bool for each of some ascending documents, `every` all that pass."""

    passes: Callable[[Array], Array]
    every: Callable[[], Array]


DocSet: TypeAlias = ScoredDocs | Filter


class ConstantScore(NamedTuple):
    """Documents of equal score."""

    docs: Array
    score: float = 0.0

    def scores(self, indices: Array | None) -> Array | None:
        """Return the score of each."""
        return np.full(len(self.docs if indices is None else indices), self.score) if self.score else None


class LazyBm25(NamedTuple):
    """Documents with the frequencies of a phrase or the like; the other fields are arguments of `bm25`."""

    docs: Array
    freqs: Array
    norms: Array
    weights: tuple[float, float]
    border: int

    def scores(self, indices: Array | None) -> Array | None:
        """Compute BM25."""
        docs, freqs = self.docs, self.freqs
        if indices is not None:
            docs, freqs = docs.take(indices), freqs.take(indices)
        return bm25(docs, freqs, self.norms, self.weights, self.border)


class KnownScores(NamedTuple):
    """Documents whose scores are known."""

    docs: Array
    known: Array

    def scores(self, indices: Array | None) -> Array | None:
        """Return copies of the scores."""
        return self.known.copy() if indices is None else self.known.take(indices)


class Boosted:
    """Documents whose scores are multiplied by a factor."""

    def __init__(self, inner: ScoredDocs, factor: float) -> None:
        self.docs = inner.docs
        self._inner = inner
        self._factor = factor

    def scores(self, indices: Array | None) -> Array | None:
        """Return the products."""
        scores = self._inner.scores(indices)
        return None if scores is None else scores * self._factor


class Intersection(NamedTuple):
    """Documents that are in every child; `child_indices` are their indices in the `docs` of each."""

    docs: Array
    children: Sequence[ScoredDocs]
    child_indices: Sequence[Array]

    def scores(self, indices: Array | None) -> Array | None:
        """Return the sums, added in the order of the children."""
        total: Array | None = None
        for child, child_indices in zip(self.children, self.child_indices, strict=True):
            scores = child.scores(child_indices if indices is None else child_indices.take(indices))
            if scores is not None:
                total = scores if total is None else np.add(total, scores, out=total)
        return total


def intersect(children: Sequence[DocSet], count: int) -> DocSet:
    """Return what is in all of one or more children; all document numbers are below `count`."""
    scored = [child for child in children if not isinstance(child, Filter)]
    filters = [child for child in children if isinstance(child, Filter)]
    if not scored:
        return Filter(lambda docs: _pass_all(filters, docs), lambda: _apply(filters[1:], filters[0].every()))
    docs, *others = sorted((child.docs for child in scored), key=len)
    for other in others:
        docs = docs.compress(mask_of(other, count).take(docs))
    docs = _apply(filters, docs)
    return Intersection(docs, scored, [_indices_of(docs, child.docs, count) for child in scored])


def unite(children: Sequence[DocSet], count: int) -> DocSet:
    """Return what is in any of two or more children; all document numbers are below `count`."""
    filters = [child for child in children if isinstance(child, Filter)]
    if len(filters) == len(children):
        return Filter(lambda docs: _pass_any(filters, docs), lambda: _union([one.every() for one in filters], count))
    scored = [ConstantScore(child.every()) if isinstance(child, Filter) else child for child in children]
    docs = _union([child.docs for child in scored], count)
    return KnownScores(docs, _sum_scores(scored, count).take(docs))


def _sum_scores(children: Sequence[ScoredDocs], count: int) -> Array:
    """Return float64[count]: the scores of all children by document, added in the order of the children."""
    known = [(child.docs, scores) for child in children if (scores := child.scores(None)) is not None]
    if not known:
        return np.zeros(count)
    docs, scores = (np.concatenate(arrays) for arrays in zip(*known, strict=True))
    return np.bincount(docs, scores, count).astype(float, copy=False)  # of no documents, it counts integers


def add_evidence(matches: ScoredDocs, evidence: Sequence[ScoredDocs]) -> ScoredDocs:
    """Return the same documents, with the scores that further evidence gives some of them."""
    docs = matches.docs
    scores = matches.scores(None)
    total = np.zeros(len(docs)) if scores is None else scores
    for more in evidence:
        indices = isin_sorted(more.docs, docs).nonzero()[0]
        added = more.scores(indices)
        if added is not None:
            total[docs.searchsorted(more.docs.take(indices))] += added
    return KnownScores(docs, total)


def mask_of(docs: Array, count: int) -> Array:
    """bool[count]: whether each document is among `docs`."""
    mask = np.zeros(count, bool)
    mask[docs] = True
    return mask


def _indices_of(docs: Array, among: Array, count: int) -> Array:
    """Return the index in `among` of each of some documents, all of which occur there."""
    indices = np.empty(count, np.uint32)
    indices[among] = np.arange(len(among), dtype=np.uint32)
    return indices.take(docs)


def _union(lists: Sequence[Array], count: int) -> Array:
    mask = np.zeros(count, bool)
    for docs in lists:
        mask[docs] = True
    return mask.nonzero()[0]


def _pass_all(filters: Sequence[Filter], docs: Array) -> Array:
    passed = filters[0].passes(docs)
    for one in filters[1:]:
        passed = passed & one.passes(docs)
    return passed


def _pass_any(filters: Sequence[Filter], docs: Array) -> Array:
    passed = filters[0].passes(docs)
    for one in filters[1:]:
        passed = passed | one.passes(docs)
    return passed


def _apply(filters: Sequence[Filter], docs: Array) -> Array:
    """Return the documents that pass all of some filters."""
    for one in filters:
        docs = docs.compress(one.passes(docs))
    return docs
