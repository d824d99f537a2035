"""The values of a facet field over all segments, as one column to count in."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import concat_ranges
from searchkit.engines.whoosh.searcher.index_reader import IndexReader, concat
from searchkit.engines.whoosh.searcher.ordinals import spellings_in

_FEW = 8
"""With fewer owners than one in so many, their values are gathered, else the whole column is weighted."""


class Column:
    """A field's values by the numbers of their spellings, in the order of their owners; the empty one is never counted.

    An owner is an article, a passage or a quote, as the field has it; `starts` says where each one's values begin, None
    when each has just one.
    """

    def __init__(self, reader: IndexReader, field: str) -> None:
        self.spellings = spellings_in(reader.segments, field)
        refs, self._starts = reader.refs(field)
        self._refs: Array = concat(self.spellings.own).take(refs)

    @property
    def owners(self) -> int:
        """How many owners there are."""
        return len(self._refs if self._starts is None else self._starts[1:])

    def count(self, owners: Array) -> Array:
        """How often some owners, which may be named more than once, have each spelling."""
        if len(owners) * _FEW < self.owners:
            return self._counted(self._refs_of(owners))
        return self.weigh(np.bincount(owners, minlength=self.owners))

    def weigh(self, weights: Array) -> Array:
        """How often all owners have each spelling, each of them counting several times or not at all."""
        each = weights if self._starts is None else weights.take(self._owner_of_ref)
        return _of_values(np.bincount(self._refs, each, len(self.spellings.texts)).astype(np.int64))

    def _refs_of(self, owners: Array) -> Array:
        if self._starts is None:
            return self._refs.take(owners)
        first = self._starts.take(owners)
        return self._refs.take(concat_ranges(first, self._starts.take(owners + 1) - first))

    def _counted(self, refs: Array) -> Array:
        return _of_values(np.bincount(refs, minlength=len(self.spellings.texts)))

    @cached_property
    def _owner_of_ref(self) -> Array:
        assert self._starts is not None  # noqa: S101 - else there is no need of it
        return np.repeat(np.arange(self.owners), np.diff(self._starts))


def _of_values(counts: Array) -> Array:
    counts[0] = 0
    return counts
