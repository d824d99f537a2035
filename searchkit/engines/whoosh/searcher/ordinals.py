"""Numbers for the values of a facet field over all segments, for their spellings, and for the persons behind names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import run_starts
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.text.analysis import fold

_MORE = 2**32
"""More than the number of values of a field, which are numbered in four bytes."""


class GlobalOrdinals(NamedTuple):
    """The values of a field in all segments.

    `texts` are sorted, the empty value first; a value's index in it is its ordinal. `by_segment` maps the value numbers
    of each segment to ordinals. `spelling_groups` gives spellings that differ by case or accents the same number, and
    `has_spellings` says which values have another spelling; both are None when no value has.
    """

    texts: Sequence[str]
    by_segment: Sequence[Array]
    spelling_groups: Array | None
    has_spellings: Array | None

    def merge_spellings(self, counts: Array) -> tuple[Array, Array]:
        """Return the ordinals that were counted, of several spellings only the most frequent, and the merged counts."""
        ordinals = (counts != 0).nonzero()[0]
        counts = counts.take(ordinals)
        if self.spelling_groups is None or self.has_spellings is None:
            return ordinals, counts
        several = self.has_spellings.take(ordinals)
        indices = several.nonzero()[0]
        if not len(indices):
            return ordinals, counts
        rest = (~several).nonzero()[0]
        spellings = ordinals.take(indices)
        merged, sums = _merge(self.spelling_groups.take(spellings), spellings, counts.take(indices))
        return np.concatenate((ordinals.take(rest), merged)), np.concatenate((counts.take(rest), sums))


def _merge(groups: Array, ordinals: Array, counts: Array) -> tuple[Array, Array]:
    """Return the most frequent ordinal of each group, and the sum of the group's counts."""
    order = by_frequency(ordinals, counts)
    order = order.take(groups.take(order).argsort(kind="stable"))
    first = run_starts(groups.take(order))
    return ordinals.take(order).take(first), np.add.reduceat(counts.take(order), first)


def by_frequency(ordinals: Array, counts: Array) -> Array:
    """Return the indices that sort ordinals by count, the highest first, then by ordinal."""
    # One key for both: sorting by several is slower than all the rest of a facet.
    order: Array = (ordinals - counts * _MORE).argsort()
    return order


def global_ordinals(segments: Sequence[Segment], field: str) -> GlobalOrdinals:
    """Number the values of a field in some segments."""
    tables = [segment.dictionary(f"{field}.values").texts() for segment in segments]
    texts = tables[0] if len(tables) == 1 else sorted({"", *(text for table in tables for text in table)})
    ordinals = {text: ordinal for ordinal, text in enumerate(texts)}
    by_segment = [np.array([ordinals[text] for text in table], np.intp) for table in tables]
    folded: dict[str, int] = {}
    groups = np.array([folded.setdefault(fold(text), len(folded)) for text in texts], np.intp)
    if len(folded) == len(texts):
        return GlobalOrdinals(texts, by_segment, None, None)
    return GlobalOrdinals(texts, by_segment, groups, np.bincount(groups).take(groups) > 1)


class PersonOrdinals(NamedTuple):
    """The persons behind the values of a name field.

    `texts` are the persons' names, sorted; `ordinals` gives for each value the index of its person in `texts`. It holds
    for the table of `persons` that it was made of, which nobody may change.
    """

    persons: Mapping[str, str]
    texts: Sequence[str]
    ordinals: Array


def person_ordinals(names: Sequence[str], persons: Mapping[str, str]) -> PersonOrdinals:
    """Number the persons that names stand for by a table of persons."""
    meant = [persons.get(name, name) for name in names]
    texts = sorted(set(meant))
    ordinals = {text: ordinal for ordinal, text in enumerate(texts)}
    return PersonOrdinals(persons, texts, np.fromiter(map(ordinals.__getitem__, meant), np.intp, len(meant)))
