from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.encoding.term_dict import TermDict, term_dict_arrays, to_term
from searchkit.engines.whoosh.matching.expansion import LONGEST, fuzzy_terms, is_similar, pattern_fits, wildcard_terms

letters = st.text("abé", max_size=6)


def dictionary(words: set[str]) -> TermDict:
    arrays = term_dict_arrays("x", map(to_term, sorted(words)))
    return TermDict(*arrays.values())


@given(st.text("ab*?", max_size=8), letters)
def test_a_pattern_fits_as_the_expression_it_stands_for(pattern: str, word: str) -> None:
    wanted = re.fullmatch(pattern.replace("*", ".*").replace("?", "."), word)
    assert pattern_fits(pattern, word) == (wanted is not None)


@given(st.text("ab*?é", min_size=1, max_size=6), st.sets(letters, max_size=12))
def test_every_word_of_a_dictionary_is_tried(pattern: str, words: set[str]) -> None:
    found = dictionary(words)
    folded = pattern.replace("é", "e")
    assert {found.text(number) for number in wildcard_terms(pattern, found)} == {
        word for word in words if pattern_fits(folded, word)
    }


@given(st.text("ab", min_size=1, max_size=6), st.integers(0, 3), st.sets(letters, max_size=20))
def test_passing_over_beginnings_loses_nothing(word: str, distance: int, words: set[str]) -> None:
    found = dictionary(words)
    near = {other for other in words if is_similar(word, distance, other)}
    assert {found.text(number) for number in fuzzy_terms(word, distance, found)} == near


def test_distances() -> None:
    assert is_similar("river", 1, "rivers")
    assert is_similar("river", 1, "riven")
    assert is_similar("RIVÉR", 1, "iver")
    assert not is_similar("river", 1, "rvier")
    assert is_similar("river", 2, "rvier")


def test_what_is_too_long_takes_no_time() -> None:
    words = dictionary({"a" * 1_000_000, "ab"})
    assert list(wildcard_terms("a*b", words)) == [1]
    assert list(fuzzy_terms("abc", 1, words)) == [1]
    assert list(wildcard_terms("a" * (LONGEST + 1) + "*", words)) == []
    assert list(wildcard_terms("*a" * 40, words)) == []
