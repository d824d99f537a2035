"""The interface of the compared engines: build an index from articles, and run queries for ten hits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from benchmarks.engines.passages import BenchArticle
from searchkit.query.request import RELEVANCE
from searchkit.query.tree import Node

SHOWN = 10


@dataclass(frozen=True, slots=True)
class BenchQuery:
    """One query of a mix. `unit` None is paragraphs and quotes, collapsed if the engine can."""

    name: str
    tree: Node
    unit: str | None = None
    sort: str = RELEVANCE
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BenchResult:
    """The total, the number of hits shown, and the counts of each facet."""

    total: int
    shown: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Builder(Protocol):
    """Builds one index; `add` and `delete` take the result of `prepare`, and only their time counts for the engine."""

    def prepare(self, articles: Sequence[BenchArticle]) -> Any:
        """Convert articles to what the engine indexes."""

    def add(self, prepared: Any) -> None:
        """Add articles."""

    def delete(self, prepared: Any) -> None:
        """Delete articles and commit."""

    def commit(self) -> None:
        """Commit the added articles."""

    def finish(self) -> None:
        """Wait for merges and close the index."""


class Searcher(Protocol):
    """Runs queries on one index."""

    segments: int

    def prepare(self, bench_query: BenchQuery) -> Callable[[], Any]:
        """Convert a query to the engine's own form; calling the result runs it and fetches ten hits."""

    def read(self, raw: Any) -> BenchResult:
        """Convert the result of a call."""


class Engine(Protocol):
    """A module for one engine."""

    def create_builder(self, folder: Path, *, analysed: bool) -> Builder:
        """Create an index; with `analysed` texts are tokens joined by blanks, else the engine uses its own analysis."""

    def open_searchers(self, folder: Path) -> dict[str, Searcher]:
        """Open an index once for each way to search it; the first has the engine's name and gives ten hits with texts."""

    def cold_command(self, folder: Path, word: str) -> list[str]:
        """A command that opens the index, searches for a word and prints ten hits."""


MODULES = {"whoosh": "with_whoosh", "fts5": "with_fts5", "tantivy": "with_tantivy", "searchkit": "with_searchkit"}


def load_engine(name: str) -> Engine:
    """Import the module of an engine; raises ImportError if its package is not installed."""
    module: Any = import_module(f"benchmarks.engines.{MODULES[name]}")
    return module  # type: ignore[no-any-return]
