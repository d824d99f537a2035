"""Query text to tokens: the one place that knows which characters are syntax. Everything else in a query is text.

Syntax is: double quotes, straight or curly; parentheses; AND, OR and NOT in capitals; `name:` before a character other
than a space or `//`; `*`; a `-` at the start of a word before a letter or digit (or a quote mark or parenthesis).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from searchkit.errors import QueryError

# Plain comparisons and no regular expressions: these take longer to compile than a search takes.
MARKS = '"„“”‟«»'
"""The double quote marks; any of them opens a phrase and any closes it. Apostrophes do neither."""
GAP = r"\s\x00-\x1f\x7f-\x9f"
"""What parts words, as the inside of a character class; control characters are never part of one."""

_CONTROLS = frozenset(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
_ALWAYS_SYNTAX = frozenset(f"{MARKS}()*")
_ENDS_A_WORD = frozenset(f"{MARKS}()")
_NEGATABLE = frozenset(f"{MARKS}(")


class TokenKind(Enum):
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


_OPERATORS = {kind.value: kind for kind in (TokenKind.AND, TokenKind.OR, TokenKind.NOT)}
_PARENTHESES = {kind.value: kind for kind in (TokenKind.OPEN, TokenKind.CLOSE)}


class QueryToken(NamedTuple):
    """A piece of the query at `[start, end)`. `text` is what stands inside a phrase's marks, or a field's name."""

    kind: TokenKind
    text: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the query."""
        return self.start, self.end


def has_letter_or_digit(text: str) -> bool:
    """Whether there is anything in a text that can be searched for."""
    return any(map(str.isalnum, text))


def has_gap(text: str) -> bool:
    """Whether a text is parted by anything."""
    return any(map(_is_gap, text))


def has_syntax(text: str) -> bool:
    """Whether a text, read as a query, would be anything but words."""
    if not _ALWAYS_SYNTAX.isdisjoint(text):
        return True
    words = one_line(text).split(" ")
    return any(word in _OPERATORS or _is_dashed(word, 0) or _colon_of_field(word, 0) for word in words)


def one_line(text: str) -> str:
    """A text with every gap as a single space, none at the ends."""
    return " ".join("".join([" " if ch in _CONTROLS else ch for ch in text]).split())


def lex(text: str) -> list[QueryToken]:
    """The tokens of a query, in one pass. Words without a letter or digit are left out, unless a `*` is in them.

    A FIELD is always followed by its value, which stands right behind it. Raises QueryError for an unclosed quote
    mark, an empty phrase, a field without a value, and a NOT of something that cannot be searched for.
    """
    tokens: list[QueryToken] = []
    at = _skip_gaps(text, 0)
    while at < len(text):
        before = tokens[-1].kind if tokens else None
        token = _token(text, at, before)
        if before is TokenKind.FIELD or _can_be_searched(token):
            tokens.append(token)
        elif before in (TokenKind.NOT, TokenKind.MINUS):
            raise QueryError("there is no letter or digit to leave out", query=text, span=token.span)
        at = _skip_gaps(text, token.end)
    return tokens


def _is_gap(ch: str) -> bool:
    return ch.isspace() or ch in _CONTROLS


def _skip(text: str, at: int, passes: Callable[[str], bool]) -> int:
    """The first place from one on where a character does not pass."""
    return next((place for place in range(at, len(text)) if not passes(text[place])), len(text))


def _skip_gaps(text: str, at: int) -> int:
    return _skip(text, at, _is_gap)


def _is_of_a_word(ch: str) -> bool:
    return ch not in _ENDS_A_WORD and not _is_gap(ch)


def _is_letter(ch: str) -> bool:
    return ch.isalnum() and not ch.isdecimal()


def _is_dashed(text: str, at: int) -> bool:
    return text[at : at + 1] == "-" and text[at + 1 : at + 2].isalnum()


def _is_minus(text: str, at: int) -> bool:
    """Whether a `-` that leaves something out stands here: at the start of a word, before what can be left out."""
    if at and not (text[at - 1] == "(" or _is_gap(text[at - 1])):
        return False
    return _is_dashed(text, at) or (text[at] == "-" and text[at + 1 : at + 2] in _NEGATABLE)


def _colon_of_field(text: str, at: int) -> int:
    """Where the colon stands of a field that begins here; 0 for none."""
    colon = _skip(text, at, _is_letter)
    value = text[colon + 1 : colon + 3]
    is_field = colon > at and text[colon : colon + 1] == ":" and value[:1] and value != "//" and not _is_gap(value[0])
    return colon if is_field else 0


def _can_be_searched(token: QueryToken) -> bool:
    if token.kind is TokenKind.WORD:
        return "*" in token.text or has_letter_or_digit(token.text)
    return token.kind is not TokenKind.PHRASE or has_letter_or_digit(token.text)


def _token(text: str, at: int, before: TokenKind | None) -> QueryToken:
    if text[at] in MARKS:
        return _phrase(text, at)
    if text[at] in _PARENTHESES:
        if before is TokenKind.FIELD and text[at] == ")":
            hint = "write it right behind the colon"
            raise QueryError("there is no value after the colon", query=text, span=(at - 1, at), suggestion=hint)
        return QueryToken(_PARENTHESES[text[at]], text[at], at, at + 1)
    if before is not TokenKind.FIELD:
        if _is_minus(text, at):
            return QueryToken(TokenKind.MINUS, "-", at, at + 1)
        if colon := _colon_of_field(text, at):
            return QueryToken(TokenKind.FIELD, text[at:colon], at, colon + 1)
    return _word(text, at, before)


def _word(text: str, at: int, before: TokenKind | None) -> QueryToken:
    if before is not TokenKind.FIELD and _is_dashed(text, at):
        at += 1  # the `-` of `"Rolls-Royce"-made` is no NOT, and the word must not read as one later
    end = max(_skip(text, at, _is_of_a_word), at + 1)
    word = text[at:end]
    kind = TokenKind.WORD if before in (TokenKind.FIELD, TokenKind.MINUS) else _OPERATORS.get(word, TokenKind.WORD)
    return QueryToken(kind, word, at, end)


def _phrase(text: str, at: int) -> QueryToken:
    closing = next((place for place in range(at + 1, len(text)) if text[place] in MARKS), None)
    if closing is None:
        raise QueryError(
            "this quote mark is never closed",
            query=text,
            span=(at, at + 1),
            suggestion="put a second one where the phrase ends, or leave this one out",
        )
    inside = text[at + 1 : closing]
    if not one_line(inside):
        raise QueryError("there is nothing between the quote marks", query=text, span=(at, closing + 1))
    return QueryToken(TokenKind.PHRASE, inside, at, closing + 1)
