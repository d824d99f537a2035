"""The one writer: collects a change in a workshop of its own, and makes it the index in one instant or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, ArrayWriter
from searchkit.engines.whoosh.directory.cleanup import remove_all_but, tidy
from searchkit.engines.whoosh.directory.damage import raising_index_damaged
from searchkit.engines.whoosh.directory.files import (
    MOST_OF_CATALOGUE,
    WRITING_FOLDER,
    commit,
    highest_generation,
    remove,
    start_workshop,
    write_safely,
)
from searchkit.engines.whoosh.directory.lock import locked, unwritable
from searchkit.engines.whoosh.directory.manifest import Commit, IndexFile, with_checksum
from searchkit.engines.whoosh.indexer.builder import SegmentBuilder
from searchkit.engines.whoosh.indexer.merge_policy import segments_to_merge
from searchkit.engines.whoosh.indexer.merger import merge_segments
from searchkit.engines.whoosh.indexer.segment_writer import write_segment
from searchkit.engines.whoosh.indexer.statistics import (
    CollectionStatistics,
    statistics_of_article,
    statistics_of_articles,
    statistics_of_commit,
)
from searchkit.engines.whoosh.searcher.snapshot import Snapshot, open_snapshot
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.errors import IndexMoved, IndexProblem, IndexUncertain
from searchkit.model.passage import Extraction

TOKENS_IN_MEMORY = 5_000_000
"""About 350 MB while they become a segment."""


@dataclass(eq=False)
class _OpenSegment:
    """A segment as the change under way sees it, and the numbers of the articles that are gone from it."""

    segment: Segment
    live_docs: int
    deleted: set[int] = field(default_factory=set)

    def live(self) -> Array:
        live = np.ones(self.segment.articles, bool)
        live[list(self.deleted)] = False
        return live


class IndexWriter:
    """A change of the index under way; `generation` is what it will be. Raises IndexUnwritable for what the disk refuses."""

    def __init__(self, folder: Path, base: Snapshot, generation: int, tokens_in_memory: int) -> None:
        self._folder = folder
        self._base = base
        self._generation = generation
        self._tokens_in_memory = tokens_in_memory
        self._uncertain = False
        self._statistics = statistics_of_commit(base.state)
        self._segments = [
            _OpenSegment(
                part.segment, part.live_docs, set() if part.live is None else set(np.flatnonzero(~part.live).tolist())
            )
            for part in base.live_segments
        ]
        self._start_over()

    def add(self, extraction: Extraction) -> None:
        """Add an article that is not there; raises ValueError when it is."""
        id = extraction.article.id
        if id in self._added or self._find(id) is not None:
            raise ValueError(f"the index already holds an article {id!r}")
        self._added[id] = self._builder.add(extraction)
        if self._builder.n_tokens > self._tokens_in_memory:
            self._close_segment()

    def delete(self, article: str) -> None:
        """Delete an article with its passages; raises ValueError when it is not there."""
        if article in self._added:
            self._dropped.add(self._added.pop(article))
            return
        found = self._find(article)
        if found is None:
            raise ValueError(f"the index holds no article {article!r}")
        held, number = found
        statistics = statistics_of_article(held.segment, number)
        held.deleted.add(number)
        held.live_docs -= statistics.docs
        self._statistics = self._statistics.minus(statistics)

    def clear(self) -> None:
        """Delete all articles."""
        self._segments = []
        self._statistics = CollectionStatistics()
        self._start_over()

    def commit(self, *, notes: Mapping[str, Any], catalogue: Mapping[str, Any]) -> None:
        """Make the change visible, with the archive's bookkeeping."""
        with unwritable(self._folder):
            segments = self._finish_segments()
            bookkeeping = with_checksum("catalogue", dict(catalogue))
            name = f"catalogue.{self._generation}.json"
            write_safely(self._folder / name, bookkeeping, MOST_OF_CATALOGUE)
            manifest = replace(self._base.state.manifest, counts=self._statistics.counts, notes=dict(notes))
            state = Commit(
                self._generation,
                manifest,
                self._statistics.lengths,
                tuple(IndexFile(held.segment.name, held.segment.file.size) for held in segments),
                self._write_deletions(segments),
                IndexFile(name, len(bookkeeping)),
            )
            self._make_current(state)
            remove_all_but(self._folder, state)

    def abandon(self) -> None:
        """Leave no trace, unless the change was committed, and none of interrupted writers; raises nothing of its own.

        What cannot be removed, and all files of an index that cannot be read, are left for a later writer.
        """
        with suppress(OSError):
            remove(self._folder / WRITING_FOLDER)
        with suppress(OSError, IndexProblem):
            if not self._uncertain:
                tidy(self._folder, self._moved)

    def _make_current(self, state: Commit) -> None:
        try:
            commit(self._folder, state)
        except IndexUncertain:
            self._uncertain = True
            raise

    def _start_over(self) -> None:
        self._added: dict[str, int] = {}
        self._dropped: set[int] = set()
        self._builder = SegmentBuilder()
        self._moved = [f"{kind}.{self._generation}.{suffix}" for kind, suffix in _OF_A_GENERATION]
        with unwritable(self._folder):
            start_workshop(self._folder)

    def _find(self, article: str) -> tuple[_OpenSegment, int] | None:
        with raising_index_damaged(self._folder):
            for held in self._segments:
                number = held.segment.article_numbered(article)
                if number is not None and number not in held.deleted:
                    return held, number
        return None

    def _close_segment(self) -> None:
        """Write the articles collected so far as a segment, which frees their memory."""
        builder, gone, added = self._builder, self._dropped, self._added
        self._builder, self._dropped, self._added = SegmentBuilder(), set(), {}
        if not added:
            return
        path = self._new_path()
        with unwritable(self._folder):
            held = _OpenSegment(Segment(path, write_segment(path, builder.build())), 0, gone)
        statistics = statistics_of_articles(held.segment, held.live())
        held.live_docs = statistics.docs
        self._segments.append(held)
        self._statistics = self._statistics.plus(statistics)

    def _new_path(self) -> Path:
        return self._folder / WRITING_FOLDER / f"{secrets.token_hex(8)}.seg"

    def _finish_segments(self) -> list[_OpenSegment]:
        """All segments of the new generation, in the folder; the small and the half deleted are joined."""
        self._close_segment()
        held = [one for one in self._segments if one.live_docs]
        while chosen := segments_to_merge([one.live_docs for one in held], [one.segment.docs for one in held]):
            path = self._new_path()
            parts = [held[number] for number in chosen]
            with raising_index_damaged(self._folder), unwritable(self._folder):
                size = merge_segments(path, [(part.segment, part.live()) for part in parts])
            joined = _OpenSegment(Segment(path, size), sum(part.live_docs for part in parts))
            held = [*(one for number, one in enumerate(held) if number not in chosen), joined]
        for one in held:
            self._move(one.segment.name)
        return held

    def _move(self, name: str) -> None:
        path = self._folder / WRITING_FOLDER / name
        if path.exists():
            self._moved.append(name)
            path.replace(self._folder / name)

    def _write_deletions(self, segments: list[_OpenSegment]) -> IndexFile | None:
        deleted = {held.segment.name: np.packbits(~held.live()) for held in segments if held.deleted}
        if not deleted:
            return None
        name = f"deleted.{self._generation}.arrays"
        with ArrayWriter(self._folder / name) as writer:
            for segment, articles in deleted.items():
                writer.add(segment, articles)
            return IndexFile(name, writer.finish({}))


_OF_A_GENERATION = (("catalogue", "json"), ("deleted", "arrays"))


@contextmanager
def open_writer(snapshot: Snapshot, timeout: float, tokens_in_memory: int) -> Iterator[IndexWriter]:
    """A writer that starts from a snapshot, under the folder's lock; nothing happens without `commit`.

    `timeout` is in seconds. Raises IndexBusy when another writer works, IndexMoved when one has changed the
    index since the snapshot was taken, IndexIsALink, IndexUnlockable and IndexUnwritable. A snapshot of no generation starts over, whatever the folder holds.
    """
    folder = snapshot.folder
    with locked(folder, timeout):
        with unwritable(folder):
            generation = highest_generation(folder)
        if snapshot.generation is None:
            base = snapshot
        else:
            base = open_snapshot(folder)
            if base.generation != snapshot.generation:
                raise IndexMoved(str(folder))
        with raising_index_damaged(folder):
            writer = IndexWriter(folder, base, max(generation, base.state.generation) + 1, tokens_in_memory)
        try:
            yield writer
        finally:
            writer.abandon()
