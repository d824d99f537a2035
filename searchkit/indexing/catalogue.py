"""What the archive knows of each corpus file, and which articles the index should therefore hold.

The catalogue is committed together with the passages, so what it says of the index is true.
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

    The digest is "" of an article that the index keeps from an earlier one, because its file could not be opened.
    """

    id: str
    line: int | None
    digest: str


class Refusal(NamedTuple):
    """A file (line None) or record that could not be read."""

    line: int | None
    reason: str
    hint: str | None


_PUT_OFF = Refusal(None, "could not be read a second time as it was a moment ago", "run: searchkit index")


class FileEntry(NamedTuple):
    """A corpus file as it was when last read.

    `digest` is of its bytes, `unused` counts keys that mean nothing to us, `doubts` are remarks. A file that was changed
    just before it was read is `young`: it may change again without its time showing it, so it is hashed next time.
    `changed_ns` is when its content, name or rights were last changed, which nobody can set back. `reader` is the version
    of the reader that read it.
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
    """Where an article's id comes from."""

    path: str
    record: Record


@dataclass(frozen=True)
class Catalogue:
    """All files by path, and how they were read: the fallback encoding, and the most bytes of a record.

    There may be hundreds of thousands of files: what is read and written for each is a plain tuple, as JSON has it.
    """

    files: Mapping[str, FileEntry] = field(default_factory=dict)
    encoding: str | None = None
    max_record: int = MAX_RECORD

    def claims(self) -> tuple[Mapping[str, Claim], Sequence[tuple[Claim, Claim]]]:
        """The claim that holds for each id, and the (refused, holding) pairs.

        Of two articles with one id, the earlier in the order of path, then of line, holds it, whatever came first.
        """
        return self._claims

    @cached_property
    def _claims(self) -> tuple[Mapping[str, Claim], Sequence[tuple[Claim, Claim]]]:
        holding: dict[str, Claim] = {}
        refused: list[tuple[Claim, Claim]] = []
        for path in sorted(self.files):
            for record in self.files[path].records:
                claim = Claim(path, record)
                holder = holding.setdefault(record.id, claim)
                if holder is not claim:
                    refused.append((claim, holder))
        return holding, refused

    def articles(self) -> str:
        """A digest of the set of articles that the index should hold, whatever files they stand in."""
        articles = sorted((id, claim.record.digest) for id, claim in self.claims()[0].items())
        return hashlib.blake2b(json.dumps(articles).encode("ascii"), digest_size=8).hexdigest()

    def postpone(self, missing: Collection[str], outdated: Collection[str]) -> Catalogue:
        """The catalogue without the missing articles, and with the late ones as the index has them from before.

        Their files are named, and read again next time.
        """
        files = dict(self.files)
        for path, entry in self.files.items():
            found = [record for record in entry.records if record.id not in missing]
            records = tuple(record._replace(digest="") if record.id in outdated else record for record in found)
            if records != entry.records:
                files[path] = entry._replace(
                    records=records, refusals=(*entry.refusals, _PUT_OFF), digest="", young=True
                )
        return replace(self, files=files)


def mark_unread(entry: FileEntry) -> FileEntry:
    """A file with its articles, none of which counts as read: all are made anew once it can be read."""
    return entry._replace(records=tuple(record._replace(digest="") for record in entry.records))


def content_digest(article: Article) -> str:
    """A digest of everything an article says, wherever it stands: equal digests need no indexing again."""
    content = (article.title, article.source, article.date, article.places, article.authors, article.tags, article.url)
    digest = hashlib.blake2b(digest_size=8)
    digest.update(json.dumps(content).encode())
    digest.update(article.text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def catalogue_to_json(catalogue: Catalogue) -> dict[str, Any]:
    """Plain JSON values; short lists, because there may be hundreds of thousands of records."""
    how = {"encoding": catalogue.encoding, "max_record": catalogue.max_record}
    return {**how, "files": list(catalogue.files.values())}
