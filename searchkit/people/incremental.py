"""Updates the people table after a change of some articles, from the names that the change can affect.

Whether two names refer to one person depends only on names with the same last word and, for a bare surname, on all names that
contain that word. So it is enough to read the names that contain any of a few words; the rest of the table stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from searchkit.model.passage import Extraction
from searchkit.people.ambiguous_words import find_words_used_by_name, find_words_used_by_thing
from searchkit.people.group import Group
from searchkit.people.name_parsing import AMBIGUOUS_SURNAMES, fold_case_and_the, last_word, parse_name, strip_the
from searchkit.people.table import Table, build_table
from searchkit.text.analysis import exact_terms

MOST_WORDS = 500
"""For a change of more words than this, building the whole table is as fast."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that occur in articles: speakers with their number of quotes, `others` (such as authors), and `things`."""

    counts: Mapping[str, int]
    others: Collection[str]
    things: Collection[str]


class NameIndex(Protocol):
    """All names of an archive, as they are after the change."""

    def containing(self, term_lists: Sequence[Sequence[str]]) -> Names:
        """Names that contain every term (exact form) of at least one of `term_lists`."""

    def roles(self, names: Collection[str]) -> Mapping[str, Collection[str]]:
        """The roles and titles that articles give to each of some names; a name without any may be missing."""


@dataclass(slots=True)
class ChangedNames:
    """The names in articles that were added, changed or removed: of people and of things."""

    names: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)

    def add_extraction(self, extraction: Extraction) -> None:
        """Add the names in an article."""
        article = extraction.article
        speakers = (name for quote in extraction.quotes for name in (quote.speaker, quote.via))
        self.names.update(name for name in (*speakers, *article.authors) if name)
        self.things.update(thing for thing in (*article.places, article.source) if thing)


@dataclass(frozen=True, slots=True)
class _Affected:
    """Which names a change affects: those with a last word in `words`, or a folded form in `folded`."""

    words: Collection[str]
    folded: Collection[str]

    def includes(self, name: str) -> bool:
        return last_word(name) in self.words or fold_case_and_the(name) in self.folded

    def includes_group(self, group: Group) -> bool:
        return self.includes((group.names or group.surnames)[0])


def update_table(table: Table, changed: ChangedNames, index: NameIndex) -> Table | None:
    """Update the `table` before a change to what `build_table` would build after it.

    None if the change affects too many words, or words that the index cannot look up.
    """
    parsable = {name for name in changed.names if parse_name(name) is not None}
    words = {last_word(name) for name in parsable} | (_find_used_words(changed) & table.surname_words)
    folded = {fold_case_and_the(name): name for name in changed.names - parsable}
    term_lists = [exact_terms(strip_the(name)) for name in folded.values()]
    if len(words) + len(term_lists) > MOST_WORDS or not all(term_lists):
        return None
    counts = index.containing(term_lists).counts
    same_form = {name: count for name, count in counts.items() if fold_case_and_the(name) in folded}
    words.update(last_word(name) for name in same_form if parse_name(name) is not None)
    if any(exact_terms(word) != (word,) for word in words):
        return None
    names = _look_up_names(words, index)
    part = build_table({**names.counts, **same_form}, names.others, names.things, index.roles)
    return _replace_affected(table, part, _Affected(words, folded))


def _replace_affected(table: Table, part: Table, affected: _Affected) -> Table:
    """Replace every affected entry of the table by that of `part`."""
    groups = [group for group in table.groups if not affected.includes_group(group)]
    groups += [group for group in part.groups if affected.includes_group(group)]
    ambiguous_names = [ambiguous for ambiguous in table.ambiguous_names if not affected.includes(ambiguous.name)]
    ambiguous_names += [ambiguous for ambiguous in part.ambiguous_names if affected.includes(ambiguous.name)]
    surname_words = table.surname_words.difference(affected.words) | part.surname_words.intersection(affected.words)
    return Table(tuple(sorted(groups)), tuple(sorted(ambiguous_names)), surname_words)


def _look_up_names(words: Collection[str], index: NameIndex) -> Names:
    """Find names that contain any of `words`; for a word that is ambiguous as a bare surname, only those that end with it."""
    ambiguous = index.containing([(word,) for word in words if word in AMBIGUOUS_SURNAMES])
    unambiguous = index.containing([(word,) for word in words if word not in AMBIGUOUS_SURNAMES])
    counts = {name: count for name, count in ambiguous.counts.items() if last_word(name) in words}
    others = {name for name in ambiguous.others if last_word(name) in words}
    return Names({**counts, **unambiguous.counts}, others.union(unambiguous.others), unambiguous.things)


def _find_used_words(changed: ChangedNames) -> set[str]:
    name_words = (word for name in changed.names for word in find_words_used_by_name(name))
    return {*name_words, *(word for thing in changed.things for word in find_words_used_by_thing(thing))}
