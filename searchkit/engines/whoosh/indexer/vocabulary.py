"""Texts to rows of numbered words, at a fraction of a microsecond a word: what stands between spaces is analysed once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from itertools import chain, count

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import batch_ranges
from searchkit.text.analysis import exact_terms

_AT_ONCE = 500_000
"""Words that are worked on at a time, because that takes many times their memory."""
_LONGEST = 64
"""Longer stretches without a space are rare, and not kept."""


class Vocabulary:
    """Every exact form that was met, numbered in the order of meeting."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._known = _Known(self._numbers)

    @property
    def words(self) -> list[str]:
        """The words by their numbers."""
        return list(self._numbers)

    def row(self, text: str) -> Sequence[int]:
        """The words of a text, as `analysis.tokens` finds them: no token reaches over a space."""
        known = self._known
        return list(chain.from_iterable([known[stretch] for stretch in text.split()]))

    def hashes(self) -> Array:
        """A number for each word that hangs on its letters alone."""
        digests = (blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest() for word in self._numbers)
        return np.frombuffer(b"".join(digests), "<u8")


class _Known(dict[str, tuple[int, ...]]):
    """The words of every stretch between spaces."""

    def __init__(self, numbers: defaultdict[str, int]) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, stretch: str) -> tuple[int, ...]:
        words = tuple([self._numbers[word] for word in exact_terms(stretch)])
        if len(stretch) <= _LONGEST:
            self[stretch] = words
        return words


class TermLists:
    """Rows of numbered words, one after the other; behind each, one place is left free."""

    def __init__(self) -> None:
        self.lengths = array("I")
        self.words = array("I")

    def add(self, row: Sequence[int]) -> int:
        """Add a row; returns the place where it begins."""
        place = len(self.words) + len(self.lengths)
        self.words.extend(row)
        self.lengths.append(len(row))
        return place


def mixed(numbers: Array) -> Array:
    """Numbers of 64 bits spread so that their sums tell apart what they were (Steele and others, SplitMix, 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: Array = numbers ^ (numbers >> np.uint64(31))
    return result


def fingerprints(hashes: Array, words: Array, lengths: Array) -> Array:
    """A number for each row that is the same for rows of the same words."""
    found = np.zeros(len(lengths), np.uint64)
    at = 0
    for first, last in batch_ranges(lengths, _AT_ONCE):
        count = int(lengths[first:last].sum())
        found[first:last] = _fingerprints(hashes, words[at : at + count], lengths[first:last])
        at += count
    return found


def _fingerprints(hashes: Array, words: Array, lengths: Array) -> Array:
    starts = np.cumsum(lengths, dtype=np.int64) - lengths
    places = np.arange(len(words)) - np.repeat(starts, lengths)
    each = mixed(hashes[words] + (places.astype(np.uint64) + np.uint64(1)) * GOLDEN)
    sums = np.zeros(len(each) + 1, np.uint64)
    np.cumsum(each, out=sums[1:])
    found: Array = sums[starts + lengths] - sums[starts]
    return found


GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without a pattern."""
