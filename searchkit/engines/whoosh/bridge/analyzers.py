"""Our text analysis as Whoosh analyzers, for Whoosh's query parser and highlighter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken

from searchkit.text.analysis import fold, tokens


class TokenAnalyzer(Analyzer):  # type: ignore[misc]
    """Text to tokens as they are indexed: stems, or exact forms."""

    def __init__(self, *, stems: bool) -> None:
        self._stems = stems

    def __call__(self, value: str, start_pos: int = 0, start_char: int = 0, **options: Any) -> Iterator[WhooshToken]:
        """Yield a Whoosh token for each token."""
        for position, token in enumerate(tokens(value), start_pos):
            yield WhooshToken(
                **options,
                text=token.stem if self._stems else token.exact,
                original=value[token.start : token.end],
                pos=position,
                startchar=start_char + token.start,
                endchar=start_char + token.end,
            )


class ValueAnalyzer(Analyzer):  # type: ignore[misc]
    """A value to its one term: case and accents folded."""

    def __call__(self, value: str, start_pos: int = 0, start_char: int = 0, **options: Any) -> Iterator[WhooshToken]:
        """Yield one Whoosh token."""
        end = start_char + len(value)
        yield WhooshToken(**options, text=fold(value), original=value, pos=start_pos, startchar=start_char, endchar=end)
