"""Letters and their accents put together, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.text.composition import compose

NFD = "Cafe\u0301 Zoe\u0308 Mu\u0308ller"


def test_accents_are_put_together_and_offsets_lead_back() -> None:
    found = compose(NFD)
    assert found.text == "Café Zoë Müller"
    for word in ("Café", "Zoë", "Müller"):
        start = found.text.index(word)
        written = NFD[found.origin(start) : found.origin(start + len(word))]
        assert unicodedata.normalize("NFC", written) == word
    assert found.origin(len(found.text)) == len(NFD)


def test_the_end_of_a_letter_is_behind_its_accents() -> None:
    found = compose("e\u0301a\u0300b")
    assert [found.origin(offset) for offset in range(4)] == [0, 2, 4, 5]


@pytest.mark.parametrize("text", ["", "plain", "Café", "q\u0303 stays", "\u0301 leads", "9\u0301"])
def test_what_needs_nothing_comes_back_as_it_is(text: str) -> None:
    found = compose(text)
    assert found.text == text
    assert [found.origin(offset) for offset in range(len(text) + 1)] == list(range(len(text) + 1))


def test_two_accents_are_one_letter_and_one_that_has_no_place_is_kept() -> None:
    assert compose("Nguye\u0302\u0303n").text == "Nguyễn"
    assert compose("o\u0323\u0301").text == "ọ\u0301"


def test_a_long_run_of_accents_is_no_trouble() -> None:
    text = "a" + "\u0316\u0300" * 200_000
    assert len(compose(text).text) == len(text) - 1


@given(st.text(alphabet="aeoç \u0301\u0323\u0308\u0316.Ñ"))
def test_every_stretch_leads_back_to_its_own_letters(text: str) -> None:
    found = compose(text)
    assert unicodedata.normalize("NFD", found.text) == unicodedata.normalize("NFD", text)
    origins = [found.origin(offset) for offset in range(len(found.text) + 1)]
    assert origins == sorted(origins)
    assert (origins[0], origins[-1]) == (0, len(text))
