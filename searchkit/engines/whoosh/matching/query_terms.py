"""Turn the text of a query leaf into terms."""

from __future__ import annotations

from functools import lru_cache

from searchkit.text.analysis import Token, exact_terms, fold, tokens

_REMEMBERED_TEXTS = 1024
"""Texts whose terms are remembered: a query often comes again, for the next page or with a filter."""


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def query_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text."""
    return tuple(tokens(text))


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def exact_forms(text: str) -> tuple[str, ...]:
    """Return the exact forms of a text's tokens."""
    return exact_terms(text)


def prefix_terms(text: str) -> tuple[tuple[str, ...], str]:
    """Return the exact forms of the tokens before the last one, and the prefix that the last one is.

    The full stop of a first initial is kept, so that `u.*` finds U.S. and not every word with a u. The prefix of a text
    without tokens is empty: it matches nothing.
    """
    text_tokens = query_tokens(text)
    if not text_tokens:
        return (), ""
    *before, last = text_tokens
    initial = len(last.exact) == 1 and not last.exact.isdigit() and fold(text[last.end :]) == "."
    return tuple(token.exact for token in before), f"{last.exact}." if initial else last.exact
