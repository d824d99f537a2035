"""Words that stand near each other: the places where a window begins that holds all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import unique_sorted
from searchkit.engines.whoosh.searcher.field_terms import FieldTerms


def windows(terms: FieldTerms, words: Sequence[str], window: int, *, ordered: bool) -> tuple[Array, Array]:
    """The places where one of the words (the first, if ordered) begins a window of some words that holds all of them.

    With each goes how many words further on the last of them stands, which may be in another row. A word given several
    times has to be there as often.
    """
    places = {word: terms.positions(word).astype(np.int64) for word in dict.fromkeys(words)}
    if not words or not all(map(len, places.values())):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts = places[words[0]] if ordered else unique_sorted(np.concatenate(list(places.values())))
    ends = _ends_in_order(starts, words, places) if ordered else _ends(starts, words, places)
    near = ends < starts + window
    return starts[near], (ends - starts)[near]


_NEVER = np.iinfo(np.int64).max


def _ends(starts: Array, words: Sequence[str], places: dict[str, Array]) -> Array:
    """Where each of some windows has all words, as often as they are given, if it begins at its start."""
    ends = starts
    for word, times in Counter(words).items():
        at = places[word].searchsorted(starts) + times - 1
        ends = np.maximum(ends, _or_never(places[word], at))
    return ends


def _ends_in_order(starts: Array, words: Sequence[str], places: dict[str, Array]) -> Array:
    """Where each of some windows has all words in order, the first of them at its start."""
    ends = starts
    for word in words[1:]:
        ends = _or_never(places[word], places[word].searchsorted(ends, "right"))
    return ends


def _or_never(places: Array, at: Array) -> Array:
    found: Array = np.append(places, _NEVER).take(np.minimum(at, len(places)))
    return found
