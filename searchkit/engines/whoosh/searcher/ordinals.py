"""The values of a facet field over all segments, which of them are spellings of one value, and which names of one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import run_starts
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.text.analysis import fold

_MORE = 2**32
"""More than there are values of a field, which are numbered in four bytes."""


class GlobalOrdinals(NamedTuple):
    """All values, sorted, the empty one first; `own` gives for each segment the numbers that its values have here.

    `alike` gives spellings of one value, that differ by case or accents, the same number; `several` says which values
    have others. Both are None when there are no such.
    """

    texts: Sequence[str]
    own: Sequence[Array]
    alike: Array | None
    several: Array | None

    def merged(self, counts: Array) -> tuple[Array, Array]:
        """The values that were counted at all, of several spellings the most frequent one, with their counts."""
        numbers = (counts != 0).nonzero()[0]
        counts = counts.take(numbers)
        if self.alike is None or self.several is None:
            return numbers, counts
        several = self.several.take(numbers)
        at = several.nonzero()[0]
        if not len(at):
            return numbers, counts
        left = (~several).nonzero()[0]
        spelled = numbers.take(at)
        one, its = _of_each(self.alike.take(spelled), spelled, counts.take(at))
        return np.concatenate((numbers.take(left), one)), np.concatenate((counts.take(left), its))


def _of_each(groups: Array, numbers: Array, counts: Array) -> tuple[Array, Array]:
    """Of each group the most frequent of its numbers, and all that are counted in it."""
    order = by_frequency(numbers, counts)
    order = order.take(groups.take(order).argsort(kind="stable"))
    first = run_starts(groups.take(order))
    return numbers.take(order).take(first), np.add.reduceat(counts.take(order), first)


def by_frequency(numbers: Array, counts: Array) -> Array:
    """The places of some numbers, the most frequent first, then the smaller ones."""
    # One key for both: sorting by several is slower than all the rest of a facet.
    order: Array = (numbers - counts * _MORE).argsort()
    return order


def spellings_in(segments: Sequence[Segment], field: str) -> GlobalOrdinals:
    """The values of a field in some segments."""
    tables = [segment.dictionary(f"{field}.values").texts() for segment in segments]
    texts = tables[0] if len(tables) == 1 else sorted({"", *(text for table in tables for text in table)})
    numbers = {text: number for number, text in enumerate(texts)}
    own = [np.array([numbers[text] for text in table], np.intp) for table in tables]
    folded: dict[str, int] = {}
    alike = np.array([folded.setdefault(fold(text), len(folded)) for text in texts], np.intp)
    if len(folded) == len(texts):
        return GlobalOrdinals(texts, own, None, None)
    return GlobalOrdinals(texts, own, alike, np.bincount(alike).take(alike) > 1)


class PersonOrdinals(NamedTuple):
    """For each name the number of what its person is called, among `texts`, which are in order; "" stands for nobody.

    It holds for the table of `persons` that it was made of, as long as nobody changes that.
    """

    persons: Mapping[str, str]
    texts: Sequence[str]
    numbers: Array


def person_ordinals(names: Sequence[str], persons: Mapping[str, str]) -> PersonOrdinals:
    """What names stand for by a table of persons."""
    meant = [persons.get(name, name) for name in names]
    texts = sorted(set(meant))
    ranks = {text: rank for rank, text in enumerate(texts)}
    return PersonOrdinals(persons, texts, np.fromiter(map(ranks.__getitem__, meant), np.intp, len(meant)))
