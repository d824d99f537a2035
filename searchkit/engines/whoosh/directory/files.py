"""The files of an index folder: what is current, how it changes in one instant, what may go.

MANIFEST names all others, and its replacement is the commit: they are written before it, and what it does not name is
removed after it. Whatever else lies in the folder is left alone. Nothing is read or written through a link.
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
"""The folder inside the index where a writer builds; nothing in it counts."""
MOST_OF_MANIFEST = 64 * 2**20
"""Bytes: it names the folders of the corpus, some hundred bytes each, and is read by every search."""
MOST_OF_CATALOGUE = 2**30
"""Bytes: some hundred for each article, so millions of them; what is larger was not written by us."""

# Compiled when first needed: a search looks at none.
OURS = r"[0-9a-f]{16}\.seg|deleted\.\d+\.arrays|catalogue\.\d+\.json"
"""The files of an index, MANIFEST aside."""
_OF_A_GENERATION = r"(?:catalogue|deleted)\.(\d{1,18})\.(?:json|arrays)"


def refuse_a_link(folder: Path) -> None:
    """Raises IndexIsALink where the index folder is one."""
    if folder.is_symlink():
        raise IndexIsALink(str(folder))


def read_manifest(folder: Path) -> bytes | None:
    """The content of MANIFEST, or None where there is none; raises OSError and IndexIsALink."""
    refuse_a_link(folder)
    try:
        return read_bounded(folder / MANIFEST, MOST_OF_MANIFEST, follow=False)
    except FileNotFoundError:
        return None


def read_catalogue(path: Path) -> bytes:
    """The content of a catalogue; raises OSError."""
    return read_bounded(path, MOST_OF_CATALOGUE, follow=False)


def is_foreign(folder: Path) -> bool:
    """Whether a folder without MANIFEST holds an index that is none of ours; raises OSError."""
    return any(path.suffix in {".toc", ".seg"} and not re.fullmatch(OURS, path.name) for path in folder.iterdir())


def is_unfinished(folder: Path) -> bool:
    """Whether a folder without MANIFEST holds what a writer began; raises OSError."""
    return any(path.name == WRITING_FOLDER or re.fullmatch(OURS, path.name) for path in folder.iterdir())


def highest_generation(folder: Path) -> int:
    """A generation as high as any that left a file; raises OSError."""
    names = (re.fullmatch(_OF_A_GENERATION, path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in names if match), default=0)


def commit(folder: Path, state: Commit) -> None:
    """Make a generation the current one, all of whose files lie in the folder.

    Raises OSError, and IndexUncertain where the generation is current and the disk did not confirm it.
    """
    draft = folder / WRITING_FOLDER / MANIFEST
    write_safely(draft, commit_to_bytes(state), MOST_OF_MANIFEST)
    sync_to_disk(folder)
    draft.replace(folder / MANIFEST)
    try:
        sync_to_disk(folder)
    except OSError as error:
        raise IndexUncertain(str(folder), error.strerror or str(error)) from error


def start_workshop(folder: Path) -> None:
    """Make the folder that a writer builds in, empty; raises OSError."""
    remove(folder / WRITING_FOLDER)
    (folder / WRITING_FOLDER).mkdir()


def remove(path: Path) -> None:
    """Remove a file if it is there, a folder with all in it, or a link, but not what it leads to; raises OSError."""
    import shutil  # noqa: PLC0415 - not for a search

    if is_folder(path):
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def is_folder(path: Path) -> bool:
    """Whether there is a folder, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def file_system_time(folder: Path) -> int:
    """Now in nanoseconds, by the clock of a folder's file system: that of a file just written; raises OSError."""
    stamp = folder / WRITING_FOLDER / "time"
    with create_regular(stamp) as file:
        written_ns = os.fstat(file.fileno()).st_mtime_ns
    stamp.unlink()
    return written_ns


def write_safely(path: Path, content: bytes, most: int) -> None:
    """Write a file of `most` bytes at most, and wait until it is on the disk; raises OSError."""
    if len(content) > most:
        raise TooLarge(path, most)
    with create_regular(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_to_disk(folder: Path) -> None:
    """Wait until what a folder names is on the disk; raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def size_of(path: Path) -> int:
    """The bytes of a file; raises NotARegularFile for what is none, and OSError."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise NotARegularFile(path, kind_of(found.st_mode))
    return found.st_size


def bytes_on_disk(folder: Path) -> int:
    """The size of all files of an index, whatever their generation; raises OSError."""
    names = (path for path in folder.iterdir() if path.name == MANIFEST or re.fullmatch(OURS, path.name))
    return sum(path.lstat().st_size for path in names)
