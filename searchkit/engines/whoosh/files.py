"""The files of an index folder, by generation: what is current, how it changes in one instant, what may go.

`_MAIN_<n>.toc` is Whoosh's table of contents, and its appearance is the commit: `manifest.<n>.json` and
`catalogue.<n>.json` are written before it, files of other generations are removed after it. Whatever else lies in the
folder is left alone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import TOC

from searchkit.engines.whoosh.schema import INDEX_NAME, schema

LOCK = "writer.lock"
WORKSHOP = f"{INDEX_NAME}.tmp"
"""The folder inside the index where a writer builds; nothing in it counts."""

_TOC = re.compile(rf"_{INDEX_NAME}_(\d+)\.toc")
_BOOKKEEPING = re.compile(r"(?:manifest|catalogue)\.(\d+)\.json")
_SEGMENT = re.compile(rf"{INDEX_NAME}_[0-9a-z]+\.seg")
_TOC_DRAFT = re.compile(rf"_{INDEX_NAME}_\d+\.toc\.[\d.]+")


def newest_generation(folder: Path) -> int | None:
    """The generation last committed, or None where there is no index; raises OSError."""
    found = [int(match[1]) for path in folder.iterdir() if (match := _TOC.fullmatch(path.name))]
    return max(found, default=None)


def segment_file(segment: Any) -> str:
    """The name of the one file of a segment."""
    return f"{segment.segment_id()}.seg"


def read_segments(folder: Path, generation: int) -> list[Any]:
    """Whoosh's segment objects of a generation; raises whatever Whoosh raises."""
    name = TOC._filename(INDEX_NAME, generation)  # noqa: SLF001
    storage = RamStorage()
    storage.files[name] = (folder / name).read_bytes()
    return list(TOC.read(storage, INDEX_NAME, gen=generation, schema=schema()).segments)


def read_bookkeeping(folder: Path, kind: str, generation: int) -> Any:
    """The JSON of a generation's "manifest" or "catalogue"; raises OSError or ValueError."""
    return json.loads((folder / f"{kind}.{generation}.json").read_bytes())


def commit(folder: Path, generation: int, segments: Sequence[Any], bookkeeping: Mapping[str, Any]) -> None:
    """Make a generation the current one, by the rename of its table of contents; raises OSError."""
    for kind, content in bookkeeping.items():
        _write_safely(folder / f"{kind}.{generation}.json", json.dumps(content, separators=(",", ":")).encode("ascii"))
    TOC(schema(), list(segments), generation).write(_SafeStorage(str(folder)), INDEX_NAME)


def remove_all_but(folder: Path, generation: int, segments: Iterable[Any]) -> None:
    """Remove what other generations and interrupted writers left; a file that cannot be removed is left for later."""
    kept = {segment_file(segment) for segment in segments}
    shutil.rmtree(folder / WORKSHOP, ignore_errors=True)
    for path in folder.iterdir():
        numbered = _TOC.fullmatch(path.name) or _BOOKKEEPING.fullmatch(path.name)
        old = numbered is not None and int(numbered[1]) != generation
        if old or _TOC_DRAFT.fullmatch(path.name) or (_SEGMENT.fullmatch(path.name) and path.name not in kept):
            with suppress(OSError):
                path.unlink()


def remove_uncommitted(folder: Path, generation: int, segment_name: str) -> None:
    """Remove what a writer of a generation made, unless it committed; raises OSError only when it cannot look."""
    shutil.rmtree(folder / WORKSHOP, ignore_errors=True)
    if newest_generation(folder) == generation:
        return
    for path in folder.iterdir():
        draft = path.name.startswith(f"{TOC._filename(INDEX_NAME, generation)}.")  # noqa: SLF001
        booked = _BOOKKEEPING.fullmatch(path.name)
        if draft or path.name == segment_name or (booked and int(booked[1]) == generation):
            with suppress(OSError):
                path.unlink()


def sync_to_disk(path: Path) -> None:
    """Wait until a file or folder is on the disk; raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def bytes_on_disk(folder: Path) -> int:
    """The size of all files of an index, whatever their generation; raises OSError."""
    ours = (_TOC, _BOOKKEEPING, _SEGMENT)
    paths = [path for path in folder.iterdir() if any(pattern.fullmatch(path.name) for pattern in ours)]
    return sum(path.stat().st_size for path in paths)


def _write_safely(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


class _SafeStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's storage, with a rename that outlives a power cut."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        folder = Path(self.folder)
        sync_to_disk(folder / oldname)
        (folder / oldname).replace(folder / newname)
        sync_to_disk(folder)
