"""The order of hits, without ever computing more of it than a page needs."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from heapq import nsmallest

from searchkit.engines.protocol import NEWEST, RELEVANCE
from searchkit.engines.whoosh.days import days_of
from searchkit.engines.whoosh.rank import DIGITS, Scores
from searchkit.engines.whoosh.snapshot import Snapshot

_NEVER = 10**9

Coarse = tuple[int, int, int]
"""What orders two hits before their ids do."""


class Order:
    """By relevance: score, unit, newest, id. By date: date, score, unit, id. The undated come last in each."""

    def __init__(self, snapshot: Snapshot, scores: Scores, sort: str) -> None:
        self._snapshot = snapshot
        self._scores = scores
        self._sort = sort
        self._units = snapshot.numbers("unit")
        self._back = snapshot.numbers("back")
        self._ordinals = snapshot.numbers("ordinal")
        self._dates = snapshot.values("date").refs
        self._ids: dict[int, bytes] = {}

    def key(self, doc: int) -> tuple[Coarse, bytes, int]:
        """The hit with the smallest key comes first; no two hits have the same."""
        return self._coarse(doc), self._id(doc - self._back[doc]), self._ordinals[doc]

    def first(self, docs: Collection[int], count: int) -> list[int]:
        """The first `count` of some hits, in order."""
        if count <= 0:
            return []
        if count < len(docs):
            coarse = [(self._coarse(doc), doc) for doc in docs]
            last, _ = nsmallest(count, coarse)[-1]
            docs = [doc for rough, doc in coarse if rough <= last]
        return sorted(docs, key=self.key)[:count]

    def _coarse(self, doc: int) -> Coarse:
        score, unit, day = -round(self._scores[doc] * DIGITS), self._units[doc], self._days[self._dates[doc]]
        return (score, unit, day) if self._sort == RELEVANCE else (day, score, unit)

    @cached_property
    def _days(self) -> list[int]:
        sign = 1 if self._sort not in (RELEVANCE, NEWEST) else -1
        days = [days_of(values[0]) if values else None for values in self._snapshot.values("date").table]
        return [_NEVER if stretch is None else sign * stretch[0] for stretch in days]

    def _id(self, article: int) -> bytes:
        if article not in self._ids:
            self._ids[article] = self._snapshot.bytes_of("id", article)
        return self._ids[article]
