"""The values of a facet field over all segments, as one column to count in."""

from __future__ import annotations

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.searcher.index_reader import IndexReader, concat
from searchkit.engines.whoosh.searcher.ordinals import global_ordinals


class Column:
    """The ordinals of a field's values by owner: an article, a passage or a quote, as the field has it."""

    def __init__(self, reader: IndexReader, field: str) -> None:
        self.ordinals = global_ordinals(reader.segments, field)
        refs, starts = reader.refs(field)
        self._owners = len(refs) if starts is None else len(starts) - 1
        self._owner_of_value = None if starts is None else reader.owner_of_ref(field)
        self._values: Array = concat(self.ordinals.by_segment).take(refs)

    def count(self, owners: Array) -> Array:
        """Return int64[n_values]: how often `owners` (which may repeat) have each value; the empty value is not counted."""
        if self._owner_of_value is None:
            counts = np.bincount(self._values.take(owners), minlength=len(self.ordinals.texts))
        else:
            weights = np.bincount(owners, minlength=self._owners).take(self._owner_of_value)
            counts = np.bincount(self._values, weights, len(self.ordinals.texts)).astype(np.int64)
        counts[0] = 0
        return counts
