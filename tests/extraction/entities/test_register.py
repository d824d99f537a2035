"""The register and the comparison of entities with descriptions."""

from __future__ import annotations

import pytest

from searchkit.extraction.entities.descriptions import decapitalise, fits_organisation, repeats_description
from searchkit.extraction.entities.entity import Entity
from searchkit.extraction.entities.register import Register
from searchkit.extraction.entities.salience import Mentioned, MentionPosition, find_antecedent
from searchkit.extraction.mentions.mention import EntityType, Mention, MentionKind


def name(text: str, start: int, entity_type: EntityType = EntityType.PERSON, role: str | None = None) -> Mention:
    head = text.rsplit(maxsplit=1)[-1].lower()
    return Mention(MentionKind.NAME, 0, 1, start, start + len(text), head, entity_type, name=text, role=role)


def pronoun(text: str, start: int) -> Mention:
    return Mention(MentionKind.PRONOUN, 0, 1, start, start + len(text), text)


def register(*mentions: Mention) -> Register:
    out = Register()
    for mention in mentions:
        out.add(mention)
    return out


def test_a_surname_and_an_acronym_find_the_entity() -> None:
    known = register(name("Ada Pell", 0), name("Harbour Workers Union", 20, EntityType.ORGANISATION))
    assert [entity and entity.name for entity, _ in map(known.find_named, [name("Pell", 50), name("HWU", 60)])] == [
        "Ada Pell",
        "Harbour Workers Union",
    ]
    assert known.find_named(name("Oduya", 70)) == (None, 0.0)


def test_an_entity_takes_its_fullest_name() -> None:
    known = register(name("Ada Pell", 0), name("Ada Maria Pell", 20))
    assert [entity.name for entity in known.entities] == ["Ada Maria Pell"]
    assert known.by_offset[0] is known.by_offset[20]


def test_a_role_finds_the_person_mentioned_last_before_it() -> None:
    known = register(name("Ada Pell", 0, role="minister"), name("Ben Oduya", 20, role="minister"))
    ada, ben = known.entities
    assert known.find_by_role(["the", "minister"], "minister", 50)[0] is ben
    assert known.find_by_role(["the", "minister"], "minister", 10)[0] is ada
    assert known.find_by_role(["the", "minister"], "minister", 50, {id(ada): 40})[0] is ada
    assert known.find_by_role(["the", "pilot"], "pilot", 50) == (None, 0.0)


@pytest.mark.parametrize(
    ("description", "earlier", "head", "repeats"),
    [
        ("report", "a report by the office", "report", True),
        ("document", "a report by the office", "document", True),
        ("company", "a bank of the islands", "company", True),
        ("survey", "a report by the office", "survey", False),
    ],
)
def test_a_description_repeats_an_earlier_one(description: str, earlier: str, head: str, repeats: bool) -> None:  # noqa: FBT001
    assert repeats_description(description.split(), earlier.split(), head) is repeats


@pytest.mark.parametrize(
    ("organisation", "description", "fits"),
    [
        ("Trade Ministry", "ministry", True),
        ("Marsh and Sons", "company", True),
        ("Trade Ministry", "company", False),
        ("Harbour Workers Union", "group", True),
        ("Trade Ministry", "group", False),
    ],
)
def test_a_noun_fits_an_organisation(organisation: str, description: str, fits: bool) -> None:  # noqa: FBT001
    entity = Entity(organisation, tuple(organisation.lower().split()), EntityType.ORGANISATION, 0)
    assert fits_organisation(entity, description.split()) is fits


@pytest.mark.parametrize(
    ("text", "proper", "expected"),
    [
        ("Residents", False, "residents"),
        ("NATO officials", False, "NATO officials"),
        ("Pell aides", True, "Pell aides"),
    ],
)
def test_a_description_loses_the_capital_of_its_sentence(text: str, proper: bool, expected: str) -> None:  # noqa: FBT001
    mention = Mention(MentionKind.NOMINAL, 0, 1, 0, len(text), text.rsplit(maxsplit=1)[-1].lower(), proper=proper)
    assert decapitalise(text, mention) == expected


def test_the_antecedent_is_near_fits_and_is_not_inside_the_reported_content() -> None:
    ada, ben = (Entity(one, tuple(one.lower().split()), EntityType.PERSON, 0) for one in ("Ada Pell", "Ben Oduya"))
    mentioned = [Mentioned(ben, 1, 4, 200, subject=False), Mentioned(ada, 0, 1, 10, subject=False)]
    here = MentionPosition(1, 5)

    def antecedent(position: MentionPosition, start: int = 300) -> Entity | None:
        best = find_antecedent(mentioned, pronoun("she", start), position, lambda entity: entity.known_gender != "m")
        return best.entity if best is not None else None

    assert antecedent(here) is ben
    assert antecedent(MentionPosition(1, 5, ((190, 210),))) is ada
    assert antecedent(here, start=100) is ada
    assert antecedent(here, start=5) is None
    ben.known_gender = "m"
    assert antecedent(here) is ada
