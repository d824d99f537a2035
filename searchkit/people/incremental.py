"""The table of persons after a change of some articles, worked out from the names that the change can concern.

Whether names are one person's depends on the names with the same last word, and, where a surname stands alone, on all
names with that word. So what is new follows from the names that have one of a few words, and the rest stays as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from searchkit.model.passage import Extraction
from searchkit.people import Group
from searchkit.people.evidence import words_used_by_name, words_used_by_thing
from searchkit.people.name_parsing import AMBIGUOUS_ALONE, fold_case_and_the, last_word, parse_name, strip_the
from searchkit.people.table import Table, build_table
from searchkit.text.analysis import exact_terms

MOST_WORDS = 500
"""With more words that a change concerns, working out the whole table is about as fast."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names with the number of their quotes, `others` that more persons have, and the names of `things`."""

    counts: Mapping[str, int]
    others: Collection[str]
    things: Collection[str]


class NameIndex(Protocol):
    """All names of an archive, as they are after the change."""

    def containing(self, rows: Sequence[Sequence[str]]) -> Names:
        """Those that have all of the words (exact forms) of one of some rows."""

    def roles(self, names: Collection[str]) -> Mapping[str, Collection[str]]:
        """The roles and titles that articles put beside names, of those that have any."""


@dataclass(slots=True)
class ChangedNames:
    """What articles that came, went or changed mention: names of speakers and other persons, and those of things."""

    names: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)

    def add_extraction(self, extraction: Extraction) -> None:
        """Add what an article mentions."""
        article = extraction.article
        said = (name for quote in extraction.quotes for name in (quote.speaker, quote.via))
        self.names.update(name for name in (*said, *article.authors) if name)
        self.things.update(thing for thing in (*article.places, article.source) if thing)


def update_table(table: Table, mentioned: ChangedNames, known: NameIndex) -> Table | None:
    """The table that `build_table` gives after a change of articles, from the one before it.

    None where the change concerns too many words, or such that names cannot be found by.
    """
    readable = {name for name in mentioned.names if parse_name(name) is not None}
    words = {last_word(name) for name in readable} | (_uses(mentioned) & table.shared)
    same = {fold_case_and_the(name): name for name in mentioned.names - readable}
    rows = [exact_terms(strip_the(name)) for name in same.values()]
    if len(words) + len(rows) > MOST_WORDS or not all(rows):
        return None
    alike = {name: count for name, count in known.containing(rows).counts.items() if fold_case_and_the(name) in same}
    words.update(last_word(name) for name in alike if parse_name(name) is not None)
    if any(exact_terms(word) != (word,) for word in words):
        return None
    found = _concerned(words, known)
    counts = {**found.counts, **alike}
    new = build_table(counts, found.others, found.things, known.roles)

    def concerned(name: str) -> bool:
        return last_word(name) in words or fold_case_and_the(name) in same

    groups = [group for group in table.groups if not concerned(_any_of(group))]
    groups += [group for group in new.groups if concerned(_any_of(group))]
    unsure = [one for one in table.unsure if not concerned(one.name)]
    unsure += [one for one in new.unsure if concerned(one.name)]
    return Table(tuple(sorted(groups)), tuple(sorted(unsure)), (table.shared - words) | (new.shared & words))


def _concerned(words: Collection[str], known: NameIndex) -> Names:
    """All names that have some words; where a word may be anything, only those that it ends can be concerned."""
    ending = known.containing([(word,) for word in words if word in AMBIGUOUS_ALONE])
    having = known.containing([(word,) for word in words if word not in AMBIGUOUS_ALONE])
    counts = {name: count for name, count in ending.counts.items() if last_word(name) in words}
    others = {name for name in ending.others if last_word(name) in words}
    return Names({**counts, **having.counts}, others.union(having.others), having.things)


def _any_of(group: Group) -> str:
    return (group.names or group.surnames)[0]


def _uses(mentioned: ChangedNames) -> set[str]:
    of_names = (word for name in mentioned.names for word in words_used_by_name(name))
    return {*of_names, *(word for thing in mentioned.things for word in words_used_by_thing(thing))}
