"""Sorted strings, found by binary search without reading more than what is compared.

They stand in blocks, in each of which a term is a byte that says how many letters it shares with the one before, and the
letters that follow. The first of a block shares none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, ArrayFile

_BLOCK = 16
_MOST_SHARED = 16
"""Letters that a term shares with the one before, as far as they are looked for."""
_BYTES = [bytes((number,)) for number in range(_MOST_SHARED + 1)]
_PROBES = 1024
"""About so many terms, those that a binary search comes by first, are kept once they were read."""
_BLOCKS = 128
"""So many blocks stay read, those that were read last."""
_AFTER_ALL = b"\xff"
"""Greater than any byte of UTF-8, and what parts the terms of a block."""


def to_term(text: str) -> bytes:
    """A term as the index spells it."""
    return text.encode("utf-8", "surrogatepass")


def from_term(term: bytes) -> str:
    """What `to_term` was given."""
    return term.decode("utf-8", "surrogatepass")


class TermDict(Sequence[bytes]):
    """The terms of a field, in order; the number of a term is its place. Block n of the letters begins at offset n."""

    def __init__(self, letters: Array, offsets: Array) -> None:
        self._letters = letters.data
        self._offsets = offsets.item
        self._blocks = len(offsets) - 1
        self._probes: dict[int, bytes] = {}
        self._block = lru_cache(maxsize=_BLOCKS)(self._read_block)

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        last = self._blocks - 1
        return last * _BLOCK + len(self._block(last)) if self._blocks else 0

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        if not 0 <= number < self._count:
            raise IndexError(number)
        return self._block(number // _BLOCK)[number % _BLOCK]

    def __iter__(self) -> Iterator[bytes]:
        return chain.from_iterable(map(self._read_block, range(self._blocks)))

    def text(self, number: int) -> str:
        """A term as a string."""
        return from_term(self[number])

    def find(self, text: str) -> int | None:
        """The number of a term."""
        term = to_term(text)
        number = self.lower_bound(term)
        return number if number < self._count and self[number] == term else None

    def lower_bound(self, term: bytes) -> int:
        """The number of the first term that is not before one."""
        block = self._block_before(term)
        return 0 if block < 0 else block * _BLOCK + bisect_left(self._block(block), term)

    def _block_before(self, term: bytes) -> int:
        """The last block that begins before a term, -1 when none does."""
        low, high, probes = 0, self._blocks, self._probes
        while low < high:
            middle = (low + high) // 2
            probe = probes.get(middle)
            if probe is None:
                probe = self._content(middle).partition(_AFTER_ALL)[0][1:]
                if (high - low) * _PROBES > self._blocks:
                    probes[middle] = probe
            if probe < term:
                low = middle + 1
            else:
                high = middle
        return low - 1

    def _read_block(self, block: int) -> list[bytes]:
        found = []
        term = b""
        for own in self._content(block).split(_AFTER_ALL):
            term = term[: own[0]] + own[1:]
            found.append(term)
        return found

    def _content(self, block: int) -> bytes:
        return bytes(self._letters[self._offsets(block) : self._offsets(block + 1)])

    def prefix_range(self, prefix: str) -> range:
        """The numbers of the terms that begin with a prefix."""
        start = to_term(prefix)
        return range(self.lower_bound(start), self.lower_bound(start + _AFTER_ALL))

    def texts(self) -> list[str]:
        """All terms as strings."""
        return [from_term(term) for term in self]


def read_term_dict(file: ArrayFile, name: str) -> TermDict:
    """The dictionary of that name."""
    return TermDict(file.array(f"{name}.letters"), file.array(f"{name}.letters_at"))


def term_dict_arrays(name: str, terms: Iterable[bytes]) -> Mapping[str, Array]:
    """The arrays of a dictionary; the terms are sorted."""
    found = list(terms)
    pairs = zip(found, _shared(found).tolist(), strict=True)
    own = [_BYTES[shared] + term[shared:] for term, shared in pairs]
    blocks = [_AFTER_ALL.join(own[start : start + _BLOCK]) for start in range(0, len(own), _BLOCK)]
    offsets = np.fromiter(accumulate(map(len, blocks), initial=0), np.uint32, len(blocks) + 1)
    return {f"{name}.letters": np.frombuffer(b"".join(blocks), np.uint8), f"{name}.letters_at": offsets}


def _shared(terms: Sequence[bytes]) -> Array:
    """How many letters each term shares with the one before; none for the first of a block."""
    lengths = np.fromiter(map(len, terms), np.uint32, len(terms))
    beginnings = np.array(terms, f"S{_MOST_SHARED}").view(np.uint8).reshape(len(terms), _MOST_SHARED)
    differ = np.ones((len(terms), _MOST_SHARED + 1), bool)
    np.not_equal(beginnings[1:], beginnings[:-1], out=differ[1:, :-1])
    shared = np.zeros(len(terms), np.uint8)
    # Behind its end a term is filled up with zeros, which another term may have as letters.
    shared[1:] = np.minimum(differ[1:].argmax(axis=1), np.minimum(lengths[1:], lengths[:-1]))
    shared[::_BLOCK] = 0
    return shared
