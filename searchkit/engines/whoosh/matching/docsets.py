"""What matches a part of a query: documents in order with their scores, or a sieve to put others through.

Scores are computed when they are asked for, and only for the documents that are left by then. The values on the way of a
search are named tuples, because classes of that kind are made in a third of the time when the module is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import find_indices, isin_sorted, unique_sorted
from searchkit.engines.whoosh.searcher.bm25 import bm25

_SPARSE = 16
"""With fewer documents than one in so many, unions are formed by sorting, else by marking."""
_MANY = 4000
"""More documents than this are looked for by marking, fewer by binary search."""
_FEW = 8
"""With fewer documents than one for so many of those among which they are looked for, binary search is faster."""


class ScoredDocs(Protocol):
    """Documents, ascending."""

    @property
    def docs(self) -> Array:
        """Their numbers (intp)."""

    def scores(self, at: Array | None) -> Array | None:
        """The scores of those at some places of `docs`, or of all; None when all are 0. The array is the caller's."""


class Filter(NamedTuple):
    """A condition without a score: `passes` says for ascending documents which fulfil it, `every` lists all that do."""

    passes: Callable[[Array], Array]
    every: Callable[[], Array]


DocSet: TypeAlias = ScoredDocs | Filter


class ConstantScore(NamedTuple):
    """Documents of equal score."""

    docs: Array
    score: float = 0.0

    def scores(self, at: Array | None) -> Array | None:
        """The score of each."""
        return np.full(len(self.docs if at is None else at), self.score) if self.score else None


class LazyBm25(NamedTuple):
    """Documents with how often a phrase or the like occurs, whose scores are still to be worked out, as by `bm25`."""

    docs: Array
    freqs: Array
    norms: Array
    weights: tuple[float, float]
    border: int

    def scores(self, at: Array | None) -> Array | None:
        """BM25."""
        docs, freqs = self.docs, self.freqs
        if at is not None:
            docs, freqs = docs.take(at), freqs.take(at)
        return bm25(docs, freqs, self.norms, self.weights, self.border)


class KnownScores(NamedTuple):
    """Documents whose scores are known."""

    docs: Array
    known: Array

    def scores(self, at: Array | None) -> Array | None:
        """The scores."""
        return self.known.copy() if at is None else self.known.take(at)


class Boosted:
    """Documents whose scores count several times."""

    def __init__(self, inner: ScoredDocs, factor: float) -> None:
        self.docs = inner.docs
        self._inner = inner
        self._factor = factor

    def scores(self, at: Array | None) -> Array | None:
        """The product."""
        scores = self._inner.scores(at)
        return None if scores is None else scores * self._factor


class Intersection(NamedTuple):
    """Documents that are in every part: `places` says where in each."""

    docs: Array
    parts: Sequence[ScoredDocs]
    places: Sequence[Array | None]

    def scores(self, at: Array | None) -> Array | None:
        """The sum, added in the order of the parts."""
        total: Array | None = None
        for part, places in zip(self.parts, self.places, strict=True):
            scores = part.scores(at if places is None else places if at is None else places.take(at))
            if scores is not None:
                total = scores if total is None else np.add(total, scores, out=total)
        return total


def intersect(parts: Sequence[DocSet]) -> DocSet:
    """What is in all of one or more parts."""
    lists = [part for part in parts if not isinstance(part, Filter)]
    sieves = [part for part in parts if isinstance(part, Filter)]
    if not lists:
        if len(sieves) == 1:
            return sieves[0]
        return Filter(lambda docs: _all_pass(sieves, docs), lambda: _sifted(sieves[0].every(), sieves[1:]))
    docs, places = _intersection(lists)
    for sieve in sieves:
        cache = sieve.passes(docs).nonzero()[0]
        if len(cache) < len(docs):
            docs = docs.take(cache)
            places = [cache if place is None else place.take(cache) for place in places]
    return Intersection(docs, lists, places)


