"""The order of hits, without ever computing more of it than a page needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from searchkit.engines.protocol import NEWEST, OLDEST, RELEVANCE
from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.rank import DIGITS
from searchkit.engines.whoosh.snapshot import Part

_NEVER = 10**9
_SMALL = 32
"""So few hits are put in order at once."""
_FEW = 8
"""With fewer hits than one for so many passages, a column of all passages would take longer to make than it saves."""
_BLOCK = 64
"""Of so many scores each, the best are looked at to see how good a hit has to be."""


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

    def between(self, first: int, behind: int) -> Listed:
        """Those of a stretch of places."""
        scores = None if self.scores is None else self.scores[first:behind]
        return Listed(self.part, self.docs[first:behind], scores, self.of_articles)

    @property
    def articles(self) -> Array:
        """The article of each."""
        return self.docs if self.of_articles else self.part.article_of.take(self.docs)

    @property
    def same(self) -> Array:
        """A number for each that copies of it share, and nothing else."""
        if self.of_articles:
            return self.part.segment.array("article.digest").take(self.docs)
        return self.part.segment.array("passage.same").take(self.docs)

    @property
    def days(self) -> Array:
        """The first day of each one's article."""
        if not self.of_articles and len(self.docs) * _FEW > self.part.segment.passages:
            return self.part.day_of.take(self.docs)
        return self.part.segment.array("article.day").take(self.articles)


class Place(NamedTuple):
    """One hit: its segment by number, its document there, its score."""

    part: int
    doc: int
    score: float


Cut = Callable[[Sequence[Listed], int], tuple[list[Listed], list[Listed], int]]
"""Parts hits by one key, for a number of first hits: those that are surely among them, those that may be, and how many
of these are still wanted. One list for each segment, both times."""


def first_hits(lists: Sequence[Listed], count: int, sort: str) -> list[Place]:
    """The first hits of all segments, in order.

    By relevance: score, unit, newest. By date: date, score, unit. The undated come last in each; then ids decide.
    """
    if count <= 0:
        return []
    found = [row for number, listed in _candidates(lists, count, sort) for row in rows(number, listed, sort)]
    found.sort(key=_keys)
    ordered: list[Row] = []
    for _, alike in groupby(found, _keys):
        if len(ordered) >= count:
            break
        tied = list(alike)
        ordered += tied if len(tied) == 1 else sorted(tied, key=lambda row: fine(lists, row[1]))
    return [place for _, place in ordered[:count]]


def ordinals(listed: Listed) -> Array:
    """Which of its article's paragraphs or quotes each is."""
    if listed.of_articles:
        return np.zeros(len(listed.docs), np.uint32)
    return listed.part.segment.array("passage.ordinal")[listed.docs]


Row = tuple[tuple[int, ...], Place]
"""The keys of a hit, smaller first, and the hit."""
_keys = itemgetter(0)


def _candidates(lists: Sequence[Listed], count: int, sort: str) -> Iterator[tuple[int, Listed]]:
    """Hits among which are the first `count`, and not many more, with the numbers of their segments."""
    enough = max(count, _SMALL)
    sure: list[Sequence[Listed]] = []
    left: Sequence[Listed] = lists
    cuts: tuple[Cut, ...] = (_by_date(sort), _by_score, _by_unit)
    if sort == RELEVANCE:
        cuts = _by_unit, _by_date(NEWEST)
        if not _all_alike(lists):
            cuts = _by_score, *cuts
            left = _roughly_best(lists, count)
    for cut in (*cuts, _by_id):
        if sum(len(listed.docs) for listed in left) <= enough:
            break
        better, left, count = cut(left, count)
        sure.append(better)
    for found in (*sure, left):
        yield from ((number, listed) for number, listed in enumerate(found) if len(listed.docs))


def _roughly_best(lists: Sequence[Listed], count: int) -> Sequence[Listed]:
    """Hits by whose scores they may be among the first, so that exact keys are worked out for few."""
    scores = [listed.scores for listed in lists if listed.scores is not None]
    if len(scores) < len(lists) or not scores or sum(map(len, scores)) <= count:
        return lists
    seen = np.concatenate([_some_of_the_best(own, count) for own in scores])
    seen.partition(len(seen) - count)
    bar = seen.item(len(seen) - count) - 2 / DIGITS
    return [listed.only((own >= bar).nonzero()[0]) for listed, own in zip(lists, scores, strict=True)]


