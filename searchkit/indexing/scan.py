"""Looking at the corpus: which files are new, changed, gone or renamed since the catalogue was written."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import cast

from searchkit.config.locate import CORPUS, is_folder
from searchkit.config.settings import Settings
from searchkit.corpus.discover import CorpusFile, Discovery, discover
from searchkit.corpus.read import read_file, why_unread
from searchkit.corpus.registry import is_one_article, reader_version
from searchkit.indexing.article_buffer import ArticleBuffer
from searchkit.indexing.catalogue import Catalogue, FileEntry, Record, Refusal, content_digest
from searchkit.model.reports import Staleness
from searchkit.regular_files import open_regular

YOUNG_NS = 2_000_000_000
"""A file changed this shortly before it was looked at may change again without its time showing it: the coarsest file
systems count time in steps of 2 s. What changed in the future, by a clock that was set back since, is as young.
"""

DOUBTS_KEPT = 20
"""Remarks kept of one file; a file of records may have as many as records."""
REFUSALS_KEPT = 1000
"""Refused records of one file that are told one by one, and keys without a meaning that are counted."""


def corpus_of(archive: Path, settings: Settings) -> Discovery:
    """What an archive's corpus holds: nothing where there is none. Raises FolderUnreadable."""
    corpus = archive / CORPUS
    return discover(corpus, follow_links=settings.follow_links) if is_folder(corpus) else Discovery((), {}, {})


def staleness(discovery: Discovery, catalogue: Catalogue, settings: Settings) -> Staleness:
    """What `index` would read, without reading a file; with other settings for reading it is everything.

    By size and time of the content: what was only moved to another disk, or given other rights, is not stale. Nor is
    what cannot be looked at for now.
    """
    as_before = _reads_alike(catalogue, settings)
    found = {file.path: file for file in discovery.files}
    barred = {path for path, unseen in discovery.unseen.items() if not unseen.for_now}
    known = catalogue.files
    return Staleness(
        new=tuple(path for path in (*found, *discovery.unseen) if path not in known),
        changed=(
            *(
                path
                for path, file in found.items()
                if path in known and not (as_before and _looks_same(file, known[path]))
            ),
            *(path for path in barred if path in known and known[path].digest),
        ),
        gone=tuple(path for path in known if path not in found and path not in barred and not discovery.hides(path)),
    )


