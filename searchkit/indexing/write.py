"""Writes a plan: extracts the articles, adds them to the index, and commits them with the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from searchkit.config.locate import INDEX
from searchkit.config.settings import Settings
from searchkit.corpus.discover import Discovery
from searchkit.corpus.read import read_file
from searchkit.engines.protocol import Engine, Writer
from searchkit.errors import IndexDamaged
from searchkit.extraction.bundled import load_extractor
from searchkit.indexing.article_buffer import ArticleBuffer
from searchkit.indexing.bookkeeping.catalogue import Catalogue, Claim, Record, catalogue_to_json, content_digest
from searchkit.indexing.bookkeeping.gc_pause import gc_paused
from searchkit.indexing.bookkeeping.person_table import ARTICLES, PARSER
from searchkit.indexing.plan import Plan
from searchkit.indexing.progress import Progress, Stage
from searchkit.model.article import Article
from searchkit.model.passage import Extraction
from searchkit.people.incremental import ChangedNames

MAX_NOTED = 500
"""With more changed articles than this, their names are not collected: the table of persons is computed from the index."""


def notes_of(discovery: Discovery, catalogue: Catalogue, parser: str | None) -> dict[str, Any]:
    """The notes in the manifest, which searches read: the times of folders, a digest of all articles, the parser."""
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
    buffer: ArticleBuffer,
) -> tuple[Catalogue, ChangedNames | None]:
    """Write a plan and commit it with its catalogue.

    Returns the catalogue as committed, and the names in the articles that changed (None if more than MAX_NOTED did).
    Articles come from the `buffer` of those that the scan has read, else from their file. Those whose file cannot be read,
    or that are no longer in it as the scan found them, are taken from the index as it was `before`, where it has them, and
    else left out. Such a file is named, and read again next time. Raises IndexDamaged where catalogue and engine disagree.
    """
    index = corpus.parent / INDEX
    names = _names_before(before, change)
    _delete(writer, change.to_delete, index)
    missing = dict(change.to_write)
    extractor = load_extractor(parser if missing else None)
    for article in _articles(corpus, change, buffer):
        extraction = extractor.extract(article)
        _add(writer, extraction, before, index)
        if names is not None:
            names.add_extraction(extraction)
        del missing[article.id]
        if progress:
            progress(Stage.INDEX, len(change.to_write) - len(missing), len(change.to_write))
    outdated = _take_over(writer, before, missing, index)
    catalogue = change.catalogue.postpone(missing.keys(), outdated) if missing or outdated else change.catalogue
    with gc_paused():
        writer.commit(notes=notes_of(discovery, catalogue, parser), catalogue=catalogue_to_json(catalogue))
    return catalogue, names


def _delete(writer: Writer, ids: Collection[str], index: Path) -> None:
    for id in ids:
        try:
            writer.delete(id)
        except ValueError as error:  # a catalogue may name what the engine does not hold
            raise IndexDamaged(str(index), str(error)) from error


def _articles(corpus: Path, change: Plan, buffer: ArticleBuffer) -> Iterator[Article]:
    """The articles to write, by path and then in the order of their file; leaves out those that are no longer there."""
    by_path: dict[str, dict[str, Record]] = defaultdict(dict)
    for id, claim in change.to_write.items():
        by_path[claim.path][id] = claim.record
    for path in sorted(by_path):
        wanted = by_path[path]
        buffered = buffer.take(path)
        if all(record in buffered for record in wanted.values()):
            records = change.catalogue.files[path].records
            yield from (buffered[record] for record in records if wanted.pop(record.id, None) == record)
        else:
            yield from _read_again(corpus / path, path, wanted, change.catalogue)


def _read_again(file: Path, path: str, wanted: dict[str, Record], catalogue: Catalogue) -> Iterator[Article]:
    settings = Settings(encoding=catalogue.encoding, max_record=catalogue.max_record)
    for result in read_file(file, path, settings):
        article = result.article
        record = wanted.get(article.id) if article else None
        if article and record and record.line == result.line and record.digest == content_digest(article):
            del wanted[article.id]
            yield article


def _add(writer: Writer, extraction: Extraction, before: Engine | None, index: Path) -> None:
    try:
        writer.add(extraction)
    except ValueError as error:
        id = extraction.article.id
        if before is None or before.article(id) is None:
            raise
        raise IndexDamaged(str(index), f"its catalogue does not know the article {id!r}") from error


def _take_over(writer: Writer, before: Engine | None, missing: dict[str, Claim], index: Path) -> set[str]:
    """Add the `missing` articles as the index has them, and remove their ids from `missing`.

    Returns the ids of those whose file says something else by now.
    """
    outdated = set()
    for id in list(missing):
        with suppress(IndexDamaged):
            stored = before.article(id) if before else None
            if stored:
                _add(writer, stored.extraction, None, index)
                if missing.pop(id).record.digest:
                    outdated.add(id)
    return outdated


def _names_before(before: Engine | None, change: Plan) -> ChangedNames | None:
    """The names in the articles that are deleted or replaced; None if they are many or damaged."""
    if before is None or len(change.to_delete) + len(change.to_write) > MAX_NOTED:
        return None
    names = ChangedNames()
    with suppress(IndexDamaged):
        for id in change.to_delete:
            stored = before.article(id)
            if stored:
                names.add_extraction(stored.extraction)
        return names
    return None
