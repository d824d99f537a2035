"""Tokens: words, numbers, punctuation and quotations."""

from __future__ import annotations

import pytest

from searchkit.extraction.document.quotation_marks import find_quoted_spans
from searchkit.extraction.document.tokens import TokenKind, tokenize, tokenize_narration


def texts(text: str) -> list[str]:
    return [token.text for token in tokenize(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Pell left.", ["Dr.", "Pell", "left", "."]),
        ("the U.S. navy", ["the", "U.S.", "navy"]),
        ("Ada’s boat isn't", ["Ada", "’s", "boat", "isn't"]),
        ("O'Brien of AT&T", ["O'Brien", "of", "AT&T"]),
        ("a 12-year-old, £3.50 each", ["a", "12-year-old", ",", "£3.50", "each"]),
        ("in 2018.", ["in", "2018", "."]),
        ("Ostra Plc <OSTR.L> fell", ["Ostra", "Plc", "fell"]),
    ],
)
def test_words_numbers_and_punctuation(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("word", "capital"), [("Pell", True), ("al-Assad", True), ("d’Arc", True), ("al-fresco", False)]
)
def test_a_capital_may_follow_a_particle(word: str, capital: bool) -> None:  # noqa: FBT001
    (token,) = tokenize(word, 0, len(word))
    assert token.capital is capital


def test_offsets_are_those_of_the_text() -> None:
    text = "Ada P. Pell paid £3.50, twice."
    assert all(text[token.start : token.end] == token.text for token in tokenize(text, 4, len(text)))


def test_a_quotation_is_one_token_of_narration() -> None:
    text = "“It is shut,” Pell said."
    tokens = tokenize_narration(text, 0, len(text), find_quoted_spans(text, 0, len(text)))
    assert [token.kind for token in tokens] == [
        TokenKind.QUOTE,
        TokenKind.WORD,
        TokenKind.WORD,
        TokenKind.PUNCTUATION,
    ]
    quotation = tokens[0]
    assert (quotation.text, quotation.low, quotation.inner_text, quotation.inner_span) == (
        "“It is shut,”",
        "",
        "It is shut,",
        (1, 12),
    )
