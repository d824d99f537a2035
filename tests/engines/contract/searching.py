"""Short forms of a search, for the tests of the contract."""

from __future__ import annotations

from collections.abc import Mapping

from searchkit.engines.protocol import Engine
from searchkit.query.request import RELEVANCE, Request
from searchkit.query.tree import Node


def hit_ids(
    engine: Engine,
    tree: Node,
    unit: str | None = None,
    persons: Mapping[str, str] | None = None,
    sort: str = RELEVANCE,
) -> list[str]:
    """The ids of the first 50 hits, in order."""
    return [hit.id for hit in engine.search(Request(tree, unit, sort, limit=50), persons or {}).hits]


def total(engine: Engine, tree: Node, unit: str | None = None) -> int:
    """The number of hits."""
    return engine.search(Request(tree, unit), {}).total
