"""A dictionary answers as a sorted list does."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.encoding.term_dict import TermDict, from_term, term_dict_arrays, to_term

texts = st.text("ab\0é\ud800", max_size=40) | st.text(max_size=3)


def dictionary(terms: list[bytes]) -> TermDict:
    return TermDict(*term_dict_arrays("x", terms).values())


@given(st.sets(texts, max_size=50), st.lists(texts, max_size=8))
def test_it_holds_what_it_was_given(given: set[str], words: list[str]) -> None:
    terms = sorted(map(to_term, given))
    term_dict = dictionary(terms)
    assert list(term_dict) == [term_dict[number] for number in range(len(term_dict))] == terms
    assert term_dict.texts() == [from_term(term) for term in terms]
    for text in (*words, *given):
        term = to_term(text)
        assert term_dict.lower_bound(term) == bisect_left(terms, term)
        assert term_dict.find(text) == (terms.index(term) if term in terms else None)
        wanted = [number for number, other in enumerate(terms) if other.startswith(term)]
        assert list(term_dict.prefix_range(text)) == wanted


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 32, 3000])
def test_any_number_of_terms(count: int) -> None:
    terms = sorted(b"%d" % (number * 7919) for number in range(count))
    term_dict = dictionary(terms)
    assert list(term_dict) == terms
    assert [term_dict.lower_bound(term) for term in terms] == list(range(count))
    for number in (-1, count):
        with pytest.raises(IndexError):
            term_dict[number]


def test_terms_that_share_their_beginning_are_short() -> None:
    terms = sorted(b"international%d" % number for number in range(1000))
    assert sum(array.nbytes for array in term_dict_arrays("x", terms).values()) < 7 * len(terms)


def test_a_long_term_among_short_ones() -> None:
    terms = [b"a", b"a" * 70_000, b"b"]
    assert list(dictionary(terms)) == terms
