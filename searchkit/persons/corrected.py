"""The table of persons with what the user corrected: the mapping that a search is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from searchkit.persons import Group
from searchkit.settings import Corrections


def corrected(groups: Sequence[Group], corrections: Corrections) -> Mapping[str, str]:
    """Name -> person, where they differ.

    What the user says of a full name holds for its other spellings and its surname alone; what he says of a surname
    alone holds for that. A name kept apart takes no part, and other spellings stay together without it.
    """
    persons: dict[str, str] = {}
    for group in groups:
        names = [name for name in group.names if name not in corrections.apart]
        if not names:
            continue
        said = {corrections.persons[name] for name in names if name in corrections.persons}
        person = said.pop() if len(said) == 1 else corrections.persons.get(names[0], names[0])
        surnames = (name for name in group.surnames if name not in corrections.apart)
        persons.update((name, person) for name in (*names, *surnames))
    persons.update(corrections.persons)
    return {name: person for name, person in persons.items() if name != person}
