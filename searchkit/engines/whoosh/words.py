"""How the text of a leaf becomes words to look for."""

from __future__ import annotations

from searchkit.analysis import fold, tokens


def words_and_beginning(text: str) -> tuple[tuple[str, ...], str]:
    """The exact forms of a prefix: those of whole words before the last one, and how the last one begins.

    The full stop of a first initial is kept, so that `u.*` finds U.S. and not every word with a u. The beginning of a
    text without words is empty: it begins nothing.
    """
    row = tokens(text)
    if not row:
        return (), ""
    *before, last = row
    initial = len(last.exact) == 1 and not last.exact.isdigit() and fold(text[last.end :]) == "."
    return tuple(token.exact for token in before), f"{last.exact}." if initial else last.exact
