"""The values of a facet field over all segments, as one column to count in."""

from __future__ import annotations

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import concat_ranges
from searchkit.engines.whoosh.searcher.index_reader import IndexReader, concat
from searchkit.engines.whoosh.searcher.ordinals import global_ordinals


class Column:
    """The ordinals of a field's values by owner: an article, a passage or a quote, as the field has it."""

    def __init__(self, reader: IndexReader, field: str) -> None:
        self.ordinals = global_ordinals(reader.segments, field)
        refs, self._starts = reader.refs(field)
        self._values: Array = concat(self.ordinals.by_segment).take(refs)

    def count(self, owners: Array) -> Array:
        """Return int64[n_values]: how often `owners` (which may repeat) have each value; the empty value is not counted."""
        counts = np.bincount(self._values_of(owners), minlength=len(self.ordinals.texts))
        counts[0] = 0
        return counts

    def _values_of(self, owners: Array) -> Array:
        if self._starts is None:
            return self._values.take(owners)
        first = self._starts.take(owners)
        return self._values.take(concat_ranges(first, self._starts.take(owners + 1) - first))
