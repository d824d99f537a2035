"""Opens indexes of the Whoosh engine for its tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from searchkit.engines.whoosh.engine import WhooshEngine
from searchkit.model.passage import Extraction


class Build(Protocol):
    """Builds an index with a commit for each change, and opens it."""

    def __call__(self, *changes: Sequence[Extraction]) -> WhooshEngine: ...


def folder_of(engine: WhooshEngine) -> Path:
    """The folder of the index that an engine has open."""
    return engine._snapshot.folder


def segment_files(folder: Path) -> list[Path]:
    """The files of segments in a folder."""
    return sorted(folder.glob("*.seg"))
