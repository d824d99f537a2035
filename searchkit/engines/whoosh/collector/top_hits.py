"""The order of hits, without ever computing more of it than a page needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby, repeat
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from searchkit.engines.protocol import NEWEST, OLDEST, RELEVANCE
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.searcher.bm25 import DIGITS
from searchkit.engines.whoosh.searcher.index_reader import IndexReader

_SMALL = 32
"""So few hits are put in order at once."""
_BLOCK = 64
"""Of so many scores each, the best are looked at to see how good a hit has to be."""


class HitList(NamedTuple):
    """Hits: documents (intp), ascending, with their scores; one number is the score of all."""

    reader: IndexReader
    docs: Array
    scores: Array | float
    by_article: bool

    def only(self, at: Array) -> HitList:
        """Those at some places."""
        scores = self.scores if isinstance(self.scores, float) else self.scores.take(at)
        return HitList(self.reader, self.docs.take(at), scores, self.by_article)

    def between(self, first: int, behind: int) -> HitList:
        """Those of a stretch of places."""
        scores = self.scores if isinstance(self.scores, float) else self.scores[first:behind]
        return HitList(self.reader, self.docs[first:behind], scores, self.by_article)

    @property
    def articles(self) -> Array:
        """The article of each."""
        return self.docs if self.by_article else self.reader.article_of.take(self.docs).astype(np.intp)

    @property
    def same(self) -> Array:
        """A number for each that copies of it share, and nothing else."""
        if self.by_article:
            return self.reader.article_column("article.digest").take(self.docs)
        return self.reader.passage_column("passage.same").take(self.docs)

    def dates(self, sign: int) -> Array:
        """What orders them by date, the latest first if the sign is -1; the undated come last."""
        if self.by_article:
            return self.reader.article_dates(sign).take(self.docs)
        return self.reader.passage_dates(self.docs, sign)


class ScoredDoc(NamedTuple):
    """One hit: its document, its score."""

    doc: int
    score: float


Cut = Callable[[HitList, int], tuple[HitList | None, HitList, int]]
"""Parts hits by one key, for a number of first hits: those that are surely among them, those that may be, and how many
of these are still wanted."""


def top_hits(listed: HitList, count: int, sort: str) -> list[ScoredDoc]:
    """The first hits, in order.

    By relevance: score, unit, newest. By date: date, score, unit. The undated come last in each; then ids decide.
    """
    if count <= 0 or not len(listed.docs):
        return []
    if not isinstance(listed.scores, float) and _are_alike(listed.scores):
        listed = HitList(listed.reader, listed.docs, listed.scores.item(0), listed.by_article)
    found = [row for some in _candidates(listed, count, sort) for row in rows(some, sort)]
    found.sort(key=_keys)
    ordered: list[Row] = []
    for _, equal in groupby(found, _keys):
        if len(ordered) >= count:
            break
        tied = list(equal)
        ordered += tied if len(tied) == 1 else sorted(tied, key=lambda row: tie_break_key(listed, row[1]))
    return [place for _, place in ordered[:count]]


def ordinals(listed: HitList) -> Array:
    """Which of its article's paragraphs or quotes each is."""
    if listed.by_article:
        return np.zeros(len(listed.docs), np.uint32)
    return listed.reader.passage_column("passage.ordinal").take(listed.docs)


Row = tuple[tuple[float, ...], ScoredDoc]
"""The keys of a hit, smaller first, and the hit."""
_keys = itemgetter(0)


def _candidates(listed: HitList, count: int, sort: str) -> Iterator[HitList]:
    """Hits among which are the first `count`, and not many more."""
    enough = max(count, _SMALL)
    left = listed
    cuts: tuple[Cut, ...] = (_by_date(sort), _by_score, _by_unit)
    if sort == RELEVANCE:
        cuts = _by_score, _by_unit, _by_date(NEWEST)
        left = _roughly_best(listed, count)
    for cut in (*cuts, _by_id):
        if len(left.docs) <= enough:
            break
        better, left, count = cut(left, count)
        if better is not None:
            yield better
    yield left


