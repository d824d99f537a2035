"""Text to tokens: accents, however they are written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.text.analysis import fold, tokens

ACCENTED = "“José’s café,” said Zoë Müller-Łukasz of Nguyễn & Cie."


def test_accents_apart_give_the_same_tokens_with_their_own_offsets() -> None:
    apart = unicodedata.normalize("NFD", ACCENTED)
    found = tokens(apart)
    assert [(token.exact, token.stem) for token in found] == [(token.exact, token.stem) for token in tokens(ACCENTED)]
    assert found[0].exact == "jose"
    written = [unicodedata.normalize("NFC", apart[token.start : token.end]) for token in found]
    assert written == [ACCENTED[token.start : token.end] for token in tokens(ACCENTED)]


@pytest.mark.parametrize(("text", "folded"), [("STRASSE", "strasse"), ("Straße", "strasse"), ("Ǻ’s ﬁn", "a's fin")])
def test_case_accents_and_apostrophes_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet="aéÅßﬁ가İ\u0301\u0323\u0345\u0f73 ’"))
def test_it_makes_no_difference_whether_accents_stand_apart(text: str) -> None:
    folded = fold(text)
    assert folded == fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
    assert not any(map(unicodedata.combining, folded))


def test_a_long_run_of_accents_is_no_trouble() -> None:
    [token] = tokens("a" + "\u0316\u0300" * 500_000)
    assert (token.exact, token.start, token.end) == ("a", 0, 1_000_001)
