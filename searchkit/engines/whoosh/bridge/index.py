"""The index as a read-only Whoosh index. It unpickles nothing."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import whoosh
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import EmptyReader, IndexReader, MultiReader, SegmentReader

from searchkit.engines.whoosh.bridge.codec import NOT_WRITTEN, ArraySegment
from searchkit.engines.whoosh.bridge.schema import INDEX_NAME, schema
from searchkit.engines.whoosh.directory.files import MANIFEST
from searchkit.engines.whoosh.searcher.snapshot import Snapshot, open_snapshot


class ArrayIndex(FileIndex):  # type: ignore[misc]
    """An index as of one commit, opened for Whoosh's own readers and Searcher; raises what opening a snapshot raises."""

    def __init__(self, folder: Path, snapshot: Snapshot | None = None) -> None:
        self.snapshot = open_snapshot(folder) if snapshot is None else snapshot
        self.storage = FileStorage(str(folder))
        self.indexname = INDEX_NAME
        self._schema = schema()

    def latest_generation(self) -> int:
        """Return the generation of the last commit."""
        return open_snapshot(self.snapshot.folder).commit.generation

    def up_to_date(self) -> bool:
        """Return whether nothing was committed since the index was opened."""
        return self.latest_generation() == self.snapshot.commit.generation

    def refresh(self) -> ArrayIndex:
        """Return the index as of the last commit."""
        return ArrayIndex(self.snapshot.folder)

    def last_modified(self) -> float:
        """Return the time of the last commit, in seconds since 1970."""
        return (self.snapshot.folder / MANIFEST).stat().st_mtime

    def reader(self, reuse: Any = None) -> IndexReader:  # noqa: ARG002 - a reused reader of Whoosh shows deleted documents
        """Return a reader of all segments."""
        segments = self._segments()
        generation = self.snapshot.commit.generation
        readers = [SegmentReader(self.storage, self._schema, segment, generation) for segment in segments]
        if not readers:
            return EmptyReader(self._schema)
        return readers[0] if len(readers) == 1 else MultiReader(readers, generation)

    def writer(self, procs: int = 1, **_: Any) -> Any:
        """Raise NotImplementedError: Whoosh would write segments of its own."""
        raise NotImplementedError(NOT_WRITTEN)

    def _read_toc(self) -> SimpleNamespace:
        return SimpleNamespace(
            schema=self._schema,
            segments=[ArraySegment(segment) for segment in self.snapshot.live_segments],
            generation=self.snapshot.commit.generation,
            version=self.snapshot.commit.info.format,
            release=whoosh.__version__,
        )
