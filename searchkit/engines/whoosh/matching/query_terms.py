"""How the text of a leaf becomes words to look for."""

from __future__ import annotations

from functools import lru_cache

from searchkit.text.analysis import Token, exact_terms, fold, tokens

_KEPT = 1024
"""Texts whose words are remembered: who asks once asks again, for the next page or with a filter."""


@lru_cache(maxsize=_KEPT)
def words_of(text: str) -> tuple[Token, ...]:
    """The words of a text."""
    return tuple(tokens(text))


@lru_cache(maxsize=_KEPT)
def exact_forms(text: str) -> tuple[str, ...]:
    """The exact forms of its words."""
    return exact_terms(text)


def words_and_beginning(text: str) -> tuple[tuple[str, ...], str]:
    """The exact forms of a prefix: those of whole words before the last one, and how the last one begins.

    The full stop of a first initial is kept, so that `u.*` finds U.S. and not every word with a u. The beginning of a
    text without words is empty: it begins nothing.
    """
    row = words_of(text)
    if not row:
        return (), ""
    *before, last = row
    initial = len(last.exact) == 1 and not last.exact.isdigit() and fold(text[last.end :]) == "."
    return tuple(token.exact for token in before), f"{last.exact}." if initial else last.exact
