"""Words of places, and whether two words can be a country and its adjective."""

from __future__ import annotations

from searchkit.extraction.lexicon import words
from searchkit.text.countries import DEMONYM

COUNTRIES = frozenset(DEMONYM) | words(
    "u.s u.s. us usa u.k u.k. uk uae u.n u.n. un eu moscow washington london beijing brussels paris berlin"
)
DEMONYMS = frozenset(DEMONYM.values())
PLACE_HEADS = words(
    "new north south east west san santa los las fort mount port lake cape saint st. upper lower central"
)
PLACE_TAILS = words(
    """street avenue road river island islands beach city hills valley sea park square bay county province region ocean airport
    village town coast mountains bridge lane boulevard heights springs creek peninsula desert gulf strait"""
)
_ENDINGS = ("ian", "ean", "an", "ese", "ish", "i", "ic", "er", "ite", "n", "s", "")
_SHORTEST_STEM = 3


def same_nation(one: str, other: str) -> bool:
    """Whether two lower-case words are a country and its adjective (either way round), or the same word.

    Countries outside the table are told by a shared stem: what is left of each must be an ending that demonyms have.
    """
    if one == other or DEMONYM.get(one) == other or DEMONYM.get(other) == one:
        return True
    if one in DEMONYM or other in DEMONYM or (one in DEMONYMS and other in DEMONYMS):
        return False
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared < _SHORTEST_STEM + 1:
        return False
    rests = {one[shared:], other[shared:]}
    return any(rest in _ENDINGS and rest for rest in rests) and all(len(rest) <= len("ese") for rest in rests)
