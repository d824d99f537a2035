"""Rows of words in the one long row that all of a field make up: in which of them is a place?"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array

_BITS = 5
"""For the first place of every block of 2 ** _BITS it is kept which row it is in or behind."""
_FEW = 500
"""So few places are looked for by binary search."""
_WORTH = 256
"""The blocks are worth their making when one in so many places was asked for."""


class DocRanges:
    """Rows of words in the order of their places; `offset` is the number of the first.

    `places` is how many there are, the free ones too; 0 where that is not known.
    """

    def __init__(self, first: Array, lengths: Array, offset: int, places: int = 0) -> None:
        self.first = first
        self.offset = offset
        self.end: int = int(first.item(-1) + lengths.item(-1))
        """One behind the last place."""
        self._lengths = lengths
        self._places = places
        self._asked = 0

    def __len__(self) -> int:
        return len(self.first)

    def around(self, places: Array, more: int | Array) -> Array:
        """The row, by its index, of each stretch of words within one; stretches are longer than a word by `more`.

        There is a word at every place.
        """
        self._asked += len(places)
        if len(places) <= _FEW or self._asked * _WORTH < self.end:
            return self._searched(places, more)
        around: Array = self._blocks.take(places >> places.dtype.type(_BITS), mode="clip")
        at = (self._next.take(around) <= places).nonzero()[0]
        while len(at):  # as often as rows may begin in a block, and each time for fewer places
            moved = around.take(at) + 1
            around[at] = moved
            at = at.compress(self._next.take(moved) <= places.take(at))
        if self._without_gaps and not isinstance(more, np.ndarray) and not more:
            return around - 1
        around = around.compress(self._ends.take(around) - more > places)
        return around - 1

    def _searched(self, places: Array, more: int | Array) -> Array:
        around: Array = self.first.searchsorted(places, "right") - 1
        room = self._lengths.take(around).astype(np.int64)
        room -= places - self.first.take(around)
        return around.compress((room > more) & (around >= 0))

    @cached_property
    def _next(self) -> Array:
        """Where the first row begins, where the one behind each begins; behind the last there is none."""
        return np.append(self.first, np.iinfo(self.first.dtype).max).astype(self.first.dtype)

    @cached_property
    def _without_gaps(self) -> bool:
        """Whether every word is in a row: behind each row one place is free, and the next begins."""
        if self.end + 1 != self._places:
            return False
        ends = self._ends + 1
        ends[0] = 0
        return bool((ends[:-1] == self.first).all())

    @cached_property
    def _ends(self) -> Array:
        """0 for what is before the first row, then the end of each."""
        ends = np.zeros(len(self.first) + 1, np.int64)
        np.add(self.first, self._lengths, out=ends[1:])
        return ends

    @cached_property
    def _blocks(self) -> Array:
        """How many rows begin up to the first place of each block. Raises ValueError for rows that are not in order."""
        if (self.first[1:] < self.first[:-1]).any():
            raise ValueError("rows of words are not in order")
        starts = np.arange((self.end >> _BITS) + 1, dtype=self.first.dtype) << self.first.dtype.type(_BITS)
        found: Array = self.first.searchsorted(starts, "right").astype(np.intp)
        return found
