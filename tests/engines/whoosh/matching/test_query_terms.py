from __future__ import annotations

import pytest

from searchkit.engines.whoosh.matching.query_terms import prefix_terms


@pytest.mark.parametrize(
    ("text", "words", "beginning"),
    [
        ("comp", (), "comp"),
        ("Ház", (), "haz"),
        ("un-spon", ("un",), "spon"),
        ("u.", (), "u."),
        ("U.S.", (), "u.s"),
        ("mayor’s", (), "mayor"),
        ("5.", (), "5"),
        ("—", (), ""),
    ],
)
def test_prefix_terms(text: str, words: tuple[str, ...], beginning: str) -> None:
    assert prefix_terms(text) == (words, beginning)