def unite(parts: Sequence[DocSet], count: int) -> DocSet:
    """What is in any of two or more parts; `count` is the number of all documents."""
    sieves = [part for part in parts if isinstance(part, Filter)]
    if len(sieves) == len(parts):
        return Filter(lambda docs: _any_passes(sieves, docs), lambda: _united([part.every() for part in sieves], count))
    lists = [ConstantScore(part.every()) if isinstance(part, Filter) else part for part in parts]
    if sum(len(part.docs) for part in lists) * _SPARSE < count:
        docs = unique_sorted(np.concatenate([part.docs for part in lists]))
        return KnownScores(docs, _sums(lists, len(docs), docs))
    docs = _united([part.docs for part in lists], count)
    return KnownScores(docs, _sums(lists, count, None).take(docs))


def _sums(lists: Sequence[ScoredDocs], count: int, docs: Array | None) -> Array:
    """The scores of all lists added up in their order: by place in `docs`, or by the documents themselves."""
    known = [(part.docs, scores) for part in lists if (scores := part.scores(None)) is not None]
    if not known:
        return np.zeros(count)
    at = np.concatenate([own for own, _ in known])
    scores = np.concatenate([own for _, own in known])
    sums = np.bincount(at if docs is None else docs.searchsorted(at), scores, count)
    return sums.astype(float, copy=False)  # of nothing, it counts integers


def add_evidence(found: ScoredDocs, evidence: Sequence[ScoredDocs]) -> ScoredDocs:
    """The same documents, with the scores that further evidence gives some of them."""
    docs = found.docs
    scores = found.scores(None)
    total = np.zeros(len(docs)) if scores is None else scores
    for more in evidence:
        at = isin_sorted(more.docs, docs).nonzero()[0]
        own = more.scores(at)
        if own is not None:
            total[docs.searchsorted(more.docs.take(at))] += own
    return KnownScores(docs, total)


def is_not_in(docs: Array, others: Array) -> Array:
    """Which of some ascending documents are not among others (truth values)."""
    if not len(others) or not len(docs):
        return np.ones(len(docs), bool)
    if len(docs) > _MANY:
        left = np.ones(max(int(docs[-1]), int(others[-1])) + 1, bool)
        left[others] = False
        return left.take(docs)
    return ~isin_sorted(docs, others)


def _intersection(lists: Sequence[ScoredDocs]) -> tuple[Array, list[Array | None]]:
    """The documents that all have, and where they are in each (None: just so)."""
    places: list[Array | None] = [None] * len(lists)
    first, *others = sorted(range(len(lists)), key=lambda number: len(lists[number].docs))
    docs = lists[first].docs
    done = [first]
    for number in others:
        if not len(docs):
            return docs, [np.zeros(0, np.intp)] * len(lists)
        at, found = _located(docs, lists[number].docs)
        cache = found.nonzero()[0]
        if len(cache) < len(docs):
            docs, at = docs.take(cache), at.take(cache)
            for earlier in done:
                before = places[earlier]
                places[earlier] = cache if before is None else before.take(cache)
        places[number] = at
        done.append(number)
    return docs, places


def _located(docs: Array, among: Array) -> tuple[Array, Array]:
    """Where some documents are among no fewer others, and whether they are (truth values)."""
    if len(docs) * _FEW > len(among):
        return find_indices(docs, among, max(docs.item(-1), among.item(-1)))
    at = among.searchsorted(docs)
    np.minimum(at, len(among) - 1, out=at)
    return at, among.take(at) == docs


def _united(lists: Sequence[Array], count: int) -> Array:
    if sum(map(len, lists)) * _SPARSE < count:
        return unique_sorted(np.concatenate(lists))
    marked = np.zeros(count, bool)
    for docs in lists:
        marked[docs] = True
    return marked.nonzero()[0]


def _all_pass(sieves: Sequence[Filter], docs: Array) -> Array:
    passed = sieves[0].passes(docs)
    for sieve in sieves[1:]:
        passed = passed & sieve.passes(docs)
    return passed


def _any_passes(sieves: Sequence[Filter], docs: Array) -> Array:
    passed = sieves[0].passes(docs)
    for sieve in sieves[1:]:
        passed = passed | sieve.passes(docs)
    return passed


def _sifted(docs: Array, sieves: Sequence[Filter]) -> Array:
    for sieve in sieves:
        docs = docs[sieve.passes(docs)]
    return docs
