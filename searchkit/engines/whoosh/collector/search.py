"""A question over all segments: every hit, folded, counted and put in order as far as a page needs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from searchkit.engines.protocol import Request
from searchkit.engines.whoosh.collector.collapse import collapse_copies, without_parents
from searchkit.engines.whoosh.collector.top_hits import HitList, ScoredDoc, top_hits
from searchkit.engines.whoosh.matching.docsets import ConstantScore, Filter, ScoredDocs
from searchkit.engines.whoosh.matching.evaluate import each_once, evaluate
from searchkit.engines.whoosh.matching.leaf_matcher import LeafMatcher
from searchkit.engines.whoosh.matching.passage_scope import PassageScope, Scope
from searchkit.engines.whoosh.searcher.bm25 import PLAIN, Ranking
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.segment_schema import PARAGRAPH, QUOTE

if TYPE_CHECKING:
    from searchkit.engines.whoosh.collector.facets import FacetCounter

_UNITS = {None: frozenset({QUOTE, PARAGRAPH}), "quote": frozenset({QUOTE}), "paragraph": frozenset({PARAGRAPH})}


class Answer:
    """All hits of a request. `persons` maps the names articles give to persons, where they differ."""

    def __init__(
        self, snapshot: Snapshot, request: Request, persons: Mapping[str, str], ranking: Ranking = PLAIN
    ) -> None:
        self.leaves = LeafMatcher(snapshot, persons)
        self._snapshot = snapshot
        self._request = request
        self._tree = each_once(request.tree)
        self._ranking = ranking
        self._listed = collapse_copies(snapshot, self._found(self._universe()), request.sort)
        snapshot.answered += 1

    @property
    def total(self) -> int:
        """How many hits there are."""
        return len(self._listed.docs)

    def page(self) -> list[ScoredDoc]:
        """The hits of the page that was asked for."""
        offset, limit = self._request.offset, self._request.limit
        return top_hits(self._listed, offset + limit if limit else 0, self._request.sort)[offset:]

    @cached_property
    def tallied(self) -> FacetCounter:
        """The hits, to be counted by fields."""
        from searchkit.engines.whoosh.collector.facets import FacetCounter  # noqa: PLC0415 - most searches count no field

        return FacetCounter(self._snapshot, self._listed)

    def undated_left_out(self) -> int:
        """The undated articles that would have had a hit but for a date filter."""
        if not self.leaves.has_dates or self._snapshot.reader.all_dated:
            return 0
        universe = self._universe(undated_pass=True)
        return len(universe.undated(self._found(universe).docs))

    def _universe(self, *, undated_pass: bool = False) -> Scope:
        if self._request.unit == "article":
            from searchkit.engines.whoosh.matching.article_scope import ArticleScope  # noqa: PLC0415 - most search for passages

            return ArticleScope(self.leaves, undated_pass=undated_pass, ranking=self._ranking)
        return PassageScope(self.leaves, _UNITS[self._request.unit], undated_pass=undated_pass, ranking=self._ranking)

    def _matches(self, universe: Scope) -> ScoredDocs:
        found = evaluate(self._tree, universe)
        return ConstantScore(found.every()) if isinstance(found, Filter) else found

    def _found(self, universe: Scope) -> HitList:
        """The hits, without the paragraphs of quotes."""
        matches = self._matches(universe)
        docs, at, reader = matches.docs, None, self._snapshot.reader
        if self._request.unit is None:
            at = without_parents(reader, docs)
            if at is not None:
                docs = docs.take(at)
        scores = matches.score if isinstance(matches, ConstantScore) else matches.scores(at)
        return HitList(reader, docs, 0.0 if scores is None else scores, self._request.unit == "article")
