"""The files of an index folder: what is current, how it changes in one instant, what may go.

MANIFEST names all others, and its replacement is the commit: they are written before it, and what it does not name is
removed after it. Whatever else lies in the folder is left alone.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from searchkit.engines.whoosh.directory.manifest import Commit, commit_to_bytes

MANIFEST = "MANIFEST"
LOCK = "writer.lock"
WRITING_FOLDER = "writing.tmp"
"""The folder inside the index where a writer builds; nothing in it counts."""

# Compiled when first needed: a search looks at none.
_OURS = r"[0-9a-f]{16}\.seg|deleted\.\d+\.arrays|catalogue\.\d+\.json"
_FIRST_FORMAT = r"_MAIN_\d+\.toc(?:\.[\d.]+)?|(?:manifest|catalogue)\.\d+\.json|MAIN_[0-9a-z]+\.seg"
_FIRST_MANIFEST = r"manifest\.\d+\.json"
_CATALOGUE = r"catalogue\.(\d+)\.json"


def read_manifest(folder: Path) -> bytes | None:
    """The content of MANIFEST, or None where there is none; raises OSError."""
    try:
        return (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        return None


def is_of_first_format(folder: Path) -> bool:
    """Whether a folder holds an index of the first format, whose table of contents ran code; raises OSError."""
    return any(re.fullmatch(_FIRST_MANIFEST, path.name) for path in folder.iterdir())


def is_foreign(folder: Path) -> bool:
    """Whether a folder without MANIFEST holds an index that is none of ours; raises OSError."""
    return any(path.suffix in {".toc", ".seg"} for path in folder.iterdir())


def highest_generation(folder: Path) -> int:
    """A generation as high as any that left a file; raises OSError."""
    return max(
        (int(match[1]) for path in folder.iterdir() if (match := re.fullmatch(_CATALOGUE, path.name))), default=0
    )


def commit(folder: Path, state: Commit) -> None:
    """Make a generation the current one, all of whose files lie in the folder; raises OSError."""
    draft = folder / WRITING_FOLDER / MANIFEST
    write_safely(draft, commit_to_bytes(state))
    sync_to_disk(folder)
    draft.replace(folder / MANIFEST)
    sync_to_disk(folder)


def remove_all_but(folder: Path, state: Commit) -> None:
    """Remove what other generations and interrupted writers left; a file that cannot be removed is left for later."""
    import shutil  # noqa: PLC0415 - not for a search

    kept = {entry.name for entry in state.files}
    shutil.rmtree(folder / WRITING_FOLDER, ignore_errors=True)
    for path in folder.iterdir():
        ours = re.fullmatch(_OURS, path.name) or re.fullmatch(_FIRST_FORMAT, path.name)
        if ours and path.name not in kept:
            with suppress(OSError):
                path.unlink()


def write_safely(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on the disk; raises OSError."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_to_disk(path: Path) -> None:
    """Wait until a file or folder is on the disk; raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def bytes_on_disk(folder: Path) -> int:
    """The size of all files of an index, whatever their generation; raises OSError."""
    names = (path for path in folder.iterdir() if path.name == MANIFEST or re.fullmatch(_OURS, path.name))
    return sum(path.stat().st_size for path in names)
