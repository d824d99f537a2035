"""An archive of news: a folder with `corpus/` (the truth), `index/` (a cache) and optional settings. The Python API."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from searchkit.config.files import read_corrections, read_settings
from searchkit.config.locate import CORPUS, INDEX
from searchkit.config.settings import Corrections, Settings
from searchkit.engines.protocol import HISTOGRAMS, RELEVANCE, SORTS, Engine, Request
from searchkit.engines.registry import EMBEDDED, REFERENCE, load_backend, open_whoosh_index
from searchkit.errors import QueryError, UnitConflict, UnknownFacet, UnknownId
from searchkit.fields import BY_NAME, FACETS, UNITS
from searchkit.indexing.person_table import Persons
from searchkit.model.passage import Paragraph, Quote
from searchkit.model.results import FacetCount, SearchResult, Suggestion
from searchkit.model.stored import StoredArticle
from searchkit.people.overrides import apply_overrides
from searchkit.query.explain import explain
from searchkit.query.filters import filter_tree
from searchkit.query.parser import parse
from searchkit.query.tree import DateRange, Everything, Leaf, Node, both, leaves

if TYPE_CHECKING:
    from searchkit.engines.whoosh.bridge.index import ArrayIndex
    from searchkit.indexing.progress import Progress
    from searchkit.model.reports import CheckReport, PassageInPlace, SharedName, Speaker, Status, UpdateReport

FEW_HITS = 3
"""Below so many hits another question is tried."""

FOLDERS_LOOKED_AT = 2000
"""How many folders a search looks at for changes: about 10 ms on a slow disk."""


class Archive:
    """An archive folder, opened.

    The index is opened when first needed and stays as it was then: `update` and `close` let go of it, and so does leaving a
    `with`. `today` is asked for the date
    when a query is read, because "last week" depends on it. `engine` "reference" asks Whoosh's own searcher what matches:
    slow, for passages only, and it raises QueryError for what Whoosh does not get right.
    """

    def __init__(self, folder: str | Path, *, today: Callable[[], date] = date.today, engine: str = EMBEDDED) -> None:
        self.folder = Path(folder)
        self.corpus = self.folder / CORPUS
        self.index = self.folder / INDEX
        self._today = today
        self._backend = load_backend(engine)
        self._suggests = engine != REFERENCE  # a second opinion is on what was asked

    @classmethod
    def open(cls, folder: str | Path, *, today: Callable[[], date] = date.today, engine: str = EMBEDDED) -> Archive:
        """The archive in a folder; raises what opening its index raises."""
        archive = cls(folder, today=today, engine=engine)
        _ = archive.engine
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index's files; those that hits read from stay open as long as the hits. Asked again, it opens again."""
        for opened in ("engine", "persons", "corrections", "settings", "_persons", "_speakers"):
            self.__dict__.pop(opened, None)

    @cached_property
    def engine(self) -> Engine:
        """The index; raises IndexMissing, IndexIsALink, IndexVersionMismatch, IndexDamaged, IndexUnreadable or FolderUnreadable."""
        return self._backend.open(self.index)

    def whoosh_index(self) -> ArrayIndex:
        """Open the index as a `whoosh.index.Index`, which reads and does not write; raises what opening the index raises.

        docs/whoosh.md lists its fields.
        """
        return open_whoosh_index(self.index)

    @cached_property
    def settings(self) -> Settings:
        """`searchkit.toml`, or the defaults; raises SettingsError."""
        return read_settings(self.folder)

    @cached_property
    def persons(self) -> Mapping[str, str]:
        """Names that articles give, to the person they stand for, where they differ; raises SettingsError.

        The archive's own table, as `corrections` has it.
        """
        return apply_overrides(self._persons.groups, self.corrections)

    @cached_property
    def _persons(self) -> Persons:
        return Persons(self.engine)

    @cached_property
    def _speakers(self) -> tuple[FacetCount, ...]:
        return self.engine.values("speaker")

    @cached_property
    def corrections(self) -> Corrections:
        """What `speakers.toml` says, if there is one; raises SettingsError."""
        return read_corrections(self.folder)

    def update(self, *, rebuild: bool = False, prune: bool = False, progress: Progress | None = None) -> UpdateReport:
        """Bring the index up to date with the corpus; all of it lands, or nothing does.

        `rebuild` starts over, and so does a change of the parser in `searchkit.toml`; `prune` allows more than half of
        the indexed files to be gone. Raises CorpusMissing, FolderUnreadable, MostFilesGone, IndexIsALink, IndexBusy,
        IndexUnlockable, IndexUnwritable, IndexUncertain, ParserMissing, and without `rebuild` what opening the index raises.
        """
        # Imported here because a search needs none of it, and starts faster without.
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
        """Ask a question; `filters` are values by the name of a filter flag, `histogram` is "month" or "year".

        Raises QueryError and its kinds, and IndexDamaged.
        """
        _refuse_nonsense(unit, sort, offset, limit)
        today = self._today()
        given = {flag: _values(flag, values) for flag, values in (filters or {}).items()}
        asked = parse(query, today) if query.strip() else Everything()
        passing = filter_tree(given, today)
        tree = both(asked, passing)
        _refuse_conflict(tree, unit)
        names = tuple(_facet(name) for name in _values("facets", facets))
        if histogram not in {None, *HISTOGRAMS}:
            raise QueryError(
                f"there is no histogram by {histogram}", suggestion=f"there are {' and '.join(HISTOGRAMS)}"
            )
        found = self.engine.search(Request(tree, unit, sort, offset, limit, names, histogram), self.persons)
        few = found.total < FEW_HITS and self._suggests
        suggestion = self._suggestion(asked, passing, unit, found.total) if few else None
        shown = {**given, **({"unit": (unit,)} if unit else {})}
        return found.replaced(query=query, filters=shown, explanation=explain(tree), suggestion=suggestion)

    def article(self, id: str) -> StoredArticle:
        """An article by its id; raises UnknownId."""
        stored = self.engine.article(id)
        if stored is None:
            raise UnknownId(id, self._meant(id))
        return stored

    def passage(self, id: str) -> PassageInPlace:
        """A passage by its id, with its surroundings; raises UnknownId."""
        from searchkit.model.reports import PassageInPlace  # noqa: PLC0415 - as in `update`

        stored = self.article(id.partition("#")[0])
        found = stored.extraction
        items: tuple[Quote | Paragraph, ...] = (*found.quotes, *found.paragraphs)
        passage = next((item for item in items if item.id == id), None)
        if passage is None:
            raise UnknownId(id, stored.extraction.article.id)
        home = passage.id if isinstance(passage, Paragraph) else passage.paragraph
        at = next(number for number, paragraph in enumerate(found.paragraphs) if paragraph.id == home)
        return PassageInPlace(
            stored,
            passage,
            found.paragraphs[at],
            found.paragraphs[at - 1] if at else None,
            found.paragraphs[at + 1] if at + 1 < len(found.paragraphs) else None,
        )

    def speakers(self, name: str = "") -> tuple[Speaker, ...]:
        """All persons with a quote, most quoted first; of a `name`, those in one of whose spellings all its words stand."""
        from searchkit.people.listing import find_speakers  # noqa: PLC0415 - as in `update`

        return find_speakers(name, self._speakers, self.persons)

    def shared_names(self, name: str = "") -> tuple[SharedName, ...]:
        """The names that cannot be told apart for certain, most quoted first, but those that `speakers.toml` settles.

        Of a `name`, those that it may stand for or that are called so.
        """
        from searchkit.people.listing import shared_names  # noqa: PLC0415 - as in `update`

        settled = self.corrections.persons.keys() | self.corrections.apart
        unsure = [one for one in self._persons.table.unsure if one.name not in settled]
        return shared_names(name, unsure, self._speakers, self.persons)

    def unknown_names(self) -> tuple[str, ...]:
        """The names in `speakers.toml` that no article gives to a speaker or relay: slips of the pen, perhaps."""
        listed = {name for name, person in self.corrections.persons.items() if name != person} | self.corrections.apart
        given = {counted.value for counted in (*self._speakers, *self.engine.values("via"))} if listed else listed
        return tuple(sorted(listed - given))

    def sources(self) -> tuple[FacetCount, ...]:
        """All sources with their number of articles, most articles first."""
        return self.engine.values("source")

    def looks_stale(self) -> bool:
        """Whether a folder of the corpus changed since it was indexed; a quick look, blind to files edited in place."""
        folders = self.engine.manifest.notes.get("folders")
        if not isinstance(folders, dict):
            return True
        for path in list(folders)[:FOLDERS_LOOKED_AT]:
            try:
                if (self.corpus / path).stat().st_mtime_ns != folders[path]:
                    return True
            except (OSError, ValueError):  # ValueError: a NUL in a path that nobody noted
                return True
        return False

    def status(self) -> Status:
        """What is indexed, how stale it is, versions and sizes; looks at every file of the corpus, reads none."""
        from searchkit.indexing.update import status  # noqa: PLC0415 - as in `update`

        return status(self.folder, self.settings, self._backend)

    def check(self, progress: Progress | None = None) -> CheckReport:
        """Everything that is wrong with the index: with its files, and where it does not hold what the corpus holds.

        Reads all of both. Raises IndexMissing, IndexIsALink, IndexUnfinished, IndexVersionMismatch, IndexUnreadable or
        FolderUnreadable.
        """
        from searchkit.indexing.check import check  # noqa: PLC0415 - as in `update`

        return check(self.folder, self._backend, progress)

    def _suggestion(self, asked: Node, passing: Node, unit: str | None, found: int) -> Suggestion | None:
        from searchkit.query.suggest import suggest  # noqa: PLC0415 - most searches find enough

        return suggest(
            asked,
            unit,
            found,
            lambda wider, of: self._total(both(wider, passing), of),
            quotes_only=any(_on_quotes(leaf) for leaf in leaves(passing)),
        )

    def _meant(self, id: str) -> str | None:
        """The article whose path was typed, or whose id is nearly that."""
        from searchkit.corpus.ids import path_id  # noqa: PLC0415 - only where something is wrong

        ids = list(self.engine.article_ids())
        by_path = path_id(id.removeprefix(f"{CORPUS}/"))
        return by_path if by_path in ids else _nearest(id, ids, 0.7)

    def _total(self, tree: Node, unit: str | None) -> int:
        return self.engine.search(Request(tree, unit, limit=0), self.persons).total


