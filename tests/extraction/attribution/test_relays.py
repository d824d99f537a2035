"""Relays: the first speaker is the speaker, who passed it on is in `via`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from searchkit.model.passage import Quote

Quotes = Callable[..., tuple[Quote, ...]]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("State news agency MNA quoted Ada Pell as saying that the pier was shut.", "MNA"),
        ("Ada Pell was quoted by the Marwick Courier as saying that the pier was shut.", "the Marwick Courier"),
        ("Ada Pell, quoted by Radio Marwick, said that the pier was shut.", "Radio Marwick"),
        ("“The pier was shut,” Ada Pell said, according to MNA.", "MNA"),
        (
            "“The pier was shut,” Ada Pell said, according to a transcript posted to the port website.",
            "the port website",
        ),
        ("“The pier was shut,” Ada Pell told Radio Marwick.", "Radio Marwick"),
        ("“The pier was shut,” Ada Pell told the Marwick Courier.", "the Marwick Courier"),
        ("In an interview with the Marwick Courier, Ada Pell said the pier was shut.", "the Marwick Courier"),
        ("Ada Pell said the pier was shut, MNA reported.", "MNA"),
    ],
)
def test_who_passed_a_statement_on(quotes_of: Quotes, text: str, via: str) -> None:
    (quote,) = quotes_of(text)
    assert (quote.speaker, quote.via) == ("Ada Pell", via)


def test_an_agency_that_cites_others_is_their_relay(quotes_of: Quotes) -> None:
    (quote,) = quotes_of("The agency MNA, citing two officials, reported that the pier was shut.")
    assert (quote.speaker, quote.via) == ("two officials", "MNA")


def test_the_printing_paper_is_no_relay(quotes_of: Quotes) -> None:
    (quote,) = quotes_of("“The pier was shut,” Ada Pell told the Courier.", source="Marwick Courier")
    assert quote.via is None


@pytest.mark.parametrize(
    "text",
    [
        "“The pier was shut,” Ada Pell told reporters.",
        "“The pier was shut,” Ada Pell told the board.",
        "“The pier was shut,” Ada Pell said, citing low water.",
    ],
)
def test_hearers_and_grounds_are_no_relays(quotes_of: Quotes, text: str) -> None:
    (quote,) = quotes_of(text)
    assert (quote.speaker, quote.via) == ("Ada Pell", None)


def test_the_station_is_the_last_relay(quotes_of: Quotes) -> None:
    text = "“The pier was shut,” Ada Pell told Radio Marwick.\n\n“It leaks,” Ben Oduya told the station."
    assert [quote.via for quote in quotes_of(text)] == ["Radio Marwick"] * 2
