from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.indexer.vocabulary import Vocabulary, fingerprints
from searchkit.text.analysis import exact_terms

# What analysis has rules for: initials, numbers, apostrophes, accents, and every kind of space.
pieces = st.sampled_from(
    [
        "U.S.",
        "u.",
        "J.K",
        "1,750",
        "3.5",
        "mayor’s",
        "'s",
        "é",
        "e\u0301",
        "-",
        "“",
        " ",
        "\n",
        "\xa0",
        "\u2003",
        "\x1c",
        "a",
    ]
)
texts = st.lists(pieces | st.text(max_size=3), max_size=12).map("".join)


@given(st.lists(texts, max_size=4))
def test_words_are_those_of_the_analysis(given_texts: list[str]) -> None:
    vocabulary = Vocabulary()
    rows = [vocabulary.row(text) for text in given_texts]
    words = vocabulary.words
    assert [tuple(words[number] for number in row) for row in rows] == [exact_terms(text) for text in given_texts]


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=8))
def test_fingerprints_are_equal_for_equal_rows_alone(rows: list[list[str]]) -> None:
    vocabulary = Vocabulary()
    numbered = [vocabulary.row(" ".join(row)) for row in rows]
    words = np.array([number for row in numbered for number in row], np.int64)
    found = fingerprints(vocabulary.hashes(), words, np.array([len(row) for row in rows], np.int64)).tolist()
    for row, number in zip(rows, found, strict=True):
        assert [other == row for other in rows] == [other == number for other in found]


def test_a_long_stretch_without_a_space_is_not_kept() -> None:
    vocabulary = Vocabulary()
    vocabulary.row("x" * 1000)
    assert "x" * 1000 not in vocabulary._known
    assert vocabulary.words == ["x" * 1000]
