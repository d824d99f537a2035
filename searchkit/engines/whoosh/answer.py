"""A question over all segments: every hit, folded, counted and put in order as far as a page needs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from searchkit.engines.protocol import Request
from searchkit.engines.whoosh.contents import PARAGRAPH, QUOTE
from searchkit.engines.whoosh.execute import each_once, matching
from searchkit.engines.whoosh.facets import Tallied
from searchkit.engines.whoosh.fold import not_folded, without_copies
from searchkit.engines.whoosh.leaves import Leaves
from searchkit.engines.whoosh.matches import Found, Matches, Plain, Sieve
from searchkit.engines.whoosh.order import Listed, Place, first_hits
from searchkit.engines.whoosh.rank import PLAIN, Ranking
from searchkit.engines.whoosh.snapshot import Snapshot
from searchkit.engines.whoosh.universe import Articles, Passages, Universe
from searchkit.query.tree import DateRange, leaves

_UNITS = {None: frozenset({QUOTE, PARAGRAPH}), "quote": frozenset({QUOTE}), "paragraph": frozenset({PARAGRAPH})}


class Answer:
    """All hits of a request. `persons` maps the names articles give to persons, where they differ."""

    def __init__(
        self, snapshot: Snapshot, request: Request, persons: Mapping[str, str], ranking: Ranking = PLAIN
    ) -> None:
        self.leaves = Leaves(snapshot, persons)
        self._snapshot = snapshot
        self._request = request
        self._tree = each_once(request.tree)
        self._ranking = ranking
        universe = self._universe()
        parts = [self._listed(universe, number) for number in range(len(snapshot.parts))]
        self._lists = without_copies(snapshot, parts, request.sort)

    @property
    def total(self) -> int:
        """How many hits there are."""
        return sum(len(listed.docs) for listed in self._lists)

    def page(self) -> list[Place]:
        """The hits of the page that was asked for."""
        offset, limit = self._request.offset, self._request.limit
        return first_hits(self._lists, offset + limit if limit else 0, self._request.sort)[offset:]

    @cached_property
    def tallied(self) -> Tallied:
        """The hits, to be counted by fields."""
        return Tallied(self._snapshot, self._lists)

    def undated_left_out(self) -> int:
        """The undated articles that would have had a hit but for a date filter."""
        if not any(isinstance(leaf, DateRange) for leaf in leaves(self._request.tree)):
            return 0
        universe = self._universe(undated_pass=True)
        return sum(
            len(universe.undated(self._listed(universe, number).docs, number))
            for number, part in enumerate(self._snapshot.parts)
            if not part.all_dated
        )

    def _universe(self, *, undated_pass: bool = False) -> Universe:
        if self._request.unit == "article":
            return Articles(self.leaves, undated_pass=undated_pass, ranking=self._ranking)
        return Passages(self.leaves, _UNITS[self._request.unit], undated_pass=undated_pass, ranking=self._ranking)

    def _found(self, universe: Universe, number: int) -> Found:
        return matching(self._tree, universe, number)

    def _listed(self, universe: Universe, number: int) -> Listed:
        """The live hits in a segment, without the paragraphs of quotes."""
        found = self._found(universe, number)
        matches: Matches = Plain(found.every()) if isinstance(found, Sieve) else found
        docs = matches.docs.astype(np.intp)
        part = self._snapshot.parts[number]
        at = None
        live = universe.live(docs, number)
        if live is not None:
            at = live.nonzero()[0]
            docs = docs.take(at)
        if self._request.unit is None:
            shown = not_folded(part, docs)
            if shown is not None:
                at = shown if at is None else at.take(shown)
                docs = docs.take(shown)
        return Listed(part, docs, matches.scores(at), self._request.unit == "article")
