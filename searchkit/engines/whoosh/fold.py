"""One hit per finding: a quote instead of its paragraph, and one of the copies of an article."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from searchkit.engines.whoosh.order import Order
from searchkit.engines.whoosh.rank import Scores
from searchkit.engines.whoosh.reading import from_term
from searchkit.engines.whoosh.schema import ARTICLE
from searchkit.engines.whoosh.snapshot import Snapshot


def without_paragraphs_of_quotes(snapshot: Snapshot, hits: Scores) -> Scores:
    """The hits without the paragraphs of which a quote is one."""
    parents = snapshot.numbers("parent")
    folded = {doc - parents[doc] for doc in hits if parents[doc]}
    return {doc: score for doc, score in hits.items() if doc not in folded} if folded else hits


def without_copies(snapshot: Snapshot, hits: Collection[int], order: Order) -> Collection[int]:
    """Of the same passage in articles with the same text, only the hit that comes first."""
    same = snapshot.numbers("same")
    shown: dict[int, int] = {}
    for doc in hits:
        other = shown.setdefault(same[doc], doc)
        if other != doc and order.key(doc) < order.key(other):
            shown[same[doc]] = doc
    return shown.values()


def copies_of(snapshot: Snapshot, articles: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """For each of some articles, by its document, the ids of all others with the same text, sorted."""
    same, units = snapshot.numbers("same"), snapshot.numbers("unit")
    alike: dict[Any, dict[int, str]] = {same[article]: {} for article in articles}
    for doc, digest in enumerate(same):
        if digest in alike and units[doc] == ARTICLE and doc not in snapshot.deleted:
            alike[digest][doc] = from_term(snapshot.bytes_of("id", doc))
    return {
        article: tuple(sorted(id for doc, id in alike[same[article]].items() if doc != article)) for article in articles
    }
