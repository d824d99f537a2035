"""Removes what other generations, interrupted writers and earlier versions left in an index folder."""

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
_OF_EARLIER_VERSIONS = ".time"
"""The file that they left after every update."""


def tidy(folder: Path, moved: Iterable[str]) -> None:
    """Remove files of the index that MANIFEST does not name; without a readable MANIFEST, the files in `moved`.

    Raises OSError and IndexProblem. The caller holds the folder's lock.
    """
    content = read_manifest(folder)
    try:
        with raising_index_damaged(folder):
            commit = commit_from_bytes(content or b"")
    except IndexProblem:
        for name in moved:
            remove(folder / name)
        return
    if leftovers(folder, commit):
        sync_to_disk(folder)  # else MANIFEST might be lost with the power, and the one before names what is gone
        remove_all_but(folder, commit)


def leftovers(folder: Path, commit: Commit) -> list[Path]:
    """List what other generations and interrupted writers left; raises OSError."""
    named = {entry.name for entry in commit.files}
    ours = re.compile(f"{OURS}|{_DRAFT}")
    found = (path for path in folder.iterdir() if path.name not in named)
    return [
        path for path in found if path.name == WRITING_FOLDER or (ours.fullmatch(path.name) and not is_folder(path))
    ]


def remove_all_but(folder: Path, commit: Commit) -> None:
    """Remove what other generations and interrupted writers left; a file that cannot be removed is left for later."""
    with suppress(OSError):
        for path in (*leftovers(folder, commit), folder / _OF_EARLIER_VERSIONS):
            with suppress(OSError):
                remove(path)
