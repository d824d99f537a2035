"""A model of a disk that loses power: only what was synced (fsync) is certain to be found again.

A file's name and its content may be lost apart from each other. A rename is a name added and a name removed, and either
may be lost.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tests.faults.scenarios import IndexFiles
from tests.faults.system_call import Call

_FOLDER = -1


class _NameChange(NamedTuple):
    """A name that was added for a file number or a _FOLDER, or removed (None); a sync of `parent` makes it certain."""

    parent: str
    path: str
    file: int | None


class _File:
    """The bytes of a file: those written, and those that were synced."""

    def __init__(self, content: bytes = b"") -> None:
        self.written = content
        self.synced = content

    @property
    def is_synced(self) -> bool:
        return self.written == self.synced


class Disk:
    """The index folder of an archive, changed by one system call after another."""

    def __init__(self, files: IndexFiles) -> None:
        self._files = [_File(content) for content in files.values()]
        self._synced_names = {f"index/{path}": number for number, path in enumerate(files)}
        folders = {path.rpartition("/")[0] for path in self._synced_names}
        self._synced_names.update(dict.fromkeys(folders, _FOLDER))
        self._names = dict(self._synced_names)
        self._unsynced: list[_NameChange] = []

    def apply(self, call: Call) -> None:
        """Change the disk as a system call does."""
        match call.name:
            case "open" if call.flags & os.O_CREAT:
                self._create_or_truncate(call)
            case "write":
                self._write(call)
            case "fsync":
                self._sync(call.path)
            case "rename":
                self._change_name(call.target, self._names[call.path])
                self._change_name(call.path, None)
            case "mkdir" if call.path not in self._names:
                self._change_name(call.path, _FOLDER)
            case "unlink" | "rmdir" if call.path in self._names:
                self._change_name(call.path, None)

    def states_after_power_loss(self, rng: random.Random) -> Iterator[dict[str, bytes]]:
        """Yield the index files that may be found after the power failed now; some states are alike."""
        for chosen in _choose_changes(self._unsynced):
            names = dict(self._synced_names)
            for change in chosen:
                _apply_change(names, change)
            yield from self._states_of_contents(names, rng)

    def _create_or_truncate(self, call: Call) -> None:
        if call.path not in self._names:
            self._files.append(_File())
            self._change_name(call.path, len(self._files) - 1)
        elif call.flags & os.O_TRUNC:
            self._files[self._names[call.path]].written = b""

    def _write(self, call: Call) -> None:
        file = self._files[self._names[call.path]]
        start = file.written[: call.offset].ljust(call.offset, b"\0")
        file.written = start + call.data + file.written[call.offset + len(call.data) :]

    def _change_name(self, path: str, file: int | None) -> None:
        change = _NameChange(path.rpartition("/")[0], path, file)
        self._unsynced.append(change)
        _apply_change(self._names, change)

    def _sync(self, path: str) -> None:
        number = self._names.get(path, _FOLDER)
        if number != _FOLDER:
            file = self._files[number]
            file.synced = file.written
            return
        for change in [change for change in self._unsynced if change.parent == path]:
            self._unsynced.remove(change)
            _apply_change(self._synced_names, change)

    def _states_of_contents(self, names: dict[str, int], rng: random.Random) -> Iterator[dict[str, bytes]]:
        files = {path: self._files[n] for path, n in names.items() if n != _FOLDER and _has_parents(path, names)}
        unsynced = {path for path, file in files.items() if not file.is_synced}
        for content in _CONTENTS if unsynced else _CONTENTS[:1]:
            yield {
                path.removeprefix("index/"): content(file, rng) if path in unsynced else file.written
                for path, file in files.items()
                if path.startswith("index/")
            }


def _apply_change(names: dict[str, int], change: _NameChange) -> None:
    if change.file is None:
        names.pop(change.path, None)
    else:
        names[change.path] = change.file


def _has_parents(path: str, names: dict[str, int]) -> bool:
    parent = path.rpartition("/")[0]
    return not parent or (parent in names and _has_parents(parent, names))


def _choose_changes(changes: Sequence[_NameChange]) -> Iterator[Sequence[_NameChange]]:
    """Yield choices of unsynced name changes that reached the disk: the first ones, all but one, and one alone."""
    for number in range(len(changes) + 1):
        yield changes[:number]
    for number in range(len(changes)):
        yield [*changes[:number], *changes[number + 1 :]]
        yield changes[number : number + 1]


_CONTENTS: tuple[Callable[[_File, random.Random], bytes], ...] = (
    lambda file, _: file.written,
    lambda file, _: file.synced,
    lambda file, _: bytes(len(file.written)),
    lambda file, _: file.written[: len(file.written) // 2],
    lambda file, rng: rng.randbytes(len(file.written)),
    lambda file, _: file.written[: len(file.written) // 2].ljust(len(file.written), b"\0"),
)
"""What may be found of an unsynced file: new content, old content, zeros, the first half, garbage, half and zeros."""
