"""Finds the files of the corpus that changed since the catalogue was written, and reads them."""

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
from searchkit.corpus.build import ReadResult
from searchkit.corpus.discover import CorpusFile, Discovery, discover
from searchkit.corpus.read import read_file, why_unread
from searchkit.corpus.registry import is_one_article, reader_version
from searchkit.indexing.article_buffer import ArticleBuffer
from searchkit.indexing.bookkeeping.catalogue import Catalogue, FileEntry, Record, Refusal, content_digest
from searchkit.model.reports import Staleness
from searchkit.regular_files import open_regular

YOUNG_NS = 2_000_000_000
"""A file that changed this shortly before it was read may change again without its time showing it: the coarsest file
systems count time in steps of 2 s. A time in the future, from a clock that was set back since, counts as young too.
"""

MAX_DOUBTS = 20
"""Remarks kept for one file; a file of records may have one for each record."""
MAX_REFUSALS = 1000
"""Refused records kept for one file, and unused keys counted for it."""


def corpus_of(archive: Path, settings: Settings) -> Discovery:
    """List the files of an archive's corpus; none where there is no corpus. Raises FolderUnreadable."""
    corpus = archive / CORPUS
    return discover(corpus, follow_links=settings.follow_links) if is_folder(corpus) else Discovery((), {}, {})


def staleness(discovery: Discovery, catalogue: Catalogue, settings: Settings) -> Staleness:
    """The files that `index` would read, found without reading any; all of them if settings for reading changed.

    Compares size, time of the content and version of the reader: a file that was only moved to another disk, or got other
    permissions, is not stale. Nor is a file that cannot be looked at for now.
    """
    read_alike = _reads_alike(catalogue, settings)
    found = {file.path: file for file in discovery.files}
    barred = {path for path, unseen in discovery.unseen.items() if not unseen.for_now}
    known = catalogue.files
    changed = [
        path
        for path, file in found.items()
        if path in known and not (read_alike and _has_same_content(file, known[path]))
    ]
    return Staleness(
        new=tuple(path for path in (*found, *discovery.unseen) if path not in known),
        changed=(*changed, *(path for path in barred if path in known and known[path].digest)),
        gone=tuple(path for path in known if path not in found and path not in barred and not discovery.hides(path)),
    )


def file_digest(file: Path, max_record: int) -> str:
    """Hash a file's bytes; a text that is too long to be read gives its size instead. Raises OSError."""
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
    """The catalogue of the corpus as it is now; files that did not change since `known` are not opened.

    `now_ns` is the file system's time. A file that cannot be read, or lies in a folder that cannot be listed, keeps the
    articles that it has in `last`. Articles of changed files go into the `buffer`, but for those that `last` has.
    """
    scanner = _Scanner(corpus, known, last, settings, now_ns, buffer)
    entries = _unseen_entries(discovery, last)
    for number, file in enumerate(discovery.files, 1):
        entries[file.path] = scanner.entry(file)
        if progress:
            progress(number, len(discovery.files))
    return Catalogue(entries, settings.encoding, settings.max_record)


def _reads_alike(catalogue: Catalogue, settings: Settings) -> bool:
    return (catalogue.encoding, catalogue.max_record) == (settings.encoding, settings.max_record)


def _has_same_content(file: CorpusFile, entry: FileEntry) -> bool:
    same_file = file.size == entry.size and file.mtime_ns == entry.mtime_ns
    return same_file and entry.reader == reader_version(file.path)


def _unseen_entries(discovery: Discovery, last: Catalogue) -> dict[str, FileEntry]:
    """The entries of what could not be looked at, with the reason, and with the articles it had where they still count."""
    entries = {
        path: entry._replace(digest="", young=True)  # read again as soon as that can be done
        for path, entry in last.files.items()
        if discovery.hides(path)
    }
    for path, unseen in discovery.unseen.items():
        records = entries[path].records if path in entries else ()
        refusal = Refusal(None, unseen.reason, unseen.hint)
        entries[path] = FileEntry(path, 0, 0, "", young=True, records=records, refusals=(refusal,))
    return entries


