"""Surnames alone: whose they certainly are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from searchkit.extraction.entities.entity import gender_of_role, gender_of_title, same_head
from searchkit.extraction.lexicon.organisations import BODIES, OUTLETS, TRADES
from searchkit.people.clustering import Person
from searchkit.people.name_parsing import LONGEST_ACRONYM, TITLES, Surname, normalise_word

Roles = Callable[[Collection[str]], Mapping[str, Collection[str]]]
"""Gives the roles and titles that articles put beside names, of those that have any."""

_OF_FIRMS_TOO = TRADES | {"manager", "agent", "adviser", "advisor", "partner", "investor", "bidder", "member"}
_COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "dr"})


@dataclass(frozen=True, slots=True)
class Bearers:
    """Surnames that some person has: with the one they certainly stand for, or with all that they may stand for.

    Of a word that ends none but names of doubtful form, nothing is said. `shared` are the last words of all surnames
    that stand alone and end a full name.
    """

    certain: Mapping[str, Person]
    possible: Mapping[str, Sequence[Person]]
    shared: frozenset[str]


def find_bearers(
    names: Mapping[str, Surname], persons: Sequence[Person], otherwise: Collection[str], roles: Roles
) -> Bearers:
    """The bearers of each name that has any; `otherwise` are words that may not be a surname at all."""
    by_end: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in persons:
        for first in range(1, len(person.words)):
            by_end[person.words[first:]].append(person)
    spellings: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, read in names.items():
        spellings[read.words].append(name)
    alone = {
        words: bearers[0]
        for words in spellings
        if len(bearers := by_end.get(words, [])) == 1 and bearers[0].surnames == {words} and words[-1] not in otherwise
    }
    beside = roles({name for words, person in alone.items() for name in (*person.names, *spellings[words])})
    certain: dict[str, Person] = {}
    possible: dict[str, Sequence[Person]] = {}
    for words, spelled in spellings.items():
        bearers = by_end.get(words, [])
        one = _Known.of(alone[words], beside) if words in alone else None
        if one is not None and any(one.clashes(names[name], beside.get(name, ())) for name in spelled):
            one = None
        named = any(person.sure for person in bearers)
        for name in spelled:
            if one is not None and one.sure and one.takes(name, names[name]):
                certain[name] = one.person
            elif named:
                possible[name] = bearers
    shared = frozenset(words[-1] for words in spellings if words in by_end)
    return Bearers(certain, possible, shared)


@dataclass(frozen=True, slots=True)
class _Known:
    """What articles say of a person: the words of the roles and titles, and the gender that they or the name show."""

    person: Person
    words: frozenset[str]
    gender: str | None

    @classmethod
    def of(cls, person: Person, roles: Mapping[str, Collection[str]]) -> _Known:
        given = [*person.titles, *(role for name in person.names for role in roles.get(name, ()))]
        genders = {gender for role in given if (gender := _gender(role))}
        gender = person.gender or (genders.pop() if len(genders) == 1 else None)
        return cls(person, _title_words(given), gender)

    @property
    def sure(self) -> bool:
        return self.person.sure or not self.words <= _OF_FIRMS_TOO

    def clashes(self, surname: Surname, roles: Collection[str]) -> bool:
        """Whether what stands beside a surname shows somebody else: "Mrs Pell" is no John Pell, a coach no minister, and
        "the shipping firm Pell" neither.
        """
        given = [*surname.titles, *roles]
        if any(_is_of_body(role) or (self.gender and _gender(role) not in {None, self.gender}) for role in given):
            return True
        words, known = _title_words(given) - _COURTESIES, self.words - _COURTESIES
        return bool(words and known) and not any(same_head(one, other) for one in words for other in known)

    def takes(self, name: str, surname: Surname) -> bool:
        """Whether it is written as a name, and its title, where it has one, is known to be this person's."""
        if name.islower() or (name.isupper() and len(name) <= LONGEST_ACRONYM):
            return False
        return not surname.titles or surname.titles[-1] in _COURTESIES | self.words


def _gender(role: str) -> str | None:
    return gender_of_title(role) if normalise_word(role) in _COURTESIES else gender_of_role(role)


def _is_of_body(role: str) -> bool:
    words = role.split()
    return bool(words) and normalise_word(words[-1]) in BODIES | OUTLETS


def _title_words(roles: Iterable[str]) -> frozenset[str]:
    return frozenset(word for role in roles for written in role.split() if (word := normalise_word(written)) in TITLES)
