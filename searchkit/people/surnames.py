"""Resolves bare surnames ("Pell", "Mr Pell") to a person, if that is certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from searchkit.extraction.entities.gender import gender_of_role, gender_of_title
from searchkit.extraction.entities.role_matching import are_similar_role_nouns
from searchkit.extraction.lexicon.organisations import FIRM_ROLES, ORGANISATIONS, OUTLETS
from searchkit.people.clustering import Person
from searchkit.people.name_parsing import LONGEST_ACRONYM, TITLES, Surname, normalise_word

Roles = Callable[[Collection[str]], Mapping[str, Collection[str]]]
"""Looks up the roles and titles that articles give to some names; a name without any may be missing."""

_Words = tuple[str, ...]
_ROLES_OF_FIRMS_TOO = FIRM_ROLES | {"manager", "agent", "adviser", "advisor", "partner", "investor", "bidder", "member"}
_COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "dr"})


@dataclass(frozen=True, slots=True)
class SurnameMatches:
    """The people to whom bare surnames refer.

    `certain` maps a name to the only person it can refer to, `possible` to all people it may refer to, if any of them is
    certainly a person. `surname_words`: last words of bare surnames that also end a full name.
    """

    certain: Mapping[str, Person]
    possible: Mapping[str, Sequence[Person]]
    surname_words: frozenset[str]


def match_surnames(
    names: Mapping[str, Surname], people: Sequence[Person], ambiguous: Collection[str], roles: Roles
) -> SurnameMatches:
    """Match each bare surname (written form -> parsed surname) to people; `ambiguous` words may be no surname."""
    by_ending = _index_by_ending(people)
    spellings: dict[_Words, list[str]] = defaultdict(list)
    for name, surname in names.items():
        spellings[surname.words].append(name)
    only_namesakes = {
        words: namesakes[0]
        for words in spellings
        if len(namesakes := by_ending.get(words, [])) == 1
        and namesakes[0].surnames == {words}
        and words[-1] not in ambiguous
    }
    given_roles = roles(
        {name for words, person in only_namesakes.items() for name in (*person.names, *spellings[words])}
    )
    certain: dict[str, Person] = {}
    possible: dict[str, Sequence[Person]] = {}
    for words, written in spellings.items():
        namesakes = by_ending.get(words, [])
        profile = _Profile.build(only_namesakes[words], given_roles) if words in only_namesakes else None
        if profile is not None and any(profile.clashes(names[name], given_roles.get(name, ())) for name in written):
            profile = None
        has_person = any(person.certainly_person for person in namesakes)
        for name in written:
            if profile is not None and profile.certainly_person and profile.fits(name, names[name]):
                certain[name] = profile.person
            elif has_person:
                possible[name] = namesakes
    return SurnameMatches(certain, possible, frozenset(words[-1] for words in spellings if words in by_ending))


def _index_by_ending(people: Sequence[Person]) -> dict[_Words, list[Person]]:
    """Map every proper ending of a full name's words to the people whose name ends with it."""
    by_ending: dict[_Words, list[Person]] = defaultdict(list)
    for person in people:
        for first in range(1, len(person.words)):
            by_ending[person.words[first:]].append(person)
    return by_ending


@dataclass(frozen=True, slots=True)
class _Profile:
    """What articles state about a person: the title words of all roles, and the gender by name or roles."""

    person: Person
    title_words: frozenset[str]
    gender: str | None

    @classmethod
    def build(cls, person: Person, given_roles: Mapping[str, Collection[str]]) -> _Profile:
        roles = [*person.titles, *(role for name in person.names for role in given_roles.get(name, ()))]
        genders = {gender for role in roles if (gender := _gender(role))}
        gender = person.gender or (genders.pop() if len(genders) == 1 else None)
        return cls(person, _title_words(roles), gender)

    @property
    def certainly_person(self) -> bool:
        """Whether this is certainly a person and not a firm."""
        return self.person.certainly_person or not self.title_words <= _ROLES_OF_FIRMS_TOO

    def clashes(self, surname: Surname, roles: Collection[str]) -> bool:
        """Whether a surname's titles and roles show somebody else: "Mrs Pell" is not John Pell, a coach not a minister."""
        all_roles = [*surname.titles, *roles]
        if any(
            _is_organisation(role) or (self.gender and _gender(role) not in {None, self.gender}) for role in all_roles
        ):
            return True
        words, known = _title_words(all_roles) - _COURTESIES, self.title_words - _COURTESIES
        return bool(words and known) and not any(
            are_similar_role_nouns(title, known_title) for title in words for known_title in known
        )

    def fits(self, name: str, surname: Surname) -> bool:
        """Whether a surname is written as a name, and its title, if any, is one of this person."""
        if name.islower() or (name.isupper() and len(name) <= LONGEST_ACRONYM):
            return False
        return not surname.titles or surname.titles[-1] in _COURTESIES | self.title_words


def _gender(role: str) -> str | None:
    return gender_of_title(role) if normalise_word(role) in _COURTESIES else gender_of_role(role)


def _is_organisation(role: str) -> bool:
    words = role.split()
    return bool(words) and normalise_word(words[-1]) in ORGANISATIONS | OUTLETS


def _title_words(roles: Iterable[str]) -> frozenset[str]:
    return frozenset(word for role in roles for part in role.split() if (word := normalise_word(part)) in TITLES)
