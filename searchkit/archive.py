"""An archive of news: a folder with `corpus/` (the articles), `index/` (a cache) and optional settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from searchkit.config.files import read_corrections, read_settings
from searchkit.config.locate import CORPUS, INDEX
from searchkit.config.settings import Corrections, Settings
from searchkit.engines.protocol import Engine
from searchkit.engines.registry import EMBEDDED, REFERENCE, load_backend, open_whoosh_index
from searchkit.errors import UnknownId
from searchkit.indexing.bookkeeping.person_table import Persons
from searchkit.indexing.corpus_folders import folders_changed
from searchkit.model.frozen import replace
from searchkit.model.passage import Paragraph, Quote
from searchkit.model.results import FacetCount, SearchResult, Suggestion
from searchkit.model.stored import StoredArticle
from searchkit.people.overrides import apply_overrides
from searchkit.query.explain import explain
from searchkit.query.filters import filter_tree
from searchkit.query.options import filter_values, is_on_quotes, make_request
from searchkit.query.parser import parse
from searchkit.query.request import RELEVANCE, Request
from searchkit.query.tree import Everything, Node, conjunction, leaves

if TYPE_CHECKING:
    from searchkit.engines.whoosh.bridge.index import ArrayIndex
    from searchkit.indexing.progress import Progress
    from searchkit.model.reports import CheckReport, PassageInPlace, SharedName, Speaker, Status, UpdateReport

FEW_HITS = 3
"""Below this number of hits, another query is suggested."""

# Imports inside functions are of modules that a search does without, so that it starts faster.


class Archive:
    """An archive folder.

    The index is opened on first use, as of its last commit. `update`, `close` and the end of a `with` close it; the next
    use opens it again. `today` gives the date from which "last week" is counted. `engine` is the name of an engine;
    "reference" matches with Whoosh's own searcher: slow, for passages only, and it raises QueryError for what Whoosh
    does not get right. An unknown engine raises ValueError.
    """

    def __init__(self, folder: str | Path, *, today: Callable[[], date] = date.today, engine: str = EMBEDDED) -> None:
        self.folder = Path(folder)
        self.corpus = self.folder / CORPUS
        self.index = self.folder / INDEX
        self._today = today
        self._backend = load_backend(engine)
        self._suggests = engine != REFERENCE  # a second opinion is on the query as it stands

    @classmethod
    def open(cls, folder: str | Path, *, today: Callable[[], date] = date.today, engine: str = EMBEDDED) -> Archive:
        """Open the archive in a folder with its index; raises what `engine` raises."""
        archive = cls(folder, today=today, engine=engine)
        _ = archive.engine
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index's files; those that hits read from stay open as long as the hits."""
        for opened in ("engine", "persons", "corrections", "settings", "_persons", "_speakers"):
            self.__dict__.pop(opened, None)

    @cached_property
    def engine(self) -> Engine:
        """The index.

        Raises IndexMissing, IndexIsALink, IndexVersionMismatch, IndexDamaged, IndexUnreadable or FolderUnreadable.
        """
        return self._backend.open(self.index)

    def whoosh_index(self) -> ArrayIndex:
        """Open the index as a `whoosh.index.Index` that reads and does not write; raises what `engine` raises.

        docs/whoosh.md lists its fields.
        """
        return open_whoosh_index(self.index)

    @cached_property
    def settings(self) -> Settings:
        """`searchkit.toml`, or the defaults; raises SettingsError."""
        return read_settings(self.folder)

    @cached_property
    def corrections(self) -> Corrections:
        """`speakers.toml`, or no corrections; raises SettingsError."""
        return read_corrections(self.folder)

    @cached_property
    def persons(self) -> Mapping[str, str]:
        """The person behind each name that articles give, where the two differ; raises SettingsError."""
        return apply_overrides(self._persons.groups, self.corrections)

    @cached_property
    def _persons(self) -> Persons:
        return Persons(self.engine)

    @cached_property
    def _speakers(self) -> tuple[FacetCount, ...]:
        return self.engine.values("speaker")

    def update(self, *, rebuild: bool = False, prune: bool = False, progress: Progress | None = None) -> UpdateReport:
        """Bring the index up to date with the corpus: all changes in one commit, or none.

        `rebuild` starts over; so does a change of the parser in `searchkit.toml`. `prune` allows more than half of the
        indexed files to be gone. Raises CorpusMissing, FolderUnreadable, MostFilesGone, IndexIsALink, IndexBusy,
        IndexUnlockable, IndexUnwritable, IndexUncertain, ParserMissing, and without `rebuild` what `engine` raises.
        """
        from searchkit.indexing.update import update  # noqa: PLC0415

        self.close()
        settings = self.settings
        return update(self.folder, settings, self._backend, rebuild=rebuild, prune=prune, progress=progress)

    def search(
        self,
        query: str = "",
        *,
        filters: Mapping[str, Sequence[str]] | None = None,
        unit: str | None = None,
        sort: str = RELEVANCE,
        offset: int = 0,
        limit: int = 10,
        facets: Sequence[str] = (),
        histogram: str | None = None,
    ) -> SearchResult:
        """Search the index.

        `filters` holds values by the names in `query.filters.FILTERS`. `unit` is "paragraph", "quote", "article" or
        None for paragraphs and quotes; `sort` "relevance", "newest" or "oldest"; `histogram` "month" or "year".
        Raises QueryError and its kinds, and IndexDamaged.
        """
        today = self._today()
        values = filter_values(filters)
        typed = parse(query, today) if query.strip() else Everything()
        filtering = filter_tree(values, today)
        tree = conjunction(typed, filtering)
        request = make_request(tree, unit, sort, offset, limit, facets, histogram)
        result = self.engine.search(request, self.persons)
        few = result.total < FEW_HITS and self._suggests
        return replace(
            result,
            query=query,
            filters={**values, **({"unit": (unit,)} if unit else {})},
            explanation=explain(tree),
            suggestion=self._suggestion(typed, filtering, unit, result.total) if few else None,
        )

    def article(self, id: str) -> StoredArticle:
        """Return an article by its id; raises UnknownId."""
        stored = self.engine.article(id)
        if stored is None:
            raise UnknownId(id, self._nearest_id(id))
        return stored

    def passage(self, id: str) -> PassageInPlace:
        """Return a passage by its id, with the paragraphs around it; raises UnknownId."""
        from searchkit.model.reports import PassageInPlace  # noqa: PLC0415

        stored = self.article(id.partition("#")[0])
        extraction = stored.extraction
        items: tuple[Quote | Paragraph, ...] = (*extraction.quotes, *extraction.paragraphs)
        passage = next((item for item in items if item.id == id), None)
        if passage is None:
            raise UnknownId(id, extraction.article.id)
        parent = passage.id if isinstance(passage, Paragraph) else passage.paragraph
        paragraphs = extraction.paragraphs
        index = next(number for number, paragraph in enumerate(paragraphs) if paragraph.id == parent)
        before = paragraphs[index - 1] if index else None
        after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        return PassageInPlace(stored, passage, paragraphs[index], before, after)

    def speakers(self, name: str = "") -> tuple[Speaker, ...]:
        """Return all persons with a quote, most quoted first; with a `name`, those with all its words in one spelling."""
        from searchkit.people.listing import find_speakers  # noqa: PLC0415

        return find_speakers(name, self._speakers, self.persons)

    def shared_names(self, name: str = "") -> tuple[SharedName, ...]:
        """Return the names that may be several persons', most quoted first, without those that `speakers.toml` settles.

        With a `name`, only names that it may stand for, or of persons who may be called so.
        """
        from searchkit.people.listing import find_shared_names  # noqa: PLC0415

        settled = self.corrections.persons.keys() | self.corrections.apart
        ambiguous = [one for one in self._persons.table.ambiguous_names if one.name not in settled]
        return find_shared_names(name, ambiguous, self._speakers, self.persons)

    def unknown_names(self) -> tuple[str, ...]:
        """Return the names in `speakers.toml` that no article gives to a speaker or relay: perhaps slips of the pen."""
        listed = {name for name, person in self.corrections.persons.items() if name != person} | self.corrections.apart
        known = {counted.value for counted in (*self._speakers, *self.engine.values("via"))} if listed else listed
        return tuple(sorted(listed - known))

    def sources(self) -> tuple[FacetCount, ...]:
        """Return all sources with their number of articles, most articles first."""
        return self.engine.values("source")

    def looks_stale(self) -> bool:
        """Return whether a folder of the corpus changed since the last update; files edited in place do not show."""
        return folders_changed(self.corpus, self.engine.manifest.notes)

    def status(self) -> Status:
        """Return what is indexed and what is behind, with versions and sizes; reads no file of the corpus."""
        from searchkit.indexing.update import status  # noqa: PLC0415

        return status(self.folder, self.settings, self._backend)

    def check(self, progress: Progress | None = None) -> CheckReport:
        """Read the whole index and corpus, and return everything that is damaged or behind.

        Raises IndexMissing, IndexIsALink, IndexUnfinished, IndexVersionMismatch, IndexUnreadable or FolderUnreadable.
        """
        from searchkit.indexing.check import check  # noqa: PLC0415

        return check(self.folder, self._backend, progress)

    def _suggestion(self, typed: Node, filtering: Node, unit: str | None, total: int) -> Suggestion | None:
        from searchkit.query.suggest import suggest  # noqa: PLC0415

        def count(tree: Node, unit: str | None) -> int:
            return self.engine.search(Request(conjunction(tree, filtering), unit, limit=0), self.persons).total

        quotes_only = any(is_on_quotes(leaf) for leaf in leaves(filtering))
        return suggest(typed, unit, total, count, quotes_only=quotes_only)

    def _nearest_id(self, id: str) -> str | None:
        """Return the id of the article with this path, or the most similar id."""
        from difflib import get_close_matches  # noqa: PLC0415

        from searchkit.corpus.ids import path_id  # noqa: PLC0415

        ids = list(self.engine.article_ids())
        by_path = path_id(id.removeprefix(f"{CORPUS}/"))
        return by_path if by_path in ids else next(iter(get_close_matches(id, ids, 1, 0.7)), None)
