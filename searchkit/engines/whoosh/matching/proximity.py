"""Match terms near each other: find the windows that contain all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import unique_sorted
from searchkit.engines.whoosh.searcher.field_terms import FieldTerms

_NEVER = np.iinfo(np.int64).max


def windows(terms: FieldTerms, near: Sequence[str], window: int, *, ordered: bool) -> tuple[Array, Array]:
    """Return the positions (int64) where a window of so many positions starts that contains all `near` terms.

    A window starts with one of the terms, with the first if `ordered`. The second array tells how far behind the start
    the last of them is, which may be in another document. A term given twice has to be there twice.
    """
    positions = {term: terms.positions(term).astype(np.int64) for term in dict.fromkeys(near)}
    if not near or not all(map(len, positions.values())):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts = positions[near[0]] if ordered else unique_sorted(np.concatenate(list(positions.values())))
    ends = _ordered_ends(starts, near, positions) if ordered else _ends(starts, near, positions)
    short = ends < starts + window
    return starts[short], (ends - starts)[short]


def _ends(starts: Array, near: Sequence[str], positions: Mapping[str, Array]) -> Array:
    """Return the position by which each window from `starts` on has all terms, as often as they are given."""
    ends = starts
    for term, count in Counter(near).items():
        indices = positions[term].searchsorted(starts) + count - 1
        ends = np.maximum(ends, _take_or_never(positions[term], indices))
    return ends


def _ordered_ends(starts: Array, near: Sequence[str], positions: Mapping[str, Array]) -> Array:
    """Return the position by which each window has all terms in order, the first of them at its start."""
    ends = starts
    for term in near[1:]:
        ends = _take_or_never(positions[term], positions[term].searchsorted(ends, "right"))
    return ends


def _take_or_never(positions: Array, indices: Array) -> Array:
    taken: Array = np.append(positions, _NEVER).take(np.minimum(indices, len(positions)))
    return taken
