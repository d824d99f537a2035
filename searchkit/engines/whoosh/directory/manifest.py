"""MANIFEST: what an index is made of and what it says of itself, as checksummed JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from zlib import crc32

from searchkit.errors import IndexVersionMismatch
from searchkit.fields import UNITS
from searchkit.model.frozen import Frozen
from searchkit.model.stored import Manifest
from searchkit.text import analysis

FORMAT = 6
"""Goes up whenever an index of the version before could not be read, or would answer differently."""

_HEAD = '{"check":"%s","%s":'
_CHECK_LENGTH = 8


class FileEntry(NamedTuple):
    """A file of the index folder, and its bytes."""

    name: str
    size: int


class State(Frozen):
    """A generation of an index.

    `lengths` sums the words of live documents by unit, and of titles, without function words. `deletions` has a truth value for each article of
    some segments, None when nothing is deleted; `catalogue` is the archive's bookkeeping, None for a new index.
    """

    generation: int
    manifest: Manifest
    lengths: Mapping[str, int]
    segments: tuple[FileEntry, ...] = ()
    deletions: FileEntry | None = None
    catalogue: FileEntry | None = None

    @property
    def files(self) -> tuple[FileEntry, ...]:
        """All files, MANIFEST aside."""
        return (*self.segments, *(entry for entry in (self.deletions, self.catalogue) if entry))


def empty_state(extraction: int) -> State:
    """The state of an index without articles."""
    manifest = Manifest(FORMAT, analysis.VERSION, extraction, dict.fromkeys(UNITS, 0), {})
    return State(0, manifest, dict.fromkeys((*UNITS, "title"), 0))


def state_to_bytes(state: State) -> bytes:
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
    return checksummed("manifest", content)


def state_from_bytes(content: bytes) -> State:
    """The state of `state_to_bytes`; raises IndexVersionMismatch, or ValueError and the like for anything else."""
    return _state(unchecked("manifest", content))


def checksummed(name: str, content: Any) -> bytes:
    """A JSON value under its name, with a checksum of how it is written."""
    body = json.dumps(content, separators=(",", ":")).encode("ascii")
    return b"".join(((_HEAD % (_check(body), name)).encode("ascii"), body, b"}\n"))


def unchecked(name: str, content: bytes) -> Any:
    """The value of `checksummed`; raises ValueError where it is not as it was written."""
    body = memoryview(content)[len(_HEAD % (" " * _CHECK_LENGTH, name)) : -len("}\n")]
    try:
        found = json.loads(content.decode("ascii"))
        value, is_whole = found[name], found["check"] == _check(body)
    except (ValueError, LookupError, TypeError, RecursionError):
        is_whole = False
    if not is_whole:
        raise ValueError(f"the {name} is not as it was written")
    return value


def _state(content: Mapping[str, Any]) -> State:
    for what, needed in (("format", FORMAT), ("analysis", analysis.VERSION)):
        if int(content[what]) != needed:
            raise IndexVersionMismatch(what, int(content[what]), needed)
    manifest = Manifest(
        content["format"],
        content["analysis"],
        int(content["extraction"]),
        {unit: int(content["counts"][unit]) for unit in UNITS},
        dict(content["notes"]),
    )
    lengths = {unit: int(content["lengths"][unit]) for unit in (*UNITS, "title")}
    segments = tuple(FileEntry(*entry) for entry in content["segments"])
    deletions, catalogue = (
        FileEntry(*entry) if entry else None for entry in (content["deletions"], content["catalogue"])
    )
    return State(int(content["generation"]), manifest, lengths, segments, deletions, catalogue)


def _check(body: bytes | memoryview) -> str:
    return f"{crc32(body):0{_CHECK_LENGTH}x}"
