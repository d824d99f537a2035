"""An archive of news: a folder with `corpus/` (the truth), `index/` (a cache) and optional settings. The Python API."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from searchkit import passages
from searchkit.corpus.discover import Discovery, discover
from searchkit.engines.protocol import RELEVANCE, Engine, Manifest, Request, Stored
from searchkit.engines.whoosh.engine import create_engine, open_engine
from searchkit.errors import (
    CorpusMissing,
    IndexMissing,
    IndexProblem,
    SettingsError,
    UnitConflict,
    UnknownFacet,
    UnknownId,
)
from searchkit.fields import BY_NAME, FACETS
from searchkit.passage import Paragraph, Quote
from searchkit.query.explain import explain
from searchkit.query.filters import filter_tree
from searchkit.query.parse import parse
from searchkit.query.rewrite import all_words, to_arguments, to_query
from searchkit.query.tree import And, Everything, Node, Phrase, Prefix, Word, both, leaves
from searchkit.results import FacetCount, Found, Results, Suggestion
from searchkit.settings import Settings, parse_settings, parse_speakers
from searchkit.upkeep.catalogue import Catalogue, catalogue_from_json
from searchkit.upkeep.locate import CORPUS, INDEX, SETTINGS, SPEAKERS
from searchkit.upkeep.scan import Staleness, scan, staleness
from searchkit.upkeep.sync import Progress, Stage, SyncReport, plan, refuse_if_most_are_gone, report, write

FEW_HITS = 3
"""Below so many hits, other questions that find more are tried."""

FOLDERS_LOOKED_AT = 2000
"""How many folders a search looks at for changes: about 10 ms on a slow disk."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its article and surroundings: the paragraph it stands in and its neighbours, None at the ends."""

    stored: Stored
    passage: Paragraph | Quote
    paragraph: Paragraph
    before: Paragraph | None
    after: Paragraph | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person by the archive's table, the number of quotes, and the names articles give with theirs."""

    name: str
    quotes: int
    names: tuple[FacetCount, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What an archive holds: `manifest` is None without an index, `problem` says why one cannot be used."""

    folder: Path
    manifest: Manifest | None
    problem: IndexProblem | None
    extraction: int
    index_bytes: int
    corpus_bytes: int
    files: int
    not_read: Mapping[str, int]
    stale: Staleness


class Archive:
    """An archive folder, opened.

    The index is opened when first needed and stays as it was then: `sync` lets go of it. `today` is asked for the date
    when a query is read, because "last week" depends on it.
    """

    def __init__(self, folder: str | Path, *, today: Callable[[], date] = date.today) -> None:
        self.folder = Path(folder)
        self.corpus = self.folder / CORPUS
        self.index = self.folder / INDEX
        self._today = today

    @classmethod
    def open(cls, folder: str | Path, *, today: Callable[[], date] = date.today) -> Archive:
        """The archive in a folder; raises what opening its index raises."""
        archive = cls(folder, today=today)
        _ = archive.engine
        return archive

    @cached_property
    def engine(self) -> Engine:
        """The index; raises IndexMissing, IndexVersionMismatch or IndexDamaged."""
        return open_engine(self.index)

    @cached_property
    def settings(self) -> Settings:
        """`searchkit.toml`, or the defaults; raises SettingsError."""
        text = self._text_of(SETTINGS)
        return Settings() if text is None else parse_settings(text)

    @cached_property
    def persons(self) -> Mapping[str, str]:
        """Names that articles give, to the person they stand for, where they differ; raises SettingsError."""
        text = self._text_of(SPEAKERS)
        return {} if text is None else parse_speakers(text)

    def sync(self, *, rebuild: bool = False, prune: bool = False, progress: Progress | None = None) -> SyncReport:
        """Bring the index up to date with the corpus; all of it lands, or nothing does.

        `rebuild` starts over, `prune` allows more than half of the indexed files to be gone. Raises CorpusMissing,
        FolderUnreadable, MostFilesGone, IndexBusy, IndexUnwritable.
        """
        if not self.corpus.is_dir() and not self._known_files():
            raise CorpusMissing(str(self.folder))
        self.__dict__.pop("engine", None)
        engine = self._engine_to_write(rebuild=rebuild)
        with engine.writer() as writer:
            discovery = self._discover()
            known = Catalogue() if rebuild else catalogue_from_json(engine.catalogue())
            current = scan(
                self.corpus,
                discovery,
                known,
                encoding=self.settings.encoding,
                now_ns=self._file_system_time(),
                progress=progress and (lambda done, of: progress(Stage.SCAN, done, of)),
            )
            if not prune:
                refuse_if_most_are_gone(known, current)
            change = plan(known, current)
            if rebuild:
                writer.clear()
            catalogue = write(writer, change, self.corpus, {"folders": dict(discovery.folders)}, progress)
        manifest = self.engine.manifest
        older = manifest.extraction < passages.VERSION
        return report(change, catalogue, discovery, manifest.counts, older_extraction=older)

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
    ) -> Results:
        """Ask a question; `filters` are values by the name of a filter flag. Raises QueryError and its kinds."""
        filters = {flag: tuple(values) for flag, values in (filters or {}).items()}
        tree = self.understand(query, filters)
        _refuse_conflict(tree, unit)
        names = tuple(_facet(name) for name in facets)
        found = self.engine.search(Request(tree, unit, sort, offset, limit, names), self.persons)
        shown = {**filters, **({"unit": (unit,)} if unit else {})}
        return Results(query, shown, explain(tree), found, self._suggest(query, filters, unit, found))

    def understand(self, query: str, filters: Mapping[str, Sequence[str]]) -> Node:
        """The tree of a query and its filters; raises QueryError and its kinds."""
        today = self._today()
        asked = parse(query, today) if query.strip() else Everything()
        return both(asked, filter_tree(filters, today))

    def article(self, id: str) -> Stored:
        """An article by its id; raises UnknownId."""
        stored = self.engine.article(id)
        if stored is None:
            nearest = get_close_matches(id, list(self.engine.article_ids()), 1, 0.7)
            raise UnknownId(id, nearest[0] if nearest else None)
        return stored

    def passage(self, id: str) -> Passage:
        """A passage by its id, with its surroundings; raises UnknownId."""
        stored = self.article(id.partition("#")[0])
        found = stored.extraction
        passage = next((item for item in (*found.quotes, *found.paragraphs) if item.id == id), None)
        if passage is None:
            raise UnknownId(id, stored.extraction.article.id)
        home = passage.id if isinstance(passage, Paragraph) else passage.paragraph
        at = next(number for number, paragraph in enumerate(found.paragraphs) if paragraph.id == home)
        return Passage(
            stored,
            passage,
            found.paragraphs[at],
            found.paragraphs[at - 1] if at else None,
            found.paragraphs[at + 1] if at + 1 < len(found.paragraphs) else None,
        )

    def speakers(self) -> tuple[Speaker, ...]:
        """All persons with a quote, most quoted first."""
        names: dict[str, list[FacetCount]] = {}
        for counted in self.engine.values("speaker"):
            names.setdefault(self.persons.get(counted.value, counted.value), []).append(counted)
        speakers = (Speaker(name, sum(c.count for c in found), tuple(found)) for name, found in names.items())
        return tuple(sorted(speakers, key=lambda speaker: (-speaker.quotes, speaker.name)))

    def sources(self) -> tuple[FacetCount, ...]:
        """All sources with their number of articles, most articles first."""
        return self.engine.values("source")

    def looks_stale(self) -> bool:
        """Whether a folder of the corpus changed since it was indexed; a quick look, blind to files edited in place."""
        folders = self.engine.manifest.notes.get("folders", {})
        for path in list(folders)[:FOLDERS_LOOKED_AT]:
            try:
                if (self.corpus / path).stat().st_mtime_ns != folders[path]:
                    return True
            except OSError:
                return True
        return False

    def status(self) -> Status:
        """What is indexed, how stale it is, versions and sizes; looks at every file of the corpus, reads none."""
        discovery = self._discover()
        problem, manifest, catalogue, size = None, None, Catalogue(), 0
        try:
            manifest = self.engine.manifest
            catalogue = catalogue_from_json(self.engine.catalogue())
            size = self.engine.size()
        except IndexProblem as error:
            problem = error
        return Status(
            folder=self.folder,
            manifest=manifest,
            problem=problem,
            extraction=passages.VERSION,
            index_bytes=size,
            corpus_bytes=sum(file.size for file in discovery.files),
            files=len(discovery.files),
            not_read=discovery.not_read,
            stale=staleness(discovery, catalogue),
        )

    def _suggest(
        self, query: str, filters: Mapping[str, tuple[str, ...]], unit: str | None, found: Found
    ) -> Suggestion | None:
        if found.total >= FEW_HITS or not query.strip():
            return None
        asked = parse(query, self._today())
        words = all_words(asked)
        if not found.total and words is not None and (total := self._total(words, filters, unit)):
            return Suggestion(to_query(words), to_arguments(words), unit, total)
        if unit is not None or not isinstance(words or asked, And) or not _only_text(words or asked):
            return None
        articles = self._total(words or asked, filters, "article") if not _on_quotes(filters) else 0
        if articles <= found.total:
            return None
        return Suggestion(to_query(words or asked), to_arguments(words or asked), "article", articles)

    def _total(self, tree: Node, filters: Mapping[str, tuple[str, ...]], unit: str | None) -> int:
        request = Request(both(tree, filter_tree(filters, self._today())), unit, limit=0)
        return self.engine.search(request, self.persons).total

    def _engine_to_write(self, *, rebuild: bool) -> Engine:
        if not rebuild:
            try:
                return open_engine(self.index)
            except IndexMissing:
                pass
        return create_engine(self.index, extraction=passages.VERSION)

    def _known_files(self) -> bool:
        try:
            return bool(catalogue_from_json(self.engine.catalogue()).files)
        except IndexProblem:
            return False

    def _discover(self) -> Discovery:
        return discover(self.corpus) if self.corpus.is_dir() else Discovery((), {}, {})

    def _file_system_time(self) -> int:
        """Now, by the clock that gives the corpus its times: a file's, just written."""
        stamp = self.index / ".time"
        stamp.touch()
        return stamp.stat().st_mtime_ns

    def _text_of(self, name: str) -> str | None:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{self.folder / name} cannot be read: {error}") from error


def _facet(name: str) -> str:
    field = BY_NAME.get(name)
    if field is not None and field.facet:
        return field.name
    nearest = get_close_matches(name, FACETS, 1)
    known = f"did you mean {nearest[0]}?" if nearest else f"facets are {', '.join(FACETS)}"
    raise UnknownFacet(f"--facet {name}: " + ("cannot be counted" if field else "no such field"), suggestion=known)


def _on_quotes(names: Mapping[str, object]) -> bool:
    return any(BY_NAME[name].on_quotes_only for name in names if name in BY_NAME)


def _only_text(tree: Node) -> bool:
    return all(isinstance(leaf, Word | Phrase | Prefix) and leaf.field == "text" for leaf in leaves(tree))


def _refuse_conflict(tree: Node, unit: str | None) -> None:
    if unit not in {"paragraph", "article"}:
        return
    for leaf in leaves(tree):
        name = getattr(leaf, "field", "date")
        if BY_NAME[name].on_quotes_only:
            raise UnitConflict(f"{name} is known of quotes only, not of a {unit}", suggestion="use --unit quote")
