"""The persons of an archive by how often they are quoted, and the names that may stand for several of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from searchkit.model.reports import SharedName, Speaker
from searchkit.model.results import FacetCount
from searchkit.people.table import Unsure
from searchkit.text.analysis import fold


def find_speakers(name: str, counts: Sequence[FacetCount], persons: Mapping[str, str]) -> tuple[Speaker, ...]:
    """Persons with a quote, most quoted first; of a name, those in one of whose spellings all its words stand."""
    names: dict[str, list[FacetCount]] = {}
    for counted in counts:
        names.setdefault(persons.get(counted.value, counted.value), []).append(counted)
    speakers = (
        Speaker(person, sum(counted.count for counted in found), tuple(found))
        for person, found in names.items()
        if _is_called(name, (person, *(counted.value for counted in found)))
    )
    return tuple(sorted(speakers, key=lambda speaker: (-speaker.quotes, speaker.name)))


def shared_names(
    name: str, unsure: Iterable[Unsure], counts: Sequence[FacetCount], persons: Mapping[str, str]
) -> tuple[SharedName, ...]:
    """The unsure names, most quoted first; of a name, those that it may stand for or that are called so."""
    quotes = {counted.value: counted.count for counted in counts}
    shared = [
        SharedName(one.name, quotes[one.name], tuple(dict.fromkeys(persons.get(p, p) for p in one.persons)))
        for one in unsure
        if _is_called(name, (one.name, *one.persons))
    ]
    return tuple(sorted(shared, key=lambda one: (-one.quotes, one.name)))


def _is_called(name: str, spellings: Iterable[str]) -> bool:
    words = set(fold(name).split())
    return not words or any(words <= set(fold(spelled).split()) for spelled in spellings)
