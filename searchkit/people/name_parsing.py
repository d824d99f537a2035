"""Reading one name: a full name with its titles, a surname alone, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from searchkit.extraction.lexicon.given_names import GIVEN_NAMES
from searchkit.extraction.lexicon.grammar import CALENDAR, OPENERS, PREPOSITIONS
from searchkit.extraction.lexicon.nations import COUNTRIES, DEMONYMS, PLACE_TAILS
from searchkit.extraction.lexicon.organisations import BODIES, DOCUMENTS, FIRM_SUFFIXES, FIRM_TAILS, OUTLETS
from searchkit.extraction.lexicon.people import GROUPS, HONORIFICS, PARTICLES, ROLES, SUFFIXES
from searchkit.text.analysis import fold

TITLES_OF_SEVERAL = GROUPS | {"messrs", "sens", "reps"}
TITLES = frozenset(word.strip(".") for word in HONORIFICS | ROLES) - TITLES_OF_SEVERAL
"""Words before a name that say what one person is."""

_BODY_WORDS = frozenset(word.strip(".") for word in BODIES | OUTLETS | DOCUMENTS | FIRM_SUFFIXES | FIRM_TAILS)
_NEVER_AFTER_A_GIVEN_NAME = _BODY_WORDS | PLACE_TAILS
_NEVER_IN_A_NAME = _BODY_WORDS | PLACE_TAILS | COUNTRIES | DEMONYMS | GROUPS | CALENDAR | OPENERS | PREPOSITIONS
_NEVER_IN_TITLES = OPENERS | PARTICLES | DOCUMENTS | {"and"}
AMBIGUOUS_ALONE = _NEVER_IN_A_NAME | TITLES | GIVEN_NAMES
"""Words that, alone, may well be something else than somebody's surname."""

_GENERATIONS = frozenset(word.strip(".") for word in SUFFIXES)
_ARABIC_ARTICLES = frozenset({"al", "el"})
_FUSED_ARTICLES = _ARABIC_ARTICLES | {"ad", "an", "ar", "as", "ash", "at", "az", "ul"}
_JOINTS = re.compile(r"[-‐‑–.]")
_MARKS = ".,"
_POSSESSIVE = ("'s", "’s")
_MOST_WORDS, _MOST_TITLES = 6, 8
LONGEST_ACRONYM = 5
"""Words in capitals of up to so many letters may be acronyms."""
MOST_PARTS = 12
"""Of a name, where hyphens and points part it: a longer one is none, and the ends of one can be looked up at no cost."""


@dataclass(frozen=True, slots=True)
class FullName:
    """A given name and a surname, as names are compared: case, accents, hyphens and the Arabic article aside.

    `words` are all parts of the name but the middle initials, which are `initials`; `surname` is the end of them.
    `generation` is "jr" or the like. `titles` stand before it. `sure`: the given name or a title shows that it is a
    person's.
    """

    words: tuple[str, ...]
    initials: tuple[str, ...]
    surname: tuple[str, ...]
    generation: str
    titles: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Surname:
    """A name of one word, particles aside, perhaps behind titles: what may be somebody's surname."""

    words: tuple[str, ...]
    titles: tuple[str, ...]


def parse_name(name: str) -> FullName | Surname | None:
    """A person's name, as far as its form shows; None for what is none: descriptions, bodies, several persons."""
    written = name.split(None, _MOST_TITLES + _MOST_WORDS)
    if not written or len(written) > _MOST_TITLES + _MOST_WORDS:
        return None
    written, generation = _without_generation(written)
    first = _behind_titles(written)
    titles = tuple(map(normalise_word, written[:first]))
    own = written[first:]
    if not 0 < len(own) <= _MOST_WORDS or not _is_written_as_name(own):
        return None
    parts = _parts(own)
    if sum(map(len, parts)) > MOST_PARTS or len(last_word(name)) == 1:  # "U.N." is no surname
        return None
    if len(own) == 1 or sum(not _is_particle(word) for word in own) == 1:
        return None if generation else Surname(tuple(chain(*parts)), titles)
    return _full_name(parts, generation, titles)


def fold_case_and_the(name: str) -> str:
    """What descriptions and bodies are compared by; short words in capitals are acronyms, and "WHO" is not "who"."""
    rest = strip_the(name)
    return rest if rest.isupper() and len(rest) <= LONGEST_ACRONYM else rest.casefold()


