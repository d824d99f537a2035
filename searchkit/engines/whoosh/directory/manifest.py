"""MANIFEST: what an index is made of and what it says of itself, as checksummed JSON."""

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

FORMAT = 7
"""Goes up whenever an index of the version before could not be read, or would answer differently."""

_HEAD = '{"check":"%s","%s":'
_CHECK_LENGTH = 8
_MOST = 2**63
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.")
_BEGINNINGS = {"deletions": "deleted.", "catalogue": "catalogue."}


class IndexFile(NamedTuple):
    """A file of the index folder, and its bytes."""

    name: str
    size: int


class Commit(Frozen):
    """A generation of an index.

    `lengths` sums the words of live documents by unit, and of titles, without function words. `deletions` has a truth value for each article of
    some segments, None when nothing is deleted; `catalogue` is the archive's bookkeeping, None for a new index.
    """

    generation: int
    manifest: IndexInfo
    lengths: Mapping[str, int]
    segments: tuple[IndexFile, ...] = ()
    deletions: IndexFile | None = None
    catalogue: IndexFile | None = None

    @property
    def files(self) -> tuple[IndexFile, ...]:
        """All files, MANIFEST aside."""
        return (*self.segments, *(entry for entry in (self.deletions, self.catalogue) if entry))


def empty_commit(extraction: int) -> Commit:
    """The state of an index without articles."""
    manifest = IndexInfo(FORMAT, analysis.VERSION, extraction, dict.fromkeys(UNITS, 0), {})
    return Commit(0, manifest, dict.fromkeys((*UNITS, "title"), 0))


def commit_to_bytes(state: Commit) -> bytes:
    """The content of MANIFEST."""
    manifest = state.manifest
    content = {
        "format": manifest.format,
        "analysis": manifest.analysis,
        "extraction": manifest.extraction,
        "generation": state.generation,
        "counts": dict(manifest.counts),
        "lengths": dict(state.lengths),
        "segments": state.segments,
        "deletions": state.deletions,
        "catalogue": state.catalogue,
        "notes": dict(manifest.notes),
    }
    return with_checksum("manifest", content)


def commit_from_bytes(content: bytes) -> Commit:
    """The state of `commit_to_bytes`; raises IndexVersionMismatch, or ValueError for anything else."""
    return _state(verify_checksum("manifest", content))


def with_checksum(name: str, content: Any) -> bytes:
    """A JSON value under its name, with a checksum of how it is written."""
    body = json.dumps(content, separators=(",", ":")).encode("ascii")
    return b"".join(((_HEAD % (_check(body), name)).encode("ascii"), body, b"}\n"))


def verify_checksum(name: str, content: bytes) -> Any:
    """The value of `with_checksum`; raises ValueError where it is not as it was written."""
    body = memoryview(content)[len(_HEAD % (" " * _CHECK_LENGTH, name)) : -len("}\n")]
    try:
        found = json.loads(content.decode("ascii"))
        value, is_whole = found[name], found["check"] == _check(body)
    except (ValueError, LookupError, TypeError, RecursionError):
        is_whole = False
    if not is_whole:
        raise ValueError(f"the {name} is not as it was written")
    return value


def _state(content: Any) -> Commit:
    if type(content) is not dict:
        raise _wrong("it is no object")
    for what, needed in (("format", FORMAT), ("analysis", analysis.VERSION)):
        found = _number(content, what)
        if found != needed:
            raise IndexVersionMismatch(what, found, needed)
    notes = content.get("notes")
    if type(notes) is not dict:
        raise _wrong("notes is no object")
    manifest = IndexInfo(
        FORMAT, analysis.VERSION, _number(content, "extraction"), _numbers(content, "counts", UNITS), notes
    )
    segments = content.get("segments")
    if type(segments) is not list:
        raise _wrong("segments is no list")
    state = Commit(
        _number(content, "generation"),
        manifest,
        _numbers(content, "lengths", (*UNITS, "title")),
        tuple([_file(entry, "", ".seg") for entry in segments]),
        _file_or_none(content, "deletions", ".arrays"),
        _file_or_none(content, "catalogue", ".json"),
    )
    if len({entry.name for entry in state.files}) < len(state.files):
        raise _wrong("a file stands in it twice")
    return state


def _numbers(content: Mapping[str, Any], what: str, names: Sequence[str]) -> dict[str, int]:
    numbers = content.get(what)
    if type(numbers) is not dict or numbers.keys() != set(names):
        raise _wrong(f"{what} is not of {', '.join(names)}")
    return {name: _number(numbers, name) for name in names}


def _number(content: Mapping[str, Any], what: str) -> int:
    number = content.get(what)
    if type(number) is not int or not 0 <= number < _MOST:
        raise _wrong(f"{what} is no number that could be")
    return number


def _file_or_none(content: Mapping[str, Any], what: str, suffix: str) -> IndexFile | None:
    entry = content.get(what)
    return None if entry is None else _file(entry, _BEGINNINGS[what], suffix)


def _file(entry: Any, beginning: str, suffix: str) -> IndexFile:
    """A file of the index folder itself, whose name leads nowhere else."""
    name, size = entry if type(entry) is list and len(entry) == len(IndexFile._fields) else ("", 0)
    sound = type(name) is str and name.startswith(beginning) and name.endswith(suffix) and _LETTERS.issuperset(name)
    if not sound or type(size) is not int or not 0 <= size < _MOST:
        raise _wrong(f"a file that ends in {suffix} is not named as it should be")
    return IndexFile(name, size)


def _wrong(how: str) -> ValueError:
    return ValueError(f"the manifest cannot be right: {how}")


def _check(body: bytes | memoryview) -> str:
    return f"{crc32(body):0{_CHECK_LENGTH}x}"