def _roughly_best(listed: HitList, count: int) -> HitList:
    """Hits by whose scores they may be among the first, so that exact keys are worked out for few."""
    scores = listed.scores
    if isinstance(scores, float) or len(scores) <= count:
        return listed
    seen = _some_of_the_best(scores, count)
    seen.partition(len(seen) - count)
    bar = seen.item(len(seen) - count) - 2 / DIGITS
    return listed.only((scores >= bar).nonzero()[0])


def _some_of_the_best(scores: Array, count: int) -> Array:
    """As many scores as are wanted at least, high ones: the best of each block of them. The array is the caller's."""
    blocks = len(scores) // _BLOCK
    if blocks < count:
        return scores.copy()
    best: Array = scores[: blocks * _BLOCK].reshape(_BLOCK, blocks).max(axis=0)
    return best


def rows(listed: HitList, sort: str) -> list[Row]:
    """Hits with their keys."""
    docs = listed.docs
    if isinstance(listed.scores, float):
        ranks, scores = [0.0] * len(docs), [listed.scores] * len(docs)
    else:
        ranks, scores = (listed.scores * -DIGITS).round().tolist(), listed.scores.tolist()
    units = (docs >= (0 if listed.by_article else listed.reader.quotes)).tolist()
    days = listed.dates(1 if sort == OLDEST else -1).tolist()
    keys = zip(ranks, units, days, strict=True) if sort == RELEVANCE else zip(days, ranks, units, strict=True)
    # As `Place(...)`, in a third of its time.
    places: Iterator[ScoredDoc] = map(tuple.__new__, repeat(ScoredDoc), zip(docs.tolist(), scores, strict=True))
    return list(zip(keys, places, strict=True))


def tie_break_key(listed: HitList, place: ScoredDoc) -> tuple[bytes | int, int]:
    """What orders hits of equal keys: the id of the article, or its rank by id, then the place in it."""
    reader = listed.reader
    article = place.doc if listed.by_article else reader.article_of.item(place.doc)
    ordinal = 0 if listed.by_article else reader.passage_column("passage.ordinal").item(place.doc)
    if len(reader.segments) == 1:
        return reader.article_column("article.rank").item(article), ordinal
    return reader.id_of(article), ordinal


def _by_score(listed: HitList, count: int) -> tuple[HitList | None, HitList, int]:
    if isinstance(listed.scores, float):
        return None, listed, count
    return _parted(listed, -np.rint(listed.scores * DIGITS), count)


def _are_alike(scores: Array) -> bool:
    """Whether all scores are the same, as those of a prefix are."""
    first = scores.item(0)
    return bool(scores.item(-1) == first and (scores == first).all())


def _by_unit(listed: HitList, count: int) -> tuple[HitList | None, HitList, int]:
    """Quotes come first, as their numbers do."""
    if listed.by_article:
        return None, listed, count
    split = int(listed.docs.searchsorted(listed.reader.quotes))
    quotes = listed.between(0, split)
    if split >= count:
        return None, quotes, count
    return quotes, listed.between(split, len(listed.docs)), count - split


def _by_date(sort: str) -> Cut:
    sign = 1 if sort == OLDEST else -1
    return lambda listed, count: _parted(listed, listed.dates(sign), count)


def _by_id(listed: HitList, count: int) -> tuple[None, HitList, int]:
    """The first of all are among the first of each segment, in which ids are numbered."""
    reader, articles = listed.reader, listed.articles
    keys = (reader.article_column("article.rank").take(articles).astype(np.int64) << 32) | ordinals(listed)
    segment = np.array(reader.first_articles).searchsorted(articles, "right")
    cache = []
    for number in range(1, len(reader.segments) + 1):
        at = (segment == number).nonzero()[0]
        cache.append(at.take(keys.take(at).argpartition(count - 1)[:count]) if len(at) > count else at)
    return None, listed.only(np.sort(np.concatenate(cache))), count


def _parted(listed: HitList, keys: Array, count: int) -> tuple[HitList | None, HitList, int]:
    """Hits whose key is smaller than that of the last of the first `count`, and those that have the same.

    Where both are few, they are given together: all of them may be among the first.
    """
    last = np.partition(keys, count - 1)[count - 1]
    some = (keys <= last).nonzero()[0]
    if len(some) <= _SMALL:
        return None, listed.only(some), count
    better = listed.only((keys < last).nonzero()[0])
    return better, listed.only((keys == last).nonzero()[0]), count - len(better.docs)