def file_digest(file: Path, max_record: int) -> str:
    """A digest of a file's bytes; of a text that is too long to be read, its size. Raises OSError."""
    with open_regular(file, follow=True) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > max_record and is_one_article(file.name):
            return f"{size} bytes"
        return hashlib.file_digest(cast("BufferedReader", stream), lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def scan(
    corpus: Path,
    discovery: Discovery,
    known: Catalogue,
    *,
    last: Catalogue,
    settings: Settings,
    now_ns: int,
    buffer: ArticleBuffer,
    progress: Callable[[int, int], None] | None = None,
) -> Catalogue:
    """The catalogue of the corpus as it is now; unchanged files are not opened.

    `now_ns` is the file system's time, by which a file is too young to be trusted to its times. A file that cannot be
    read, or lies in a folder that cannot, keeps the articles that it has in `last`. The articles that are new in a file go
    into the `buffer`.
    """
    trusted = known.files if _reads_alike(known, settings) else {}
    entries = _not_looked_at(discovery, last)
    for number, file in enumerate(discovery.files, 1):
        before = trusted.get(file.path)
        if before is not None and not before.young and _is_same(file, before):
            entries[file.path] = before
        else:
            young = now_ns - max(file.mtime_ns, file.changed_ns) < YOUNG_NS
            entries[file.path] = _look(
                corpus / file.path, file, before, last.files.get(file.path), settings, buffer, young=young
            )
        if progress:
            progress(number, len(discovery.files))
    return Catalogue(entries, settings.encoding, settings.max_record)


def _looks_same(file: CorpusFile, entry: FileEntry) -> bool:
    same_file = file.size == entry.size and file.mtime_ns == entry.mtime_ns
    return same_file and entry.reader == reader_version(file.path)


def _is_same(file: CorpusFile, entry: FileEntry) -> bool:
    return file.changed_ns == entry.changed_ns and _looks_same(file, entry)


def _reads_alike(catalogue: Catalogue, settings: Settings) -> bool:
    return (catalogue.encoding, catalogue.max_record) == (settings.encoding, settings.max_record)


def _not_looked_at(discovery: Discovery, last: Catalogue) -> dict[str, FileEntry]:
    """What could not be looked at, with the reason; what it held stays as last read, where that still counts."""
    entries = {path: _later(entry) for path, entry in last.files.items() if discovery.hides(path)}
    for path, unseen in discovery.unseen.items():
        kept = entries[path].records if path in entries else ()
        refusal = Refusal(None, unseen.reason, unseen.hint)
        entries[path] = FileEntry(path, 0, 0, "", young=True, records=kept, refusals=(refusal,))
    return entries


def _later(entry: FileEntry) -> FileEntry:
    """An entry that is read again as soon as that can be done."""
    return entry._replace(digest="", young=True)


def _look(
    path: Path,
    file: CorpusFile,
    before: FileEntry | None,
    last: FileEntry | None,
    settings: Settings,
    buffer: ArticleBuffer,
    *,
    young: bool,
) -> FileEntry:
    try:
        digest = file_digest(path, settings.max_record)
    except OSError as error:
        if last is not None and last.records:
            return _unread(file, last, why_unread(error))
        digest = ""  # reading it says what is wrong
    if before is not None and digest and digest == before.digest and before.reader == reader_version(file.path):
        return before._replace(size=file.size, mtime_ns=file.mtime_ns, young=young, changed_ns=file.changed_ns)
    return _read(path, file, last, digest, settings, buffer, young=young)


def _unread(file: CorpusFile, last: FileEntry, reason: str) -> FileEntry:
    """A file that cannot be read to its end, with all its articles: a disk that fails, or a lost right, loses none."""
    return FileEntry(
        file.path,
        file.size,
        file.mtime_ns,
        digest="",
        young=True,
        records=last.records,
        refusals=(Refusal(None, reason, None),),
        changed_ns=file.changed_ns,
        reader=reader_version(file.path),
    )


def _read(
    path: Path,
    file: CorpusFile,
    last: FileEntry | None,
    digest: str,
    settings: Settings,
    buffer: ArticleBuffer,
    *,
    young: bool,
) -> FileEntry:
    records: list[Record] = []
    refusals: list[Refusal] = []
    unused: Counter[str] = Counter()
    doubts: list[tuple[int | None, str]] = []
    left_out = 0
    indexed = {(record.id, record.digest) for record in last.records} if last else set()
    for reading in read_file(path, file.path, settings):
        if reading.failed and reading.error is not None:
            if last is not None and last.records:
                buffer.discard(file.path)
                return _unread(file, last, reading.error.reason)
            digest = ""  # what failed for a moment is tried again
        unused.update(key for key in reading.unused if key in unused or len(unused) < REFUSALS_KEPT)
        doubts.extend((reading.line, doubt) for doubt in reading.doubts[: DOUBTS_KEPT - len(doubts)])
        if reading.article is not None:
            record = Record(reading.article.id, reading.line, content_digest(reading.article))
            records.append(record)
            if (record.id, record.digest) not in indexed:
                buffer.add(file.path, record, reading.article)
        elif reading.error is not None and len(refusals) < REFUSALS_KEPT:
            refusals.append(Refusal(reading.error.line, reading.error.reason, reading.error.hint))
        else:
            left_out += 1
    if left_out:
        refusals.append(Refusal(refusals[-1].line, f"{left_out:,} more records behind this one cannot be read", None))
    return FileEntry(
        file.path,
        file.size,
        file.mtime_ns,
        digest,
        young or not digest,
        tuple(records),
        tuple(refusals),
        tuple(sorted(unused.items())),
        tuple(doubts),
        file.changed_ns,
        reader_version(file.path),
    )
