"""Finds words that may be no surname, because other names of the archive use them for a firm, a place or a common noun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from searchkit.extraction.lexicon.people import NAME_PARTICLES
from searchkit.people.name_parsing import (
    AMBIGUOUS_SURNAMES,
    MOST_PARTS,
    TITLES,
    TITLES_OF_SEVERAL,
    drop_initials,
    is_capital,
    normalise_word,
)

_ERROR_SHARE = 0.05  # of a surname's quotes: rarer uses may be extraction errors
_STAFF = frozenset({"administration", "government", "cabinet", "campaign", "family"})
"""Words after which a surname is still a surname: "the Pell administration"."""


def find_ambiguous_words(
    counts: Mapping[str, int], known: Collection[tuple[str, ...]], things: Iterable[str], quoted: Mapping[str, int]
) -> frozenset[str]:
    """Find words that names use otherwise than as the surname of a person whose full name is known.

    `counts` maps all names to their number of quotes, `known` are the words of full names, `things` the names of places
    and sources; `quoted` maps a surname to the number of quotes of all people with this surname.
    """
    uses: Counter[str] = Counter()
    for name, count in counts.items():
        for word in set(_find_used_words(name.split(), known)):
            uses[word] += count
    ambiguous = {word for word, count in uses.items() if count > _ERROR_SHARE * quoted.get(word, 0)}
    ambiguous.update(word for thing in things for word in find_words_used_by_thing(thing))
    return frozenset(ambiguous | AMBIGUOUS_SURNAMES)


def find_words_used_by_name(name: str) -> set[str]:
    """Find words that a name uses otherwise than as a surname, if no full names are known."""
    return set(_find_used_words(name.split(), ()))


def find_words_used_by_thing(thing: str) -> Iterator[str]:
    """Find the words that the name of a place or source uses."""
    return (normalise_word(part.strip()) for part in (thing, *thing.split(",")))


def _find_used_words(words: list[str], known: Collection[tuple[str, ...]]) -> Iterator[str]:
    yield from _lower_case_words(words)
    if len(words) > 1 and normalise_word(words[-2]) == "the":
        yield normalise_word(words[-1])
    for run in _capitalised_runs(words):
        yield from _find_words_of_run(run, known)


def _lower_case_words(words: list[str]) -> Iterator[str]:
    """Words of a description in lower case: they are no surnames."""
    return (normalise_word(word) for word in words if len(words) > 1 and word.islower())


def _capitalised_runs(words: list[str]) -> Iterator[list[str]]:
    """Runs of two or more capitalised words in a name."""
    run: list[str] = []
    for word in [*words, ""]:
        capital = is_capital(word) and normalise_word(word) != "the"
        if capital:
            run.append(word)
        if not capital or word.endswith(","):
            if len(run) > 1:
                yield run
            run = []


def _find_words_of_run(run: list[str], known: Collection[tuple[str, ...]]) -> Iterator[str]:
    """Yield the first word of a longer name, and the last word unless the run names a known person."""
    lowered = [normalise_word(word) for word in run]
    if lowered[1] not in _STAFF and lowered[1] not in TITLES:
        yield lowered[0]
    titles = (n for n in range(len(run) - 2, -1, -1) if lowered[n] in TITLES or lowered[n] in TITLES_OF_SEVERAL)
    first = next(titles, -1) + 1
    while first < len(run) - 1 and lowered[first] in NAME_PARTICLES:
        first += 1
    name = run[first:]
    words = drop_initials(name[-MOST_PARTS:])[-MOST_PARTS:]
    if len(name) > 1 and not any(words[first:] in known for first in range(len(words) - 1)):
        yield words[-1]
