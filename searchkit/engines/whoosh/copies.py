"""Which documents are copies of others: the same passage of articles with the same text, or those articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from searchkit.engines.protocol import NEWEST, OLDEST
from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import ARTICLE
from searchkit.engines.whoosh.runs import distinct, grouped, parted
from searchkit.engines.whoosh.segment import Segment

_NEVER = 10**9


class Copies:
    """The live documents of which there are several, each with a slot.

    `slots` gives for each segment the slot of every document, -1 for those without. By slot, `groups` numbers what is
    the same, and `dates` orders by date alone, by the sort order.
    """

    def __init__(self, segments: Sequence[Segment], copied: Sequence[Array], unit: int | None) -> None:
        """`copied` says for each article of each segment whether others have its text."""
        of_articles = unit == ARTICLE
        members = [
            np.flatnonzero(mask if of_articles else mask[segment.array("passage.article")])
            for segment, mask in zip(segments, copied, strict=True)
        ]
        name = "article.digest" if of_articles else "passage.same"
        same = _joined([segment.array(name)[docs] for segment, docs in zip(segments, members, strict=True)])
        groups, counts = grouped(same)
        several = counts[groups] > 1
        self.groups = groups[several]
        self.count = len(counts)
        self.slots = []
        kept: list[Array] = []
        filled = 0
        for segment, docs, own in zip(segments, members, parted(several, members), strict=True):
            slots = np.full(segment.articles if of_articles else segment.passages, -1, np.int32)
            slots[docs[own]] = np.arange(np.count_nonzero(own)) + filled
            filled += int(np.count_nonzero(own))
            self.slots.append(slots)
            kept.append(docs[own])
        days = _joined(
            [_days(segment, docs, of_articles=of_articles) for segment, docs in zip(segments, kept, strict=True)]
        )
        self.dates = {sort: np.where(days == 0, _NEVER, sign * days) for sort, sign in ((NEWEST, -1), (OLDEST, 1))}
        self._members = list(zip(segments, kept, strict=True))
        self._of_articles = of_articles

    @cached_property
    def ranks(self) -> Mapping[str, Array]:
        """By slot, the order in which documents of equal score are shown: date, then id, then place in the article."""
        articles = [_articles(segment, docs, of_articles=self._of_articles) for segment, docs in self._members]
        ordinals = [
            np.zeros(len(docs)) if self._of_articles else segment.array("passage.ordinal")[docs]
            for segment, docs in self._members
        ]
        by_id = _joined(_places_by_id([segment for segment, _ in self._members], articles))
        ranks = {}
        for sort, dates in self.dates.items():
            order = np.lexsort((_joined(ordinals), by_id, dates))
            ranks[sort] = np.empty(len(order), np.int64)
            ranks[sort][order] = np.arange(len(order))
        return ranks


def _articles(segment: Segment, docs: Array, *, of_articles: bool) -> Array:
    return docs if of_articles else segment.array("passage.article").take(docs)


def _days(segment: Segment, docs: Array, *, of_articles: bool) -> Array:
    found: Array = segment.array("article.day").take(_articles(segment, docs, of_articles=of_articles))
    return found.astype(np.int64)


def _places_by_id(segments: Sequence[Segment], articles: Sequence[Array]) -> list[Array]:
    """For some articles of each segment, the place of each one's id among all of theirs."""
    ids = [
        (segment.dictionary("id")[segment.array("article.rank").item(article)], number, article)
        for number, (segment, own) in enumerate(zip(segments, articles, strict=True))
        for article in distinct(own).tolist()
    ]
    places = [np.zeros(segment.articles, np.int64) for segment in segments]
    for place, (_, number, article) in enumerate(sorted(ids)):
        places[number][article] = place
    return [own.take(numbers) for own, numbers in zip(places, articles, strict=True)]


def _joined(parts: Sequence[Array]) -> Array:
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)
