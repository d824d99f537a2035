"""Compares names: can two names refer to the same person?"""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.lexicon.people import NAME_SUFFIXES
from searchkit.text.analysis import fold

_JOINED_PARTICLES = tuple(
    f"{particle}-" for particle in ("al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ul", "bin")
)


def normalise_name(name: str) -> tuple[str, ...]:
    """Words of a name for comparison: case folded, without suffixes, nickname marks and the full stops of initials."""
    bare = (word.strip("“”'.") for word in fold(name).replace(",", " ").replace('"', " ").split())
    return tuple(word for word in bare if word and word not in NAME_SUFFIXES)


def surname(name_words: Sequence[str]) -> str:
    """Last word without a particle joined to it ("al-Assad" is "assad")."""
    last = name_words[-1]
    if not last.startswith(_JOINED_PARTICLES):
        return last
    return next(
        (last[len(joined) :] for joined in _JOINED_PARTICLES if last.startswith(joined) and len(last) > len(joined)),
        last,
    )


def are_compatible_names(known: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names can refer to the same person: same surname and no clash of given names, or one is part of the other."""
    same = surname(known) == surname(other)
    if len(known) == 1 or len(other) == 1:
        return same or other[0] in known or known[0] in other
    if same:
        given, other_given = known[0], other[0]
        return given.startswith(other_given) or other_given.startswith(given) or given in other or other_given in known
    short, long = sorted((known, other), key=len)
    return all(word in long for word in short)
