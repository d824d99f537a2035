"""Query text to tokens. Only this module knows which characters are syntax; all others are text.

Syntax is: double quotes, straight or curly; parentheses; AND, OR and NOT in capitals; `name:` before a character other
than a space or `//`; `*`; a `-` at the start of a word before a letter or digit (or a quote mark or parenthesis).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from searchkit.errors import QueryError

# Regular expressions would take longer to compile than a search takes.
MARKS = '"„“”‟«»'
"""Double quote marks: any of them opens a phrase and any closes it. Apostrophes do neither."""
GAP = r"\s\x00-\x1f\x7f-\x9f"
"""The characters between words, as the inside of a character class: white space and control characters."""

_CONTROLS = frozenset(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
_ALWAYS_SYNTAX = frozenset(f"{MARKS}()*")
_ENDS_A_WORD = frozenset(f"{MARKS}()")
_NEGATABLE = frozenset(f"{MARKS}(")


class TokenKind(Enum):
    """What a token is; the value of an operator is how it is written."""

    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"
    MINUS = "-"
    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"


_OPERATORS = {kind.value: kind for kind in (TokenKind.AND, TokenKind.OR, TokenKind.NOT)}
_PARENTHESES = {kind.value: kind for kind in (TokenKind.OPEN, TokenKind.CLOSE)}


class QueryToken(NamedTuple):
    """A part of the query at [start, end). `text` is a phrase without its marks, or a field's name without the colon."""

    kind: TokenKind
    text: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Its position [start, end) in the query."""
        return self.start, self.end


def has_letter_or_digit(text: str) -> bool:
    """Return whether a text can be searched for."""
    return any(map(str.isalnum, text))


def has_gap(text: str) -> bool:
    """Return whether a text has a gap between words."""
    return any(map(_is_gap, text))


def has_syntax(text: str) -> bool:
    """Return whether a text is more than words, if read as a query."""
    if not _ALWAYS_SYNTAX.isdisjoint(text):
        return True
    words = collapse_gaps(text).split(" ")
    return any(word in _OPERATORS or _is_dashed(word, 0) or _colon_of_field(word, 0) for word in words)


def collapse_gaps(text: str) -> str:
    """Return a text with each gap as one space, and none at the ends."""
    return " ".join("".join([" " if ch in _CONTROLS else ch for ch in text]).split())


def lex(text: str) -> list[QueryToken]:
    """Return the tokens of a query. Words without a letter, digit or `*` are left out.

    A FIELD is always followed by its value. Raises QueryError for an unclosed quote mark, an empty phrase, a field without
    a value, and a NOT before a word that is left out.
    """
    tokens: list[QueryToken] = []
    index = _skip_gaps(text, 0)
    while index < len(text):
        before = tokens[-1].kind if tokens else None
        token = _token(text, index, before)
        if before is TokenKind.FIELD or _can_be_searched(token):
            tokens.append(token)
        elif before in (TokenKind.NOT, TokenKind.MINUS):
            raise QueryError("there is no letter or digit to leave out", query=text, span=token.span)
        index = _skip_gaps(text, token.end)
    return tokens


def _is_gap(ch: str) -> bool:
    return ch.isspace() or ch in _CONTROLS


def _skip(text: str, index: int, passes: Callable[[str], bool]) -> int:
    """Return the index of the first character from `index` on that does not pass, or the length of the text."""
    return next((end for end in range(index, len(text)) if not passes(text[end])), len(text))


def _skip_gaps(text: str, index: int) -> int:
    return _skip(text, index, _is_gap)


def _is_of_a_word(ch: str) -> bool:
    return ch not in _ENDS_A_WORD and not _is_gap(ch)


def _is_letter(ch: str) -> bool:
    return ch.isalnum() and not ch.isdecimal()


def _is_dashed(text: str, index: int) -> bool:
    return text[index : index + 1] == "-" and text[index + 1 : index + 2].isalnum()


def _is_minus(text: str, index: int) -> bool:
    """Return whether there is a `-` that negates: at the start of a word, before what can be negated."""
    if index and not (text[index - 1] == "(" or _is_gap(text[index - 1])):
        return False
    return _is_dashed(text, index) or (text[index] == "-" and text[index + 1 : index + 2] in _NEGATABLE)


def _colon_of_field(text: str, index: int) -> int:
    """Return the index of the colon of a field that begins here, or 0 if none does."""
    colon = _skip(text, index, _is_letter)
    value = text[colon + 1 : colon + 3]
    is_field = (
        colon > index and text[colon : colon + 1] == ":" and value[:1] and value != "//" and not _is_gap(value[0])
    )
    return colon if is_field else 0


def _can_be_searched(token: QueryToken) -> bool:
    if token.kind is TokenKind.WORD:
        return "*" in token.text or has_letter_or_digit(token.text)
    return token.kind is not TokenKind.PHRASE or has_letter_or_digit(token.text)


def _token(text: str, index: int, before: TokenKind | None) -> QueryToken:
    if text[index] in MARKS:
        return _phrase(text, index)
    if text[index] in _PARENTHESES:
        if before is TokenKind.FIELD and text[index] == ")":
            hint = "write it right behind the colon"
            raise QueryError("there is no value after the colon", query=text, span=(index - 1, index), suggestion=hint)
        return QueryToken(_PARENTHESES[text[index]], text[index], index, index + 1)
    if before is not TokenKind.FIELD:
        if _is_minus(text, index):
            return QueryToken(TokenKind.MINUS, "-", index, index + 1)
        if colon := _colon_of_field(text, index):
            return QueryToken(TokenKind.FIELD, text[index:colon], index, colon + 1)
    return _word(text, index, before)


def _word(text: str, index: int, before: TokenKind | None) -> QueryToken:
    if before is not TokenKind.FIELD and _is_dashed(text, index):
        index += 1  # the `-` of `"Rolls-Royce"-made` is no NOT, and must not become one when the query is written again
    end = max(_skip(text, index, _is_of_a_word), index + 1)
    word = text[index:end]
    kind = TokenKind.WORD if before in (TokenKind.FIELD, TokenKind.MINUS) else _OPERATORS.get(word, TokenKind.WORD)
    return QueryToken(kind, word, index, end)


def _phrase(text: str, index: int) -> QueryToken:
    closing = next((end for end in range(index + 1, len(text)) if text[end] in MARKS), None)
    if closing is None:
        raise QueryError(
            "this quote mark is never closed",
            query=text,
            span=(index, index + 1),
            suggestion="put a second one where the phrase ends, or leave this one out",
        )
    inside = text[index + 1 : closing]
    if not collapse_gaps(inside):
        raise QueryError("there is nothing between the quote marks", query=text, span=(index, closing + 1))
    return QueryToken(TokenKind.PHRASE, inside, index, closing + 1)
