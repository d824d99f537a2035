"""Sorted terms, front-coded in blocks of 16. A binary search over first terms finds the block of a term.

A term is stored as one byte, which says how many bytes it shares with the previous term, and its other bytes. 0xFF
separates the terms of a block. The first term of a block shares no byte.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import accumulate, chain

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, ArrayFile

_BLOCK = 16
_MAX_SHARED = 16
_LENGTH_BYTES = [bytes((length,)) for length in range(_MAX_SHARED + 1)]
_CACHED_FIRST_TERMS = 1024
"""About how many first terms are cached: those that a binary search reads first."""
_CACHED_BLOCKS = 128
_SEPARATOR = b"\xff"
"""Greater than any byte of UTF-8."""


def to_term(text: str) -> bytes:
    """Encode a text as a term."""
    return text.encode("utf-8", "surrogatepass")


def from_term(term: bytes) -> str:
    """Decode what `to_term` encoded."""
    return term.decode("utf-8", "surrogatepass")


class TermDict(Sequence[bytes]):
    """The terms of a field, ascending; a term's number is its index. Block n is at offsets[n] up to offsets[n + 1]."""

    def __init__(self, content: Array, offsets: Array) -> None:
        self._content = content.data
        self._offset = offsets.item
        self._n_blocks = len(offsets) - 1
        self._first_terms: dict[int, bytes] = {}
        # No bound method: it would make a reference cycle, which keeps the file open until the garbage collector runs.
        self._decode_block = partial(_decode_block, self._content, self._offset)
        self._cached_block = lru_cache(maxsize=_CACHED_BLOCKS)(self._decode_block)

    def __len__(self) -> int:
        return self._length

    @cached_property
    def _length(self) -> int:
        last = self._n_blocks - 1
        return last * _BLOCK + len(self._cached_block(last)) if self._n_blocks else 0

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        if not 0 <= number < self._length:
            raise IndexError(number)
        return self._cached_block(number // _BLOCK)[number % _BLOCK]

    def __iter__(self) -> Iterator[bytes]:
        return chain.from_iterable(map(self._decode_block, range(self._n_blocks)))

    def text(self, number: int) -> str:
        """The term with a number, decoded."""
        return from_term(self[number])

    def texts(self) -> list[str]:
        """All terms, decoded."""
        return [from_term(term) for term in self]

    def find(self, text: str) -> int | None:
        """The number of a term, None if it is not in the dictionary."""
        term = to_term(text)
        number = self.lower_bound(term)
        return number if number < self._length and self[number] == term else None

    def lower_bound(self, term: bytes) -> int:
        """The number of the first term that is `term` or greater."""
        block = self._block_before(term)
        return 0 if block < 0 else block * _BLOCK + bisect_left(self._cached_block(block), term)

    def prefix_range(self, prefix: str) -> range:
        """The numbers of the terms with a prefix."""
        start = to_term(prefix)
        return range(self.lower_bound(start), self.lower_bound(start + _SEPARATOR))

    def _block_before(self, term: bytes) -> int:
        """The last block whose first term is less than `term`, -1 without one."""
        low, high = 0, self._n_blocks
        while low < high:
            middle = (low + high) // 2
            first = self._first_terms.get(middle)
            if first is None:
                first = _block_bytes(self._content, self._offset, middle).partition(_SEPARATOR)[0][1:]
                if (high - low) * _CACHED_FIRST_TERMS > self._n_blocks:
                    self._first_terms[middle] = first
            if first < term:
                low = middle + 1
            else:
                high = middle
        return low - 1


def _decode_block(content: memoryview, offset: Callable[[int], int], block: int) -> list[bytes]:
    terms = []
    term = b""
    for encoded in _block_bytes(content, offset, block).split(_SEPARATOR):
        term = term[: encoded[0]] + encoded[1:]
        terms.append(term)
    return terms


def _block_bytes(content: memoryview, offset: Callable[[int], int], block: int) -> bytes:
    return bytes(content[offset(block) : offset(block + 1)])


def read_term_dict(file: ArrayFile, name: str) -> TermDict:
    """The dictionary written under a name."""
    return TermDict(file.array(f"{name}.terms"), file.array(f"{name}.term_offsets"))


def term_dict_arrays(name: str, terms: Iterable[bytes]) -> Mapping[str, Array]:
    """The arrays of a dictionary, by name; `terms` are ascending."""
    ordered = list(terms)
    pairs = zip(ordered, _shared_lengths(ordered).tolist(), strict=True)
    encoded = [_LENGTH_BYTES[shared] + term[shared:] for term, shared in pairs]
    blocks = [_SEPARATOR.join(encoded[start : start + _BLOCK]) for start in range(0, len(encoded), _BLOCK)]
    offsets = np.fromiter(accumulate(map(len, blocks), initial=0), np.uint32, len(blocks) + 1)
    return {f"{name}.terms": np.frombuffer(b"".join(blocks), np.uint8), f"{name}.term_offsets": offsets}


def _shared_lengths(terms: Sequence[bytes]) -> Array:
    """uint8[len(terms)]: how many bytes each term shares with the previous one, at most _MAX_SHARED; 0 if first in a block."""
    lengths = np.fromiter(map(len, terms), np.uint32, len(terms))
    heads = np.array(terms, f"S{_MAX_SHARED}").view(np.uint8).reshape(len(terms), _MAX_SHARED)
    differ = np.ones((len(terms), _MAX_SHARED + 1), bool)
    np.not_equal(heads[1:], heads[:-1], out=differ[1:, :-1])
    shared = np.zeros(len(terms), np.uint8)
    # numpy pads short terms with zeros, which other terms may really contain.
    shared[1:] = np.minimum(differ[1:].argmax(axis=1), np.minimum(lengths[1:], lengths[:-1]))
    shared[::_BLOCK] = 0
    return shared
