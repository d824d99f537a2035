"""The dependency tree of a sentence, and the interface of a parser."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

ParsedSpan = tuple[int, int]
"""Tokens `[first, last)`."""


@dataclass(frozen=True, slots=True)
class ParsedToken:
    """A token at characters `[start, end)` of the parsed text.

    `tag` is its part of speech (Penn Treebank), `head` the index of its head (the token itself for a root), `label` its relation to the
    head (ClearNLP, the labels of spaCy's English models).
    """

    start: int
    end: int
    tag: str
    head: int
    label: str


class Parser(Protocol):
    """A parser; the same texts always give the same tokens."""

    def parse(self, texts: Sequence[str]) -> Iterable[Sequence[ParsedToken]]:
        """The tokens of each text, in order; empty for a text that is too long to parse."""
        ...


@dataclass(frozen=True)
class Tree:
    """The parsed tokens of one sentence; its text starts at offset `begin` of the article."""

    text: str
    begin: int
    tokens: Sequence[ParsedToken]

    @cached_property
    def lows(self) -> Sequence[str]:
        """The tokens in lower case."""
        return [self.text[token.start : token.end].lower().replace("’", "'") for token in self.tokens]

    @cached_property
    def children(self) -> Sequence[Sequence[int]]:
        """The children of each token, in order."""
        out: list[list[int]] = [[] for _ in self.tokens]
        for at, token in enumerate(self.tokens):
            if token.head != at:
                out[token.head].append(at)
        return out

    @cached_property
    def subtree_spans(self) -> Sequence[ParsedSpan]:
        """The span of each token with all its descendants."""
        first, last = list(range(len(self.tokens))), list(range(1, len(self.tokens) + 1))
        for at in reversed(self._downwards):
            head = self.tokens[at].head
            first[head] = min(first[head], first[at])
            last[head] = max(last[head], last[at])
        return list(zip(first, last, strict=True))

    @cached_property
    def _downwards(self) -> Sequence[int]:
        """All tokens, each after its head."""
        order = [at for at, token in enumerate(self.tokens) if token.head == at]
        for at in order:
            order.extend(self.children[at])
        return order

    def label(self, at: int) -> str:
        """The relation of a token to its head."""
        return self.tokens[at].label

    def tag(self, at: int) -> str:
        """The part of speech of a token."""
        return self.tokens[at].tag

    def low(self, at: int) -> str:
        """The token at `at` in lower case; empty outside the sentence."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def find_child(self, at: int, labels: frozenset[str]) -> int | None:
        """The first child of `at` with one of these relations, or None."""
        return next((child for child in self.children[at] if self.tokens[child].label in labels), None)

    def start_of(self, at: int) -> int:
        """The offset in the article where a token starts."""
        return self.begin + self.tokens[at].start

    def end_of(self, at: int) -> int:
        """The offset in the article where a token ends."""
        return self.begin + self.tokens[at].end

    def first_token_from(self, offset: int) -> int:
        """The first token that starts at or after an offset in the article."""
        return bisect_left(self._starts, offset - self.begin)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [token.start for token in self.tokens]

    def is_punctuation(self, at: int) -> bool:
        """Whether a token has neither letter nor digit."""
        return not any(letter.isalnum() for letter in self.lows[at])

    def trim(self, first: int, last: int) -> ParsedSpan | None:
        """The tokens `[first, last)` without punctuation at their ends, or None if nothing is left."""
        while first < last and self.is_punctuation(first):
            first += 1
        while last > first and self.is_punctuation(last - 1):
            last -= 1
        return (first, last) if last > first else None
