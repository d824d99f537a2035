"""The table of persons: which names of an archive are one person's, and which cannot be told.

A function of the set of names and their counts, in whatever order they come. It joins what is certain: full names alike
up to case, accents, hyphens, titles and middle initials; and a surname alone with the one person in the archive who has
it, unless another name shows that it may mean something else. Descriptions and bodies are joined only where they differ
in case and "the" alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from searchkit.people import Group
from searchkit.people.clustering import Person, cluster_names
from searchkit.people.evidence import find_ambiguous_words
from searchkit.people.name_parsing import FullName, Surname, fold_case_and_the, parse_name, strip_the
from searchkit.people.surnames import Roles, find_bearers


@dataclass(frozen=True, slots=True, order=True)
class Unsure:
    """A name that was left alone, and the persons that it may stand for, most quoted first."""

    name: str
    persons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The names that are joined, and those that may be somebody's and were left alone; both sorted.

    `shared` are the words for which it matters what else they may mean: surnames that stand alone and end a full name.
    """

    groups: tuple[Group, ...]
    unsure: tuple[Unsure, ...]
    shared: frozenset[str]


def build_table(
    counts: Mapping[str, int],
    others: Collection[str] = (),
    things: Collection[str] = (),
    roles: Roles = lambda _: {},
) -> Table:
    """The table for names with the number of their quotes.

    `others` are the names of more persons, such as authors, and `things` those of places and papers: they only show who
    else there is, and what else a word may mean. `roles` is asked where a surname may be somebody's.
    """
    readings = {name: parse_name(name) for name in sorted({*counts, *others})}
    full = _full_names({name: read for name, read in readings.items() if isinstance(read, FullName)})
    persons = cluster_names(full)
    known = {read.words for read in full.values()}
    otherwise = find_ambiguous_words(
        {name: counts.get(name, 1) for name in readings}, known, things, _quoted(counts, readings)
    )
    alone = {name: read for name, read in readings.items() if name in counts and isinstance(read, Surname)}
    bearers = find_bearers(alone, persons, otherwise, roles)
    names: dict[object, list[str]] = defaultdict(list)
    for person in persons:
        names[person] = [name for name in person.names if name in counts]
    for name in counts.keys() - full.keys() - bearers.certain.keys() - bearers.possible.keys():
        names[fold_case_and_the(name)].append(name)
    surnames: dict[object, list[str]] = defaultdict(list)
    for name, person in bearers.certain.items():
        (surnames if names[person] else names)[person].append(name)
    groups = (
        Group(_ranked(spelled, counts, readings), _ranked(surnames.get(whose, ()), counts, readings))
        for whose, spelled in names.items()
        if len(spelled) + len(surnames.get(whose, ())) > 1
    )
    rivals = {name: person.rivals for person in persons if person.rivals for name in person.names if name in counts}
    return Table(tuple(sorted(groups)), _unsure({**rivals, **bearers.possible}, counts, readings), bearers.shared)


def _quoted(counts: Mapping[str, int], readings: Mapping[str, FullName | Surname | None]) -> Counter[str]:
    """The quotes of all who are called by a surname, alone or with a given name."""
    quoted: Counter[str] = Counter()
    for name, read in readings.items():
        if read is not None:
            quoted[(read.surname if isinstance(read, FullName) else read.words)[-1]] += counts.get(name, 0)
    return quoted


def _full_names(read: Mapping[str, FullName]) -> dict[str, FullName]:
    """Those that are no longer than they should be: "Actuary Ada Pell" is none where there is an Ada Pell."""
    sure = {name.words for name in read.values() if name.sure}
    return {name: one for name, one in read.items() if one.sure or not _ends_in(one.words, sure)}


def _ends_in(words: tuple[str, ...], known: Collection[tuple[str, ...]]) -> bool:
    return any(words[first:] in known for first in range(1, len(words) - 1))


def _ranked(names: Iterable[str], counts: Mapping[str, int], readings: Mapping[str, object]) -> tuple[str, ...]:
    """Plain before titled, as names are written before capitals; then the commonest."""

    def rank(name: str) -> tuple[bool, bool, int, str]:
        read = readings[name]
        titled = isinstance(read, FullName | Surname) and bool(read.titles)
        return titled, strip_the(name).isupper(), -counts.get(name, 0), name

    return tuple(sorted(names, key=rank))


def _unsure(
    possible: Mapping[str, Sequence[Person]], counts: Mapping[str, int], readings: Mapping[str, object]
) -> tuple[Unsure, ...]:
    shown: dict[int, tuple[str, ...]] = {}  # many names share one list of persons
    for persons in possible.values():
        if id(persons) not in shown:
            quoted = [(-sum(counts.get(name, 0) for name in person.names), person.names) for person in persons]
            shown[id(persons)] = tuple(_ranked(names, counts, readings)[0] for _, names in sorted(quoted))
    return tuple(Unsure(name, shown[id(persons)]) for name, persons in sorted(possible.items()))
