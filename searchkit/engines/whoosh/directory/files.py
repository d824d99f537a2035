"""The files of an index folder, and the commit, which replaces MANIFEST.

MANIFEST names all other files of the index. They are written before it is replaced. Files of the index that it does not
name are removed afterwards; files of other programs are left alone. Nothing is read or written through a link.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from searchkit.engines.whoosh.directory.manifest import Commit, commit_to_bytes
from searchkit.errors import IndexIsALink, IndexUncertain
from searchkit.regular_files import NotARegularFile, TooLarge, create_regular, kind_of, read_bounded

MANIFEST = "MANIFEST"
LOCK = "writer.lock"
WRITING_FOLDER = "writing.tmp"
"""The folder, inside the index folder, for files that a writer has not finished."""
MAX_MANIFEST_BYTES = 64 * 2**20
"""MANIFEST takes some hundred bytes for each folder of the corpus. Every search reads it."""
MAX_CATALOGUE_BYTES = 2**30
"""Enough for millions of articles, at some hundred bytes each. A larger file cannot be ours."""

# Kept as text: searches do not use these patterns.
OURS = r"[0-9a-f]{16}\.seg|deleted\.\d+\.arrays|catalogue\.\d+\.json"
"""The names of all files of an index except MANIFEST."""
_OF_A_GENERATION = r"(?:catalogue|deleted)\.(\d{1,18})\.(?:json|arrays)"


def refuse_a_link(folder: Path) -> None:
    """Raise IndexIsALink if the index folder is a link."""
    if folder.is_symlink():
        raise IndexIsALink(str(folder))


def read_manifest(folder: Path) -> bytes | None:
    """Read MANIFEST; None if there is none. Raises OSError and IndexIsALink."""
    refuse_a_link(folder)
    try:
        return read_bounded(folder / MANIFEST, MAX_MANIFEST_BYTES, follow=False)
    except FileNotFoundError:
        return None


def read_catalogue(path: Path) -> bytes:
    """Read a catalogue; raises OSError."""
    return read_bounded(path, MAX_CATALOGUE_BYTES, follow=False)


def is_foreign(folder: Path) -> bool:
    """Return whether a folder without MANIFEST holds an index of another program; raises OSError."""
    return any(path.suffix in {".toc", ".seg"} and not re.fullmatch(OURS, path.name) for path in folder.iterdir())


def is_unfinished(folder: Path) -> bool:
    """Return whether a folder without MANIFEST holds files of a crashed writer; raises OSError."""
    return any(path.name == WRITING_FOLDER or re.fullmatch(OURS, path.name) for path in folder.iterdir())


def highest_generation(folder: Path) -> int:
    """Return the highest generation in the name of a file, 0 without one; raises OSError."""
    names = (re.fullmatch(_OF_A_GENERATION, path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in names if match), default=0)


def make_current(folder: Path, commit: Commit) -> None:
    """Commit: replace MANIFEST. All files that it names must already be in the folder.

    Raises OSError, and IndexUncertain when MANIFEST was replaced, but the disk did not confirm it.
    """
    draft = folder / WRITING_FOLDER / MANIFEST
    write_safely(draft, commit_to_bytes(commit), MAX_MANIFEST_BYTES)
    sync_to_disk(folder)
    draft.replace(folder / MANIFEST)
    try:
        sync_to_disk(folder)
    except OSError as error:
        raise IndexUncertain(str(folder), error.strerror or str(error)) from error


def start_writing_folder(folder: Path) -> None:
    """Make an empty WRITING_FOLDER; raises OSError."""
    remove(folder / WRITING_FOLDER)
    (folder / WRITING_FOLDER).mkdir()


def remove(path: Path) -> None:
    """Remove a file, a folder tree, or a link (not its target). A missing path is fine. Raises OSError."""
    import shutil  # noqa: PLC0415 - not for a search

    if is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder, not a link to one."""
    return path.is_dir() and not path.is_symlink()


def file_system_time(folder: Path) -> int:
    """Write a file and return its mtime in nanoseconds, by the clock of the file system; raises OSError."""
    stamp = folder / WRITING_FOLDER / "time"
    with create_regular(stamp) as file:
        written_ns = os.fstat(file.fileno()).st_mtime_ns
    stamp.unlink()
    return written_ns


def write_safely(path: Path, content: bytes, max_bytes: int) -> None:
    """Write a file and flush it to disk; raises OSError, and TooLarge for more than `max_bytes`."""
    if len(content) > max_bytes:
        raise TooLarge(path, max_bytes)
    with create_regular(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_to_disk(folder: Path) -> None:
    """Flush the entries of a folder to disk; raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def size_of(path: Path) -> int:
    """Return the size of a file in bytes; raises NotARegularFile and OSError."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise NotARegularFile(path, kind_of(status.st_mode))
    return status.st_size


def bytes_on_disk(folder: Path) -> int:
    """Return the total size of the files of an index, of all generations; raises OSError."""
    paths = (path for path in folder.iterdir() if path.name == MANIFEST or re.fullmatch(OURS, path.name))
    return sum(path.lstat().st_size for path in paths)
