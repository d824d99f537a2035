"""The order of hits, without ever computing more of it than a page needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from searchkit.engines.protocol import NEWEST, RELEVANCE
from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import ARTICLE
from searchkit.engines.whoosh.rank import DIGITS
from searchkit.engines.whoosh.snapshot import Part

_NEVER = 10**9
_SMALL = 64
"""Below so many hits, all of them are put in order at once."""


class Listed(NamedTuple):
    """The hits in one segment: documents (intp), ascending, with their scores (None: all 0)."""

    part: Part
    docs: Array
    scores: Array | None
    of_articles: bool

    def only(self, at: Array) -> Listed:
        """Those at some places."""
        scores = None if self.scores is None else self.scores.take(at)
        return Listed(self.part, self.docs.take(at), scores, self.of_articles)

    @property
    def articles(self) -> Array:
        """The article of each."""
        return self.docs if self.of_articles else self.part.article_of.take(self.docs)


class Place(NamedTuple):
    """One hit: its segment by number, its document there, its score."""

    part: int
    doc: int
    score: float


Key = Callable[[Listed], Array]


def keys_for(sort: str) -> tuple[Key, ...]:
    """What orders hits before their ids do, smaller first.

    By relevance: score, unit, newest. By date: date, score, unit. The undated come last in each.
    """
    if sort == RELEVANCE:
        return _by_score, _by_unit, _by_newest
    return _by_newest if sort == NEWEST else _by_oldest, _by_score, _by_unit


def first_hits(lists: Sequence[Listed], count: int, sort: str) -> list[Place]:
    """The first hits of all segments, in order."""
    if count <= 0:
        return []
    keys = keys_for(sort)
    # What is first of all is among the first of its segment.
    rows = [row for number, listed in enumerate(lists) for row in _rows(number, _best(listed, count, sort, keys), keys)]
    rows.sort()
    ordered: list[_Row] = []
    for _, alike in groupby(rows, _coarse):
        if len(ordered) >= count:
            break
        tied = list(alike)
        ordered += tied if len(tied) == 1 else sorted(tied, key=lambda row: _fine(lists, row))
    return [place for *_, place in ordered[:count]]


_Row = tuple[tuple[int, ...], int, int, int, Place]
"""The keys of a hit, then its segment by number, its article there, its ordinal."""
_coarse = itemgetter(0)


def _fine(lists: Sequence[Listed], row: _Row) -> tuple[bytes, int]:
    """What orders hits of equal keys."""
    _, number, article, ordinal, _ = row
    segment = lists[number].part.segment
    return segment.dictionary("id")[segment.array("article.rank").item(article)], ordinal


def _rows(number: int, listed: Listed, keys: Sequence[Key]) -> Iterator[_Row]:
    columns = zip(*(key(listed).tolist() for key in keys), strict=True)
    scores = [0.0] * len(listed.docs) if listed.scores is None else listed.scores.tolist()
    articles, docs = listed.articles.tolist(), listed.docs.tolist()
    for row, article, ordinal, doc, score in zip(
        columns, articles, ordinals(listed).tolist(), docs, scores, strict=True
    ):
        yield row, number, article, ordinal, Place(number, doc, score)


def ordinals(listed: Listed) -> Array:
    """Which of its article's paragraphs or quotes each is."""
    if listed.of_articles:
        return np.zeros(len(listed.docs), np.uint32)
    return listed.part.segment.array("passage.ordinal")[listed.docs]


def _best(listed: Listed, count: int, sort: str, keys: Sequence[Key]) -> Listed:
    """Hits among which are the first `count`, and not many more."""
    if len(listed.docs) <= max(count, _SMALL):
        return listed
    if sort == RELEVANCE and listed.scores is not None:
        # A rough cut, so that rounding and the other keys are worked out for few.
        worst = np.partition(listed.scores, -count)[-count]
        listed = listed.only(np.flatnonzero(listed.scores >= worst - 2 / DIGITS))
    sure: list[Array] = []
    at = np.arange(len(listed.docs))
    for key in (*keys, _by_id):
        if len(at) <= max(count, _SMALL):
            break
        values = key(listed.only(at))
        last = np.partition(values, count - 1)[count - 1]
        better = at[values < last]
        sure.append(better)
        count -= len(better)
        at = at[values == last]
    return listed.only(np.sort(np.concatenate((*sure, at))))


def _by_score(listed: Listed) -> Array:
    if listed.scores is None:
        return np.zeros(len(listed.docs), np.int64)
    return -np.rint(listed.scores * DIGITS).astype(np.int64)


def _by_unit(listed: Listed) -> Array:
    if listed.of_articles:
        return np.full(len(listed.docs), ARTICLE)
    return (listed.docs >= listed.part.segment.quotes).astype(np.int64)


def _by_newest(listed: Listed) -> Array:
    return _days(listed, -1)


def _by_oldest(listed: Listed) -> Array:
    return _days(listed, 1)


def _days(listed: Listed, sign: int) -> Array:
    days = listed.part.segment.array("article.day")[listed.articles].astype(np.int64)
    return np.where(days == 0, _NEVER, sign * days)


def _by_id(listed: Listed) -> Array:
    ranks = listed.part.segment.array("article.rank")[listed.articles].astype(np.int64)
    return (ranks << 32) | ordinals(listed)
