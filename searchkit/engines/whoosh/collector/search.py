"""One search: match documents, collapse them to hits, sort, count and read what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from searchkit.engines.whoosh.collector.collapse import collapse_duplicates, indices_without_parents
from searchkit.engines.whoosh.collector.hits import read_hits
from searchkit.engines.whoosh.collector.top_hits import HitList, top_hits
from searchkit.engines.whoosh.matching.docsets import ConstantScore, DocSet, Filter
from searchkit.engines.whoosh.matching.evaluate import evaluate, positive_leaves, unique_children
from searchkit.engines.whoosh.matching.leaf_matcher import LeafMatcher
from searchkit.engines.whoosh.matching.passage_scope import PassageScope, Scope
from searchkit.engines.whoosh.searcher.bm25 import PLAIN, Ranking
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.segment_schema import PARAGRAPH, QUOTE
from searchkit.model.results import FacetCount, Hit, SearchResult
from searchkit.query.request import RELEVANCE, Request
from searchkit.query.tree import DateRange, Node, leaves

Evaluator: TypeAlias = Callable[[Node, Scope], DocSet]
"""Says which documents of a scope match a query tree, and their scores."""

_UNITS = {None: frozenset({QUOTE, PARAGRAPH}), "quote": frozenset({QUOTE}), "paragraph": frozenset({PARAGRAPH})}


def search(
    snapshot: Snapshot,
    request: Request,
    persons: Mapping[str, str],
    ranking: Ranking = PLAIN,
    evaluator: Evaluator = evaluate,
) -> SearchResult:
    """Return one page of hits, the exact total and the counts that a request asks for.

    `persons` maps names as articles give them to the person's name, where the two differ.
    """
    tree = unique_children(request.tree)
    matcher = LeafMatcher(snapshot, persons)
    matches = _match(tree, _scope(matcher, request, ranking), request, evaluator)
    hits = collapse_duplicates(snapshot, matches, request.sort)
    facets, histogram = _count(snapshot, hits, request, persons)
    return SearchResult(
        total=len(hits.docs),
        offset=request.offset,
        hits=_read_page(matcher, hits, request, persons),
        facets=facets,
        undated_left_out=_count_undated(tree, matcher, request, evaluator),
        histogram=histogram,
    )


def _read_page(matcher: LeafMatcher, hits: HitList, request: Request, persons: Mapping[str, str]) -> tuple[Hit, ...]:
    last = request.offset + request.limit if request.limit else 0
    return read_hits(
        matcher,
        top_hits(hits, last, request.sort)[request.offset :],
        tuple(positive_leaves(request.tree)),
        persons,
        by_article=request.unit == "article",
        scored=request.sort == RELEVANCE,
    )


def _scope(matcher: LeafMatcher, request: Request, ranking: Ranking, *, undated_pass: bool = False) -> Scope:
    if request.unit == "article":
        from searchkit.engines.whoosh.matching.article_scope import ArticleScope  # noqa: PLC0415 - most search for passages

        return ArticleScope(matcher, undated_pass=undated_pass, ranking=ranking)
    return PassageScope(matcher, _UNITS[request.unit], undated_pass=undated_pass, ranking=ranking)


def _match(tree: Node, scope: Scope, request: Request, evaluator: Evaluator) -> HitList:
    """Return the matching documents, without paragraphs of which a quote matches too."""
    matches = evaluator(tree, scope)
    if isinstance(matches, Filter):
        matches = ConstantScore(matches.every())
    docs, indices, reader = matches.docs, None, scope.reader
    if request.unit is None:
        indices = indices_without_parents(reader, docs)
        docs = docs if indices is None else docs.take(indices)
    scores = matches.score if isinstance(matches, ConstantScore) else matches.scores(indices)
    return HitList(reader, docs, 0.0 if scores is None else scores, request.unit == "article")


def _count(
    snapshot: Snapshot, hits: HitList, request: Request, persons: Mapping[str, str]
) -> tuple[Mapping[str, tuple[FacetCount, ...]], tuple[FacetCount, ...] | None]:
    """Count hits by the values of each facet field, and by month or year."""
    if not request.facets and not request.histogram:
        return {}, None
    from searchkit.engines.whoosh.collector.facets import FacetCounter  # noqa: PLC0415 - most searches count no field

    counter = FacetCounter(snapshot, hits)
    facets = {field: counter.facet(field, persons) for field in request.facets}
    return facets, counter.histogram(request.histogram) if request.histogram else None


def _count_undated(tree: Node, matcher: LeafMatcher, request: Request, evaluator: Evaluator) -> int:
    """Count the undated articles that would have had a hit but for a date filter."""
    if matcher.reader.all_dated or not any(isinstance(leaf, DateRange) for leaf in leaves(tree)):
        return 0
    scope = _scope(matcher, request, PLAIN, undated_pass=True)
    matches = evaluator(tree, scope)
    return len(scope.undated(matches.every() if isinstance(matches, Filter) else matches.docs))
