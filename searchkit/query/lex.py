"""Query text to tokens: the one place that knows which characters are syntax. Everything else in a query is text.

Syntax is: double quotes, straight or curly; parentheses; AND, OR and NOT in capitals; `name:` before a character other
than a space or `//`; `*`; a `-` at the start of a word before a letter or digit (or a quote mark or parenthesis).
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from searchkit.errors import QueryError

GAP = r"\s\x00-\x1f\x7f-\x9f"
"""What parts words, as the inside of a character class; control characters are never part of one."""
MARKS = '"„“”‟«»'
"""The double quote marks; any of them opens a phrase and any closes it. Apostrophes do neither."""

_GAPS = re.compile(f"[{GAP}]*+")
_MARK = re.compile(f"[{MARKS}]")
_RUN = re.compile(f"[^{GAP}{MARKS}()]+")
_MINUS = re.compile(rf"(?<![^{GAP}(])-(?=[^\W_]|[{MARKS}(])")
_DASHED = re.compile(r"-(?=[^\W_])")
_FIELD = re.compile(rf"([^\W\d_]++):(?=[^{GAP}])(?!//)")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_SYNTAX = re.compile(
    rf"[{MARKS}()*] | (?:^|[{GAP}]) (?: -[^\W_] | {_FIELD.pattern} | (?:AND|OR|NOT)(?![^{GAP}]) )", re.VERBOSE
)


class Kind(Enum):
    """What a token is; the operators' values are how they are written."""

    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"
    MINUS = "-"
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"


_OPERATORS = {kind.value: kind for kind in (Kind.AND, Kind.OR, Kind.NOT)}
_PARENTHESES = {kind.value: kind for kind in (Kind.OPEN, Kind.CLOSE)}


class Token(NamedTuple):
    """A piece of the query at `[start, end)`. `text` is what stands inside a phrase's marks, or a field's name."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the query."""
        return self.start, self.end


def has_letter_or_digit(text: str) -> bool:
    """Whether there is anything in a text that can be searched for."""
    return _LETTER_OR_DIGIT.search(text) is not None


def has_syntax(text: str) -> bool:
    """Whether a text, read as a query, would be anything but words."""
    return _SYNTAX.search(text) is not None


def one_line(text: str) -> str:
    """A text with every gap as a single space, none at the ends."""
    return " ".join(re.split(f"[{GAP}]+", text)).strip()


def lex(text: str) -> list[Token]:
    """The tokens of a query, in one pass. Words without a letter or digit are left out, unless a `*` is in them.

    A FIELD is always followed by its value, which stands right behind it. Raises QueryError for an unclosed quote
    mark, an empty phrase, a field without a value, and a NOT of something that cannot be searched for.
    """
    tokens: list[Token] = []
    at = _skip_gaps(text, 0)
    while at < len(text):
        before = tokens[-1].kind if tokens else None
        token = _token(text, at, before)
        if before is Kind.FIELD or _can_be_searched(token):
            tokens.append(token)
        elif before in (Kind.NOT, Kind.MINUS):
            raise QueryError("there is no letter or digit to leave out", query=text, span=token.span)
        at = _skip_gaps(text, token.end)
    return tokens


def _skip_gaps(text: str, at: int) -> int:
    match = _GAPS.match(text, at)
    return match.end() if match else at


def _can_be_searched(token: Token) -> bool:
    if token.kind is Kind.WORD:
        return "*" in token.text or has_letter_or_digit(token.text)
    return token.kind is not Kind.PHRASE or has_letter_or_digit(token.text)


def _token(text: str, at: int, before: Kind | None) -> Token:
    if text[at] in MARKS:
        return _phrase(text, at)
    if text[at] in _PARENTHESES:
        if before is Kind.FIELD and text[at] == ")":
            hint = "write it right behind the colon"
            raise QueryError("there is no value after the colon", query=text, span=(at - 1, at), suggestion=hint)
        return Token(_PARENTHESES[text[at]], text[at], at, at + 1)
    if before is not Kind.FIELD:
        if _MINUS.match(text, at):
            return Token(Kind.MINUS, "-", at, at + 1)
        if match := _FIELD.match(text, at):
            return Token(Kind.FIELD, match[1], at, match.end())
    return _word(text, at, before)


def _word(text: str, at: int, before: Kind | None) -> Token:
    if before is not Kind.FIELD and _DASHED.match(text, at):
        at += 1  # the `-` of `"Rolls-Royce"-made` is no NOT, and the word must not read as one later
    match = _RUN.match(text, at)
    end = match.end() if match else at + 1
    word = text[at:end]
    kind = Kind.WORD if before in (Kind.FIELD, Kind.MINUS) else _OPERATORS.get(word, Kind.WORD)
    return Token(kind, word, at, end)


def _phrase(text: str, at: int) -> Token:
    closing = _MARK.search(text, at + 1)
    if closing is None:
        raise QueryError(
            "this quote mark is never closed",
            query=text,
            span=(at, at + 1),
            suggestion="put a second one where the phrase ends, or leave this one out",
        )
    inside = text[at + 1 : closing.start()]
    if not one_line(inside):
        raise QueryError("there is nothing between the quote marks", query=text, span=(at, closing.end()))
    return Token(Kind.PHRASE, inside, at, closing.end())
