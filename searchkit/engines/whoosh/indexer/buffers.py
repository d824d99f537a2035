"""What a builder collects of passages and values, number by number."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import offsets_from_lengths
from searchkit.engines.whoosh.indexer.segment_data import Values
from searchkit.text.analysis import fold


class RefBuffer:
    """The values of owners that come in order, each value as a number; 0 is for none."""

    def __init__(self, numbers: dict[str, int] | None = None) -> None:
        self.numbers = {"": 0} if numbers is None else numbers
        self.refs = array("I")
        self.counts = array("I")

    def add(self, value: str | None) -> None:
        """The one value of the next owner."""
        self.refs.append(self.numbers.setdefault(value, len(self.numbers)) if value else 0)

    def add_all(self, values: Iterable[str]) -> None:
        """The values of the next owner; of spellings that differ by case or accents the first counts."""
        once = {fold(value): value for value in reversed(tuple(values)) if value}
        kept = [value for value in values if once.pop(fold(value), None) == value] if once else []
        for value in kept:
            self.add(value)
        self.counts.append(len(kept))

    def values(self, *, many: bool) -> Values:
        """All of them."""
        return Values(
            list(self.numbers), numbers_in(self.refs), offsets_from_lengths(numbers_in(self.counts)) if many else None
        )


class PassageBuffer:
    """What is kept of the quotes, or of the paragraphs; `first` and `counts` say where their words are."""

    def __init__(self, kinds: dict[str, int]) -> None:
        self.kinds = RefBuffer(kinds)
        self.article = array("I")
        self.ordinal = array("I")
        self.first = array("I")
        self.counts = array("I")
        self.words = 0

    def __len__(self) -> int:
        return len(self.article)

    def add(self, article: int, ordinal: int, place: int, words: int, kind: str | None) -> None:
        """Add a passage."""
        self.kinds.add(kind)
        self.article.append(article)
        self.ordinal.append(ordinal)
        self.first.append(place)
        self.counts.append(words)
        self.words += words


def numbers_in(collected: array) -> Array:  # type: ignore[type-arg]
    """What was collected, as an array that shares its memory."""
    return np.frombuffer(collected, collected.typecode) if collected else np.zeros(0, collected.typecode)


def both(first: array, second: array) -> Array:  # type: ignore[type-arg]
    """Two columns one after the other."""
    return np.concatenate((numbers_in(first), numbers_in(second)))