class _Scanner:
    """Makes the entries of files: from the catalogue where nothing changed, else by reading them."""

    def __init__(
        self, corpus: Path, known: Catalogue, last: Catalogue, settings: Settings, now_ns: int, buffer: ArticleBuffer
    ) -> None:
        self._corpus = corpus
        self._known = known.files if _reads_alike(known, settings) else {}
        self._last = last.files
        self._settings = settings
        self._now_ns = now_ns
        self._buffer = buffer

    def entry(self, file: CorpusFile) -> FileEntry:
        """The entry of a file as it is now."""
        known = self._known.get(file.path)
        if known and not known.young and file.changed_ns == known.changed_ns and _has_same_content(file, known):
            return known
        young = self._now_ns - max(file.mtime_ns, file.changed_ns) < YOUNG_NS
        try:
            digest = file_digest(self._corpus / file.path, self._settings.max_record)
        except OSError as error:
            if self._has_articles(file):
                return self._unread_entry(file, why_unread(error))
            digest = ""  # the reader says what is wrong
        if known and digest and digest == known.digest and known.reader == reader_version(file.path):
            return known._replace(size=file.size, mtime_ns=file.mtime_ns, young=young, changed_ns=file.changed_ns)
        return self._read(file, digest, young=young)

    def _has_articles(self, file: CorpusFile) -> bool:
        last = self._last.get(file.path)
        return last is not None and bool(last.records)

    def _unread_entry(self, file: CorpusFile, reason: str) -> FileEntry:
        """The entry of a file that cannot be read to its end.

        A failing disk or lost permission must not drop indexed articles: it keeps the last known ones.
        """
        return FileEntry(
            file.path,
            file.size,
            file.mtime_ns,
            digest="",
            young=True,
            records=self._last[file.path].records,
            refusals=(Refusal(None, reason, None),),
            changed_ns=file.changed_ns,
            reader=reader_version(file.path),
        )

    def _read(self, file: CorpusFile, digest: str, *, young: bool) -> FileEntry:
        contents = _Contents()
        last = self._last.get(file.path)
        indexed = {(record.id, record.digest) for record in last.records} if last else set()
        for result in read_file(self._corpus / file.path, file.path, self._settings):
            if result.failed and result.error is not None:
                if self._has_articles(file):
                    self._buffer.discard(file.path)
                    return self._unread_entry(file, result.error.reason)
                digest = ""  # what failed for a moment is tried again
            record = contents.add(result)
            if record and result.article and (record.id, record.digest) not in indexed:
                self._buffer.add(file.path, record, result.article)
        return FileEntry(
            file.path,
            file.size,
            file.mtime_ns,
            digest,
            young or not digest,
            tuple(contents.records),
            contents.all_refusals(),
            tuple(sorted(contents.unused.items())),
            tuple(contents.doubts),
            file.changed_ns,
            reader_version(file.path),
        )


class _Contents:
    """The records, refusals, unused keys and remarks of one file, the last three in bounded numbers."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.unused: Counter[str] = Counter()
        self.doubts: list[tuple[int | None, str]] = []
        self._refusals: list[Refusal] = []
        self._uncounted = 0

    def add(self, result: ReadResult) -> Record | None:
        """Add a result; returns the record of its article, or None for an error."""
        self.unused.update(key for key in result.unused if key in self.unused or len(self.unused) < MAX_REFUSALS)
        self.doubts.extend((result.line, doubt) for doubt in result.doubts[: MAX_DOUBTS - len(self.doubts)])
        if result.article is not None:
            self.records.append(Record(result.article.id, result.line, content_digest(result.article)))
            return self.records[-1]
        if result.error is not None and len(self._refusals) < MAX_REFUSALS:
            self._refusals.append(Refusal(result.error.line, result.error.reason, result.error.hint))
        else:
            self._uncounted += 1
        return None

    def all_refusals(self) -> tuple[Refusal, ...]:
        """The refusals; a last one counts those that are beyond the bound."""
        if not self._uncounted:
            return tuple(self._refusals)
        reason = f"{self._uncounted:,} more records after this one cannot be read"
        return (*self._refusals, Refusal(self._refusals[-1].line, reason, None))
