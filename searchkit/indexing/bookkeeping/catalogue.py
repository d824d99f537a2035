"""The catalogue: what was read from each corpus file, and so which articles the index holds.

It is committed together with the passages, so the two always agree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from searchkit.config.settings import MAX_RECORD
from searchkit.model.article import Article


class Record(NamedTuple):
    """One article of a file: its id, its line (None for a whole file) and the digest of its content.

    The digest is "" if the file could not be opened and the article was taken over from an earlier index.
    """

    id: str
    line: int | None
    digest: str


class Refusal(NamedTuple):
    """A file (line None) or record that could not be read."""

    line: int | None
    reason: str
    hint: str | None


_POSTPONED = Refusal(None, "changed while it was indexed", "the next update reads it again")


class FileEntry(NamedTuple):
    """A corpus file as it was when last read.

    `digest` is of its bytes, "" if they could not all be read. `unused` counts keys without a meaning by key, `doubts` are
    remarks by line. A file that changed just before it was read is `young`: it may change again without its time showing
    it, so it is hashed next time. `changed_ns` is when its content, name or permissions last changed, which no program can
    set back. `reader` is the version of the reader that read it.
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
    changed_ns: int = 0
    reader: str = ""


class Claim(NamedTuple):
    """The record in a file that claims an id."""

    path: str
    record: Record


@dataclass(frozen=True)
class Catalogue:
    """All files by path, and the settings they were read with: the fallback encoding and the limit of a record in bytes.

    There may be hundreds of thousands of files, so an entry is a plain tuple, as JSON has it.
    """

    files: Mapping[str, FileEntry] = field(default_factory=dict)
    encoding: str | None = None
    max_record: int = MAX_RECORD

    def claims(self) -> tuple[Mapping[str, Claim], Sequence[tuple[Claim, Claim]]]:
        """The claim that holds each id, and (refused, holding) pairs of claims.

        Of two articles with one id, the earlier one by path, then by line, holds it, whichever was indexed first.
        """
        return self._claims

    @cached_property
    def _claims(self) -> tuple[Mapping[str, Claim], Sequence[tuple[Claim, Claim]]]:
        holders: dict[str, Claim] = {}
        refused: list[tuple[Claim, Claim]] = []
        for path in sorted(self.files):
            for record in self.files[path].records:
                claim = Claim(path, record)
                holder = holders.setdefault(record.id, claim)
                if holder is not claim:
                    refused.append((claim, holder))
        return holders, refused

    def articles(self) -> str:
        """A digest of the set of articles that the index should hold, independent of their files."""
        articles = sorted((id, claim.record.digest) for id, claim in self.claims()[0].items())
        return hashlib.blake2b(json.dumps(articles).encode("ascii"), digest_size=8).hexdigest()

    def postpone(self, missing: Collection[str], outdated: Collection[str]) -> Catalogue:
        """The catalogue without the `missing` ids, and with the `outdated` ones marked as taken over from before.

        Their files get a refusal and are read again next time.
        """
        files = dict(self.files)
        for path, entry in self.files.items():
            present = [record for record in entry.records if record.id not in missing]
            records = tuple(record._replace(digest="") if record.id in outdated else record for record in present)
            if records != entry.records:
                files[path] = entry._replace(
                    records=records, refusals=(*entry.refusals, _POSTPONED), digest="", young=True
                )
        return replace(self, files=files)


def mark_unread(entry: FileEntry) -> FileEntry:
    """The entry with no article counted as read, so that all are written again once the file can be read."""
    return entry._replace(records=tuple(record._replace(digest="") for record in entry.records))


def content_digest(article: Article) -> str:
    """A digest of an article's text and metadata, without path and line: equal digests need no indexing again."""
    content = (article.title, article.source, article.date, article.places, article.authors, article.tags, article.url)
    digest = hashlib.blake2b(digest_size=8)
    digest.update(json.dumps(content).encode())
    digest.update(article.text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def catalogue_to_json(catalogue: Catalogue) -> dict[str, Any]:
    """The catalogue as JSON values; lists instead of objects, because there may be hundreds of thousands of records."""
    settings = {"encoding": catalogue.encoding, "max_record": catalogue.max_record}
    return {**settings, "files": list(catalogue.files.values())}
