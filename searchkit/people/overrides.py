"""The table of persons with what the user corrected: the mapping that a search is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from searchkit.config.settings import Corrections
from searchkit.people import Group


def apply_overrides(groups: Sequence[Group], corrections: Corrections) -> Mapping[str, str]:
    """Name -> person, where they differ.

    What the user says of a full name holds for its other spellings and its surname alone; what he says of a surname
    alone holds for that. A name kept apart takes no part, and other spellings stay together without it.
    """
    mentioned = corrections.apart | corrections.persons.keys()
    persons: dict[str, str] = {}
    for group in groups:
        if mentioned.isdisjoint(group.names) and mentioned.isdisjoint(group.surnames):
            names, person = (*group.names, *group.surnames), group.names[0]
        else:
            names, person = _by_correction(group, corrections)
        persons.update(dict.fromkeys(names, person))
    persons.update(corrections.persons)
    return {name: person for name, person in persons.items() if name != person}


def _by_correction(group: Group, corrections: Corrections) -> tuple[tuple[str, ...], str]:
    """The names of a group that are not kept apart, and the person they stand for."""
    names = [name for name in group.names if name not in corrections.apart]
    if not names:
        return (), ""
    said = {corrections.persons[name] for name in names if name in corrections.persons}
    person = said.pop() if len(said) == 1 else corrections.persons.get(names[0], names[0])
    return (*names, *(name for name in group.surnames if name not in corrections.apart)), person
