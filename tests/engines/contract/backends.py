"""The engines that must pass the contract, and an index of one of them in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from searchkit.engines.protocol import Backend, Engine
from searchkit.engines.registry import EMBEDDED
from searchkit.model.passage import Extraction

EXTRACTION = 7
"""The version of the extraction that the tests give an index."""


def backends() -> tuple[str, ...]:
    """The names of the engines under test. Add the name of a new engine here."""
    return (EMBEDDED,)


@dataclass(frozen=True)
class Index:
    """An index of one engine in a folder, which need not exist yet."""

    backend: Backend
    folder: Path

    def create(self, *, extraction: int = EXTRACTION) -> Engine:
        return self.backend.create(self.folder, extraction=extraction)

    def open(self) -> Engine:
        return self.backend.open(self.folder)

    def build(self, *changes: Sequence[Extraction]) -> Engine:
        """Create the index with a commit for each change, and open it."""
        engine = self.create()
        for extractions in changes:
            commit(engine, *extractions, notes={"folders": {"a": 1}}, catalogue={"files": len(extractions)})
            engine = self.open()
        return engine

    def change(self, *extractions: Extraction, deleted: Sequence[str] = ()) -> None:
        """Delete and add articles in one commit."""
        commit(self.open(), *extractions, deleted=deleted)

    def article_ids(self) -> list[str]:
        return list(self.open().article_ids())


def commit(
    engine: Engine,
    *extractions: Extraction,
    deleted: Sequence[str] = (),
    notes: dict[str, object] | None = None,
    catalogue: dict[str, object] | None = None,
) -> None:
    """Delete and add articles in one commit of a writer of this engine."""
    with engine.writer() as writer:
        for id in deleted:
            writer.delete(id)
        for extraction in extractions:
            writer.add(extraction)
        writer.commit(notes=notes or {}, catalogue=catalogue or {})
