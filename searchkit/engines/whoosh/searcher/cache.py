"""A cache of arrays, bounded by bytes: the postings of common terms take longer to unpack than to use."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from searchkit.engines.whoosh.directory.array_file import Array

CACHE_BYTES = 32 * 2**20
_ENTRY_BYTES = 400
"""Bytes that an entry takes beside its key and the content of its arrays, about."""

_Arrays = TypeVar("_Arrays", bound=tuple[Array, ...])


class ArrayCache:
    """Tuples of arrays by key; those that were not used for longest are dropped. Threads may share it."""

    def __init__(self, capacity: int = CACHE_BYTES) -> None:
        self._capacity = capacity
        self._bytes = 0
        self._lock = Lock()
        self._entries: OrderedDict[tuple[Hashable, ...], tuple[Array, ...]] = OrderedDict()

    @property
    def bytes(self) -> int:
        """The bytes of all entries."""
        return self._bytes

    def get(self, key: tuple[Hashable, ...], make: Callable[[], _Arrays]) -> _Arrays:
        """Return the cached arrays of a key, or those that `make` returns, which become read-only."""
        with self._lock:
            cached = self._entries.get(key)
            if cached is not None:
                self._entries.move_to_end(key)
                return cast(_Arrays, cached)
        made = make()
        for array in made:
            array.setflags(write=False)
        with self._lock:
            if key not in self._entries and _size(key, made) <= self._capacity:
                self._entries[key] = made
                self._bytes += _size(key, made)
                while self._bytes > self._capacity:
                    self._bytes -= _size(*self._entries.popitem(last=False))
        return made


def _size(key: tuple[Hashable, ...], arrays: tuple[Array, ...]) -> int:
    return _ENTRY_BYTES + sum(map(sys.getsizeof, key)) + sum(array.nbytes for array in arrays)
