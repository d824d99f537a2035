"""What was read last stays read, in so many bytes: the postings of common words take longer to unpack than to use."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from searchkit.engines.whoosh.directory.array_file import Array

MOST = 32 * 2**20
"""Bytes of arrays that an open index keeps."""
_BESIDE = 400
"""Bytes that an entry takes beside its name and the content of its arrays, about."""

_Arrays = TypeVar("_Arrays", bound=tuple[Array, ...])


class ArrayCache:
    """Arrays by what they are of; those that were not used for longest are let go. Threads may share it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._bytes = 0
        self._lock = Lock()
        self._entries: OrderedDict[tuple[Hashable, ...], tuple[Array, ...]] = OrderedDict()

    @property
    def bytes(self) -> int:
        """What is kept takes so many."""
        return self._bytes

    def get(self, key: tuple[Hashable, ...], make: Callable[[], _Arrays]) -> _Arrays:
        """What is kept under a key, else what `make` makes, whose arrays cannot be written to from then on."""
        with self._lock:
            found = self._entries.get(key)
            if found is not None:
                self._entries.move_to_end(key)
                return cast(_Arrays, found)
        made = make()
        for array in made:
            array.setflags(write=False)
        with self._lock:
            if key not in self._entries and _size(key, made) <= self._most:
                self._entries[key] = made
                self._bytes += _size(key, made)
                while self._bytes > self._most:
                    self._bytes -= _size(*self._entries.popitem(last=False))
        return made


def _size(key: tuple[Hashable, ...], arrays: tuple[Array, ...]) -> int:
    return _BESIDE + sum(map(sys.getsizeof, key)) + sum(array.nbytes for array in arrays)
