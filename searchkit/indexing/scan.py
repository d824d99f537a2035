"""Looking at the corpus: which files are new, changed, gone or renamed since the catalogue was written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from searchkit.corpus.discover import CorpusFile, Discovery
from searchkit.corpus.registry import read_file
from searchkit.indexing.catalogue import Catalogue, FileEntry, Record, Refusal, content_digest
from searchkit.model.reports import Staleness

YOUNG_NS = 2_000_000_000
"""A file changed this shortly before it was looked at may change again without its time showing it."""

DOUBTS_KEPT = 20
"""Remarks kept of one file; a file of records may have as many as records."""


def staleness(discovery: Discovery, catalogue: Catalogue, encoding: str | None) -> Staleness:
    """What `index` would read, without reading a file; with another fallback encoding it is everything.

    By size and time of the content: what was only moved to another disk, or given other rights, is not stale.
    """
    as_before = encoding == catalogue.encoding
    found = {file.path: file for file in discovery.files}
    known = catalogue.files
    return Staleness(
        new=tuple(path for path in found if path not in known),
        changed=tuple(
            path for path, file in found.items() if path in known and not (as_before and _looks_same(file, known[path]))
        ),
        gone=tuple(path for path in known if path not in found),
    )


def file_digest(file: Path) -> str:
    """A digest of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def scan(
    corpus: Path,
    discovery: Discovery,
    known: Catalogue,
    *,
    last: Catalogue,
    encoding: str | None,
    now_ns: int,
    progress: Callable[[int, int], None] | None = None,
) -> Catalogue:
    """The catalogue of the corpus as it is now; unchanged files are not opened.

    `now_ns` is the file system's time, by which a file is too young to be trusted to its modification time. A file that
    cannot be opened keeps the articles that it has in `last`.
    """
    trusted = known.files if known.encoding == encoding else {}
    entries: dict[str, FileEntry] = {}
    for number, file in enumerate(discovery.files, 1):
        before = trusted.get(file.path)
        if before is not None and not before.young and _is_same(file, before):
            entries[file.path] = before
        else:
            entry = _look(corpus / file.path, file, before, encoding, now_ns)
            entries[file.path] = entry if entry.digest else _as_last_read(entry, last.files.get(file.path))
        if progress:
            progress(number, len(discovery.files))
    return Catalogue(entries, encoding)


def renamed(known: Catalogue, current: Catalogue) -> dict[str, str]:
    """New path to old path of files that only moved: gone in one place, the same bytes in another."""
    gone = {known.files[path].digest: path for path in sorted(known.files.keys() - current.files.keys())}
    moves = {}
    for path in sorted(current.files.keys() - known.files.keys()):
        entry = current.files[path]
        if entry.records and entry.digest in gone:
            moves[path] = gone.pop(entry.digest)
    return moves


def _looks_same(file: CorpusFile, entry: FileEntry) -> bool:
    return file.size == entry.size and file.mtime_ns == entry.mtime_ns


def _is_same(file: CorpusFile, entry: FileEntry) -> bool:
    return file.changed_ns == entry.changed_ns and _looks_same(file, entry)


def _look(path: Path, file: CorpusFile, before: FileEntry | None, encoding: str | None, now_ns: int) -> FileEntry:
    young = now_ns - file.mtime_ns < YOUNG_NS
    try:
        digest = file_digest(path)
    except OSError:
        digest = ""  # reading it says what is wrong
    if before is not None and digest and digest == before.digest:
        return before._replace(size=file.size, mtime_ns=file.mtime_ns, young=young, changed_ns=file.changed_ns)
    return _read(path, file, digest, encoding, young=young)


def _as_last_read(entry: FileEntry, last: FileEntry | None) -> FileEntry:
    """A file that cannot be read to its end keeps the articles it had: a disk that fails, or a right that is lost, loses
    none.
    """
    if last is None or all(refusal.line is not None for refusal in entry.refusals):
        return entry
    return entry._replace(records=last.records, young=True)


def _read(path: Path, file: CorpusFile, digest: str, encoding: str | None, *, young: bool) -> FileEntry:
    records: list[Record] = []
    refusals: list[Refusal] = []
    unused: Counter[str] = Counter()
    doubts: list[tuple[int | None, str]] = []
    for reading in read_file(path, file.path, encoding=encoding):
        unused.update(reading.unused)
        doubts.extend((reading.line, doubt) for doubt in reading.doubts[: DOUBTS_KEPT - len(doubts)])
        if reading.article is not None:
            records.append(Record(reading.article.id, reading.line, content_digest(reading.article)))
        elif reading.error is not None:
            refusals.append(Refusal(reading.error.line, reading.error.reason, reading.error.hint))
    return FileEntry(
        file.path,
        file.size,
        file.mtime_ns,
        digest,
        young or not digest,  # what failed for a moment is tried again
        tuple(records),
        tuple(refusals),
        tuple(sorted(unused.items())),
        tuple(doubts),
        file.changed_ns,
    )
