"""The reference engine: Whoosh's own Searcher matches and scores, over the same segments. Slow; it checks the other engine."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.query import Or, Query, Term
from whoosh.scoring import Frequency

from searchkit.engines.protocol import Backend, Engine
from searchkit.engines.whoosh.bridge.compile import USE_EMBEDDED, silent_stems, to_whoosh
from searchkit.engines.whoosh.bridge.index import ArrayIndex
from searchkit.engines.whoosh.bridge.weighting import UnitWeighting
from searchkit.engines.whoosh.collector.search import search
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.directory.damage import raising_index_damaged
from searchkit.engines.whoosh.engine import WhooshBackend, WhooshEngine
from searchkit.engines.whoosh.matching.docsets import KnownScores, ScoredDocs
from searchkit.engines.whoosh.matching.passage_scope import Scope
from searchkit.engines.whoosh.searcher.snapshot import Snapshot, open_snapshot
from searchkit.engines.whoosh.segment.segment_schema import UNIT_NAMES
from searchkit.errors import QueryError
from searchkit.model.results import SearchResult
from searchkit.query.request import Request
from searchkit.query.tree import Name, Node, leaves


def open_reference(folder: Path) -> ReferenceEngine:
    """Open the index in a folder; raises what `open_engine` raises."""
    return ReferenceEngine(open_snapshot(folder))


class ReferenceBackend(WhooshBackend):
    """The indexes of the Whoosh engine, searched by Whoosh's own Searcher."""

    def open(self, location: Path) -> Engine:
        """Open the index in a folder; raises what `open_reference` raises."""
        return open_reference(location)


BACKEND: Backend = ReferenceBackend()


class ReferenceEngine(WhooshEngine):
    """Matches and scores with Whoosh's Searcher; does everything else as `WhooshEngine` does.

    `search` raises QueryError for whole articles, for date filters, for speakers if there is a table of persons, and for all
    nodes that `compile` refuses. Phrases score nothing, because Whoosh would score them as their words.
    """

    def search(self, request: Request, persons: Mapping[str, str]) -> SearchResult:
        """Return one page of hits, the exact total and the requested counts. Raises QueryError and IndexDamaged."""
        if request.unit == "article":
            message = "the reference engine finds passages, not whole articles"
            raise QueryError(message, suggestion=USE_EMBEDDED)
        if persons and any(isinstance(leaf, Name) and leaf.field == "speaker" for leaf in leaves(request.tree)):
            message = "the reference engine knows speakers by what each article calls them, not by the table of persons"
            raise QueryError(message, suggestion=USE_EMBEDDED)
        with raising_index_damaged(self._snapshot.folder):
            evaluator = partial(_evaluate, self._snapshot, request.unit)
            return search(self._snapshot, request, persons, evaluator=evaluator)


def _evaluate(snapshot: Snapshot, unit: str | None, tree: Node, scope: Scope) -> ScoredDocs:
    """Return what Whoosh's searcher matches, with its scores."""
    del scope  # Whoosh filters by unit
    query, silent = to_whoosh(tree), silent_stems(tree)
    index = ArrayIndex(snapshot.folder, snapshot)
    # A search by frequency finds the documents, because Whoosh drops those with score 0 when it merges lists.
    matching = sorted(_scores(index, query, unit, Frequency()))
    scores = _scores(index, query, unit, UnitWeighting(snapshot, silent))
    numbers = _numbers(snapshot).take(matching)
    order = numbers.argsort()
    known = np.array([scores.get(doc, 0.0) for doc in matching], float)
    return KnownScores(numbers.take(order), known.take(order))


def _numbers(snapshot: Snapshot) -> Array:
    """intp[n_docs]: our passage number by Whoosh's document number, which counts through one segment after the other."""
    segments = snapshot.reader.segments
    firsts = np.cumsum([0, *(segment.docs for segment in segments)]).tolist()
    whoosh_numbers = [
        np.arange(first, first + segment.passages) for segment, first in zip(segments, firsts, strict=False)
    ]
    numbers = np.zeros(firsts[-1], np.intp)
    if whoosh_numbers:
        numbers[snapshot.reader.concat_passages(whoosh_numbers)] = np.arange(snapshot.reader.passages)
    return numbers


def _scores(index: ArrayIndex, query: Query, unit: str | None, weighting: Any) -> dict[int, float]:
    """Return the score of every document that Whoosh finds, by Whoosh's number."""
    units = Or([Term("unit", name) for name in ([unit] if unit else UNIT_NAMES[:2])])
    with index.searcher(weighting=weighting) as searcher:
        return {hit.docnum: hit.score for hit in searcher.search(query, filter=units, limit=None)}
