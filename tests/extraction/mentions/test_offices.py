"""Offices before names, and bodies known by what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from searchkit.model.passage import Quote

Said = Callable[..., list[tuple[str | None, str]]]
Quotes = Callable[..., tuple[Quote, ...]]


@pytest.mark.parametrize(
    ("before", "office"),
    [
        ("Chancellor of the Exchequer", "Chancellor of the Exchequer"),
        ("Secretary of State for Defence", "Secretary of State for Defence"),
        ("Minister of Foreign Affairs", "Minister of Foreign Affairs"),
        (
            "Minister for Women, Family and Community Development",
            "Minister for Women, Family and Community Development",
        ),
        ("Leader of the Opposition", "Leader of the Opposition"),
        ("Governor of the Bank of Norland", "Governor of the Bank of Norland"),
        ("Director-General of the World Ferry Organization", "Director-General of the World Ferry Organization"),
        ("Commander-in-Chief of the Armed Forces", "Commander-in-Chief of the Armed Forces"),
        ("President of South Africa", "President of South Africa"),
        ("Mayor of New Harbour", "Mayor of New Harbour"),
        ("Ministry of Defence spokesman", "Ministry of Defence spokesman"),
        ("Inspector General of Police", "Inspector General of Police"),
    ],
)
def test_an_office_ends_where_the_name_begins(quotes_of: Quotes, before: str, office: str) -> None:
    """The name's parts are in no list, so that only the office shows where it begins."""
    (quote,) = quotes_of(f"{before} Uduak Wenzhao said the bridge was safe.")
    assert (quote.speaker, quote.role) == ("Uduak Wenzhao", office)


@pytest.mark.parametrize("office", ["The Minister of Works", "Governor of the Bank of Norland", "Secretary of State"])
def test_an_office_without_a_name_is_nobodys_name(quotes_of: Quotes, office: str) -> None:
    (quote,) = quotes_of(f"{office} said the bridge was safe.")
    assert quote.mention == office


def test_two_halves_share_the_noun_of_a_ministry(said: Said) -> None:
    assert [who for who, _ in said("The Housing and Works Ministry said the bridge was safe.")] == [
        "the Housing and Works Ministry"
    ]


def last(said: list[tuple[str | None, str]]) -> str | None:
    return said[-1][0]


@pytest.mark.parametrize(
    ("introduction", "description"),
    [
        ("Ostra Logistics SA lost a tenth of its ships.", "The company"),
        ("PT Ostra Timur drills below the hill.", "The company"),
        ("Ostra Railway lost a tenth of its trains.", "The railway"),
        ("Open Ledger, a watchdog, read the contracts.", "The group"),
        ("The weekly newspaper Ostra Sinm was sold.", "The paper"),
        ("The Ministry of Trade and Industry was moved.", "The trade ministry"),
    ],
)
def test_a_body_is_known_by_what_it_is(said: Said, introduction: str, description: str) -> None:
    named = last(said(f"{introduction}\n\n{description} said the pier was shut."))
    assert named is not None
    assert named.split()[-1] in introduction.replace(",", " ").replace(".", " ").split()
    assert named.split()[-1][0].isupper()


def test_the_company_is_no_newspaper_association_or_table_of_figures(said: Said) -> None:
    text = (
        "Ostra Holdings lost money, according to central bank figures. The Port Association and the Daily Courier "
        "met on Monday.\n\nThe company said the pier was shut."
    )
    assert last(said(text)) == "Ostra Holdings"


def test_a_ministry_may_be_named_in_full_later(said: Said) -> None:
    text = "The levy will rise, the trade ministry said.\n\nThe Ministry of Trade and Industry has a new roof."
    assert said(text)[0][0] == "the Ministry of Trade and Industry"


def test_letters_stand_for_the_one_body_with_these_initials(said: Said) -> None:
    text = "The National Ferry Trust was founded in May.\n\nThe NFT said the pier was shut."
    assert last(said(text)) == "the National Ferry Trust"
    assert last(said("The National Ferry Trust was founded in May.\n\nThe KPO said the pier was shut.")) == "the KPO"


@pytest.mark.parametrize("description", ["The 54-year-old", "The mother of three"])
def test_an_age_and_children_tell_of_whom_was_spoken(said: Said, description: str) -> None:
    text = f"“It is shut,” said Ada Pell, who runs the pier.\n\n{description} said it leaked."
    assert last(said(text)) == "Ada Pell"


def test_an_age_between_commas_is_nobody(said: Said) -> None:
    assert last(said("Lim Swee, 47, who has run the pier for years, said it leaked.")) == "Lim Swee"


