"""What the archive knows of each corpus file, and which articles the index should therefore hold.

The catalogue is committed together with the passages, so what it says of the index is true.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from searchkit.article import Article


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a file: its id, its line (None for a whole file) and the digest of its content."""

    id: str
    line: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file (line None) or record that could not be read."""

    line: int | None
    reason: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A corpus file as it was when last read.

    `digest` is of its bytes, `unused` counts keys that mean nothing to us, `doubts` are remarks. A file that was changed
    just before it was read is `young`: it may change again without its time showing it, so it is hashed next time.
    """

    path: str
    size: int
    mtime_ns: int
    digest: str
    young: bool
    records: tuple[Record, ...]
    refusals: tuple[Refusal, ...] = ()
    unused: tuple[tuple[str, int], ...] = ()
    doubts: tuple[tuple[int | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Where an article's id comes from."""

    path: str
    record: Record


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All files by path, and the fallback encoding they were read with."""

    files: Mapping[str, FileEntry] = field(default_factory=dict)
    encoding: str | None = None

    def claims(self) -> tuple[dict[str, Claim], tuple[tuple[Claim, Claim], ...]]:
        """The claim that holds for each id, and the (refused, holding) pairs.

        Of two articles with one id, the earlier in the order of path, then of line, holds it, whatever came first.
        """
        holding: dict[str, Claim] = {}
        refused: list[tuple[Claim, Claim]] = []
        for path in sorted(self.files):
            for record in self.files[path].records:
                claim = Claim(path, record)
                holder = holding.setdefault(record.id, claim)
                if holder is not claim:
                    refused.append((claim, holder))
        return holding, tuple(refused)

    def articles(self) -> str:
        """A digest of the set of articles that the index should hold, whatever files they stand in."""
        digest = hashlib.blake2b(digest_size=8)
        for id, claim in sorted(self.claims()[0].items()):
            digest.update(json.dumps([id, claim.record.digest]).encode("ascii"))
        return digest.hexdigest()

    def without(self, ids: Collection[str]) -> Catalogue:
        """The catalogue without these articles; their files are read again next time."""
        files = dict(self.files)
        for path, entry in self.files.items():
            kept = tuple(record for record in entry.records if record.id not in ids)
            if len(kept) < len(entry.records):
                files[path] = replace(entry, records=kept, digest="", young=True)
        return Catalogue(files, self.encoding)


def content_digest(article: Article) -> str:
    """A digest of everything an article says, wherever it stands: equal digests need no indexing again."""
    content = (article.title, article.source, article.date, article.places, article.authors, article.tags, article.url)
    digest = hashlib.blake2b(digest_size=8)
    digest.update(json.dumps(content).encode())
    digest.update(article.text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def catalogue_to_json(catalogue: Catalogue) -> dict[str, Any]:
    """Plain JSON values; short lists, because there may be hundreds of thousands of records."""
    return {
        "encoding": catalogue.encoding,
        "files": [
            [
                entry.path,
                entry.size,
                entry.mtime_ns,
                entry.digest,
                entry.young,
                [[record.id, record.line, record.digest] for record in entry.records],
                [[refusal.line, refusal.reason, refusal.hint] for refusal in entry.refusals],
                entry.unused,
                entry.doubts,
            ]
            for entry in catalogue.files.values()
        ],
    }


def catalogue_from_json(data: Mapping[str, Any]) -> Catalogue:
    """The catalogue that `catalogue_to_json` wrote; an empty mapping is an empty catalogue."""
    return Catalogue(_entries(data.get("files", ())), data.get("encoding"))


def _entries(rows: Iterable[Any]) -> dict[str, FileEntry]:
    entries = {}
    for path, size, mtime_ns, digest, young, records, refusals, unused, doubts in rows:
        entries[path] = FileEntry(
            path,
            size,
            mtime_ns,
            digest,
            young,
            tuple(Record(*record) for record in records),
            tuple(Refusal(*refusal) for refusal in refusals),
            tuple((key, count) for key, count in unused),
            tuple((line, remark) for line, remark in doubts),
        )
    return entries
