"""Groups full names by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from searchkit.extraction.entities.gender import gender_of_name
from searchkit.people.name_parsing import FullName

_ByInitials = Mapping[tuple[str, ...], Sequence[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One person's full names, as written.

    `certainly_person`: a given name or title shows a person. `possible_matches` are other people to whom the same names may
    refer.
    """

    names: tuple[str, ...]
    words: tuple[str, ...]
    surnames: frozenset[tuple[str, ...]]
    titles: frozenset[str]
    certainly_person: bool
    possible_matches: tuple[Person, ...] = ()

    @property
    def gender(self) -> str | None:
        """Gender of the given name, as in `searchkit.extraction.entities.entity`; None if unknown."""
        return gender_of_name(self.words)


def cluster_names(names: Mapping[str, FullName]) -> list[Person]:
    """Group full names (written form -> parsed name) into people: the same words and no clash of middle initials.

    "John Q. Pell" and "John R. Pell" are two people; "John Pell" stays unresolved, with those two as possible matches. With a
    "John Quentin Pell" in the archive, "John Q. Pell" and "John Pell" are also kept apart.
    """
    same_words: dict[tuple[tuple[str, ...], str], dict[tuple[str, ...], list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    middle_initials: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, parsed in names.items():
        same_words[parsed.words, parsed.generation][parsed.initials].append(name)
        if len(parsed.words) > 1 + len(parsed.surname):
            middle_initials[_drop_middle_names(parsed)].add(parsed.words[1][0])
    people: list[Person] = []
    for by_initials in same_words.values():
        first = names[next(iter(by_initials.values()))[0]]
        has_middle_name = len(first.words) != 1 + len(first.surname)
        other_initials = () if has_middle_name else tuple(middle_initials.get(_drop_middle_names(first), ()))
        people.extend(_split_by_initials(by_initials, other_initials, names))
    return people


def _split_by_initials(
    by_initials: _ByInitials, middle_initials: Sequence[str], names: Mapping[str, FullName]
) -> Iterator[Person]:
    """Yield the people of names with the same words.

    `middle_initials`: initials of middle names of people with the same first and last name.
    """
    groups = [initials for initials in by_initials if initials]
    if len(groups) <= 1 and not any(initials[0] in middle_initials for initials in groups):
        yield _make_person([name for spellings in by_initials.values() for name in spellings], names)
        return
    possible_matches = tuple(_make_person(by_initials[initials], names) for initials in groups)
    yield from possible_matches
    if () in by_initials:
        yield _make_person(by_initials[()], names, possible_matches)


def _drop_middle_names(name: FullName) -> tuple[str, ...]:
    return (name.words[0], *name.surname, name.generation)


def _make_person(
    spellings: Sequence[str], names: Mapping[str, FullName], possible_matches: tuple[Person, ...] = ()
) -> Person:
    parsed = [names[name] for name in spellings]
    return Person(
        tuple(spellings),
        parsed[0].words,
        frozenset(name.surname for name in parsed),
        frozenset(name.titles[-1] for name in parsed if name.titles),
        any(name.certainly_person for name in parsed),
        possible_matches,
    )
