"""The one writer: collects a change in a workshop of its own, and makes it the index in one instant or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from searchkit.engines.whoosh.documents import group_of
from searchkit.engines.whoosh.files import (
    LOCK,
    WORKSHOP,
    commit,
    newest_generation,
    remove_all_but,
    remove_uncommitted,
    segment_file,
    sync_to_disk,
)
from searchkit.engines.whoosh.segments import SegmentBuilder, to_join
from searchkit.engines.whoosh.snapshot import Snapshot, damage_in, open_snapshot
from searchkit.engines.whoosh.state import state_to_json
from searchkit.engines.whoosh.tally import Tally, state_with, tally_of_docs, tally_of_group, tally_of_state
from searchkit.errors import IndexBusy, IndexMoved, IndexUnwritable
from searchkit.passage import Extraction

POSTINGS_IN_MEMORY = 2_000_000
"""About 150 MB; more are sorted through files."""


class IndexWriter:
    """A change of the index under way; `generation` is what it will be. Raises IndexUnwritable for what the disk refuses."""

    def __init__(self, folder: Path, base: Snapshot, generation: int, postings_in_memory: int) -> None:
        self._folder = folder
        self._base = base
        self._generation = generation
        self._postings_in_memory = postings_in_memory
        self._tally = tally_of_state(base.state)
        self._gone: set[int] = set()
        self._cleared = False
        self._start_segment()

    def add(self, extraction: Extraction) -> None:
        """Add an article that is not there; raises ValueError when it is."""
        id = extraction.article.id
        if id in self._added or self._find(id) is not None:
            raise ValueError(f"the index already holds an article {id!r}")
        group = group_of(extraction)
        tally = tally_of_group(group)
        with unwritable(self._folder):
            self._added[id] = self._builder.add(group), tally
        self._tally = self._tally.plus(tally)

    def delete(self, article: str) -> None:
        """Delete an article with its passages; raises ValueError when it is not there."""
        if article in self._added:
            docs, tally = self._added.pop(article)
            self._dropped.update(docs)
        else:
            first = self._find(article)
            if first is None:
                raise ValueError(f"the index holds no article {article!r}")
            docs = _group_around(self._base, first)
            tally = tally_of_docs(self._base, docs)
            self._gone.update(docs)
        self._tally = self._tally.plus(tally, -1)

    def clear(self) -> None:
        """Delete all articles."""
        self._builder.abandon()
        self._cleared = True
        self._tally = Tally()
        self._start_segment()

    def commit(self, *, notes: Mapping[str, Any], catalogue: Mapping[str, Any]) -> None:
        """Make the change visible, with the archive's bookkeeping."""
        with unwritable(self._folder):
            segments = [*self._join_old(), *self._finish_new()]
            sizes = {
                segment_file(segment): (self._folder / segment_file(segment)).stat().st_size for segment in segments
            }
            state = state_with(self._base.state, self._tally, notes, sizes)
            bookkeeping = {"manifest": state_to_json(state), "catalogue": dict(catalogue)}
            commit(self._folder, self._generation, segments, bookkeeping)
            remove_all_but(self._folder, self._generation, segments)

    def abandon(self) -> None:
        """Leave no trace, unless the change was committed."""
        self._builder.abandon()
        with suppress(OSError):
            remove_uncommitted(self._folder, self._generation, f"{self._builder.name}.seg")

    def _start_segment(self) -> None:
        self._added: dict[str, tuple[range, Tally]] = {}
        self._dropped: set[int] = set()
        with unwritable(self._folder):
            workshop = self._folder / WORKSHOP
            shutil.rmtree(workshop, ignore_errors=True)  # what a writer left that was killed
            workshop.mkdir()
            self._builder = SegmentBuilder(FileStorage(str(workshop)), workshop, self._postings_in_memory)

    def _find(self, article: str) -> int | None:
        if self._cleared:
            return None
        return next((doc for doc in self._base.postings("id", article)[0] if doc not in self._gone), None)

    def _join_old(self) -> list[Any]:
        """Mark what was deleted in the old segments, add those to be rewritten to the new one, and return the others."""
        if self._cleared:
            return []
        for doc in self._gone:
            segment, number = self._base.place_of(doc)
            segment.delete(number)
        old = [segment for segment in self._base.segments if segment.live]
        added = self._builder.docs - len(self._dropped)
        chosen = to_join([segment.docs for segment in old], [segment.live for segment in old], added)
        for number in chosen:
            with damage_in(self._folder):
                self._builder.add_live(old[number])
        return [segment.segment for number, segment in enumerate(old) if number not in chosen]

    def _finish_new(self) -> list[Any]:
        if self._builder.docs == len(self._dropped):
            return []
        segment = self._builder.finish(self._dropped)
        name = segment_file(segment)
        sync_to_disk(self._folder / WORKSHOP / name)
        (self._folder / WORKSHOP / name).replace(self._folder / name)
        return [segment]


@contextmanager
def open_writer(snapshot: Snapshot, timeout: float, postings_in_memory: int) -> Iterator[IndexWriter]:
    """A writer that starts from a snapshot, under the folder's lock; nothing happens without `commit`.

    `timeout` is in seconds. Raises IndexBusy when another writer works, or has changed the index since the snapshot
    was taken, and IndexUnwritable. A snapshot of no generation starts over, whatever the folder holds.
    """
    folder = snapshot.folder
    with _lock(folder, timeout):
        with unwritable(folder):
            newest = newest_generation(folder)
        if snapshot.generation is None:
            base = snapshot
        else:
            base = open_snapshot(folder)
            if base.generation != snapshot.generation:
                raise IndexMoved(str(folder))
        writer = IndexWriter(folder, base, (newest or 0) + 1, postings_in_memory)
        try:
            yield writer
        finally:
            writer.abandon()


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Turn an OSError into IndexUnwritable."""
    try:
        yield
    except OSError as error:
        raise IndexUnwritable(str(folder), error.strerror or str(error)) from error


@contextmanager
def _lock(folder: Path, timeout: float) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 - a search never needs it

    with unwritable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=timeout)
        except Timeout as error:
            raise IndexBusy(str(folder), timeout) from error
    try:
        yield
    finally:
        lock.release()


def _group_around(snapshot: Snapshot, first: int) -> range:
    back = snapshot.numbers("back")
    last = first + 1
    while last < len(back) and back[last] == last - first:
        last += 1
    return range(first, last)
