"""What any engine must do. The archive talks to engines through this alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from searchkit.model.frozen import Frozen
from searchkit.model.passage import Extraction
from searchkit.model.results import FacetCount, Found
from searchkit.model.stored import IndexInfo, StoredArticle
from searchkit.query.tree import Node

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
SORTS = (RELEVANCE, NEWEST, OLDEST)
MONTH, YEAR = "month", "year"
HISTOGRAMS = (MONTH, YEAR)


class Request(Frozen):
    """One question: `unit` None means paragraphs and quotes, folded to one hit per finding.

    `histogram` is one of HISTOGRAMS, or None for none.
    """

    tree: Node
    unit: str | None = None
    sort: str = RELEVANCE
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = ()
    histogram: str | None = None


class Writer(Protocol):
    """One change of the index: everything in it lands at `commit`, or nothing does."""

    def add(self, extraction: Extraction) -> None:
        """Add an article that the index does not hold, or whose old one was deleted through this writer."""

    def delete(self, article: str) -> None:
        """Delete an article with its passages, by id."""

    def clear(self) -> None:
        """Delete all articles."""

    def commit(self, *, notes: Mapping[str, Any], catalogue: Mapping[str, Any]) -> None:
        """Make the change visible, with the archive's bookkeeping (both plain JSON values)."""


class Engine(Protocol):
    """An index that can be asked and changed.

    `persons` maps the names articles give to persons, where they differ; nobody may change a mapping once it was given.
    """

    @property
    def manifest(self) -> IndexInfo:
        """What the index says of itself."""

    def catalogue(self) -> Mapping[str, Any]:
        """The archive's bookkeeping as last committed; empty for a new index."""

    def search(self, request: Request, persons: Mapping[str, str]) -> Found:
        """One page of hits, the exact total, and the counts of each facet and of the histogram asked for."""

    def article(self, id: str) -> StoredArticle | None:
        """An article by its id, or None."""

    def article_ids(self) -> Iterator[str]:
        """The ids of all articles, sorted."""

    def values(self, field: str) -> tuple[FacetCount, ...]:
        """Every value of a facet field with its number of quotes (quote-only fields) or articles; as articles give it."""

    def values_containing(self, field: str, term_lists: Iterable[Sequence[str]]) -> Mapping[str, int]:
        """Values of a name field that contain every term (exact form) of at least one of the lists, with their counts."""

    def roles_of(self, speakers: Collection[str]) -> Mapping[str, frozenset[str]]:
        """The roles that quotes give with exactly these names of speakers, of those that are given any."""

    def size(self) -> int:
        """The bytes the index takes on disk."""

    def writer(self) -> AbstractContextManager[Writer]:
        """The one writer, under a lock; leaving without `commit` changes nothing. Raises IndexBusy, IndexMoved, IndexUnwritable."""
