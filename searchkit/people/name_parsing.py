"""Parses one name: a full name with its titles, a bare surname, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.grammar import CALENDAR, OPENERS, PREPOSITIONS
from searchkit.extraction.lexicon.organisations import DOCUMENTS, FIRM_SUFFIXES, FIRM_TAILS, ORGANISATIONS, OUTLETS
from searchkit.extraction.lexicon.people import GROUPS, HONORIFICS, NAME_PARTICLES, NAME_SUFFIXES, ROLES
from searchkit.extraction.lexicon.places import COUNTRIES, PLACE_TAILS
from searchkit.text.analysis import fold
from searchkit.text.countries import DEMONYMS

TITLES_OF_SEVERAL = GROUPS | {"messrs", "sens", "reps"}
TITLES = frozenset(word.strip(".") for word in HONORIFICS | ROLES) - TITLES_OF_SEVERAL
"""Titles before the name of one person."""

_ORGANISATION_WORDS = frozenset(
    word.strip(".") for word in ORGANISATIONS | OUTLETS | DOCUMENTS | FIRM_SUFFIXES | FIRM_TAILS
)
_NEVER_AFTER_A_GIVEN_NAME = _ORGANISATION_WORDS | PLACE_TAILS
_NEVER_IN_A_NAME = _ORGANISATION_WORDS | PLACE_TAILS | COUNTRIES | DEMONYMS | GROUPS | CALENDAR | OPENERS | PREPOSITIONS
_NEVER_IN_TITLES = OPENERS | NAME_PARTICLES | DOCUMENTS | {"and"}
AMBIGUOUS_SURNAMES = _NEVER_IN_A_NAME | TITLES | GIVEN_NAMES
"""Words that by themselves are often no surname."""

_GENERATIONS = frozenset(word.strip(".") for word in NAME_SUFFIXES)
_ARABIC_ARTICLES = frozenset({"al", "el"})
_FUSED_ARTICLES = _ARABIC_ARTICLES | {"ad", "an", "ar", "as", "ash", "at", "az", "ul"}
_PART_SEPARATORS = re.compile(r"[-‐‑–.]")
_OUTER_POINTS = ".,"
_POSSESSIVE = ("'s", "’s")
_MOST_WORDS, _MOST_TITLES = 6, 8
LONGEST_ACRONYM = 5
"""The most letters of an acronym: longer words in capitals are names."""
MOST_PARTS = 12
"""The most parts of a name, split at hyphens and full stops; bounds the cost of looking up every ending of a name."""


@dataclass(frozen=True, slots=True)
class FullName:
    """A given name and a surname, without case, accents, hyphens and Arabic articles.

    `words` are the parts of the name without the middle `initials`, and `surname` is the end of `words`. `generation` is
    "jr" or the like, else "". `titles` stand before the name. `certainly_person`: a known given name or a title shows a person.
    """

    words: tuple[str, ...]
    initials: tuple[str, ...]
    surname: tuple[str, ...]
    generation: str
    titles: tuple[str, ...]
    certainly_person: bool


@dataclass(frozen=True, slots=True)
class Surname:
    """A name of one word, not counting particles and titles: it may be a surname."""

    words: tuple[str, ...]
    titles: tuple[str, ...]


def parse_name(name: str) -> FullName | Surname | None:
    """Parse a name by its form; None for descriptions, organisations and names of several people."""
    written = name.split(None, _MOST_TITLES + _MOST_WORDS)
    if not written or len(written) > _MOST_TITLES + _MOST_WORDS:
        return None
    written, generation = _split_generation(written)
    title_count = _count_titles(written)
    titles = tuple(map(normalise_word, written[:title_count]))
    name_words = written[title_count:]
    if not 0 < len(name_words) <= _MOST_WORDS or not _looks_like_name(name_words):
        return None
    parts = _split_words(name_words)
    if sum(map(len, parts)) > MOST_PARTS or len(last_word(name)) == 1:  # "U.N." is no surname
        return None
    if len(name_words) == 1 or sum(not _is_particle(word) for word in name_words) == 1:
        return None if generation else Surname(tuple(chain(*parts)), titles)
    return _full_name(parts, generation, titles)


def fold_case_and_the(name: str) -> str:
    """Key by which descriptions and organisations are compared: no "the", no case except in acronyms ("WHO" is not "who")."""
    rest = strip_the(name)
    return rest if rest.isupper() and len(rest) <= LONGEST_ACRONYM else rest.casefold()


def strip_the(name: str) -> str:
    """Remove "the" from the start of a name."""
    words = name.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() == "the" else words)


def last_word(name: str) -> str:
    """The last part of a name without its generation: for a person, the last part of the surname.

    It is the same for all names with the same `fold_case_and_the`.
    """
    written, _ = _split_generation(strip_the(name).split() or [""])
    return next((piece for piece in reversed(_PART_SEPARATORS.split(normalise_word(written[-1]))) if piece), "")


def is_capital(word: str) -> bool:
    """Whether a word looks like a part of a name: a capital, then only letters, hyphens, full stops and apostrophes."""
    inner = word.strip(_OUTER_POINTS)
    capital = inner[:1].isupper() or (_PART_SEPARATORS.search(inner) is not None and inner != inner.lower())
    if not capital or inner.endswith(_POSSESSIVE):
        return False
    return _PART_SEPARATORS.sub("", inner).replace("'", "").replace("’", "").isalpha()


def drop_initials(name_words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name, as in `FullName.words`."""
    parts = tuple(chain(*_split_words(name_words)))
    return parts[:1] + tuple(part for part in parts[1:] if len(part) > 1 or len(parts[0]) == 1)


