"""The values of a facet field over all segments, as one column to count in."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import concat_ranges
from searchkit.engines.whoosh.searcher.index_reader import IndexReader, concat
from searchkit.engines.whoosh.searcher.ordinals import global_ordinals

_FEW = 8
"""TODO"""


class Column:
    """The ordinals of a field's values by owner: an article, a passage or a quote, as the field has it."""

    def __init__(self, reader: IndexReader, field: str) -> None:
        self.ordinals = global_ordinals(reader.segments, field)
        refs, self._starts = reader.refs(field)
        self._values: Array = concat(self.ordinals.by_segment).take(refs)

    def count(self, owners: Array) -> Array:
        """Return int64[n_values]: how often `owners` (which may repeat) have each value; the empty value is not counted."""
        if self._starts is None:
            counts = self._count_values(self._values.take(owners))
        elif len(owners) * _FEW < len(self._starts):
            first = self._starts.take(owners)
            counts = self._count_values(self._values.take(concat_ranges(first, self._starts.take(owners + 1) - first)))
        else:
            weights = np.bincount(owners, minlength=len(self._lengths)).repeat(self._lengths)
            counts = np.bincount(self._values, weights, len(self.ordinals.texts)).astype(np.int64)
        counts[0] = 0
        return counts

    def _count_values(self, values: Array) -> Array:
        return np.bincount(values, minlength=len(self.ordinals.texts))

    @cached_property
    def _lengths(self) -> Array:
        """The number of each owner's values, where owners have several."""
        return np.diff(self._starts)
