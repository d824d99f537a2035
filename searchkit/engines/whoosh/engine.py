"""The embedded engine: an index in a folder, opened as of its last commit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from searchkit.engines.protocol import RELEVANCE, Request, Writer
from searchkit.engines.whoosh.execute import matching, positive_leaves
from searchkit.engines.whoosh.facets import all_values, facet
from searchkit.engines.whoosh.files import bytes_on_disk, newest_generation, read_bookkeeping
from searchkit.engines.whoosh.fold import copies_of, without_copies, without_paragraphs_of_quotes
from searchkit.engines.whoosh.hits import hits_of_page, read_extraction
from searchkit.engines.whoosh.leaves import Leaves
from searchkit.engines.whoosh.order import Order
from searchkit.engines.whoosh.rank import Scores
from searchkit.engines.whoosh.reading import from_term
from searchkit.engines.whoosh.schema import ARTICLE, PARAGRAPH, QUOTE
from searchkit.engines.whoosh.snapshot import Snapshot, damage_in, open_snapshot
from searchkit.engines.whoosh.universe import Articles, Universe, undated
from searchkit.query.tree import DateRange, leaves
from searchkit.reports import Manifest, Stored
from searchkit.results import FacetCount, Found

TIMEOUT = 10.0
"""Seconds a writer waits for another one."""
_UNITS = {None: frozenset({QUOTE, PARAGRAPH}), "quote": frozenset({QUOTE}), "paragraph": frozenset({PARAGRAPH})}


def open_engine(folder: Path) -> WhooshEngine:
    """The index in a folder; raises IndexMissing, IndexVersionMismatch, IndexDamaged or FolderUnreadable."""
    return WhooshEngine(open_snapshot(folder))


def create_engine(folder: Path, *, extraction: int) -> WhooshEngine:
    """An index without articles, made by a version of the extraction.

    Nothing is written, and an index that the folder holds goes on answering, until a writer commits and replaces it.
    """
    return WhooshEngine(Snapshot.empty(folder, extraction))


class WhooshEngine:
    """Answers from one commit for as long as it lives; open another one to see later ones. Threads may share it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def manifest(self) -> Manifest:
        """What the index says of itself."""
        return self._snapshot.state.manifest

    def catalogue(self) -> Mapping[str, Any]:
        """The archive's bookkeeping as last committed; empty for a new index. Raises IndexDamaged."""
        folder, generation = self._snapshot.folder, self._snapshot.generation
        if generation is None:
            return {}
        with damage_in(folder):
            try:
                return dict(read_bookkeeping(folder, "catalogue", generation))
            except FileNotFoundError:
                newest = newest_generation(folder)  # this generation's may be gone with a commit since
                return dict(read_bookkeeping(folder, "catalogue", generation if newest is None else newest))

    def search(self, request: Request, persons: Mapping[str, str]) -> Found:
        """One page of hits, the exact total, and the counts of each facet asked for. Raises IndexDamaged."""
        found = Leaves(self._snapshot, persons)
        scores = self._hits(request, found)
        order = Order(self._snapshot, scores, request.sort)
        docs = without_copies(self._snapshot, scores, order)
        page = order.first(docs, request.offset + request.limit if request.limit else 0)[request.offset :]
        shown = scores if request.sort == RELEVANCE else None
        return Found(
            total=len(docs),
            offset=request.offset,
            hits=hits_of_page(page, shown, found, tuple(positive_leaves(request.tree)), persons),
            facets={field: facet(self._snapshot, field, docs, persons) for field in request.facets},
            undated_left_out=self._undated_left_out(request, found),
        )

    def article(self, id: str) -> Stored | None:
        """An article by its id, or None. Raises IndexDamaged."""
        docs, _ = self._snapshot.postings("id", id)
        if not docs:
            return None
        return Stored(read_extraction(self._snapshot, docs[0]), copies_of(self._snapshot, docs)[docs[0]])

    def article_ids(self) -> Iterator[str]:
        """The ids of all articles, sorted. Raises IndexDamaged."""
        units = self._snapshot.numbers("unit")
        articles = (doc for doc in self._snapshot.live() if units[doc] == ARTICLE)
        return iter(sorted(from_term(self._snapshot.bytes_of("id", doc)) for doc in articles))

    def values(self, field: str) -> tuple[FacetCount, ...]:
        """Every value of a facet field as articles give it, with its number of quotes or articles. Raises IndexDamaged."""
        return all_values(self._snapshot, field)

    def size(self) -> int:
        """The bytes the index takes on disk. Raises IndexDamaged."""
        with damage_in(self._snapshot.folder):
            return bytes_on_disk(self._snapshot.folder) if self._snapshot.folder.is_dir() else 0

    def writer(self, *, timeout: float = TIMEOUT) -> AbstractContextManager[Writer]:
        """The one writer; raises IndexBusy, IndexUnwritable, and IndexMoved if the index changed since it was opened."""
        from searchkit.engines.whoosh.writer import POSTINGS_IN_MEMORY, open_writer  # noqa: PLC0415 - not for a search

        return open_writer(self._snapshot, timeout, POSTINGS_IN_MEMORY)

    def _hits(self, request: Request, found: Leaves) -> Scores:
        if request.unit == "article":
            return matching(request.tree, Articles(found))
        hits = matching(request.tree, Universe(found, _UNITS[request.unit]))
        return without_paragraphs_of_quotes(self._snapshot, hits) if request.unit is None else hits

    def _undated_left_out(self, request: Request, found: Leaves) -> int:
        if not any(isinstance(leaf, DateRange) for leaf in leaves(request.tree)):
            return 0
        if request.unit == "article":
            universe: Universe = Articles(found, undated_pass=True)
        else:
            universe = Universe(found, _UNITS[request.unit], undated_pass=True)
        docs: Collection[int] = undated(self._snapshot, matching(request.tree, universe))
        back = self._snapshot.numbers("back")
        return len({doc - back[doc] for doc in docs})
