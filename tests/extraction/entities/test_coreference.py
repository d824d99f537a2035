"""Coreference: surnames, pronouns, roles, descriptions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from searchkit.extraction.bundled import load_extractor
from searchkit.extraction.entities.gender import gender_of_name
from searchkit.extraction.entities.name_matching import are_compatible_names, normalise_name
from searchkit.model.article import Article
from searchkit.model.passage import Quote

Said = Callable[..., list[tuple[str | None, str]]]
Quotes = Callable[..., tuple[Quote, ...]]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ada Pell", "Pell"),
        ("Ada Pell", "Mrs Pell"),
        ("Salim al-Harbi", "Harbi"),
        ("Salim al-Harbi", "al-Harbi"),
        ("Pieter van der Meer", "van der Meer"),
        ("Lucia de la Cruz", "de la Cruz"),
        ("J.R. Pell Jr.", "Pell"),
        ("Ada Pell-Oduya", "Pell-Oduya"),
        ("Kim Sang-woo", "Kim"),
    ],
)
def test_a_surname_finds_the_fullest_name_wherever_it_is_given(said: Said, full: str, short: str) -> None:
    assert said(f"“It is shut,” said {short}.\n\nThe harbour is run by {full} since May.")[0][0] == full


def test_pronouns_follow_the_one_who_spoke(said: Said) -> None:
    text = "“It is shut,” Ada Pell told Ben Oduya.\n\n“It leaks,” she added.\n\n“We shall mend it,” she said."
    assert [speaker for speaker, _ in said(text)] == ["Ada Pell"] * 3


def test_pronouns_tell_a_man_from_a_woman(said: Said) -> None:
    text = "Ada Pell met her deputy, Ben Oduya, on the pier.\n\n“It is shut,” he said.\n\n“It leaks,” she said."
    assert [speaker for speaker, _ in said(text)] == ["Ben Oduya", "Ada Pell"]


def test_nobody_named_in_what_was_said_is_who_said_it(said: Said) -> None:
    text = "“It is shut,” said Ben Oduya.\n\nColin Marsh, he said, would be told."
    assert said(text)[1] == ("Ben Oduya", "Colin Marsh / would be told")


def test_it_is_the_body_that_spoke(said: Said) -> None:
    text = "The Ministry of Ports said talks with the Harbour Company had failed. It said the pier was shut."
    assert [speaker for speaker, _ in said(text)] == ["the Ministry of Ports"] * 2


@pytest.mark.parametrize(
    ("introduction", "description"),
    [
        ("Port spokeswoman Ada Pell arrived.", "the port spokesperson"),
        ("Ada Pell, the harbour master and mayor of Marwick, arrived.", "the mayor"),
        ("Their mayor, Ada Pell, arrived.", "the mayor"),
        ("The envoy met her Marrenian counterpart Ada Pell.", "the Marrenian leader"),
        ("President Ada Pell of Marrenia arrived.", "the President"),
        ("Ada Pell (chair) arrived.", "the chairwoman"),
    ],
)
def test_a_role_finds_who_was_introduced_with_it(said: Said, introduction: str, description: str) -> None:
    assert said(f"{introduction}\n\n“It is shut,” {description} said.")[0][0] == "Ada Pell"


def test_a_role_of_another_is_not_taken(said: Said) -> None:
    text = (
        "Finance Minister Ada Pell arrived with Energy Minister Ben Oduya.\n\n“It is shut,” the energy minister said."
    )
    assert said(text)[0][0] == "Ben Oduya"


def test_two_people_with_one_surname_are_told_apart_by_title_and_given_name(quotes_of: Quotes) -> None:
    text = (
        "Ada Pell and her husband Ben Pell keep the pier.\n\n“It is shut,” Mrs Pell said.\n\n“It leaks,” Mr Pell said.\n\n"
        "“We shall mend it,” Ben Pell said."
    )
    assert [quote.speaker for quote in quotes_of(text)] == ["Ada Pell", "Ben Pell", "Ben Pell"]


def test_a_surname_that_two_share_is_less_sure(quotes_of: Quotes) -> None:
    text = "Ada Pell and Ida Pell keep the pier.\n\n“It is shut,” Pell said.\n\n“It leaks,” Ida Pell said."
    first, second = quotes_of(text)
    assert first.confidence < 0.7 < second.confidence


def test_a_couple_shares_the_surname_that_stands_once(said: Said) -> None:
    text = "Ada and Ben Pell keep the pier.\n\n“It is shut,” Mr Pell said."
    assert said(text)[0][0] == "Ben Pell"


def test_descriptions_are_repeated_by_their_noun(said: Said) -> None:
    text = "A report by the port office says the pier is shut. The report says that it leaks. It says that it will stay shut."
    assert [speaker for speaker, _ in said(text)] == ["a report by the port office"] * 3


def test_the_company_is_the_firm_named_before(said: Said) -> None:
    text = "Marsh and Sons said the pier was shut. The company said that it leaked."
    assert [speaker for speaker, _ in said(text)] == ["Marsh and Sons"] * 2


def test_the_role_is_given_as_written_or_as_introduced(quotes_of: Quotes) -> None:
    text = "“It is shut,” said port spokeswoman Ada Pell.\n\n“It leaks,” Pell said.\n\n“No,” said Ben Oduya."
    assert [quote.role for quote in quotes_of(text)] == ["port spokeswoman", "port spokeswoman", None]


def test_names_are_compared_without_punctuation_suffixes_and_accents() -> None:
    assert normalise_name("Zoë P. Élan, Jr.") == ("zoe", "p", "elan")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Pell", "A. Pell", True),
        ("Ada Pell", "Ada Maria Pell", True),
        ("Ada Pell", "Ida Pell", False),
        ("Ada Pell", "Ada Oduya", False),
        ("Salim bin Saqr al-Harbi", "Salim al-Harbi", True),
    ],
)
def test_which_names_can_be_one_person_s(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert are_compatible_names(normalise_name(one), normalise_name(other)) is same


def test_lineage_shows_the_gender() -> None:
    assert gender_of_name(("hessa", "bint", "saqr")) == "f"
    assert gender_of_name(("fahd", "bin", "saqr")) == "m"


def test_a_role_is_what_somebody_is_and_not_to_whom() -> None:
    text = (
        "The Ostrel premier Ada Pell met her Karvenian counterpart Boris Lunt on Monday.\n\n"
        "“We agree,” Lunt said.\n\n“So do we,” Pell said."
    )
    lunt, pell = load_extractor().extract(Article("a", text, "a.txt")).quotes
    assert (lunt.speaker, lunt.role) == ("Boris Lunt", None)
    assert (pell.speaker, pell.role) == ("Ada Pell", "Ostrel premier")
