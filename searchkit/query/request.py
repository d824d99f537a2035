"""What an engine is asked: a query tree, the unit and order of hits, and what to count."""

from __future__ import annotations

from searchkit.model.frozen import Frozen
from searchkit.query.tree import Node

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
SORTS = (RELEVANCE, NEWEST, OLDEST)
MONTH, YEAR = "month", "year"
HISTOGRAMS = (MONTH, YEAR)


class Request(Frozen):
    """One search. `unit` None means paragraphs and quotes, a quote instead of its paragraph where both match.

    `facets` are names of fields, `histogram` is one of HISTOGRAMS or None. `limit` 0 asks for counts alone.
    """

    tree: Node
    unit: str | None = None
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = ()
    histogram: str | None = None
