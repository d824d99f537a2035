"""Sorted strings in one stretch of bytes, found by binary search without reading more than what is compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import numpy as np

from searchkit.engines.whoosh.arrays import Array, ArrayFile

_PROBES = 1024
"""About so many terms, those that a binary search comes by first, are kept once they were read."""
_AFTER_ALL = b"\xff"
"""Greater than any byte of UTF-8."""


def to_term(text: str) -> bytes:
    """A term as the index spells it."""
    return text.encode("utf-8", "surrogatepass")


def from_term(term: bytes) -> str:
    """What `to_term` was given."""
    return term.decode("utf-8", "surrogatepass")


class Dictionary(Sequence[bytes]):
    """The terms of a field, in order; the number of a term is its place."""

    def __init__(self, letters: Array, offsets: Array) -> None:
        self._letters = letters.data
        self._offsets = offsets.item
        self._count = len(offsets) - 1
        self._probes: dict[int, bytes] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        if not 0 <= number < self._count:
            raise IndexError(number)
        return bytes(self._letters[self._offsets(number) : self._offsets(number + 1)])

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(self._count))

    def text(self, number: int) -> str:
        """A term as a string."""
        return from_term(self[number])

    def find(self, text: str) -> int | None:
        """The number of a term."""
        term = to_term(text)
        number = self.first_from(term)
        return number if number < self._count and self[number] == term else None

    def first_from(self, term: bytes) -> int:
        """The number of the first term that is not before one."""
        low, high, probes = 0, self._count, self._probes
        while low < high:
            middle = (low + high) // 2
            probe = probes.get(middle)
            if probe is None:
                probe = self[middle]
                if (high - low) * _PROBES > self._count:
                    probes[middle] = probe
            if probe < term:
                low = middle + 1
            else:
                high = middle
        return low

    def beginning(self, prefix: str) -> range:
        """The numbers of the terms that begin with a prefix."""
        start = to_term(prefix)
        return range(self.first_from(start), self.first_from(start + _AFTER_ALL))

    def texts(self) -> list[str]:
        """All terms as strings."""
        return [from_term(term) for term in self]


def read_dictionary(file: ArrayFile, name: str) -> Dictionary:
    """The dictionary of that name."""
    return Dictionary(file.array(f"{name}.letters"), file.array(f"{name}.letters_at"))


def dictionary_arrays(name: str, terms: Iterable[bytes]) -> Mapping[str, Array]:
    """The arrays of a dictionary; the terms are sorted."""
    found = list(terms)
    offsets = np.fromiter(accumulate(map(len, found), initial=0), np.uint32, len(found) + 1)
    return {f"{name}.letters": np.frombuffer(b"".join(found), np.uint8), f"{name}.letters_at": offsets}
