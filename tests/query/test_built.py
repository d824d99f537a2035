"""Nodes that only Python can build: they are explained, and have no query text."""

from __future__ import annotations

import pytest

from searchkit.query.explain import explain
from searchkit.query.tree import Boost, Fuzzy, Near, Node, Not, Phrase, Wildcard, Word, leaves
from searchkit.query.unparse import to_query

BUILT: list[tuple[Node, str]] = [
    (Near(("oil", "gas"), 5), "the words oil and gas within 5 words, in any order"),
    (
        Near(("oil", "gas"), 5, ordered=True, field="title"),
        "the words oil and gas within 5 words, in this order in the title",
    ),
    (Wildcard("w*t"), "a word like w*t"),
    (Fuzzy("sochi", 2), "a word at most 2 letters from sochi"),
    (Boost(Phrase("old mill"), 2.5), 'the phrase "old mill" (counting 2.5 times)'),
]


@pytest.mark.parametrize(("node", "words"), BUILT)
def test_they_are_explained(node: Node, words: str) -> None:
    assert explain(node) == words


@pytest.mark.parametrize(("node", "words"), BUILT)
def test_they_have_no_query_text_and_the_error_explains_them(node: Node, words: str) -> None:
    with pytest.raises(ValueError, match="no query text") as caught:
        to_query(node)
    assert str(caught.value).endswith(words)


def test_leaves_below_a_boost() -> None:
    assert leaves(Boost(Not(Word("mill")), 2)) == (Word("mill"),)
