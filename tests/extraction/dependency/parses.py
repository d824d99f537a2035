"""Parses written by hand, for tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from searchkit.extraction.dependency.tree import ParsedToken


def parse_lines(written: str) -> tuple[str, tuple[ParsedToken, ...]]:
    """A text and its tokens from lines `word TAG label head`, the head given as its word's number from 1, a root as 0."""
    rows = [line.split() for line in written.strip().splitlines()]
    tokens, text = [], ""
    for number, (word, tag, label, head) in enumerate(rows):
        text += " " if text and word not in {",", ".", "’s", "”"} and not text.endswith("“") else ""
        at = int(head) - 1 if int(head) else number
        tokens.append(ParsedToken(len(text), len(text) + len(word), tag, at, label))
        text += word
    return text, tuple(tokens)


class FakeParser:
    """A parser of some texts, which gives no tokens for any other."""

    def __init__(self, *parses: tuple[str, tuple[ParsedToken, ...]]) -> None:
        self._parses = dict(parses)

    def parse(self, texts: Sequence[str]) -> Iterator[Sequence[ParsedToken]]:
        return (self._parses.get(text, ()) for text in texts)
