"""Removes files of other generations and leftovers of crashed writers from an index folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from searchkit.engines.whoosh.directory.damage import raising_index_damaged
from searchkit.engines.whoosh.directory.files import (
    OURS,
    WRITING_FOLDER,
    is_folder,
    read_manifest,
    remove,
    sync_to_disk,
)
from searchkit.engines.whoosh.directory.manifest import Commit, commit_from_bytes
from searchkit.errors import IndexProblem

_DRAFT = r"persons\.json\.draft"


def tidy(folder: Path, new_files: Iterable[str]) -> None:
    """Remove files of the index that MANIFEST does not name; if MANIFEST cannot be read, only those in `new_files`.

    Raises OSError and IndexProblem. The caller holds the folder's lock.
    """
    content = read_manifest(folder)
    try:
        with raising_index_damaged(folder):
            commit = commit_from_bytes(content or b"")
    except IndexProblem:
        for name in new_files:
            remove(folder / name)
        return
    if leftovers(folder, commit):
        sync_to_disk(folder)  # else a power failure could bring back the last MANIFEST, which names removed files
        remove_all_but(folder, commit)


def leftovers(folder: Path, commit: Commit) -> list[Path]:
    """List files of other generations and leftovers of crashed writers; raises OSError."""
    named = {entry.name for entry in commit.files}
    ours = re.compile(f"{OURS}|{_DRAFT}")
    unnamed = (path for path in folder.iterdir() if path.name not in named)
    return [
        path for path in unnamed if path.name == WRITING_FOLDER or (ours.fullmatch(path.name) and not is_folder(path))
    ]


def remove_all_but(folder: Path, commit: Commit) -> None:
    """Remove files of other generations and leftovers of crashed writers, except those that the system does not let go."""
    with suppress(OSError):
        for path in leftovers(folder, commit):
            with suppress(OSError):
                remove(path)