def strip_the(name: str) -> str:
    """A name without "the" at its start."""
    words = name.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].casefold() == "the" else words)


def last_word(name: str) -> str:
    """The word by which names are told apart first: the last part of the surname, where it is a person's name.

    The same for all names that differ by case and "the" alone.
    """
    written, _ = _without_generation(strip_the(name).split() or [""])
    return next((piece for piece in reversed(_JOINTS.split(normalise_word(written[-1]))) if piece), "")


def is_capital(word: str) -> bool:
    """Whether a word is written as a part of a name is: a capital, and nothing but letters and the marks inside names."""
    inner = word.strip(_MARKS)
    capital = inner[:1].isupper() or (_JOINTS.search(inner) is not None and inner != inner.lower())
    if not capital or inner.endswith(_POSSESSIVE):
        return False
    return _JOINTS.sub("", inner).replace("'", "").replace("’", "").isalpha()


def drop_initials(own: Sequence[str]) -> tuple[str, ...]:
    """The words of a name as `FullName.words` has them."""
    parts = tuple(chain(*_parts(own)))
    return parts[:1] + tuple(part for part in parts[1:] if len(part) > 1 or len(parts[0]) == 1)


def normalise_word(word: str) -> str:
    """A word without case, accents and the points around it."""
    return fold(word).strip(_MARKS)


def _full_name(parts: Sequence[tuple[str, ...]], generation: str, titles: tuple[str, ...]) -> FullName | None:
    first, *others = chain(*parts)
    dropped = len(first) > 1
    words = (first, *(part for part in others if len(part) > 1 or not dropped))
    initials = tuple(part for part in others if len(part) == 1 and dropped)
    surname = _surname(parts)
    if len(words) <= len(surname) or words[-len(surname) :] != surname:
        return None
    given = first in GIVEN_NAMES and first not in COUNTRIES
    if not (_NEVER_AFTER_A_GIVEN_NAME if given else _NEVER_IN_A_NAME).isdisjoint(others if given else words):
        return None
    return FullName(words, initials, surname, generation, titles, bool(titles) or given)


def _surname(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The last word, with the particles before it."""
    first = len(parts) - 1
    while first > 1 and not PARTICLES.isdisjoint(parts[first - 1]):
        first -= 1
    return tuple(chain(*parts[first:]))


def _without_generation(written: list[str]) -> tuple[list[str], str]:
    """The words before "Jr.", and it."""
    last = normalise_word(written[-1])
    if last not in _GENERATIONS or len(written) == 1:
        return written, ""
    return [*written[:-2], written[-2].rstrip(",")], last


def _behind_titles(written: Sequence[str]) -> int:
    """Where the name itself begins; 0 where what stands before it is not surely titles alone."""
    at = next((n for n in range(len(written) - 2, -1, -1) if normalise_word(written[n]) in TITLES), -1) + 1
    of_two = len(written) == len(("Dean", "Pell"))
    for word in written[:at]:
        low = normalise_word(word)
        given = low in GIVEN_NAMES and (of_two or low not in TITLES)
        if given or low in _NEVER_IN_TITLES or word.endswith(",") or not (low in TITLES or is_capital(word)):
            return 0
    return at if at <= _MOST_TITLES else 0


def _is_written_as_name(own: Sequence[str]) -> bool:
    if any(word.endswith(",") for word in own) or not is_capital(own[-1]):
        return False
    return all(is_capital(word) or _is_particle(word) for word in own)


def _is_particle(word: str) -> bool:
    return normalise_word(word) in PARTICLES and not word[:1].isupper()


def _parts(own: Sequence[str]) -> list[tuple[str, ...]]:
    """Each word's parts; without the Arabic article where it surely is one ("Al Gore" keeps his name)."""
    out: list[tuple[str, ...]] = []
    for number, word in enumerate(own):
        pieces = tuple(piece for piece in _JOINTS.split(normalise_word(word)) if piece)
        inner = number > 0 or len(own) == 1
        if inner and len(pieces) > 1 and pieces[0] in _FUSED_ARTICLES:
            pieces = pieces[1:]
        elif 0 < number < len(own) - 1 and len(pieces) == 1 and pieces[0] in _ARABIC_ARTICLES:
            continue
        out.append(pieces)
    return out
