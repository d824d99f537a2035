"""What the other names of an archive say against a surname alone: another bearer, a firm, a place, a plain word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from searchkit.extraction.lexicon.people import PARTICLES
from searchkit.people.name_parsing import (
    AMBIGUOUS_ALONE,
    MOST_PARTS,
    TITLES,
    TITLES_OF_SEVERAL,
    drop_initials,
    is_capital,
    normalise_word,
)

_SLIPS = 0.05
_OF_A_PERSON = frozenset({"administration", "government", "cabinet", "campaign", "family"})


def find_ambiguous_words(
    counts: Mapping[str, int], known: Collection[tuple[str, ...]], things: Iterable[str], quoted: Mapping[str, int]
) -> frozenset[str]:
    """The words that names use otherwise than as the surname of a person known by full name.

    `counts` are all names with their quotes, `known` the words of full names, `things` the names of places and papers, and
    `quoted` the quotes of those who are called by a surname. A use as rare as slips of the reading are proves nothing.
    """
    uses: Counter[str] = Counter()
    for name, count in counts.items():
        for word in set(_uses(name.split(), known)):
            uses[word] += count
    otherwise = {word for word, count in uses.items() if count > _SLIPS * quoted.get(word, 0)}
    otherwise.update(word for thing in things for word in words_used_by_thing(thing))
    return frozenset(otherwise | AMBIGUOUS_ALONE)


def words_used_by_name(name: str) -> set[str]:
    """The words that a name uses otherwise, whoever is known."""
    return set(_uses(name.split(), ()))


def words_used_by_thing(thing: str) -> Iterator[str]:
    """The words that the name of a place or paper uses."""
    return (normalise_word(part.strip()) for part in (thing, *thing.split(",")))


def _uses(written: list[str], known: Collection[tuple[str, ...]]) -> Iterator[str]:
    yield from _plain_words(written)
    if len(written) > 1 and normalise_word(written[-2]) == "the":
        yield normalise_word(written[-1])
    for run in _runs(written):
        yield from _used_in(run, known)


def _plain_words(written: list[str]) -> Iterator[str]:
    """The words of a description that are written small: a surname is not."""
    return (normalise_word(word) for word in written if len(written) > 1 and word.islower())


def _runs(written: list[str]) -> Iterator[list[str]]:
    """The runs of two and more capitals in a name."""
    run: list[str] = []
    for word in [*written, ""]:
        capital = is_capital(word) and normalise_word(word) != "the"
        if capital:
            run.append(word)
        if not capital or word.endswith(","):
            if len(run) > 1:
                yield run
            run = []


def _used_in(run: list[str], known: Collection[tuple[str, ...]]) -> Iterator[str]:
    """The first word of a longer name, and the last word of one that is no known person's."""
    low = [normalise_word(word) for word in run]
    if low[1] not in _OF_A_PERSON and low[1] not in TITLES:
        yield low[0]
    titles = (n for n in range(len(run) - 2, -1, -1) if low[n] in TITLES or low[n] in TITLES_OF_SEVERAL)
    first = next(titles, -1) + 1
    while first < len(run) - 1 and low[first] in PARTICLES:
        first += 1
    name = run[first:]
    words = drop_initials(name[-MOST_PARTS:])[-MOST_PARTS:]
    if len(name) > 1 and not any(words[first:] in known for first in range(len(words) - 1)):
        yield words[-1]
