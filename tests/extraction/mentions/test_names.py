"""Names in a sentence: their extent, the roles before them, their entity types."""

from __future__ import annotations

import pytest

from searchkit.extraction.document.tokens import tokenize
from searchkit.extraction.mentions.mention import EntityType, Mention, MentionKind
from searchkit.extraction.mentions.names import Casing, find_names

PLAIN = Casing(frozenset(), frozenset())


def names(text: str, casing: Casing = PLAIN) -> list[Mention]:
    return [one for one in find_names(text, tokenize(text, 0, len(text)), casing) if one.kind is MentionKind.NAME]


@pytest.mark.parametrize(
    "name",
    [
        "Ada Pell",
        "Salim al-Harbi",
        "Noura bint Saqr al-Harbi",
        "Pieter van der Meer",
        "Lucia de la Cruz",
        "J.R. Pell Jr.",
        "Sean O’Brien",
        "Ada Pell-Oduya",
        "Ada P. Pell",
        "Zoë Élan",
    ],
)
def test_a_name_is_taken_whole(name: str) -> None:
    (mention,) = names(f"On Monday {name} left.")
    assert mention.name == name


@pytest.mark.parametrize("name", ["van der Meer", "de la Cruz", "bin Saqr"])
def test_a_surname_keeps_its_particles(name: str) -> None:
    (mention,) = names(f"Later {name} left.")
    assert mention.name == name


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("On Monday President Ada Pell left.", "Ada Pell", "President"),
        ("On Monday harbour spokesperson Ada Pell left.", "Ada Pell", "harbour spokesperson"),
        ("On Monday his Marrenian counterpart Ada Pell left.", "Ada Pell", "Marrenian counterpart"),
        ("On Monday Finance Minister Dr Ada Pell left.", "Ada Pell", "Finance Minister Dr"),
        ("Town clerk Ada Pell left.", "Ada Pell", "Town clerk"),
        ("Chief executive Ada Pell left.", "Ada Pell", "Chief executive"),
        ("Justice (retd) Ada Pell left.", "Ada Pell", "Justice (retd)"),
        ("On Monday the state news agency MNA left.", "MNA", "state news agency"),
    ],
)
def test_titles_and_roles_before_a_name_are_not_part_of_it(text: str, name: str, role: str) -> None:
    mention = names(text)[-1]
    assert (mention.name, mention.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "entity_type"),
    [
        ("Later Ada Pell left.", EntityType.PERSON),
        ("Later the Ministry of Housing and Works closed.", EntityType.ORGANISATION),
        ("Later Marsh and Sons closed.", EntityType.ORGANISATION),
        ("Later the Growers' League closed.", EntityType.ORGANISATION),
        ("Later the Citadel closed.", EntityType.ORGANISATION),
        ("Later MNA closed.", EntityType.ORGANISATION),
        ("Later Radio Marwick closed.", EntityType.ORGANISATION),
        ("Later Harbour Street closed.", EntityType.PLACE),
    ],
)
def test_what_a_name_names(text: str, entity_type: EntityType) -> None:
    (mention,) = names(text)
    assert mention.entity_type is entity_type


def test_joined_bodies_are_one_name() -> None:
    (mention,) = names("Later the Ministry of Housing and Works closed.")
    assert mention.name == "Ministry of Housing and Works"


@pytest.mark.parametrize(
    "text", ["However, it left.", "Residents left.", "Asked again, it left.", "Suddenly it left.", "On Monday it left."]
)
def test_a_capital_at_the_head_of_a_sentence_is_no_name(text: str) -> None:
    assert names(text) == []


def test_a_word_that_the_article_writes_small_is_no_name_at_the_head_of_a_sentence() -> None:
    assert names("Bread rose.", Casing(frozenset({"bread"}), frozenset())) == []
    assert [one.name for one in names("Pell rose.", Casing(frozenset({"bread"}), frozenset()))] == ["Pell"]


def test_a_noun_after_a_first_capital_makes_it_no_name_unless_the_article_uses_it_as_one() -> None:
    assert names("Aid workers left.") == []
    assert [one.name for one in names("Marwick workers left.", Casing(frozenset(), frozenset({"marwick"})))] == [
        "Marwick"
    ]


def test_a_stock_ticker_is_no_part_of_a_sentence() -> None:
    assert [name.name for name in names("Later Ostra Holdings Plc <OSTR.L> said so.")] == ["Ostra Holdings Plc"]


@pytest.mark.parametrize("firm", ["Pell's Harbour Service Inc", "Pell’s Corp"])
def test_a_possessive_inside_the_name_of_a_firm(firm: str) -> None:
    assert [name.name for name in names(f"Later {firm} said so.")] == [firm]
