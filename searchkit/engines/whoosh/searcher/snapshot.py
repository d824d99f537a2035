"""One committed generation of an index, opened for reading: its segments, deletions and statistics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, ArrayFile
from searchkit.engines.whoosh.directory.damage import problem_of, raising_index_damaged
from searchkit.engines.whoosh.directory.files import (
    is_foreign,
    is_unfinished,
    read_manifest,
    size_of,
)
from searchkit.engines.whoosh.directory.manifest import Commit, commit_from_bytes, empty_commit
from searchkit.engines.whoosh.searcher.duplicates import Duplicates
from searchkit.engines.whoosh.searcher.index_reader import IndexReader
from searchkit.engines.whoosh.searcher.scorer import Scorer
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.store.lazy_article import LazyArticle
from searchkit.errors import (
    FolderUnreadable,
    IndexDamaged,
    IndexMissing,
    IndexUnfinished,
    SearchkitError,
)
from searchkit.regular_files import NotARegularFile

if TYPE_CHECKING:
    from searchkit.engines.whoosh.searcher.column import Column
    from searchkit.engines.whoosh.searcher.ordinals import PersonOrdinals

_ATTEMPTS = 5
_CACHED_ARTICLES = 512


class Snapshot:
    """An index as of one commit; later commits do not change it, and threads may share it.

    `generation` is None for an index that was never committed.
    """

    def __init__(self, folder: Path, commit: Commit, segments: Sequence[Segment], deletions: ArrayFile | None) -> None:
        self.folder = folder
        self.commit = commit
        self.generation = commit.generation or None
        self._columns: dict[str, Column] = {}
        self._person_ordinals: PersonOrdinals | None = None
        self.live_segments = [LiveSegment(segment, _live(segment, deletions)) for segment in segments]

    @classmethod
    def empty(cls, folder: Path, extraction: int) -> Snapshot:
        """Return an index without articles."""
        return cls(folder, empty_commit(extraction), (), None)

    def find(self, id: str) -> tuple[LiveSegment, int] | None:
        """Return the segment of the live article with an id, and its number there."""
        for segment in self.live_segments:
            number = segment.segment.find_article(id)
            if number is not None and (segment.live is None or segment.live[number]):
                return segment, number
        return None

    def column(self, field: str) -> Column:
        """Return the values of a facet field."""
        column = self._columns.get(field)
        if column is None:
            from searchkit.engines.whoosh.searcher.column import Column  # noqa: PLC0415 - for those who count only

            column = self._columns[field] = Column(self.reader, field)
        return column

    def person_ordinals(self, persons: Mapping[str, str]) -> PersonOrdinals:
        """Return the persons behind the speakers' names; those of the last table of persons are cached."""
        from searchkit.engines.whoosh.searcher.ordinals import person_ordinals  # noqa: PLC0415 - most searches count no field

        cached = self._person_ordinals
        if cached is None or cached.persons is not persons:
            cached = self._person_ordinals = person_ordinals(self.column("speaker").ordinals.texts, persons)
        return cached

    @cached_property
    def stored(self) -> Callable[[int], LazyArticle]:
        """The stored article of a number through all segments; the last ones that were shown are cached."""
        reader = self.reader  # not the snapshot, which would hold itself

        def stored(article: int) -> LazyArticle:
            segment, number = reader.locate_article(article)
            return reader.segments[segment].stored(number)

        return lru_cache(maxsize=_CACHED_ARTICLES)(stored)

    @cached_property
    def reader(self) -> IndexReader:
        """All segments as one."""
        return IndexReader(self.live_segments)

    @cached_property
    def scorer(self) -> Scorer:
        """Term weights and scores."""
        return Scorer(self.reader, self.commit)

    @cached_property
    def duplicates(self) -> Duplicates:
        """The live articles of which there are several."""
        return Duplicates(self.reader)


def open_snapshot(folder: Path) -> Snapshot:
    """The generation last committed; raises what `open_engine` raises."""
    tried: tuple[bytes, SearchkitError] | None = None
    for _ in range(_ATTEMPTS):
        content = _manifest_of(folder)
        if tried is not None and tried[0] == content:
            break
        # A writer may have removed this generation's files since: then there is a newer one to try.
        try:
            return _open_generation(folder, content)
        except SearchkitError as error:
            tried = content, error
    assert tried is not None  # noqa: S101 - at least one attempt was made
    raise tried[1]


def _manifest_of(folder: Path) -> bytes:
    try:
        content = read_manifest(folder)
        if content is None:
            _refuse_without_manifest(folder)
    except FileNotFoundError:
        content = None
    except NotADirectoryError as error:
        raise FolderUnreadable(str(folder), error.strerror or str(error), "move it away") from error
    except (OSError, MemoryError) as error:
        raise problem_of(folder, error) from error
    if content is None:
        raise IndexMissing(str(folder))
    return content


def _refuse_without_manifest(folder: Path) -> None:
    if is_foreign(folder):
        raise IndexDamaged(str(folder), "it has no MANIFEST")
    if is_unfinished(folder) and _is_idle(folder):
        raise IndexUnfinished(str(folder))


def _is_idle(folder: Path) -> bool:
    from searchkit.engines.whoosh.directory.lock import hold_reader_lock  # noqa: PLC0415 - not for a search that has an index

    try:
        with hold_reader_lock(folder) as idle:
            return idle
    except NotARegularFile:  # which a writer will name
        return True


def _open_generation(folder: Path, content: bytes) -> Snapshot:
    with raising_index_damaged(folder):
        commit = commit_from_bytes(content)
        segments = [Segment(folder / entry.name, entry.size) for entry in commit.segments]
        deletions = None
        if commit.deletions is not None:
            deletions = ArrayFile(folder / commit.deletions.name, commit.deletions.size)
            deletions.verify()
        if commit.catalogue is not None:
            _check_size(folder / commit.catalogue.name, commit.catalogue.size)
        return Snapshot(folder, commit, segments, deletions)


def _check_size(path: Path, size: int) -> None:
    found = size_of(path)
    if found != size:
        raise ValueError(f"{path.name} has {found} bytes instead of {size}")


def _live(segment: Segment, deletions: ArrayFile | None) -> Array | None:
    if deletions is None or segment.name not in deletions:
        return None
    deleted = np.unpackbits(deletions.array(segment.name), count=segment.articles).astype(bool)
    return ~deleted