def test_what_somebody_is_between_commas_is_not_who_it_is(said: Said) -> None:
    text = "Duma Pell, chief engineer of Ostra Works, the contractor, said it leaked."
    assert last(said(text)) == "Duma Pell"


def test_a_member_speaks_and_not_the_body(said: Said) -> None:
    assert last(said("Uduak Pell of the northern charity Ostwind said it leaked.")) == "Uduak Pell"


def test_he_is_no_place_and_no_nationality(said: Said) -> None:
    text = "Jusuf Pell, a farmer, was born in Deir Ostra. A Belgian bought the house.\n\n“It leaks,” he said."
    assert last(said(text)) == "Jusuf Pell"


def test_the_minister_of_one_thing_is_not_the_minister_of_another(said: Said) -> None:
    text = "Deputy Minister of Planning Tran Pell left on Monday.\n\nThe health minister said it leaked."
    assert last(said(text)) == "the health minister"


def test_a_role_with_its_office_stands_before_the_name(quotes_of: Quotes) -> None:
    quote = quotes_of("The minister for health, Kimo Odhaba, said it leaked.")[-1]
    assert (quote.speaker, quote.role) == ("Kimo Odhaba", "minister for health")


@pytest.mark.parametrize(
    ("title", "noun"),
    [("Sen.", "senator"), ("Gov.", "governor"), ("Col.", "colonel"), ("Colonel", "colonel"), ("Adm.", "admiral")],
)
def test_a_title_is_the_noun_that_stands_for_it_later(said: Said, title: str, noun: str) -> None:
    assert last(said(f"{title} Uduak Pell opened the pier.\n\nThe {noun} said it leaked.")) == "Uduak Pell"


def test_of_two_with_one_title_the_one_mentioned_last_is_meant(said: Said) -> None:
    text = (
        "Sen. Uduak Pell and Sen. Tarn Orne met in May. Pell spoke first.\n\n"
        "Mr Orne left early.\n\nPell stayed.\n\nThe senator said it leaked."
    )
    assert last(said(text)) == "Uduak Pell"


def test_where_somebody_holds_a_title_tells_two_apart(said: Said) -> None:
    text = (
        "Prime Minister Aksen Brekka of Norland met President Katrin Tamsu of Estmark. Tamsu left early.\n\n"
        "The Norland leader said it leaked."
    )
    assert last(said(text)) == "Aksen Brekka"


def test_a_sentence_before_a_name_is_no_role(quotes_of: Quotes) -> None:
    text = "At the pier, the minister of transport hailed the bridge as a gate, Pella Orne wrote. It leaks, Orne said."
    assert all(quote.role is None for quote in quotes_of(text))


def test_an_institute_is_no_academic(said: Said) -> None:
    text = "Pyo Orne, president of the Institute for Academic Practice, left.\n\nThe institute said it leaked."
    assert last(said(text)) == "the Institute for Academic Practice"


def test_a_person_and_the_firm_of_that_name(said: Said) -> None:
    text = "Manufacture Villeroux makes clocks. Loane Villeroux owns it.\n\n“It leaks,” said Madam Villeroux."
    assert last(said(text)) == "Loane Villeroux"


def test_a_town_is_nobody_while_a_person_is_about(said: Said) -> None:
    text = "Uduak Pell, a farmer, moved away. Rangoun was hot.\n\n“It leaks,” she said."
    assert last(said(text)) == "Uduak Pell"


def test_what_is_said_after_a_comma_is_no_role(quotes_of: Quotes) -> None:
    text = "In Deir Ostra, council head Uduak Pell said it leaked."
    (quote,) = quotes_of(text)
    assert (quote.speaker, quote.role) == ("Uduak Pell", "council head")


def test_the_chair_of_an_association_without_a_name_is_no_rider(quotes_of: Quotes) -> None:
    (quote,) = quotes_of("Chairman of the Association of Harbour Riders said it leaked.")
    assert quote.mention == "Chairman of the Association of Harbour Riders"


def test_an_adverb_is_no_part_of_who_speaks(said: Said) -> None:
    assert last(said("The institute initially said it leaked.")) == "the institute"


@pytest.mark.parametrize("name", ["James Baker", "James A. Baker"])
def test_a_surname_that_is_a_trade_is_no_title(quotes_of: Quotes, name: str) -> None:
    (quote,) = quotes_of(f"Treasury Secretary {name} said it leaked.")
    assert (quote.speaker, quote.role) == (name, "Treasury Secretary")
