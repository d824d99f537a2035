"""What a disk may hold after the power failed: only what was waited for is certain, the rest is there, or not, or in part.

File names and file contents fare separately. A rename is one name that comes and one that goes, and each may be lost.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tests.faults.archives import Image
from tests.faults.system import Call

_FOLDER = -1


class _Entry(NamedTuple):
    """A name that comes (of a file's number, or _FOLDER) or goes (None); it is certain once `parent` was waited for."""

    parent: str
    path: str
    file: int | None


class _File:
    """A file's bytes now, and those it has for certain."""

    def __init__(self, content: bytes = b"") -> None:
        self.now = content
        self.certain = content

    @property
    def is_certain(self) -> bool:
        return self.now == self.certain


class Disk:
    """An archive's folder as calls change it; `index` is the image of its index before."""

    def __init__(self, index: Image) -> None:
        self._files = [_File(content) for content in index.values()]
        self._certain = {f"index/{path}": number for number, path in enumerate(index)}
        folders = {path.rpartition("/")[0] for path in self._certain}
        self._certain.update(dict.fromkeys(folders, _FOLDER))
        self._now = dict(self._certain)
        self._pending: list[_Entry] = []

    def take(self, call: Call) -> None:
        """Let a call happen."""
        match call.name:
            case "open" if call.flags & os.O_CREAT:
                self._opened(call)
            case "write":
                file = self._files[self._now[call.path]]
                before = file.now[: call.offset].ljust(call.offset, b"\0")
                file.now = before + call.data + file.now[call.offset + len(call.data) :]
            case "fsync":
                self._waited_for(call.path)
            case "rename":
                self._name(call.target, self._now[call.path])
                self._name(call.path, None)
            case "mkdir" if call.path not in self._now:
                self._name(call.path, _FOLDER)
            case "unlink" | "rmdir" if call.path in self._now:
                self._name(call.path, None)

    def after_power_loss(self, rng: random.Random) -> Iterator[dict[str, bytes]]:
        """The images of the index that may be found; some are alike."""
        for chosen in _choices(self._pending):
            names = dict(self._certain)
            for entry in chosen:
                if entry.file is None:
                    names.pop(entry.path, None)
                else:
                    names[entry.path] = entry.file
            yield from self._contents(names, rng)

    def _opened(self, call: Call) -> None:
        if call.path not in self._now:
            self._files.append(_File())
            self._name(call.path, len(self._files) - 1)
        elif call.flags & os.O_TRUNC:
            self._files[self._now[call.path]].now = b""

    def _name(self, path: str, file: int | None) -> None:
        self._pending.append(_Entry(path.rpartition("/")[0], path, file))
        if file is None:
            self._now.pop(path)
        else:
            self._now[path] = file

    def _waited_for(self, path: str) -> None:
        number = self._now.get(path, _FOLDER)
        if number != _FOLDER:
            file = self._files[number]
            file.certain = file.now
            return
        for entry in [entry for entry in self._pending if entry.parent == path]:
            self._pending.remove(entry)
            if entry.file is None:
                self._certain.pop(entry.path, None)
            else:
                self._certain[entry.path] = entry.file

    def _contents(self, names: dict[str, int], rng: random.Random) -> Iterator[dict[str, bytes]]:
        found = {path: self._files[n] for path, n in names.items() if n != _FOLDER and _has_folders(path, names)}
        unsure = [path for path, file in found.items() if not file.is_certain]
        for spoil in _SPOILED if unsure else _SPOILED[:1]:
            yield {
                path.removeprefix("index/"): spoil(file, rng) if path in unsure else file.now
                for path, file in found.items()
                if path.startswith("index/")
            }


def _has_folders(path: str, names: dict[str, int]) -> bool:
    above = path.rpartition("/")[0]
    return not above or (above in names and _has_folders(above, names))


def _choices(pending: Sequence[_Entry]) -> Iterator[Sequence[_Entry]]:
    """Which of the changes of names that are not certain happened: the first ones, all but one, or one alone."""
    for number in range(len(pending) + 1):
        yield pending[:number]
    for number in range(len(pending)):
        yield [*pending[:number], *pending[number + 1 :]]
        yield pending[number : number + 1]


_SPOILED: tuple[Callable[[_File, random.Random], bytes], ...] = (
    lambda file, _: file.now,
    lambda file, _: file.certain,
    lambda file, _: bytes(len(file.now)),
    lambda file, _: file.now[: len(file.now) // 2],
    lambda file, rng: rng.randbytes(len(file.now)),
    lambda file, _: file.now[: len(file.now) // 2].ljust(len(file.now), b"\0"),
)
"""What may be found of a file that was not waited for: all, what it was, zeros, a part, garbage, a part and zeros."""
