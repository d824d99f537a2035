"""Speech as other newsrooms write it: wire copy, relays, bodies as speakers, other names and titles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[..., list[tuple[str | None, str]]]

BRITISH = """LONDON — The Home Secretary, Margaret Ashdown, has ruled out an inquiry into the Thornby tunnel. Downing Street said
the matter was closed. Labour accused ministers of hiding the bill, while the Institute for Ports warned that costs could
double. A spokesman for the mayor declined to comment."""

INDIAN = """NEW DELHI: Union Minister Harish Valmiki on Tuesday told the Lok Sabha that the barrage would be finished by March. The
opposition alleged that the tender had been rigged. Mr Valmiki, who holds the water portfolio, urged states to share their
data. According to the Central Rivers Board, the level had fallen by two metres."""

GULF = """DOHA (MNA) – Qasr al-Noor, a spokesman for the ministry, said the talks had been postponed. The emirate's news agency
quoted Sheikh Tamir bin Rashid as saying that the ceasefire would hold. Iran's foreign ministry denied the report. The
Kandar Times, citing two officials, reported that the envoys had left."""

AFRICAN = """ACCRA, June 3 - President Kwabena Osei-Tutu announced that schools would reopen in May. The teachers' union said it had
not been consulted. It called for a delay. "We shall see," its leader, Abena Mensima, said. The African Union has condemned
the coup in neighbouring Velan."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            BRITISH,
            [
                ("Downing Street", "the matter was closed"),
                ("Margaret Ashdown", "an inquiry into the Thornby tunnel"),
                ("Labour", "ministers of hiding the bill"),
                ("the Institute for Ports", "that costs could double"),
            ],
        ),
        (
            INDIAN,
            [
                ("Harish Valmiki", "that the barrage would be finished by March"),
                ("the opposition", "that the tender had been rigged"),
                ("Harish Valmiki", "states to share their data"),
                ("the Central Rivers Board", "the level had fallen by two metres"),
            ],
        ),
        (
            GULF,
            [
                ("Qasr al-Noor", "the talks had been postponed"),
                ("Tamir bin Rashid", "that the ceasefire would hold"),
                ("Iran's foreign ministry", "the report"),
                ("two officials", "that the envoys had left"),
            ],
        ),
        (
            AFRICAN,
            [
                ("Kwabena Osei-Tutu", "that schools would reopen in May"),
                ("the teachers' union", "it had not been consulted"),
                ("the teachers' union", "a delay"),
                ("Abena Mensima", "We shall see,"),
                ("the African Union", "the coup in neighbouring Velan"),
            ],
        ),
    ],
)
def test_a_paragraph_of_another_newsroom(said: Said, text: str, expected: list[tuple[str, str]]) -> None:
    quotes = [(speaker, " ".join(what.split())) for speaker, what in said(text)]
    assert sorted(quotes) == sorted(expected)


def test_a_capital_after_an_abbreviation_starts_no_sentence_if_it_is_the_predicate(said: Said) -> None:
    text = "Envoys\n\nMara Quist said the U.S. Has not asked for a truce. Ben Oduya said the U.K. Would pay twice."
    assert said(text) == [
        ("Mara Quist", "the U.S. Has not asked for a truce"),
        ("Ben Oduya", "the U.K. Would pay twice"),
    ]


@pytest.mark.parametrize("rest", ["Is it true? Nobody knows.", "Has the court met? Nobody knows.", "He left early."])
def test_a_question_or_a_subject_after_an_abbreviation_starts_a_sentence(said: Said, rest: str) -> None:
    assert said(f"Envoys\n\nMara Quist said she would leave the U.S. {rest}") == [
        ("Mara Quist", "she would leave the U.S.")
    ]


def test_the_sign_off_of_a_wire_is_not_what_was_said(said: Said) -> None:
    text = "Hulls\n\nThe yard built nine hulls last year, the ministry said. ends\n"
    assert said(text) == [("the ministry", "The yard built nine hulls last year")]


@pytest.mark.parametrize(
    "text",
    [
        "NOTE: Shr after preferred dividends of two mln dlrs.",
        "Ostra has two mln dlrs of debt and preferred stock outstanding.",
        "Ostra bought the yard for cash and preferred shares in the new firm.",
    ],
)
def test_preferred_shares_are_nobodys_preference(said: Said, text: str) -> None:
    assert said(f"Ostra nets less\n\n{text}\n") == []


def test_what_somebody_preferred_is_still_theirs(said: Said) -> None:
    text = "Ostra\n\nThe council met on Friday. Ben Oduya has long preferred to talk about the strike."
    assert said(text) == [("Ben Oduya", "to talk about the strike")]


@pytest.mark.parametrize("name", ["Theresa May", "THERESA MAY"])
def test_may_is_a_surname_after_a_given_name(said: Said, name: str) -> None:
    text = f"The vote\n\n{name} said the vote would go on. “It goes on,” Mrs May said. Rain may fall."
    assert said(text) == [(name, "the vote would go on"), (name, "It goes on,")]


def test_an_article_in_capitals_has_speakers(said: Said) -> None:
    text = """HARBOUR CRANES STAND STILL

LUNDVIK, MARCH 4 (COAST WIRE) - THE CRANES STOOD STILL, AND THE MAYOR, GRETA HALLORAN, SAID THE TOWN WOULD NOT PAY FOR THEM.

"WE HAVE PAID TWICE ALREADY," HALLORAN SAID. SHE TOLD REPORTERS THAT THE PORT AUTHORITY HAD BEEN WARNED.

THE PORT AUTHORITY DENIED THAT IT HAD BEEN PAID AT ALL. BO LIND ACCUSED THE MAYOR OF HIDING THE BILL.
"""
    assert said(text) == [
        ("GRETA HALLORAN", "THE TOWN WOULD NOT PAY FOR THEM"),
        ("GRETA HALLORAN", "WE HAVE PAID TWICE ALREADY,"),
        ("GRETA HALLORAN", "THAT THE PORT AUTHORITY HAD BEEN WARNED"),
        ("the PORT AUTHORITY", "THAT IT HAD BEEN PAID AT ALL"),
        ("BO LIND", "THE MAYOR OF HIDING THE BILL"),
    ]
