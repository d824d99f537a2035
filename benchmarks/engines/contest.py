"""What every engine in the comparison can do: build an index from stories, and answer questions ten hits at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from benchmarks.engines.passages import Story
from searchkit.engines.protocol import RELEVANCE
from searchkit.query.tree import Node

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a mix. `unit` None is paragraphs and quotes, folded where an engine can."""

    name: str
    tree: Node
    unit: str | None = None
    sort: str = RELEVANCE
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: how many match, how many hits came with it, and the counts of each facet's values."""

    total: int
    shown: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Builder(Protocol):
    """Builds one index; what `prepare` gives is passed to `add` and `delete`, and its time is not the engine's."""

    def prepare(self, stories: Sequence[Story]) -> Any:
        """The stories as this engine takes them."""

    def add(self, prepared: Any) -> None:
        """Add stories."""

    def delete(self, prepared: Any) -> None:
        """Delete stories that were added, and commit that."""

    def commit(self) -> None:
        """Make what was added durable."""

    def finish(self) -> None:
        """Close the index, when merges that are under way have ended."""


class Asker(Protocol):
    """Answers questions from one index."""

    segments: int

    def prepare(self, question: Question) -> Callable[[], Any]:
        """The question in the engine's own form; the call asks it, and fetches ten hits."""

    def read(self, answer: Any) -> Answer:
        """What a call gave."""


class Engine(Protocol):
    """A module that takes part."""

    def builder(self, folder: Path, *, analysed: bool) -> Builder:
        """Start an index; with `analysed`, texts are tokens joined by blanks, else the engine's own analysis is used."""

    def askers(self, folder: Path) -> dict[str, Asker]:
        """Open an index, for each way of asking it: the first, by the engine's name, gives ten hits with their texts."""

    def cold(self, folder: Path, word: str) -> list[str]:
        """A command that opens the index, asks for ten hits with a word and prints them."""


MODULES = {"whoosh": "with_whoosh", "fts5": "with_fts5", "tantivy": "with_tantivy", "searchkit": "with_searchkit"}


def engine(name: str) -> Engine:
    """The engine of a name; raises ImportError where its package is not installed."""
    module: Any = import_module(f"benchmarks.engines.{MODULES[name]}")
    return module  # type: ignore[no-any-return]
