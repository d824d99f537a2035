"""The embedded engine: an index in a folder, opened as of its last commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import compress
from pathlib import Path
from typing import Any

from searchkit.engines.protocol import Backend, Damage, Engine, Writer
from searchkit.engines.whoosh.collector.collapse import duplicate_ids
from searchkit.engines.whoosh.collector.search import search
from searchkit.engines.whoosh.directory.damage import raising_index_damaged
from searchkit.engines.whoosh.directory.files import bytes_on_disk, read_catalogue
from searchkit.engines.whoosh.directory.manifest import verify_checksum
from searchkit.engines.whoosh.encoding.term_dict import from_term
from searchkit.engines.whoosh.searcher.bm25 import DEFAULT, Ranking
from searchkit.engines.whoosh.searcher.snapshot import Snapshot, open_snapshot
from searchkit.model.passage import Extraction
from searchkit.model.results import FacetCount, SearchResult
from searchkit.model.stored import IndexInfo, StoredArticle
from searchkit.query.request import Request
from searchkit.regular_files import create_regular, read_bounded

TIMEOUT = 10.0
"""Seconds a writer waits for another one."""


def open_engine(folder: Path, ranking: Ranking = DEFAULT) -> WhooshEngine:
    """Open the index in a folder.

    Raises IndexMissing, IndexIsALink, IndexVersionMismatch, IndexDamaged, IndexUnreadable or FolderUnreadable.
    """
    return WhooshEngine(open_snapshot(folder), ranking)


def create_engine(folder: Path, *, extraction: int) -> WhooshEngine:
    """Return an index without articles, for a version of the extraction.

    Nothing is written until a writer commits. Until then an index in the folder stays as it is.
    """
    return WhooshEngine(Snapshot.empty(folder, extraction))


class WhooshEngine:
    """An index as of one commit; open another engine to see later commits. Threads may share it."""

    def __init__(self, snapshot: Snapshot, ranking: Ranking = DEFAULT) -> None:
        self._snapshot = snapshot
        self._ranking = ranking

    @property
    def manifest(self) -> IndexInfo:
        """Versions and counts of the index."""
        return self._snapshot.commit.info

    def catalogue(self) -> Mapping[str, Any]:
        """Return the archive's bookkeeping as last committed; empty for a new index. Raises IndexDamaged."""
        folder, entry = self._snapshot.folder, self._snapshot.commit.catalogue
        if entry is None:
            return {}
        with raising_index_damaged(folder):
            try:
                content = read_catalogue(folder / entry.name)
            except FileNotFoundError:
                newest = open_snapshot(folder).commit.catalogue or entry  # a later commit removed this one
                content = read_catalogue(folder / newest.name)
            return dict(verify_checksum("catalogue", content))

    def search(self, request: Request, persons: Mapping[str, str]) -> SearchResult:
        """Return one page of hits, the exact total, and the counts that the request names. Raises IndexDamaged."""
        with raising_index_damaged(self._snapshot.folder):
            return search(self._snapshot, request, persons, self._ranking)

    def article(self, id: str) -> StoredArticle | None:
        """Return an article by its id, or None. Raises IndexDamaged."""
        with raising_index_damaged(self._snapshot.folder):
            match = self._snapshot.find(id)
            if match is None:
                return None
            segment, number = match
            extraction = segment.segment.stored(number).extraction()
            return StoredArticle(extraction, duplicate_ids(self._snapshot, segment, number))

    def article_ids(self) -> Iterator[str]:
        """Return the ids of all articles, sorted. Raises IndexDamaged."""
        with raising_index_damaged(self._snapshot.folder):
            ids: list[bytes] = []
            for segment in self._snapshot.live_segments:
                numbers = segment.segment.array("id.articles")
                live = [True] * len(numbers) if segment.live is None else segment.live[numbers].tolist()
                ids += compress(segment.segment.dictionary("id"), live)
            return iter([from_term(id) for id in sorted(ids)])

    def extractions(self) -> Iterator[tuple[str, Extraction | str]]:
        """Return the id of every article, with the stored article, or the reason why it cannot be read. Raises IndexDamaged."""
        from searchkit.engines.whoosh.searcher.verify import stored_articles  # noqa: PLC0415 - not for a search

        return stored_articles(self._snapshot)

    def values(self, field: str) -> tuple[FacetCount, ...]:
        """Return every value of a facet field, with its number of quotes or articles. Raises IndexDamaged."""
        from searchkit.engines.whoosh.collector.facets import all_values  # noqa: PLC0415 - not for every search

        with raising_index_damaged(self._snapshot.folder):
            return all_values(self._snapshot, field)

    def values_containing(self, field: str, term_lists: Iterable[Sequence[str]]) -> Mapping[str, int]:
        """Return values that contain every term of one of the lists, counted as in `values`. Raises IndexDamaged."""
        from searchkit.engines.whoosh.collector.name_lookup import values_containing  # noqa: PLC0415 - not for a search

        with raising_index_damaged(self._snapshot.folder):
            return values_containing(self._snapshot, field, term_lists)

    def roles_of(self, speakers: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Return the roles that quotes give with exactly these speakers, for those with a role. Raises IndexDamaged."""
        from searchkit.engines.whoosh.collector.name_lookup import roles_of  # noqa: PLC0415 - not for a search

        with raising_index_damaged(self._snapshot.folder):
            return roles_of(self._snapshot, speakers)

    def size(self) -> int:
        """Return the bytes the index takes on disk. Raises IndexDamaged."""
        with raising_index_damaged(self._snapshot.folder):
            return bytes_on_disk(self._snapshot.folder) if self._snapshot.folder.is_dir() else 0

    def read_cache(self, name: str, limit: int) -> bytes:
        """Read a file that `write_cache` wrote; raises OSError, also if it has more than `limit` bytes."""
        return read_bounded(self._snapshot.folder / name, limit, follow=False)

    def write_cache(self, name: str, content: bytes) -> None:
        """Write a cache beside the index, in place of the last one; raises OSError. Call it under the lock."""
        path = self._snapshot.folder / name
        draft = path.with_name(f"{name}.draft")
        with create_regular(draft) as file:
            file.write(content)
        draft.replace(path)

    def writer(self, *, timeout: float = TIMEOUT) -> AbstractContextManager[Writer]:
        """Open the one writer; raises IndexBusy, IndexUnwritable, and IndexMoved if another commit came first."""
        from searchkit.engines.whoosh.indexer.index_writer import TOKENS_IN_MEMORY, open_writer  # noqa: PLC0415 - not for a search

        return open_writer(self._snapshot, timeout, TOKENS_IN_MEMORY)


class WhooshBackend:
    """Indexes in folders."""

    def open(self, location: Path) -> Engine:
        """Open the index in a folder as of its last commit; raises what `open_engine` raises."""
        return open_engine(location)

    def create(self, location: Path, *, extraction: int) -> Engine:
        """Return an index without articles; nothing is written until a writer commits."""
        return create_engine(location, extraction=extraction)

    def generation(self, location: Path) -> bytes | None:
        """Return the content of MANIFEST, or None."""
        from searchkit.engines.whoosh.searcher import verify  # noqa: PLC0415 - not for a search

        return verify.generation(location)

    def verify(self, location: Path) -> Iterator[Damage]:
        """Read every file of an index and report damaged ones."""
        from searchkit.engines.whoosh.searcher import verify  # noqa: PLC0415 - not for a search

        return verify.damaged_files(location)

    def check_counts(self, location: Path) -> Damage | None:
        """Report MANIFEST if its counts of documents are not those of the segments."""
        from searchkit.engines.whoosh.searcher import verify  # noqa: PLC0415 - not for a search

        return verify.check_counts(location)

    def leftovers(self, location: Path) -> Sequence[Damage]:
        """Report leftovers of crashed writers, and a lock that is no file."""
        from searchkit.engines.whoosh.searcher import verify  # noqa: PLC0415 - not for a search

        return verify.left_over(location)


BACKEND: Backend = WhooshBackend()
