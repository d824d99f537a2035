"""Lists the files of a corpus with their sizes and times; opens none."""

from __future__ import annotations

import errno
import os
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from searchkit.corpus.ids import printable
from searchkit.corpus.registry import counted_suffix, is_handled
from searchkit.errors import FolderUnreadable
from searchkit.regular_files import kind_of

GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})
"""Error numbers for a path at which there is nothing; with any other, there may be something."""

_LEADS_OUT = "is a link that leads out of the archive"
_LEADS_OUT_HINT = "copy what it leads to, or put follow-links = true into searchkit.toml"


class CorpusFile(NamedTuple):
    """A file that a reader exists for: its path below `corpus/` with forward slashes, its size in bytes, its times.

    Bytes of a name that are not UTF-8 are surrogate escapes in `path`. `changed_ns` is the time at which content, name or
    permissions last changed (ctime); no program can set it back.
    """

    path: str
    size: int
    mtime_ns: int
    changed_ns: int


class Unseen(NamedTuple):
    """Why a file or folder was not looked at.

    With `for_now` its articles stay as they were last read: a disk failed, or a permission was lost.
    """

    reason: str
    hint: str | None = None
    for_now: bool = True


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files of a corpus, sorted by path, and its folders: path ("" for the corpus itself) to mtime_ns.

    `not_read` counts the files without a reader by suffix ("" for none). `unseen` are the files and folders, by path, that
    are left out because they could not be looked at.
    """

    files: tuple[CorpusFile, ...]
    folders: Mapping[str, int]
    not_read: Mapping[str, int]
    unseen: Mapping[str, Unseen] = field(default_factory=dict)

    def hides(self, path: str) -> bool:
        """Whether a path is, or lies below, something that could not be looked at for now."""
        if not self.unseen:
            return False
        parts = path.split("/")
        parents = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return any((unseen := self.unseen.get(parent)) is not None and unseen.for_now for parent in parents)


def discover(corpus: Path, *, follow_links: bool = False) -> Discovery:
    """List every file below a corpus, except those whose name, or a folder's above them, begins with a dot.

    Follows links that stay within the corpus or the archive around it; others only with `follow_links`. Reads each folder
    once, by its own path if that is below the corpus, so that links cannot loop or multiply. What cannot be looked at is
    in `unseen`; what vanishes meanwhile is skipped. Raises FolderUnreadable if the corpus itself cannot be listed.
    """
    walk = _Walk(corpus, follow_links=follow_links)
    walk.read_all()
    return Discovery(tuple(sorted(walk.files)), walk.folders, dict(sorted(walk.not_read.items())), walk.unseen)


class _Walk:
    """One walk through a corpus; linked folders are read after all real ones."""

    def __init__(self, corpus: Path, *, follow_links: bool) -> None:
        self.corpus = str(corpus)
        self.files: list[CorpusFile] = []
        self.folders: dict[str, int] = {}
        self.not_read: Counter[str] = Counter()
        self.unseen: dict[str, Unseen] = {}
        # The corpus itself may be a link, to a larger disk perhaps: the owner made it.
        self._roots = None if follow_links else tuple(map(os.path.realpath, (self.corpus, str(corpus.parent))))
        self._visited: set[tuple[int, int]] = set()
        self._real: list[str] = [""]
        self._linked: deque[str] = deque()

    def read_all(self) -> None:
        while self._real or self._linked:
            self._read(self._real.pop() if self._real else self._linked.popleft())

    def _read(self, folder: str) -> None:
        location = os.path.join(self.corpus, folder) if folder else self.corpus  # noqa: PTH118 - strings all the way
        try:
            # Before the listing, so that a file that comes later shows in the time of the folder.
            stat = os.stat(location)  # noqa: PTH116
            if (stat.st_dev, stat.st_ino) in self._visited:
                return
            with os.scandir(location) as entries:
                listing = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if not folder or error.errno not in GONE:
                self._add_unlisted(folder, location, error)
            return
        self._visited.add((stat.st_dev, stat.st_ino))
        self.folders[folder] = stat.st_mtime_ns
        for entry in listing:
            if not entry.name.startswith("."):
                self._add(entry, f"{folder}/{entry.name}" if folder else entry.name)

    def _add_unlisted(self, folder: str, location: str, error: OSError) -> None:
        reason = error.strerror or type(error).__name__
        if not folder:
            raise FolderUnreadable(printable(location), reason) from error
        self.unseen[folder] = Unseen(f"the folder cannot be read: {reason}; its articles stay as last read")

    def _add(self, entry: os.DirEntry[str], path: str) -> None:
        try:
            is_folder = entry.is_dir()
            if not is_folder and not is_handled(entry.name):
                self.not_read[printable(counted_suffix(entry.name))] += 1
            elif entry.is_symlink() and self._leads_out(entry):
                self.unseen[path] = Unseen(_LEADS_OUT, _LEADS_OUT_HINT, for_now=False)
            elif is_folder:
                (self._linked if entry.is_symlink() else self._real).append(path)
            else:
                self._add_file(entry, path)
        except OSError as error:
            if error.errno not in GONE:
                self.unseen[path] = Unseen(f"cannot be looked at: {error.strerror or type(error).__name__}")
            elif entry.is_symlink() and is_handled(entry.name):
                # A link that leads nowhere or to itself: the reader says what is wrong.
                self.files.append(CorpusFile(path, 0, 0, 0))
            # else it vanished meanwhile

    def _add_file(self, entry: os.DirEntry[str], path: str) -> None:
        stat = entry.stat()
        if entry.is_file():
            self.files.append(CorpusFile(path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
        else:
            reason = f"is a {kind_of(stat.st_mode)}, not a file"
            self.unseen[path] = Unseen(reason, "take it out of corpus/", for_now=False)

    def _leads_out(self, link: os.DirEntry[str]) -> bool:
        if self._roots is None:
            return False
        target = os.path.join(os.path.realpath(link.path), "")  # noqa: PTH118 - a separator at its end
        return not any(target.startswith(os.path.join(root, "")) for root in self._roots)  # noqa: PTH118
