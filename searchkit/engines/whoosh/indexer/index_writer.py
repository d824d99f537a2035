"""The one writer: builds a change in WRITING_FOLDER, and commits all of it in one instant, or nothing."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from searchkit.engines.whoosh.builder.builder import SegmentBuilder
from searchkit.engines.whoosh.directory.array_file import ArrayWriter
from searchkit.engines.whoosh.directory.cleanup import remove_all_but, tidy
from searchkit.engines.whoosh.directory.damage import raising_index_damaged
from searchkit.engines.whoosh.directory.files import (
    MAX_CATALOGUE_BYTES,
    WRITING_FOLDER,
    file_system_time,
    highest_generation,
    make_current,
    remove,
    start_writing_folder,
    write_safely,
)
from searchkit.engines.whoosh.directory.lock import locked, unwritable
from searchkit.engines.whoosh.directory.manifest import Commit, IndexFile, with_checksum
from searchkit.engines.whoosh.indexer.merge_policy import segments_to_merge
from searchkit.engines.whoosh.indexer.merger import merge_segments
from searchkit.engines.whoosh.indexer.open_segment import OpenSegment, reopen
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
from searchkit.model.frozen import replace
from searchkit.model.passage import Extraction

TOKENS_IN_MEMORY = 5_000_000
"""About 350 MB of memory while a segment is written."""
_FILES_OF_A_GENERATION = ("catalogue.{}.json", "deleted.{}.arrays")


class IndexWriter:
    """A change of the index, which will commit `generation`. Methods raise IndexUnwritable if the disk refuses a write."""

    def __init__(self, folder: Path, base: Snapshot, generation: int, tokens_in_memory: int) -> None:
        self._folder = folder
        self._base = base
        self._generation = generation
        self._tokens_in_memory = tokens_in_memory
        self._uncertain = False
        self._statistics = statistics_of_commit(base.commit)
        self._segments = [reopen(live_segment) for live_segment in base.live_segments]
        self._start_over()

    def add(self, extraction: Extraction) -> None:
        """Add an article; raises ValueError if the index holds one with its id."""
        id = extraction.article.id
        if id in self._added or self._find(id) is not None:
            raise ValueError(f"the index already holds an article {id!r}")
        self._added[id] = self._builder.add(extraction)
        if self._builder.n_tokens > self._tokens_in_memory:
            self._write_built()

    def delete(self, article: str) -> None:
        """Delete an article with its passages, by id; raises ValueError if the index does not hold it."""
        if article in self._added:
            self._added_and_deleted.add(self._added.pop(article))
            return
        match = self._find(article)
        if match is None:
            raise ValueError(f"the index holds no article {article!r}")
        segment, number = match
        with raising_index_damaged(self._folder):
            statistics = statistics_of_article(segment.segment, number)
        segment.deleted.add(number)
        segment.live_docs -= statistics.docs
        self._statistics = self._statistics.minus(statistics)

    def clear(self) -> None:
        """Delete all articles."""
        self._segments = []
        self._statistics = CollectionStatistics()
        self._start_over()

    def now_ns(self) -> int:
        """Return the time in nanoseconds, by the clock of the folder's file system."""
        with unwritable(self._folder):
            return file_system_time(self._folder)

    def commit(self, *, notes: Mapping[str, Any], catalogue: Mapping[str, Any]) -> None:
        """Make the change visible, with the archive's bookkeeping."""
        with unwritable(self._folder):
            segments = self._finish_segments()
            info = replace(self._base.commit.info, counts=self._statistics.counts, notes=dict(notes))
            commit = Commit(
                self._generation,
                info,
                self._statistics.lengths,
                tuple(IndexFile(entry.segment.name, entry.segment.file.size) for entry in segments),
                self._write_deletions(segments),
                self._write_catalogue(catalogue),
            )
            self._make_current(commit)
            remove_all_but(self._folder, commit)

    def abandon(self) -> None:
        """Remove uncommitted files and leftovers of crashed writers. Never raises.

        Files stay for a later writer if they cannot be removed, or if MANIFEST cannot be read and they are not of this change.
        """
        with suppress(OSError):
            remove(self._folder / WRITING_FOLDER)
        with suppress(OSError, IndexProblem):
            if not self._uncertain:
                tidy(self._folder, self._new_files)

    def _make_current(self, commit: Commit) -> None:
        try:
            make_current(self._folder, commit)
        except IndexUncertain:
            self._uncertain = True
            raise

    def _start_over(self) -> None:
        self._added: dict[str, int] = {}
        self._added_and_deleted: set[int] = set()
        self._builder = SegmentBuilder()
        self._new_files = [name.format(self._generation) for name in _FILES_OF_A_GENERATION]
        with unwritable(self._folder):
            start_writing_folder(self._folder)

    def _find(self, article: str) -> tuple[OpenSegment, int] | None:
        """Return the segment of the live article with an id, and its number there; None if there is none."""
        with raising_index_damaged(self._folder):
            for segment in self._segments:
                number = segment.segment.find_article(article)
                if number is not None and number not in segment.deleted:
                    return segment, number
        return None

    def _write_built(self) -> None:
        """Write the articles added so far as a segment, to free their memory."""
        builder, deleted, added = self._builder, self._added_and_deleted, self._added
        self._builder, self._added_and_deleted, self._added = SegmentBuilder(), set(), {}
        if not added:
            return
        path = self._new_path()
        with unwritable(self._folder):
            segment = OpenSegment(Segment(path, write_segment(path, builder.build())), 0, deleted)
        statistics = statistics_of_articles(segment.segment, segment.live())
        segment.live_docs = statistics.docs
        self._segments.append(segment)
        self._statistics = self._statistics.plus(statistics)

    def _new_path(self) -> Path:
        return self._folder / WRITING_FOLDER / f"{secrets.token_hex(8)}.seg"

    def _finish_segments(self) -> list[OpenSegment]:
        """Write the last segment, merge segments, and move new ones into the index folder."""
        self._write_built()
        segments = [entry for entry in self._segments if entry.live_docs]
        while chosen := segments_to_merge(
            [entry.live_docs for entry in segments], [entry.segment.docs for entry in segments]
        ):
            merged = self._merge([segments[index] for index in chosen])
            segments = [*(entry for index, entry in enumerate(segments) if index not in chosen), merged]
        for entry in segments:
            self._move_to_index(entry.segment.name)
        return segments

    def _merge(self, segments: Sequence[OpenSegment]) -> OpenSegment:
        path = self._new_path()
        with raising_index_damaged(self._folder), unwritable(self._folder):
            size = merge_segments(path, [(entry.segment, entry.live()) for entry in segments])
        return OpenSegment(Segment(path, size), sum(entry.live_docs for entry in segments))

    def _move_to_index(self, name: str) -> None:
        path = self._folder / WRITING_FOLDER / name
        if path.exists():
            self._new_files.append(name)
            path.replace(self._folder / name)

    def _write_deletions(self, segments: Sequence[OpenSegment]) -> IndexFile | None:
        """Write a bit for each article of the segments with deletions, 1 for deleted; returns None without deletions."""
        deleted = {entry.segment.name: np.packbits(~entry.live()) for entry in segments if entry.deleted}
        if not deleted:
            return None
        name = f"deleted.{self._generation}.arrays"
        with ArrayWriter(self._folder / name) as writer:
            for segment, articles in deleted.items():
                writer.add(segment, articles)
            return IndexFile(name, writer.finish({}))

    def _write_catalogue(self, catalogue: Mapping[str, Any]) -> IndexFile:
        content = with_checksum("catalogue", dict(catalogue))
        name = f"catalogue.{self._generation}.json"
        write_safely(self._folder / name, content, MAX_CATALOGUE_BYTES)
        return IndexFile(name, len(content))


@contextmanager
def open_writer(snapshot: Snapshot, timeout: float, tokens_in_memory: int) -> Iterator[IndexWriter]:
    """Open a writer that starts from a snapshot, under the folder's lock; nothing changes without `commit`.

    `timeout` is in seconds. Raises IndexBusy while another writer works, IndexMoved when the index has changed since the
    snapshot was taken, IndexIsALink, IndexUnlockable and IndexUnwritable. If the snapshot has no
    generation, the new commit replaces everything in the folder.
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
            writer = IndexWriter(folder, base, max(generation, base.commit.generation) + 1, tokens_in_memory)
        try:
            yield writer
        finally:
            writer.abandon()
