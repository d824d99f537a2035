from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.builder.vocabulary import Vocabulary
from searchkit.text.analysis import exact_terms

# Characters that analysis has rules for: initials, numbers, apostrophes, accents, and every kind of space.
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
def test_tokens_are_those_of_the_analysis(given_texts: list[str]) -> None:
    vocabulary = Vocabulary()
    tokens = [vocabulary.tokens(text) for text in given_texts]
    terms = vocabulary.terms
    assert [tuple(terms[number] for number in numbers) for numbers in tokens] == [
        exact_terms(text) for text in given_texts
    ]


def test_a_long_piece_without_a_space_is_not_cached() -> None:
    vocabulary = Vocabulary()
    vocabulary.tokens("x" * 1000)
    assert "x" * 1000 not in vocabulary._cache
    assert vocabulary.terms == ["x" * 1000]
