"""The people table: which names of an archive refer to one person, and which may refer to several.

The table depends on the set of names and their counts, not on their order. Names are grouped only if it is certain: full
names that differ only in case, accents, hyphens, titles or middle initials; and a bare surname with the only person who
has it, unless another name shows that the word may be no surname. Descriptions and organisations are grouped only if they
differ in case or "the".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from searchkit.people.ambiguous_words import find_ambiguous_words
from searchkit.people.clustering import Person, cluster_names
from searchkit.people.group import Group
from searchkit.people.name_parsing import FullName, Surname, fold_case_and_the, parse_name, strip_the
from searchkit.people.surnames import Roles, SurnameMatches, match_surnames

_Parsed = Mapping[str, FullName | Surname | None]


@dataclass(frozen=True, slots=True, order=True)
class AmbiguousName:
    """A name in no group, and the people it may refer to, most quoted first."""

    name: str
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Groups of names, and the names that may refer to several people; both sorted.

    `surname_words`: last words of bare surnames that also end a full name; an update checks their other uses.
    """

    groups: tuple[Group, ...]
    ambiguous_names: tuple[AmbiguousName, ...]
    surname_words: frozenset[str]


def build_table(
    counts: Mapping[str, int],
    others: Collection[str] = (),
    things: Collection[str] = (),
    roles: Roles = lambda _: {},
) -> Table:
    """Build the table of speakers' names, with their number of quotes in `counts`.

    `others` are names of other people, such as authors, and `things` those of places and sources: they show other
    people and other uses of a word. `roles` looks up roles of names.
    """
    parsed = {name: parse_name(name) for name in sorted({*counts, *others})}
    full = _drop_overlong(
        {name: parsed_name for name, parsed_name in parsed.items() if isinstance(parsed_name, FullName)}
    )
    people = cluster_names(full)
    ambiguous = find_ambiguous_words(
        {name: counts.get(name, 1) for name in parsed},
        {name.words for name in full.values()},
        things,
        _count_quotes(counts, parsed),
    )
    surnames = {
        name: parsed_name for name, parsed_name in parsed.items() if name in counts and isinstance(parsed_name, Surname)
    }
    matches = match_surnames(surnames, people, ambiguous, roles)
    not_people = counts.keys() - full.keys() - matches.certain.keys() - matches.possible.keys()
    groups = tuple(sorted(_group_names(counts, parsed, people, matches, not_people)))
    possible_matches = {
        name: person.possible_matches
        for person in people
        if person.possible_matches
        for name in person.names
        if name in counts
    }
    return Table(
        groups, _list_ambiguous({**possible_matches, **matches.possible}, counts, parsed), matches.surname_words
    )


def _group_names(
    counts: Mapping[str, int],
    parsed: _Parsed,
    people: Sequence[Person],
    matches: SurnameMatches,
    not_people: Iterable[str],
) -> Iterator[Group]:
    """Groups of two or more names: of each person, and of descriptions and organisations (`not_people`) with the same folded form."""
    names: dict[object, list[str]] = defaultdict(list)
    for person in people:
        names[person] = [name for name in person.names if name in counts]
    for name in not_people:
        names[fold_case_and_the(name)].append(name)
    surnames: dict[object, list[str]] = defaultdict(list)
    for name, person in matches.certain.items():
        (surnames if names[person] else names)[person].append(name)
    for key, spellings in names.items():
        if len(spellings) + len(surnames.get(key, ())) > 1:
            yield Group(_rank_names(spellings, counts, parsed), _rank_names(surnames.get(key, ()), counts, parsed))


def _count_quotes(counts: Mapping[str, int], parsed: _Parsed) -> Counter[str]:
    """Count quotes by the last word of the surname, over all names with that surname."""
    quotes: Counter[str] = Counter()
    for name, parsed_name in parsed.items():
        if parsed_name is not None:
            surname = parsed_name.surname if isinstance(parsed_name, FullName) else parsed_name.words
            quotes[surname[-1]] += counts.get(name, 0)
    return quotes


def _drop_overlong(parsed: Mapping[str, FullName]) -> dict[str, FullName]:
    """Drop uncertain names that end in a certain one: "Actuary Ada Pell" if there is an "Ada Pell"."""
    certainly_person = {name.words for name in parsed.values() if name.certainly_person}
    return {
        name: parsed_name
        for name, parsed_name in parsed.items()
        if parsed_name.certainly_person or not _ends_in(parsed_name.words, certainly_person)
    }


def _ends_in(words: tuple[str, ...], known: Collection[tuple[str, ...]]) -> bool:
    return any(words[first:] in known for first in range(1, len(words) - 1))


def _rank_names(names: Iterable[str], counts: Mapping[str, int], parsed: _Parsed) -> tuple[str, ...]:
    """Sort names: those without titles first, those in capitals last among them, then by count."""

    def rank(name: str) -> tuple[bool, bool, int, str]:
        parsed_name = parsed[name]
        has_title = parsed_name is not None and bool(parsed_name.titles)
        return has_title, strip_the(name).isupper(), -counts.get(name, 0), name

    return tuple(sorted(names, key=rank))


def _list_ambiguous(
    possible: Mapping[str, Sequence[Person]], counts: Mapping[str, int], parsed: _Parsed
) -> tuple[AmbiguousName, ...]:
    listed: dict[int, tuple[str, ...]] = {}  # by id: many names share one list of people
    for people in possible.values():
        if id(people) not in listed:
            quoted = [(-sum(counts.get(name, 0) for name in person.names), person.names) for person in people]
            listed[id(people)] = tuple(_rank_names(names, counts, parsed)[0] for _, names in sorted(quoted))
    return tuple(AmbiguousName(name, listed[id(people)]) for name, people in sorted(possible.items()))
