"""Checks an archive: the index against itself, and against the corpus. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from searchkit.config.files import read_corrections, read_settings
from searchkit.config.locate import CORPUS, INDEX, SETTINGS, SPEAKERS
from searchkit.config.settings import Settings
from searchkit.corpus.discover import Discovery
from searchkit.corpus.ids import printable
from searchkit.corpus.read import why_unread
from searchkit.corpus.registry import reader_version
from searchkit.engines.protocol import Backend, Damage, Engine
from searchkit.errors import IndexDamaged, IndexProblem, SettingsError
from searchkit.indexing.bookkeeping.catalogue import Catalogue, Claim, FileEntry, content_digest
from searchkit.indexing.bookkeeping.catalogue_decoding import catalogue_of
from searchkit.indexing.bookkeeping.person_table import FILE, is_saved
from searchkit.indexing.progress import Progress, Stage
from searchkit.indexing.scan import corpus_of, file_digest
from searchkit.model.passage import Extraction
from searchkit.model.reports import CheckReport, Problem

ATTEMPTS = 3
"""How often a check runs if the index is changed meanwhile."""


def check(archive: Path, backend: Backend, progress: Progress | None = None) -> CheckReport:
    """Find everything that is wrong with an archive's index; raises what `Archive.check` says."""
    for _ in range(ATTEMPTS - 1):
        before = backend.generation(archive / INDEX)
        report = _check(archive, backend, progress)
        if not report.problems or backend.generation(archive / INDEX) == before:
            return report
    return _check(archive, backend, progress)


def _check(archive: Path, backend: Backend, progress: Progress | None) -> CheckReport:
    index = archive / INDEX
    problems = [_damaged(damage) for damage in backend.verify(index)]
    try:
        engine = backend.open(index)
        catalogue = catalogue_of(engine, index)
        wrong_counts = backend.check_counts(index)
        problems += [_damaged(wrong_counts)] if wrong_counts else []
        articles = _articles(engine, catalogue.claims()[0], problems, progress)
    except IndexProblem as error:
        if not isinstance(error, IndexDamaged):
            raise
        return CheckReport(tuple(problems or [Problem(INDEX, error.reason, damage=True)]), 0, 0)
    if not problems and not is_saved(engine):  # else a rebuild writes it too
        problems.append(Problem(f"{INDEX}/{FILE}", "is damaged, missing or about other articles", damage=False))
    problems += [
        Problem(f"{INDEX}/{left.file}", left.reason, damage=False, to_mend=left.by_hand)
        for left in backend.leftovers(index)
    ]
    problems += _settings(archive)
    problems += [
        _stale(claim.path, f"the id {claim.record.id!r} is taken by {_location(holder)}", to_mend=True)
        for claim, holder in catalogue.claims()[1]
    ]
    problems += _corpus(archive, catalogue, progress)
    return CheckReport(tuple(problems), articles, len(catalogue.files))


def _damaged(damage: Damage) -> Problem:
    return Problem(f"{INDEX}/{damage.file}", damage.reason, damage=True)


def _articles(engine: Engine, held: Mapping[str, Claim], problems: list[Problem], progress: Progress | None) -> int:
    """Compare every stored article with its digest in the catalogue; returns how many there are."""
    missing = dict(held)
    count = 0
    for count, (id, stored) in enumerate(engine.extractions(), 1):
        claim = missing.pop(id, None)
        wrong = _wrong(stored, claim)
        if wrong:
            problems.append(Problem(f"article {id}", wrong, damage=True))
        if progress:
            progress(Stage.CHECK_INDEX, count, max(count, len(held)))
    problems += [
        Problem(f"article {id}", f"is in {_location(claim)}, but not in the index", damage=True)
        for id, claim in missing.items()
    ]
    return count


def _wrong(stored: Extraction | str, claim: Claim | None) -> str | None:
    if isinstance(stored, str):
        return f"cannot be read: {stored}"
    if claim is None:
        return "no file of the corpus has it"
    if claim.record.digest and content_digest(stored.article) != claim.record.digest:
        return f"its text differs from {_location(claim)}"
    return None


def _settings(archive: Path) -> Iterator[Problem]:
    for name, read in ((SETTINGS, read_settings), (SPEAKERS, read_corrections)):
        try:
            read(archive)
        except SettingsError as error:
            yield Problem(name, str(error), damage=False, to_mend=True)


def _corpus(archive: Path, catalogue: Catalogue, progress: Progress | None) -> Iterator[Problem]:
    """The files of the corpus that differ from what was indexed."""
    discovery = corpus_of(archive, _settings_or_defaults(archive))
    for path, unseen in sorted(discovery.unseen.items()):
        yield _stale(path, f"{unseen.reason}; {unseen.hint}" if unseen.hint else unseen.reason, to_mend=True)
    found = {file.path for file in discovery.files}
    paths = sorted(path for path in found | catalogue.files.keys() if not _is_unseen(path, discovery))
    for number, path in enumerate(paths, 1):
        known = catalogue.files.get(path)
        if known is None:
            yield _stale(path, "is not indexed yet")
        elif path not in found:
            yield _stale(path, "is gone")
        else:
            wrong = _difference(archive / CORPUS / path, known, catalogue.max_record)
            if wrong:
                yield _stale(path, wrong)
            elif known.reader != reader_version(path):
                yield _stale(path, "is read in another way since it was indexed")
            elif known.refusals:
                yield _stale(path, f"is not all indexed: {known.refusals[0].reason}", to_mend=True)
        if progress:
            progress(Stage.CHECK_CORPUS, number, len(paths))


def _stale(path: str, what: str, *, to_mend: bool = False) -> Problem:
    return Problem(f"{CORPUS}/{printable(path)}", what, damage=False, to_mend=to_mend)


def _settings_or_defaults(archive: Path) -> Settings:
    try:
        return read_settings(archive)
    except SettingsError:
        return Settings()  # their error is a problem of its own


def _is_unseen(path: str, discovery: Discovery) -> bool:
    return path in discovery.unseen or discovery.hides(path)


def _difference(file: Path, known: FileEntry, max_record: int) -> str | None:
    """How a file differs from what was indexed of it; None if it does not."""
    try:
        digest = file_digest(file, max_record)
    except OSError as error:
        return why_unread(error)
    return None if digest == known.digest else "changed since it was indexed"


def _location(claim: Claim) -> str:
    line = "" if claim.record.line is None else f", line {claim.record.line}"
    return f"{CORPUS}/{printable(claim.path)}{line}"
