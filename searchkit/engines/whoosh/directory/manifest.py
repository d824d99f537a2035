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
"""Goes up when an index of the last version could not be read, or would answer differently."""

_HEAD = '{"check":"%s","%s":'
_CHECK_LENGTH = 8
_LIMIT = 2**63
"""All numbers are below this."""
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.")
_PREFIXES = {"deletions": "deleted.", "catalogue": "catalogue."}


class IndexFile(NamedTuple):
    """A file of the index folder, and its size in bytes."""

    name: str
    size: int


class Commit(Frozen):
    """One generation of an index.

    `lengths` is the number of tokens of live documents by unit, and of titles, without function words. `deletions` has a bit
    for each article of the segments with deletions; None without deletions. `catalogue` is what the archive knows of each
    file of the corpus; None for a new index. `info.notes` is JSON of the archive, which no engine reads.
    """

    generation: int
    info: IndexInfo
    lengths: Mapping[str, int]
    segments: tuple[IndexFile, ...] = ()
    deletions: IndexFile | None = None
    catalogue: IndexFile | None = None

    @property
    def files(self) -> tuple[IndexFile, ...]:
        """All files except MANIFEST."""
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
    """Decode MANIFEST; raises IndexVersionMismatch, or ValueError for any damage."""
    return _decode_commit(verify_checksum("manifest", content))


def with_checksum(name: str, content: Any) -> bytes:
    """Encode a JSON value under a name, with the CRC-32 of its encoding."""
    body = json.dumps(content, separators=(",", ":")).encode("ascii")
    return b"".join(((_HEAD % (_check(body), name)).encode("ascii"), body, b"}\n"))


def verify_checksum(name: str, content: bytes) -> Any:
    """Decode what `with_checksum` encoded; raises ValueError if the checksum differs."""
    body = memoryview(content)[len(_HEAD % (" " * _CHECK_LENGTH, name)) : -len("}\n")]
    try:
        decoded = json.loads(content.decode("ascii"))
        value, is_intact = decoded[name], decoded["check"] == _check(body)
    except (ValueError, LookupError, TypeError, RecursionError):
        is_intact = False
    if not is_intact:
        raise ValueError(f"the {name} is not as it was written")
    return value


def _decode_commit(content: Any) -> Commit:
    if type(content) is not dict:
        raise _wrong("it is no object")
    for name, needed in (("format", FORMAT), ("analysis", analysis.VERSION)):
        version = _number(content, name)
        if version != needed:
            raise IndexVersionMismatch(name, version, needed)
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
        raise _wrong("it names a file twice")
    return commit


def _numbers(content: Mapping[str, Any], key: str, names: Sequence[str]) -> dict[str, int]:
    numbers = content.get(key)
    if type(numbers) is not dict or numbers.keys() != set(names):
        raise _wrong(f"the keys of {key} are not {', '.join(names)}")
    return {name: _number(numbers, name) for name in names}


def _number(content: Mapping[str, Any], key: str) -> int:
    number = content.get(key)
    if type(number) is not int or not 0 <= number < _LIMIT:
        raise _wrong(f"{key} is no possible number")
    return number


def _file_or_none(content: Mapping[str, Any], key: str, suffix: str) -> IndexFile | None:
    entry = content.get(key)
    return None if entry is None else _file(entry, _PREFIXES[key], suffix)


def _file(entry: Any, prefix: str, suffix: str) -> IndexFile:
    """Decode a file entry; raises ValueError for a name that could lead to another folder."""
    name, size = entry if type(entry) is list and len(entry) == len(IndexFile._fields) else ("", 0)
    is_valid = type(name) is str and name.startswith(prefix) and name.endswith(suffix) and _LETTERS.issuperset(name)
    if not is_valid or type(size) is not int or not 0 <= size < _LIMIT:
        raise _wrong(f"no file of an index that ends in {suffix} has such a name or size")
    return IndexFile(name, size)


def _wrong(reason: str) -> ValueError:
    return ValueError(f"the manifest cannot be right: {reason}")


def _check(body: bytes | memoryview) -> str:
    return f"{crc32(body):0{_CHECK_LENGTH}x}"
