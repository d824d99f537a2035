"""Full names gathered by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from searchkit.extraction.entities.entity import gender_of_name
from searchkit.people.name_parsing import FullName


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """One person's full names, as written. `rivals` are the persons that may as well be meant by them."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    surnames: frozenset[tuple[str, ...]]
    titles: frozenset[str]
    sure: bool
    rivals: tuple[Person, ...] = ()

    @property
    def gender(self) -> str | None:
        """As in `searchkit.extraction.entities.entity`."""
        return gender_of_name(self.words)


def cluster_names(names: Mapping[str, FullName]) -> list[Person]:
    """The persons of full names: one where the words are the same and the middle initials do not clash.

    "John Q. Pell" and "John R. Pell" are two, and so is "John Pell" then a third, with those two as rivals. Nor is
    "John Q. Pell" surely "John Pell" where there is a "John Quentin Pell".
    """
    alike: dict[tuple[tuple[str, ...], str], dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    middle_letters: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, read in names.items():
        alike[read.words, read.generation][read.initials].append(name)
        if len(read.words) > 1 + len(read.surname):
            middle_letters[_without_middle(read)].add(read.words[1][0])
    persons: list[Person] = []
    for by_initials in alike.values():
        plain = names[next(iter(by_initials.values()))[0]]
        letters = middle_letters.get(_without_middle(plain), ()) if len(plain.words) == 1 + len(plain.surname) else ()
        initials = [given for given in by_initials if given]
        if len(initials) <= 1 and not any(given[0] in letters for given in initials):
            persons.append(_person([name for spelled in by_initials.values() for name in spelled], names))
        else:
            apart = tuple(_person(by_initials[given], names) for given in initials)
            persons += apart
            if () in by_initials:
                persons.append(_person(by_initials[()], names, apart))
    return persons


def _without_middle(name: FullName) -> tuple[str, ...]:
    return (name.words[0], *name.surname, name.generation)


def _person(spelled: Sequence[str], names: Mapping[str, FullName], rivals: tuple[Person, ...] = ()) -> Person:
    read = [names[name] for name in spelled]
    return Person(
        tuple(spelled),
        read[0].words,
        frozenset(name.surname for name in read),
        frozenset(name.titles[-1] for name in read if name.titles),
        any(name.sure for name in read),
        rivals,
    )
