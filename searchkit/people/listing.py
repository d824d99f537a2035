"""Lists speakers by their number of quotes, and names that may refer to several people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from searchkit.model.reports import SharedName, Speaker
from searchkit.model.results import FacetCount
from searchkit.people.table import AmbiguousName
from searchkit.text.analysis import exact_terms


def find_speakers(name: str, counts: Sequence[FacetCount], persons: Mapping[str, str]) -> tuple[Speaker, ...]:
    """Find speakers, most quoted first; with a `name`, those with a spelling that contains all its words.

    `counts` are the quotes of each name; `persons` maps a name to its person's display name, if that differs.
    """
    spellings: dict[str, list[FacetCount]] = {}
    for count in counts:
        spellings.setdefault(persons.get(count.value, count.value), []).append(count)
    speakers = (
        Speaker(person, sum(count.count for count in names), tuple(names))
        for person, names in spellings.items()
        if _matches(name, (person, *(count.value for count in names)))
    )
    return tuple(sorted(speakers, key=lambda speaker: (-speaker.quotes, speaker.name)))


def find_shared_names(
    name: str, ambiguous_names: Iterable[AmbiguousName], counts: Sequence[FacetCount], persons: Mapping[str, str]
) -> tuple[SharedName, ...]:
    """List ambiguous names, most quoted first; with a `name`, those that contain all its words or may refer to such a person."""
    quotes = {count.value: count.count for count in counts}
    listed = [
        SharedName(entry.name, quotes[entry.name], tuple(dict.fromkeys(persons.get(p, p) for p in entry.persons)))
        for entry in ambiguous_names
        if _matches(name, (entry.name, *entry.persons))
    ]
    return tuple(sorted(listed, key=lambda shared_name: (-shared_name.quotes, shared_name.name)))


def _matches(name: str, spellings: Iterable[str]) -> bool:
    words = set(exact_terms(name))
    return not words or any(words <= set(exact_terms(spelling)) for spelling in spellings)