def _some_of_the_best(scores: Array, count: int) -> Array:
    """As many scores as are wanted at least, high ones: the best of each block of them."""
    blocks = len(scores) // _BLOCK
    if blocks < count:
        return scores
    best: Array = scores[: blocks * _BLOCK].reshape(_BLOCK, blocks).max(axis=0)
    return best


def rows(number: int, listed: Listed, sort: str) -> Iterator[Row]:
    """The hits in a segment, by its number, with their keys."""
    days = listed.part.segment.array("article.day").item
    border = 0 if listed.of_articles else listed.part.segment.quotes
    sign = 1 if sort == OLDEST else -1
    scores = [0.0] * len(listed.docs) if listed.scores is None else listed.scores.tolist()
    for doc, article, score in zip(listed.docs.tolist(), listed.articles.tolist(), scores, strict=True):
        date = sign * days(article) or _NEVER
        rank = -round(score * DIGITS)
        keys = (rank, doc >= border, date) if sort == RELEVANCE else (date, rank, doc >= border)
        yield keys, Place(number, doc, score)


def fine(lists: Sequence[Listed], place: Place) -> tuple[bytes, int]:
    """What orders hits of equal keys."""
    listed = lists[place.part]
    segment = listed.part.segment
    article = place.doc if listed.of_articles else listed.part.article_of.item(place.doc)
    ordinal = 0 if listed.of_articles else segment.array("passage.ordinal").item(place.doc)
    return segment.dictionary("id")[segment.array("article.rank").item(article)], ordinal


def _by_score(lists: Sequence[Listed], count: int) -> tuple[list[Listed], list[Listed], int]:
    return _parted(lists, [_ranked(listed) for listed in lists], count)


def _all_alike(lists: Sequence[Listed]) -> bool:
    """Whether all hits have the same score, as those of a prefix have."""
    scores = [listed.scores for listed in lists if len(listed.docs)]
    known = [own for own in scores if own is not None]
    if not known or len(known) < len(scores):
        return not known
    first = known[0].item(0)
    return all(own.item(0) == first == own.item(-1) for own in known) and all((own == first).all() for own in known)


def _ranked(listed: Listed) -> Array:
    if listed.scores is None:
        return np.zeros(len(listed.docs))
    return -np.rint(listed.scores * DIGITS)


def _by_unit(lists: Sequence[Listed], count: int) -> tuple[list[Listed], list[Listed], int]:
    """Quotes come first, as they do in a segment."""
    if lists[0].of_articles:
        return [], list(lists), count
    splits = [int(listed.docs.searchsorted(listed.part.segment.quotes)) for listed in lists]
    quotes = [listed.between(0, split) for listed, split in zip(lists, splits, strict=True)]
    if sum(splits) >= count:
        return [], quotes, count
    others = [listed.between(split, len(listed.docs)) for listed, split in zip(lists, splits, strict=True)]
    return quotes, others, count - sum(splits)


def _by_date(sort: str) -> Cut:
    sign = 1 if sort == OLDEST else -1

    def cut(lists: Sequence[Listed], count: int) -> tuple[list[Listed], list[Listed], int]:
        return _parted(lists, [_days(listed, sign) for listed in lists], count)

    return cut


def _days(listed: Listed, sign: int) -> Array:
    days = listed.days.astype(np.int32)
    days[days == 0] = sign * _NEVER
    return days if sign > 0 else np.negative(days, out=days)


def _by_id(lists: Sequence[Listed], count: int) -> tuple[list[Listed], list[Listed], int]:
    """The first of all are among the first of each segment, in which ids are numbered."""
    kept = []
    for listed in lists:
        ranks = listed.part.segment.array("article.rank").take(listed.articles).astype(np.int64)
        keys = (ranks << 32) | ordinals(listed)
        kept.append(listed.only(np.sort(keys.argpartition(count - 1)[:count])) if len(keys) > count else listed)
    return [], kept, count


def _parted(lists: Sequence[Listed], keys: Sequence[Array], count: int) -> tuple[list[Listed], list[Listed], int]:
    """Hits whose key is smaller than that of the last of the first `count`, and those that have the same."""
    every = np.concatenate(keys)
    every.partition(count - 1)
    last = every[count - 1]
    better = [listed.only((own < last).nonzero()[0]) for listed, own in zip(lists, keys, strict=True)]
    tied = [listed.only((own == last).nonzero()[0]) for listed, own in zip(lists, keys, strict=True)]
    return better, tied, count - sum(len(listed.docs) for listed in better)
