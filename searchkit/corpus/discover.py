"""The files of a corpus: a walk that looks at names and times and opens nothing."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from searchkit.corpus.ids import printable
from searchkit.corpus.suffixes import counted_suffix, is_handled
from searchkit.errors import FolderUnreadable


class CorpusFile(NamedTuple):
    """A file that a reader exists for: its path below `corpus/` with forward slashes, its size in bytes, its times.

    Bytes of a name that are not UTF-8 stand in `path` as Python's surrogate escapes. `changed_ns` is the time of the last
    change of anything about it, which programs that set back the time of its content cannot set.
    """

    path: str
    size: int
    mtime_ns: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a corpus holds: files sorted by path; folders (path, "" for the corpus itself) with their mtime_ns.

    `not_read` counts the files no reader exists for, by suffix ("" for none).
    """

    files: tuple[CorpusFile, ...]
    folders: Mapping[str, int]
    not_read: Mapping[str, int]


def discover(corpus: Path) -> Discovery:
    """Every file below a corpus but those whose name, or whose folder's, begins with a dot.

    Symbolic links are followed. Each folder is read once, by its own path if it has one below the corpus, so that links
    cannot loop or multiply. Raises FolderUnreadable for a folder that cannot be listed; one that vanishes meanwhile is
    skipped.
    """
    walk = _Walk(corpus)
    walk.read_all()
    return Discovery(tuple(sorted(walk.files)), walk.folders, dict(sorted(walk.not_read.items())))


class _Walk:
    """One walk; linked folders wait until all real ones are read."""

    def __init__(self, corpus: Path) -> None:
        self.corpus = str(corpus)
        self.files: list[CorpusFile] = []
        self.folders: dict[str, int] = {}
        self.not_read: Counter[str] = Counter()
        self._seen: set[tuple[int, int]] = set()
        self._real: list[str] = [""]
        self._linked: deque[str] = deque()

    def read_all(self) -> None:
        while self._real or self._linked:
            self._read(self._real.pop() if self._real else self._linked.popleft())

    def _read(self, folder: str) -> None:
        place = os.path.join(self.corpus, folder) if folder else self.corpus  # noqa: PTH118 - strings all the way
        try:
            # Before the listing: what comes into the folder later then shows by its time.
            stat = os.stat(place)  # noqa: PTH116
            if (stat.st_dev, stat.st_ino) in self._seen:
                return
            with os.scandir(place) as entries:
                listing = sorted(entries, key=lambda entry: entry.name)
            self._seen.add((stat.st_dev, stat.st_ino))
            self.folders[folder] = stat.st_mtime_ns
            for entry in listing:
                if not entry.name.startswith("."):
                    self._take(entry, f"{folder}/{entry.name}" if folder else entry.name)
        except OSError as error:
            if folder and isinstance(error, FileNotFoundError):
                return
            raise FolderUnreadable(printable(place), error.strerror or type(error).__name__) from error

    def _take(self, entry: os.DirEntry[str], path: str) -> None:
        try:
            if entry.is_dir():
                (self._linked if entry.is_symlink() else self._real).append(path)
            elif entry.is_file():
                self._take_file(entry, path)
            elif entry.is_symlink():
                self._take_dead_link(entry, path)
        except PermissionError:
            raise
        except OSError:
            if entry.is_symlink():
                self._take_dead_link(entry, path)  # else it vanished meanwhile

    def _take_dead_link(self, entry: os.DirEntry[str], path: str) -> None:
        """A link that leads nowhere or to itself is a file of which reading will say what is wrong."""
        if is_handled(entry.name):
            self.files.append(CorpusFile(path, 0, 0, 0))

    def _take_file(self, entry: os.DirEntry[str], path: str) -> None:
        if not is_handled(entry.name):
            self.not_read[printable(counted_suffix(entry.name))] += 1
            return
        stat = entry.stat()
        self.files.append(CorpusFile(path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
