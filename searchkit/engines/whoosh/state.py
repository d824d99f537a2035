"""What an index says of itself, as JSON: the manifest that the archive sees, and what the engine needs beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from searchkit import analysis
from searchkit.errors import IndexVersionMismatch
from searchkit.fields import UNITS
from searchkit.reports import Manifest

FORMAT = 1
"""Goes up whenever an index of the version before could not be read, or would answer differently."""


@dataclass(frozen=True, slots=True)
class State:
    """A manifest; the summed `lengths` in tokens of live documents by unit, and of titles; and the bytes of each file."""

    manifest: Manifest
    lengths: Mapping[str, int]
    files: Mapping[str, int]


def empty_state(extraction: int) -> State:
    """The state of an index without articles."""
    manifest = Manifest(FORMAT, analysis.VERSION, extraction, dict.fromkeys(UNITS, 0), {})
    return State(manifest, dict.fromkeys((*UNITS, "title"), 0), {})


def state_to_json(state: State) -> dict[str, Any]:
    """A state as plain JSON values."""
    manifest = state.manifest
    return {
        "format": manifest.format,
        "analysis": manifest.analysis,
        "extraction": manifest.extraction,
        "counts": dict(manifest.counts),
        "lengths": dict(state.lengths),
        "files": dict(state.files),
        "notes": dict(manifest.notes),
    }


def state_from_json(content: Any) -> State:
    """The state of `state_to_json`; raises IndexVersionMismatch, or KeyError and the like for anything else."""
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
    return State(manifest, lengths, {str(name): int(size) for name, size in content["files"].items()})


def check_files(folder: Path, state: State) -> None:
    """Raises OSError or ValueError when a file is missing or is not as long as it was written."""
    for name, size in state.files.items():
        found = (folder / name).stat().st_size
        if found != size:
            raise ValueError(f"{name} has {found} bytes instead of {size}")
