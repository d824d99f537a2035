"""Applies the user's corrections to the people table: the result maps names to people for a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from searchkit.config.settings import Corrections
from searchkit.people.group import Group


def apply_overrides(groups: Sequence[Group], corrections: Corrections) -> Mapping[str, str]:
    """Map each name to its person, where the two differ.

    A correction of a full name applies to the whole group: its other spellings and the bare surname. A correction of
    a bare surname applies only to that name. A name kept apart leaves its group, and the others stay together.
    """
    corrected = corrections.apart | corrections.persons.keys()
    persons: dict[str, str] = {}
    for group in groups:
        if corrected.isdisjoint(group.names) and corrected.isdisjoint(group.surnames):
            names, person = (*group.names, *group.surnames), group.names[0]
        else:
            names, person = _correct_group(group, corrections)
        persons.update(dict.fromkeys(names, person))
    persons.update(corrections.persons)
    return {name: person for name, person in persons.items() if name != person}


def _correct_group(group: Group, corrections: Corrections) -> tuple[tuple[str, ...], str]:
    """The names of a group that are not kept apart, and their person."""
    names = [name for name in group.names if name not in corrections.apart]
    if not names:
        return (), ""
    given = {corrections.persons[name] for name in names if name in corrections.persons}
    person = given.pop() if len(given) == 1 else corrections.persons.get(names[0], names[0])
    return (*names, *(name for name in group.surnames if name not in corrections.apart)), person
