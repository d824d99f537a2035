"""The values of a facet field over all segments, and which of them are spellings of one value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from searchkit.analysis import fold
from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.runs import first_of_runs
from searchkit.engines.whoosh.segment import Segment


class Spellings(NamedTuple):
    """All values, sorted, the empty one first; `own` gives for each segment the numbers that its values have here.

    `alike` numbers the values of which others are spellings by case or accents; it is None when there are no such.
    """

    texts: Sequence[str]
    own: Sequence[Array]
    alike: Array | None

    def merged(self, counts: Array) -> tuple[Array, Array]:
        """The values that were counted at all, of several spellings the most frequent one, with their counts."""
        numbers = counts.nonzero()[0]
        counts = counts.take(numbers)
        if self.alike is None:
            return numbers, counts
        groups = self.alike.take(numbers)
        order = by_frequency(numbers, counts)
        order = order.take(groups.take(order).argsort(kind="stable"))
        groups, numbers, counts = groups.take(order), numbers.take(order), counts.take(order)
        first = first_of_runs(groups)
        if not len(numbers):
            return numbers, counts
        return numbers.take(first), np.add.reduceat(counts, first)


def by_frequency(numbers: Array, counts: Array) -> Array:
    """The places of some numbers, the most frequent first, then the smaller ones."""
    if not len(numbers):
        return np.zeros(0, np.intp)
    # One key for both: sorting by several is slower than all the rest of a facet.
    keys = (counts.max() - counts) * (numbers.max() + 1) + numbers
    order: Array = keys.argsort()
    return order


def spellings_in(segments: Sequence[Segment], field: str) -> Spellings:
    """The values of a field in some segments."""
    tables = [segment.dictionary(f"{field}.values").texts() for segment in segments]
    texts = tables[0] if len(tables) == 1 else sorted({"", *(text for table in tables for text in table)})
    numbers = {text: number for number, text in enumerate(texts)}
    own = [np.array([numbers[text] for text in table], np.intp) for table in tables]
    folded: dict[str, int] = {}
    alike = np.array([folded.setdefault(fold(text), len(folded)) for text in texts], np.intp)
    return Spellings(texts, own, None if len(folded) == len(texts) else alike)
