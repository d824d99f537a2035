"""A name given to the list of speakers is compared by whole words, as a filter compares it."""

from __future__ import annotations

import pytest

from searchkit.model.results import FacetCount
from searchkit.people.listing import find_speakers

COUNTS = [
    FacetCount("Bashar al-Assad", 3),
    FacetCount("Assad", 2),
    FacetCount("Mary O’Neill", 2),
    FacetCount("Jean-Luc Éluard", 1),
    FacetCount("the U.N. envoy", 1),
]
PERSONS = {"Assad": "Bashar al-Assad"}


@pytest.mark.parametrize(
    ("name", "speaker"),
    [
        ("assad", "Bashar al-Assad"),
        ("al-assad", "Bashar al-Assad"),
        ("bashar al assad", "Bashar al-Assad"),
        ("O'Neill", "Mary O’Neill"),
        ("luc", "Jean-Luc Éluard"),
        ("eluard", "Jean-Luc Éluard"),
        ("U.N.", "the U.N. envoy"),
    ],
)
def test_whole_words_of_a_name_find_its_speaker(name: str, speaker: str) -> None:
    assert [found.name for found in find_speakers(name, COUNTS, PERSONS)] == [speaker]


@pytest.mark.parametrize("name", ["assa", "neil", "luce", "bashar pell"])
def test_parts_of_words_and_missing_words_find_nobody(name: str) -> None:
    assert find_speakers(name, COUNTS, PERSONS) == ()


def test_the_spellings_of_a_person_are_counted_together() -> None:
    [assad] = find_speakers("assad", COUNTS, PERSONS)
    assert assad.quotes == 5
    assert len(find_speakers("", COUNTS, PERSONS)) == 4
