"""MANIFEST: the files and statistics of one commit, as checksummed JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from searchkit.errors import IndexVersionMismatch
from searchkit.fields import UNITS
from searchkit.model.frozen import Frozen
from searchkit.model.stored import IndexInfo
from searchkit.text import analysis

FORMAT = 8
"""Rises whenever an index of the version before could not be read, or would answer differently."""

_HEAD = '{"check":"%s","%s":'
_CHECK_LENGTH = 8
_LIMIT = 2**63
"""Above every number."""
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.")
_PREFIXES = {"deletions": "deleted.", "catalogue": "catalogue."}


class IndexFile(NamedTuple):
    """A file of the index folder, and its size in bytes."""

    name: str
    size: int


class Commit(Frozen):
    """One generation of an index.

    `lengths` sums the tokens of live documents by unit, and of titles, without function words. `deletions` has a bit for each
    article of the segments with deletions, None without any; `catalogue` is the archive's bookkeeping, None for a new index.
    """

    generation: int
    info: IndexInfo
    lengths: Mapping[str, int]
    segments: tuple[IndexFile, ...] = ()
    deletions: IndexFile | None = None
    catalogue: IndexFile | None = None

    @property
    def files(self) -> tuple[IndexFile, ...]:
        """All files, MANIFEST aside."""
        return (*self.segments, *(entry for entry in (self.deletions, self.catalogue) if entry))


def empty_commit(extraction: int) -> Commit:
    """Return the commit of an index without articles."""
    info = IndexInfo(FORMAT, analysis.VERSION, extraction, dict.fromkeys(UNITS, 0), {})
    return Commit(0, info, dict.fromkeys((*UNITS, "title"), 0))


def commit_to_bytes(commit: Commit) -> bytes:
    """Encode MANIFEST."""
    info = commit.info
    content = {
        "format": info.format,
        "analysis": info.analysis,
        "extraction": info.extraction,
        "generation": commit.generation,
        "counts": dict(info.counts),
        "lengths": dict(commit.lengths),
        "segments": commit.segments,
        "deletions": commit.deletions,
        "catalogue": commit.catalogue,
        "notes": dict(info.notes),
    }
    return with_checksum("manifest", content)


def commit_from_bytes(content: bytes) -> Commit:
    """Decode MANIFEST; raises IndexVersionMismatch, or ValueError for anything else."""
    return _decode_commit(verify_checksum("manifest", content))


def with_checksum(name: str, content: Any) -> bytes:
    """Encode a JSON value under a name, with the CRC-32 of its encoding."""
    body = json.dumps(content, separators=(",", ":")).encode("ascii")
    return b"".join(((_HEAD % (_check(body), name)).encode("ascii"), body, b"}\n"))


def verify_checksum(name: str, content: bytes) -> Any:
    """Decode what `with_checksum` encoded; raises ValueError where it is not as it was written."""
    body = memoryview(content)[len(_HEAD % (" " * _CHECK_LENGTH, name)) : -len("}\n")]
    try:
        found = json.loads(content.decode("ascii"))
        value, is_whole = found[name], found["check"] == _check(body)
    except (ValueError, LookupError, TypeError, RecursionError):
        is_whole = False
    if not is_whole:
        raise ValueError(f"the {name} is not as it was written")
    return value


def _decode_commit(content: Any) -> Commit:
    if type(content) is not dict:
        raise _wrong("it is no object")
    for what, needed in (("format", FORMAT), ("analysis", analysis.VERSION)):
        found = _number(content, what)
        if found != needed:
            raise IndexVersionMismatch(what, found, needed)
    notes = content.get("notes")
    if type(notes) is not dict:
        raise _wrong("notes is no object")
    info = IndexInfo(
        FORMAT, analysis.VERSION, _number(content, "extraction"), _numbers(content, "counts", UNITS), notes
    )
    segments = content.get("segments")
    if type(segments) is not list:
        raise _wrong("segments is no list")
    commit = Commit(
        _number(content, "generation"),
        info,
        _numbers(content, "lengths", (*UNITS, "title")),
        tuple([_file(entry, "", ".seg") for entry in segments]),
        _file_or_none(content, "deletions", ".arrays"),
        _file_or_none(content, "catalogue", ".json"),
    )
    if len({entry.name for entry in commit.files}) < len(commit.files):
        raise _wrong("a file stands in it twice")
    return commit


def _numbers(content: Mapping[str, Any], what: str, names: Sequence[str]) -> dict[str, int]:
    numbers = content.get(what)
    if type(numbers) is not dict or numbers.keys() != set(names):
        raise _wrong(f"{what} is not of {', '.join(names)}")
    return {name: _number(numbers, name) for name in names}


def _number(content: Mapping[str, Any], what: str) -> int:
    number = content.get(what)
    if type(number) is not int or not 0 <= number < _LIMIT:
        raise _wrong(f"{what} is no number that could be")
    return number


def _file_or_none(content: Mapping[str, Any], what: str, suffix: str) -> IndexFile | None:
    entry = content.get(what)
    return None if entry is None else _file(entry, _PREFIXES[what], suffix)


def _file(entry: Any, prefix: str, suffix: str) -> IndexFile:
    """Decode a file entry; its name must lead to no other folder."""
    name, size = entry if type(entry) is list and len(entry) == len(IndexFile._fields) else ("", 0)
    sound = type(name) is str and name.startswith(prefix) and name.endswith(suffix) and _LETTERS.issuperset(name)
    if not sound or type(size) is not int or not 0 <= size < _LIMIT:
        raise _wrong(f"a file that ends in {suffix} is not named as it should be")
    return IndexFile(name, size)


def _wrong(how: str) -> ValueError:
    return ValueError(f"the manifest cannot be right: {how}")


def _check(body: bytes | memoryview) -> str:
    return f"{crc32(body):0{_CHECK_LENGTH}x}"
