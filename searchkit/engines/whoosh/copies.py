"""Which documents are copies of others: the same passage of articles with the same text, or those articles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from searchkit.engines.protocol import NEWEST, OLDEST
from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import ARTICLE
from searchkit.engines.whoosh.runs import distinct, grouped
from searchkit.engines.whoosh.whole import Whole

_NEVER = 10**9


class Copies:
    """The live documents of which there are several, each with a slot.

    `slots` gives the slot of every document, -1 for those without. By slot, `groups` numbers what is the same, and
    `dates` orders by date alone, by the sort order.
    """

    def __init__(self, whole: Whole, copied: Array, unit: int | None) -> None:
        """`copied` says for each article whether others have its text."""
        of_articles = unit == ARTICLE
        members = (copied if of_articles else copied.take(whole.article_of)).nonzero()[0]
        same = (whole.of_articles("article.digest") if of_articles else whole.of_passages("passage.same")).take(members)
        groups, counts = grouped(same)
        several = counts[groups] > 1
        self.groups = groups[several]
        self.count = len(counts)
        docs = members[several]
        self.slots = np.full(whole.articles if of_articles else whole.passages, -1, np.int32)
        self.slots[docs] = np.arange(len(docs))
        self._articles = docs if of_articles else whole.article_of.take(docs).astype(np.intp)
        days = whole.of_articles("article.day").take(self._articles).astype(np.int64)
        self.dates = {sort: np.where(days == 0, _NEVER, sign * days) for sort, sign in ((NEWEST, -1), (OLDEST, 1))}
        self._ordinals = np.zeros(len(docs)) if of_articles else whole.of_passages("passage.ordinal").take(docs)
        self._whole = whole

    @cached_property
    def ranks(self) -> Mapping[str, Array]:
        """By slot, the order in which documents of equal score are shown: date, then id, then place in the article."""
        by_id = self._places_by_id()
        ranks = {}
        for sort, dates in self.dates.items():
            order = np.lexsort((self._ordinals, by_id, dates))
            ranks[sort] = np.empty(len(order), np.int64)
            ranks[sort][order] = np.arange(len(order))
        return ranks

    def _places_by_id(self) -> Array:
        """By slot, the place of its article's id among all of theirs."""
        ids = []
        for article in distinct(self._articles).tolist():
            part, number = self._whole.place_of_article(article)
            segment = self._whole.segments[part]
            ids.append((segment.dictionary("id")[segment.array("article.rank").item(number)], article))
        places = np.zeros(self._whole.articles, np.int64)
        for place, (_, article) in enumerate(sorted(ids)):
            places[article] = place
        return places.take(self._articles)