def _refuse_nonsense(unit: str | None, sort: str, offset: int, limit: int) -> None:
    """Raises QueryError for what no search can be asked for, before it looks like a damaged index."""
    if unit is not None and unit not in UNITS:
        raise QueryError(f"there is no unit {unit!r}", suggestion=f"the units are {', '.join(UNITS)}")
    if sort not in SORTS:
        raise QueryError(f"there is no order {sort!r}", suggestion=f"hits are sorted by {', '.join(SORTS)}")
    for name, number in (("offset", offset), ("limit", limit)):
        if not isinstance(number, int) or number < 0:
            raise QueryError(f"{name} is {number!r}", suggestion="write a whole number from 0 on")


def _values(name: str, values: Sequence[str]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise QueryError(f"{name} is one text", suggestion=f'write a list: ["{values}"]')
    return tuple(values)


def _facet(name: str) -> str:
    field = BY_NAME.get(name)
    if field is not None and field.facet:
        return field.name
    nearest = _nearest(name, FACETS, 0.6)
    known = f"did you mean {nearest}?" if nearest else f"facets are {', '.join(FACETS)}"
    raise UnknownFacet(f"--facet {name}: " + ("cannot be counted" if field else "no such field"), suggestion=known)


def _nearest(word: str, words: Sequence[str], likeness: float) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    return next(iter(get_close_matches(word, words, 1, likeness)), None)


def _on_quotes(leaf: Leaf) -> bool:
    return not isinstance(leaf, DateRange) and BY_NAME[leaf.field].on_quotes_only


def _refuse_conflict(tree: Node, unit: str | None) -> None:
    if unit not in {"paragraph", "article"}:
        return
    for leaf in leaves(tree):
        if not isinstance(leaf, DateRange) and _on_quotes(leaf):
            message = f"only quotes have a {leaf.field}, and --unit {unit} asks for something else"
            raise UnitConflict(message, suggestion="leave --unit out, or use --unit quote")
