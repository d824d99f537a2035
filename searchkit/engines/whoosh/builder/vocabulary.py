"""Numbers the terms of a segment under construction: a text becomes a list of term numbers, one per token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from itertools import chain, count

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.text.analysis import exact_terms

_LONGEST_CACHED = 64
"""Longer pieces are rare."""


class Vocabulary:
    """The exact forms of all texts so far, numbered in order of first occurrence."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._cache = _PieceCache(self._numbers)

    @property
    def terms(self) -> list[str]:
        """The terms, by number."""
        return list(self._numbers)

    def tokens(self, text: str) -> Sequence[int]:
        """Return the term number of each token of a text, as `analysis.tokens` finds them."""
        cache = self._cache  # no token contains a space
        return list(chain.from_iterable([cache[piece] for piece in text.split()]))

    def term_hashes(self) -> Array:
        """Hash each term: uint64[n_terms]. A hash depends on the term alone."""
        digests = (blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest() for term in self._numbers)
        return np.frombuffer(b"".join(digests), "<u8")


class _PieceCache(dict[str, tuple[int, ...]]):
    """The term numbers of each piece of text between spaces, cached because most pieces repeat and analysis is slow."""

    def __init__(self, numbers: defaultdict[str, int]) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, piece: str) -> tuple[int, ...]:
        tokens = tuple([self._numbers[term] for term in exact_terms(piece)])
        if len(piece) <= _LONGEST_CACHED:
            self[piece] = tokens
        return tokens