def normalise_word(word: str) -> str:
    """Remove case, accents and the full stops and commas around a word."""
    return fold(word).strip(_OUTER_POINTS)


def _full_name(parts: Sequence[tuple[str, ...]], generation: str, titles: tuple[str, ...]) -> FullName | None:
    first, *others = chain(*parts)
    spelled_out = len(first) > 1  # else the initials are the given name: "J. K. Odhaba"
    words = (first, *(part for part in others if len(part) > 1 or not spelled_out))
    initials = tuple(part for part in others if len(part) == 1 and spelled_out)
    surname = _surname(parts)
    if len(words) <= len(surname) or words[-len(surname) :] != surname:
        return None
    given = first in GIVEN_NAMES and first not in COUNTRIES
    if not (_NEVER_AFTER_A_GIVEN_NAME if given else _NEVER_IN_A_NAME).isdisjoint(others if given else words):
        return None
    return FullName(words, initials, surname, generation, titles, bool(titles) or given)


def _surname(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The last word and the particles before it."""
    first = len(parts) - 1
    while first > 1 and not NAME_PARTICLES.isdisjoint(parts[first - 1]):
        first -= 1
    return tuple(chain(*parts[first:]))


def _split_generation(written: list[str]) -> tuple[list[str], str]:
    """Split "Jr." or the like from the end: the words before it, and it or ""."""
    last = normalise_word(written[-1])
    if last not in _GENERATIONS or len(written) == 1:
        return written, ""
    return [*written[:-2], written[-2].rstrip(",")], last


def _count_titles(written: Sequence[str]) -> int:
    """Number of titles before the name; 0 if any word before it may be no title."""
    count = next((n for n in range(len(written) - 2, -1, -1) if normalise_word(written[n]) in TITLES), -1) + 1
    only_two_words = len(written) == len(("Dean", "Pell"))
    for word in written[:count]:
        low = normalise_word(word)
        given = low in GIVEN_NAMES and (only_two_words or low not in TITLES)
        if given or low in _NEVER_IN_TITLES or word.endswith(",") or not (low in TITLES or is_capital(word)):
            return 0
    return count if count <= _MOST_TITLES else 0


def _looks_like_name(name_words: Sequence[str]) -> bool:
    if any(word.endswith(",") for word in name_words) or not is_capital(name_words[-1]):
        return False
    return all(is_capital(word) or _is_particle(word) for word in name_words)


def _is_particle(word: str) -> bool:
    return normalise_word(word) in NAME_PARTICLES and not word[:1].isupper()


def _split_words(name_words: Sequence[str]) -> list[tuple[str, ...]]:
    """Split each word at hyphens and full stops, and drop Arabic articles, except a given name ("Al Gore")."""
    out: list[tuple[str, ...]] = []
    for number, word in enumerate(name_words):
        pieces = tuple(piece for piece in _PART_SEPARATORS.split(normalise_word(word)) if piece)
        inner = number > 0 or len(name_words) == 1
        if inner and len(pieces) > 1 and pieces[0] in _FUSED_ARTICLES:
            pieces = pieces[1:]
        elif 0 < number < len(name_words) - 1 and len(pieces) == 1 and pieces[0] in _ARABIC_ARTICLES:
            continue
        out.append(pieces)
    return out
