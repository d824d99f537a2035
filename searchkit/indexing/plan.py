"""Bringing the index up to date: the catalogue says what it should hold, the difference is written, once and whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchkit import extraction as passages
from searchkit.config.locate import INDEX
from searchkit.config.settings import Settings
from searchkit.corpus.discover import Discovery
from searchkit.corpus.ids import printable
from searchkit.corpus.read import read_file
from searchkit.engines.protocol import Engine, Writer
from searchkit.errors import IndexDamaged, MostFilesGone, ReadError
from searchkit.extraction.bundled import load_extractor
from searchkit.indexing.catalogue import Catalogue, Claim, Record, catalogue_to_json, content_digest
from searchkit.indexing.gc_pause import gc_paused
from searchkit.indexing.person_table import ARTICLES, PARSER
from searchkit.indexing.progress import Progress, Stage
from searchkit.indexing.scan import renamed
from searchkit.model.article import Article
from searchkit.model.passage import Extraction
from searchkit.model.reports import UpdateReport
from searchkit.model.stored import IndexInfo
from searchkit.people.incremental import ChangedNames

MOST_NOTED = 500
"""With more changed articles than this, nobody notes what they mention: the table of persons is made anew."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to change, by article id, for the index to hold what the catalogue says.

    `held` are the ids in the index now; an article that only moved is in `rename`, under its new id where that changed.
    """

    catalogue: Catalogue
    held: Collection[str]
    add: Mapping[str, Claim]
    change: Mapping[str, Claim]
    rename: Mapping[str, Claim]
    remove: frozenset[str]
    unchanged: int

    @property
    def to_write(self) -> dict[str, Claim]:
        """Every article that has to be written."""
        return {**self.add, **self.change, **self.rename}

    @property
    def to_delete(self) -> list[str]:
        """Every article of the index that goes, or makes way for its new self."""
        return sorted(self.remove.union(id for id in self.to_write if id in self.held))


def plan(known: Catalogue, current: Catalogue) -> Plan:
    """The difference between what the index holds and what it should hold."""
    held = known.claims()[0]
    wanted = current.claims()[0]
    moves = renamed(known, current)
    left = {(claim.path, claim.record.digest) for claim in held.values()} if moves else set()
    add: dict[str, Claim] = {}
    change: dict[str, Claim] = {}
    rename: dict[str, Claim] = {}
    for id, claim in wanted.items():
        before = held.get(id)
        if before == claim:
            continue
        if before is None:
            moved = (moves.get(claim.path), claim.record.digest) in left
            (rename if moved else add)[id] = claim
        elif before.record.digest != claim.record.digest:
            change[id] = claim
        elif before.path != claim.path:
            rename[id] = claim
    unchanged = len(wanted) - len(add) - len(change) - len(rename)
    return Plan(current, held.keys(), add, change, rename, frozenset(held.keys() - wanted.keys()), unchanged)


def refuse_if_most_are_gone(known: Catalogue, current: Catalogue) -> None:
    """Raises MostFilesGone when more than half of the indexed files are missing: perhaps a disk is not mounted."""
    moved_from = set(renamed(known, current).values())
    lost = (known.files.keys() - current.files.keys()) - moved_from
    gone = [path for path in lost if known.files[path].records]
    indexed = [path for path, entry in known.files.items() if entry.records] if gone else []
    if 2 * len(gone) > len(indexed):
        raise MostFilesGone(len(gone), len(indexed))


def notes_of(discovery: Discovery, catalogue: Catalogue, parser: str | None) -> dict[str, Any]:
    """What the archive notes in the manifest, for searches to read."""
    notes = {"folders": dict(discovery.folders), ARTICLES: catalogue.articles()}
    return notes if parser is None else notes | {PARSER: parser}


def write(
    writer: Writer,
    change: Plan,
    before: Engine | None,
    corpus: Path,
    discovery: Discovery,
    parser: str | None,
    progress: Progress | None,
) -> tuple[Catalogue, ChangedNames | None]:
    """Write a plan and commit it with its catalogue; returns the catalogue as committed, and what the articles mention
    that changed, None where they are many.

    Articles whose file cannot be read, or that are no longer in it as they were a moment ago, are taken from the index as
    it was `before`, where it has them, and else left out. Such a file is named, and read again next time. Raises
    IndexDamaged where catalogue and segments disagree.
    """
    missing = dict(change.to_write)
    extractor = load_extractor(parser if missing else None)
    mentioned = _mentioned_before(before, change)
    index = corpus.parent / INDEX
    for id in change.to_delete:
        try:
            writer.delete(id)
        except ValueError as error:  # a catalogue may name what the engine does not hold
            raise IndexDamaged(str(index), str(error)) from error
    total = len(missing)
    for article in _articles(corpus, change):
        extraction = extractor.extract(article)
        _add(writer, extraction, before, index)
        if mentioned is not None:
            mentioned.add_extraction(extraction)
        del missing[article.id]
        if progress:
            progress(Stage.INDEX, total - len(missing), total)
    late = set()
    for kept in _kept(before, missing):
        _add(writer, kept, None, index)
        if missing.pop(kept.article.id).record.digest:
            late.add(kept.article.id)
    catalogue = change.catalogue.put_off(missing.keys(), late) if missing or late else change.catalogue
    with gc_paused():
        writer.commit(notes=notes_of(discovery, catalogue, parser), catalogue=catalogue_to_json(catalogue))
    return catalogue, mentioned


def report(change: Plan, catalogue: Catalogue, discovery: Discovery, manifest: IndexInfo) -> UpdateReport:
    """What was done, with everything of the corpus that could not be used."""
    unused: Counter[str] = Counter()
    for entry in catalogue.files.values():
        for key, count in entry.unused:
            unused[key] += count
    holding, _ = catalogue.claims()
    moved_away = sum(id not in change.held for id in change.rename)
    return UpdateReport(
        added=len(change.add.keys() & holding.keys()),
        changed=len(change.change.keys() & holding.keys()),
        renamed=len(change.rename.keys() & holding.keys()),
        removed=max(0, len(change.remove) - moved_away),
        unchanged=change.unchanged,
        refused=tuple(refusals(catalogue)),
        not_read=discovery.not_read,
        unused=dict(unused),
        doubts=tuple(_doubts(catalogue)),
        counts=manifest.counts,
        older_extraction=manifest.extraction < passages.VERSION,
    )


def refusals(catalogue: Catalogue) -> Iterator[ReadError]:
    """Every file and record that is not in the index, with the reason; paths are below the archive."""
    for path in sorted(catalogue.files):
        entry = catalogue.files[path]
        kept = not entry.digest and entry.records
        for line, reason, hint in entry.refusals:
            told = f"{reason}; its articles stay as last read" if kept and line is None else reason
            yield ReadError(f"corpus/{printable(path)}", told, line=line, hint=hint)
    for claim, holder in catalogue.claims()[1]:
        reason = f"the id {claim.record.id!r} is taken by {_place(holder.path, holder.record.line)}"
        yield ReadError(f"corpus/{printable(claim.path)}", reason, line=claim.record.line, hint="give it another id")


def _articles(corpus: Path, change: Plan) -> Iterator[Article]:
    by_path: dict[str, dict[str, Record]] = defaultdict(dict)
    for id, claim in change.to_write.items():
        by_path[claim.path][id] = claim.record
    for path in sorted(by_path):
        wanted = by_path[path]
        how = Settings(encoding=change.catalogue.encoding, max_record=change.catalogue.max_record)
        for reading in read_file(corpus / path, path, how):
            article = reading.article
            record = wanted.get(article.id) if article else None
            if article and record and record.line == reading.line and record.digest == content_digest(article):
                yield article


def _add(writer: Writer, extraction: Extraction, before: Engine | None, index: Path) -> None:
    try:
        writer.add(extraction)
    except ValueError as error:
        id = extraction.article.id
        if before is None or before.article(id) is None:
            raise
        raise IndexDamaged(str(index), f"its catalogue does not know the article {id!r}") from error


def _mentioned_before(before: Engine | None, change: Plan) -> ChangedNames | None:
    """What the articles mention that go, or make way for their new selves; None where they are many or damaged."""
    if before is None or len(change.to_delete) + len(change.to_write) > MOST_NOTED:
        return None
    mentioned = ChangedNames()
    with suppress(IndexDamaged):
        for id in change.to_delete:
            stored = before.article(id)
            if stored:
                mentioned.add_extraction(stored.extraction)
        return mentioned
    return None


def _kept(before: Engine | None, missing: Mapping[str, Claim]) -> Iterator[Extraction]:
    """The articles that were not found in their files, as an index has them."""
    for id in list(missing):
        with suppress(IndexDamaged):
            stored = before.article(id) if before else None
            if stored:
                yield stored.extraction


def _doubts(catalogue: Catalogue) -> Iterator[str]:
    for path in sorted(catalogue.files):
        for line, remark in catalogue.files[path].doubts:
            yield f"{_place(path, line)}: {remark}"


def _place(path: str, line: int | None) -> str:
    return f"corpus/{printable(path)}" + ("" if line is None else f", line {line}")
