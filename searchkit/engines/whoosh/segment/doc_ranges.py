"""Maps positions in the token stream of a field to documents."""

from __future__ import annotations

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array


class DocRanges:
    """The range of positions of each document, ascending; `offset` is the number of the first document."""

    def __init__(self, first: Array, lengths: Array, offset: int) -> None:
        """`first` is the first position of each document, `lengths` its number of positions."""
        self.first = first
        self.offset = offset
        self.end: int = int(first.item(-1) + lengths.item(-1))
        """The first position after the last document."""
        self._lengths = lengths

    def __len__(self) -> int:
        return len(self.first)

    def find_docs(self, positions: Array, extra: int | Array) -> Array:
        """Return the index of the document of each match; a match that is not within one document is left out.

        Matches start at `positions`. Each is 1 + `extra` tokens long: one number for all, or an array with one for each.
        """
        docs: Array = self.first.searchsorted(positions, "right") - 1
        left = self._lengths.take(docs).astype(np.int64)
        left -= positions - self.first.take(docs)
        return docs.compress((left > extra) & (docs >= 0))
