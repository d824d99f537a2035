"""searchkit's own engine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.engines.passages import BenchArticle
from benchmarks.engines.protocol import SHOWN, BenchQuery, BenchResult, Searcher
from benchmarks.engines.queries import HISTOGRAM
from searchkit.engines.whoosh.engine import create_engine, open_engine
from searchkit.indexing.bookkeeping.person_table import save_table
from searchkit.model.results import FacetCount, SearchResult
from searchkit.query.request import MONTH, Request
from searchkit.text.analysis import fold


class SearchkitBuilder:
    """Writes the index of an archive, with the catalogue of one file that has all articles."""

    def __init__(self, folder: Path) -> None:
        (folder / "corpus").mkdir(parents=True)
        self._index = folder / "index"
        self._engine = create_engine(self._index, extraction=1)
        self._records: list[list[Any]] = []
        self._stack = ExitStack()
        self._start()

    def prepare(self, articles: Sequence[BenchArticle]) -> Sequence[BenchArticle]:
        """The articles unchanged: their analysis is part of the work."""
        return articles

    def add(self, prepared: Sequence[BenchArticle]) -> None:
        """Add articles."""
        for article in prepared:
            self._writer.add(article.extraction)
            self._records.append([article.extraction.article.id, len(self._records) + 1, f"{len(self._records):016x}"])

    def delete(self, prepared: Sequence[BenchArticle]) -> None:
        """Delete articles and commit."""
        for article in prepared:
            self._writer.delete(article.extraction.article.id)
        self.commit()

    def commit(self) -> None:
        """Commit with the catalogue, and open the next writer."""
        file = ["all.jsonl", 0, 0, "", False, self._records, [], [], []]
        self._writer.commit(notes={"folders": {}}, catalogue={"encoding": None, "files": [file]})
        self._stack.close()
        self._engine = open_engine(self._index)
        self._start()

    def finish(self) -> None:
        """Write the people table, as `searchkit index` does, and close the writer."""
        save_table(self._engine)
        self._stack.close()

    def _start(self) -> None:
        self._writer = self._stack.enter_context(self._engine.writer())


class SearchkitSearcher:
    """Fetches up to `limit` hits, the total and the facet counts of a query."""

    def __init__(self, folder: Path, limit: int = SHOWN) -> None:
        self._limit = limit
        self._engine = open_engine(folder / "index")
        self.segments = len(list((folder / "index").glob("*.seg*")))

    def prepare(self, query: BenchQuery) -> Callable[[], SearchResult]:
        """The search; it includes compiling the request."""
        fields = tuple(field for field in query.facets if field != HISTOGRAM)
        months = MONTH if HISTOGRAM in query.facets else None
        request = Request(query.tree, query.unit, query.sort, 0, self._limit, fields, months)
        return lambda: self._engine.search(request, {})

    def read(self, raw: SearchResult) -> BenchResult:
        """Facet values are folded here; the histogram counts as a facet."""
        facets = {field: _counts(counts) for field, counts in raw.facets.items()}
        if raw.histogram is not None:
            facets[HISTOGRAM] = _counts(raw.histogram)
        return BenchResult(raw.total, len(raw.hits), facets)


def create_builder(folder: Path, *, analysed: bool) -> SearchkitBuilder:
    """Start an index; the analysis is always searchkit's."""
    del analysed
    return SearchkitBuilder(folder)


def open_searchers(folder: Path) -> dict[str, Searcher]:
    """Open an index twice: ten hits with all fields and facet values, and the total only."""
    return {"searchkit": SearchkitSearcher(folder), "searchkit, total": SearchkitSearcher(folder, limit=0)}


def cold_command(folder: Path, word: str) -> list[str]:
    """The console script."""
    return [str(Path(sys.executable).parent / "search"), "--archive", str(folder), word]


def _counts(counted: Sequence[FacetCount]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value, freq in counted:
        counts[fold(value)] = counts.get(fold(value), 0) + freq
    return counts
