"""The interface of engines. The layers above know nothing else about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from searchkit.model.passage import Extraction
from searchkit.model.results import FacetCount, SearchResult
from searchkit.model.stored import IndexInfo, StoredArticle
from searchkit.query.request import Request


class Damage(NamedTuple):
    """A damaged file of an index, by name. With `by_hand` no writer can repair it: the user must."""

    file: str
    reason: str
    by_hand: bool = False


class Writer(Protocol):
    """One change of the index: all of it becomes visible at `commit`, or none of it.

    Every method raises IndexUnwritable for what the system refuses, and IndexDamaged.
    """

    def add(self, extraction: Extraction) -> None:
        """Add an article; raises ValueError if the index holds its id and this writer has not deleted it."""

    def delete(self, article: str) -> None:
        """Delete an article with its passages, by id; raises ValueError if the index does not hold it."""

    def clear(self) -> None:
        """Delete all articles."""

    def now_ns(self) -> int:
        """Return the time in nanoseconds, by the clock of the file system that holds the archive."""

    def commit(self, *, notes: Mapping[str, Any], catalogue: Mapping[str, Any]) -> None:
        """Make the change visible, with the archive's bookkeeping (both plain JSON values).

        Raises IndexUncertain when the change is visible, but the disk did not confirm it.
        """


class Engine(Protocol):
    """An index as of one commit, to search and to change. Every method raises IndexDamaged or IndexUnreadable.

    `persons` maps names in articles to persons, where the two differ. It must not change after the call.
    """

    @property
    def manifest(self) -> IndexInfo:
        """Versions, counts and notes of the index."""

    def catalogue(self) -> Mapping[str, Any]:
        """Return the archive's bookkeeping as last committed; empty for a new index."""

    def search(self, request: Request, persons: Mapping[str, str]) -> SearchResult:
        """Return one page of hits, the exact total, and the facets and the histogram that the request names."""

    def article(self, id: str) -> StoredArticle | None:
        """Return an article by its id, or None."""

    def article_ids(self) -> Iterator[str]:
        """Return the ids of all articles, sorted."""

    def extractions(self) -> Iterator[tuple[str, Extraction | str]]:
        """Return the id of every article, with the stored article, or the reason why it cannot be read."""

    def values(self, field: str) -> tuple[FacetCount, ...]:
        """Return every value of a facet field as articles give it, with its number of quotes or articles."""

    def values_containing(self, field: str, term_lists: Iterable[Sequence[str]]) -> Mapping[str, int]:
        """Return the values of a name field that contain every term of at least one list, with their counts."""

    def roles_of(self, speakers: Collection[str]) -> Mapping[str, frozenset[str]]:
        """Return the roles that quotes give with exactly these speakers, for those that have any."""

    def size(self) -> int:
        """Return the bytes that the index takes on disk."""

    def read_cache(self, name: str, limit: int) -> bytes:
        """Read a file that `write_cache` wrote beside the index; raises OSError, also if it has more than `limit` bytes."""

    def write_cache(self, name: str, content: bytes) -> None:
        """Write a cache of the archive beside the index, in place of the last one; raises OSError. Call it under the lock."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Open the one writer, under a lock; nothing changes without `commit`.

        Raises IndexBusy, IndexIsALink, IndexUnlockable, IndexUnwritable, and IndexMoved if there was a commit since.
        """


class Backend(Protocol):
    """A kind of engine. Every method takes the location of an index: the archive's folder `index/`."""

    def open(self, location: Path) -> Engine:
        """Open an index as of its last commit.

        Raises IndexMissing, IndexIsALink, IndexUnfinished, IndexVersionMismatch, IndexDamaged, IndexUnreadable or
        FolderUnreadable.
        """

    def create(self, location: Path, *, extraction: int) -> Engine:
        """Return an index without articles for a version of the extraction; its first commit replaces an index that is there."""

    def generation(self, location: Path) -> bytes | None:
        """Return bytes that differ from commit to commit; None without an index."""

    def verify(self, location: Path) -> Iterator[Damage]:
        """Read every file of an index and report damaged ones; raises what `open` raises, except IndexDamaged."""

    def check_counts(self, location: Path) -> Damage | None:
        """Report the file with wrong counts of documents, None if all counts are right; raises what `open` raises."""

    def leftovers(self, location: Path) -> Sequence[Damage]:
        """Report leftovers of crashed writers, and a lock that is no file; empty while a writer is at work."""
