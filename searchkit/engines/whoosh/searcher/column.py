"""The values of a facet field over all segments, as one column to count in."""

from __future__ import annotations

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import concat_ranges
from searchkit.engines.whoosh.searcher.index_reader import IndexReader, concat
from searchkit.engines.whoosh.searcher.ordinals import global_ordinals

_FEW = 8
"""With fewer owners than one in so many, only their values are looked at.

It takes 0.20 instead of 1.8 ms for the places of 22,000 in 178,000 articles (ten times those of 100,000 passages).
"""


class Column:
    """The ordinals of a field's values by owner: an article, a passage or a quote, as the field has it."""

    def __init__(self, reader: IndexReader, field: str) -> None:
        self.ordinals = global_ordinals(reader.segments, field)
        self._reader = reader
        self._field = field
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
            weights = np.bincount(owners, minlength=len(self._starts) - 1)
            counts = self._count_values(self._values, weights.take(self._reader.owner_of_ref(self._field)))
        counts[0] = 0
        return counts

    def _count_values(self, values: Array, weights: Array | None = None) -> Array:
        return np.bincount(values, weights, len(self.ordinals.texts)).astype(np.int64, copy=False)
