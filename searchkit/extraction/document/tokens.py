"""Text to tokens: words, points and, seen from the narration, whole stretches of quoted text as one token each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from searchkit.extraction.document.quotation_marks import QuotedSpan
from searchkit.model.passage import Span

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|St|Jr|Sr|Hon|Adm|Maj|Cmdr|Pres|Sens|Reps|Govs|Messrs|Inc|Corp|Co|"
    "Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Fr|No|vs|etc|Bros|Msgr|Ave|Rd"
)
_REST = r"[\w\u0300-\u036f]"  # a letter behind the first, or an accent that no letter has in it
_TOKEN = re.compile(
    rf"""
      (?P<ticker> < [A-Z][A-Z\d.]{{0,9}} > )
    | (?P<short>  \b (?: {_ABBREVIATIONS} ) \. (?= [\s,] ) | (?: \b [A-Z] - )? (?: [^\W\d_] \. ){{2,}} | \b [A-Z] \. (?= \s? [A-Z] ) )
    | (?P<word>   [^\W\d_] {_REST}*
                  (?: [-‐‑] {_REST}+ | (?<=[Oo]) ['’] (?=[A-Z]) {_REST}+ | ['’] (?! (?: s|ll|ve|re|d|m ) \b ) {_REST}+ | & \w+ )* )
    | (?P<clitic> ['’] (?: s|ll|ve|re|d|m ) \b )
    | (?P<number> [$£€¥]? \d [\d,.:]* \w* (?: - \w+ )* %? )
    | (?P<point>  \.{{2,}} | (?P<run> [^\w\s] ) (?P=run){{3,}} | -- | [^\w\s] | _ )
    """,
    re.VERBOSE,
)
_LONGEST_PARTICLE = len("al-")


class TokenKind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    POINT = "point"
    QUOTE = "quote"


class Token(NamedTuple):
    """One token `[start, end)` of the article's text; `low` is its lower-case form, empty for a quote."""

    text: str
    low: str
    start: int
    end: int
    kind: TokenKind
    capital: bool
    quoted_span: QuotedSpan | None = None

    @property
    def inner_span(self) -> Span:
        """What stands between the marks of a quote; any other token whole."""
        return (
            (self.quoted_span.start, self.quoted_span.end) if self.quoted_span is not None else (self.start, self.end)
        )

    @property
    def inner_text(self) -> str:
        """The text between the marks of a quote; of any other token its text."""
        start, end = self.inner_span
        return self.text[start - self.start : end - self.start]


Tokens = Sequence[Token]
_KIND_OF_GROUP = {
    "run": TokenKind.POINT,
    "short": TokenKind.WORD,
    "word": TokenKind.WORD,
    "clitic": TokenKind.WORD,
    "number": TokenKind.NUMBER,
    "point": TokenKind.POINT,
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one sentence of narration in the paragraph of that place; a quote in it is one QUOTE token a stretch."""

    tokens: Tokens
    paragraph: int


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, marks included as points."""
    out = []
    for match in _TOKEN.finditer(text, start, end):
        if match.lastgroup == "ticker":
            continue  # "Ostra Holdings <OSTR.L> said": how a firm's shares are called is no part of the sentence
        written = match.group()
        kind = _KIND_OF_GROUP[match.lastgroup or "point"]
        at, to = match.span()
        if kind is TokenKind.NUMBER and written[-1] in ",.:":
            out.extend(_number_and_points(written, at))
        else:
            capital = kind is TokenKind.WORD and _is_capital(written)
            out.append(Token(written, written.lower(), at, to, kind, capital))
    return out


def _number_and_points(written: str, at: int) -> list[Token]:
    """A number that swallowed the points behind it ("2018."), taken apart."""
    number = written.rstrip(",.:")
    end = at + len(number)
    points = [
        Token(point, point, end + n, end + n + 1, TokenKind.POINT, capital=False)
        for n, point in enumerate(written[len(number) :])
    ]
    return [Token(number, number, at, end, TokenKind.NUMBER, capital=False), *points]


def _is_capital(word: str) -> bool:
    if word[0].isupper():
        return True
    # al-Assad, d’Arc, el-Sisi: a particle fused to a capitalised name.
    for mark in "-‐'’":
        at = word.find(mark, 1, _LONGEST_PARTICLE + 1)
        if at > 0 and word[at + 1 : at + 2].isupper():
            return True
    return False


def tokenize_narration(text: str, start: int, end: int, stretches: Sequence[QuotedSpan]) -> list[Token]:
    """The tokens of a paragraph with each stretch, marks included, as one QUOTE token."""
    out: list[Token] = []
    at = start
    for stretch in stretches:
        out.extend(tokenize(text, at, stretch.outer_start))
        written = text[stretch.outer_start : stretch.outer_end]
        out.append(
            Token(
                written, "", stretch.outer_start, stretch.outer_end, TokenKind.QUOTE, capital=False, quoted_span=stretch
            )
        )
        at = stretch.outer_end
    out.extend(tokenize(text, at, end))
    return out
