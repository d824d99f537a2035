"""Updates an index, from listing the corpus to the report, and says how far behind an index is."""

from __future__ import annotations

import errno
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from searchkit import extraction as passages
from searchkit.config.locate import CORPUS, INDEX, is_folder
from searchkit.config.settings import Settings
from searchkit.engines.protocol import Backend, Engine
from searchkit.errors import (
    CorpusMissing,
    IndexMissing,
    IndexMoved,
    IndexProblem,
    IndexUnfinished,
    IndexUnreadable,
)
from searchkit.indexing.article_buffer import ArticleBuffer
from searchkit.indexing.bookkeeping.catalogue import Catalogue, mark_unread
from searchkit.indexing.bookkeeping.catalogue_decoding import catalogue_of
from searchkit.indexing.bookkeeping.gc_pause import gc_paused
from searchkit.indexing.bookkeeping.person_table import PARSER, save_table
from searchkit.indexing.plan import plan, refuse_if_most_are_gone
from searchkit.indexing.progress import Progress, Stage
from searchkit.indexing.report import refusals, report
from searchkit.indexing.scan import corpus_of, scan, staleness
from searchkit.indexing.write import notes_of, write
from searchkit.model.reports import Status, UpdateReport

ATTEMPTS = 5
"""How often an update runs if another one finishes between its opening and its locking of the index."""


def update(
    archive: Path, settings: Settings, backend: Backend, *, rebuild: bool, prune: bool, progress: Progress | None
) -> UpdateReport:
    """Bring an archive's index up to date, wholly or not at all. Raises what `Archive.update` says."""
    for _ in range(ATTEMPTS - 1):
        with suppress(IndexMoved):
            return _update(archive, settings, backend, rebuild=rebuild, prune=prune, progress=progress)
    return _update(archive, settings, backend, rebuild=rebuild, prune=prune, progress=progress)


def _update(
    archive: Path, settings: Settings, backend: Backend, *, rebuild: bool, prune: bool, progress: Progress | None
) -> UpdateReport:
    corpus, index = archive / CORPUS, archive / INDEX
    if not is_folder(corpus):  # also with `prune`: a disk that is not mounted must not empty the index
        raise CorpusMissing(str(archive))
    engine, started_over = _open_to_write(backend, index, rebuild=rebuild)
    if not rebuild and engine.manifest.notes.get(PARSER) != settings.parser:
        rebuild, engine = True, backend.create(index, extraction=passages.VERSION)
    with engine.writer() as writer:
        with gc_paused():
            known = catalogue_of(engine, index)  # empty for a rebuild
            before, last = _previous_index(backend, index) if rebuild else (engine, known)
            discovery = corpus_of(archive, settings)
        buffer = ArticleBuffer()
        on_scan = partial(progress, Stage.SCAN) if progress else None
        now = writer.now_ns()
        current = scan(
            corpus, discovery, known, last=last, settings=settings, now_ns=now, buffer=buffer, progress=on_scan
        )
        with gc_paused():
            if not prune:
                refuse_if_most_are_gone(last, current)
            change = plan(known, current)
        if rebuild:
            writer.clear()
        elif current == known and notes_of(discovery, current, settings.parser) == engine.manifest.notes:
            save_table(engine)
            return replace(report(change, known, discovery, engine.manifest), started_over=started_over)
        catalogue, names = write(writer, change, before, corpus, discovery, settings.parser, progress, buffer)
        with gc_paused():
            previous, engine = engine.manifest, backend.open(index)
            save_table(engine, previous, names, force=rebuild)
    return replace(report(change, catalogue, discovery, engine.manifest), started_over=started_over)


def status(archive: Path, settings: Settings, backend: Backend) -> Status:
    """What an archive holds and how far its index is behind. Looks at the size and times of every corpus file, reads none."""
    discovery = corpus_of(archive, settings)
    manifest, catalogue, problem, size = None, Catalogue(), None, 0
    try:
        engine = backend.open(archive / INDEX)
        manifest, catalogue, size = engine.manifest, catalogue_of(engine, archive / INDEX), engine.size()
    except IndexProblem as error:
        problem = error
    named = {path for path, entry in catalogue.files.items() if entry.refusals}
    return Status(
        folder=archive,
        manifest=manifest,
        problem=problem,
        extraction=passages.VERSION,
        index_bytes=size,
        corpus_bytes=sum(file.size for file in discovery.files),
        files=len(discovery.files),
        not_read=discovery.not_read,
        stale=staleness(discovery, catalogue, settings),
        parser=settings.parser,
        refused=sum(1 for _ in refusals(catalogue)) + sum(path not in named for path in discovery.unseen),
    )


def _open_to_write(backend: Backend, index: Path, *, rebuild: bool) -> tuple[Engine, bool]:
    """Open the index, or create one. Also returns whether an interrupted first build is started over."""
    unfinished = False
    if not rebuild:
        try:
            return backend.open(index), False
        except IndexMissing:
            pass
        except IndexUnfinished:
            unfinished = True
    return backend.create(index, extraction=passages.VERSION), unfinished


def _previous_index(backend: Backend, index: Path) -> tuple[Engine | None, Catalogue]:
    """The index that a rebuild replaces, and its catalogue with all articles unread; (None, empty) if it cannot be used."""
    try:
        engine = backend.open(index)
        files = catalogue_of(engine, index).files
    except IndexUnreadable as error:
        if error.number != errno.EIO:  # a lack of memory, say, passes, and the index keeps articles that no file has
            raise
        return None, Catalogue()
    except IndexProblem:
        return None, Catalogue()
    return engine, Catalogue({path: mark_unread(entry) for path, entry in files.items()})
