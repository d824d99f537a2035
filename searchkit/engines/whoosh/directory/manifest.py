"""MANIFEST: what an index is made of and what it says of itself, as checksummed JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    """The state of `commit_to_bytes`; raises IndexVersionMismatch, or ValueError and the like for anything else."""
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


def _state(content: Mapping[str, Any]) -> Commit:
    for what, needed in (("format", FORMAT), ("analysis", analysis.VERSION)):
        if int(content[what]) != needed:
            raise IndexVersionMismatch(what, int(content[what]), needed)
    manifest = IndexInfo(
        content["format"],
        content["analysis"],
        int(content["extraction"]),
        {unit: int(content["counts"][unit]) for unit in UNITS},
        dict(content["notes"]),
    )
    lengths = {unit: int(content["lengths"][unit]) for unit in (*UNITS, "title")}
    segments = tuple(IndexFile(*entry) for entry in content["segments"])
    deletions, catalogue = (
        IndexFile(*entry) if entry else None for entry in (content["deletions"], content["catalogue"])
    )
    return Commit(int(content["generation"]), manifest, lengths, segments, deletions, catalogue)


def _check(body: bytes | memoryview) -> str:
    return f"{crc32(body):0{_CHECK_LENGTH}x}"
