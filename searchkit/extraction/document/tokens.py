"""Text to tokens: words, numbers and punctuation; in narration each quotation is a single token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from searchkit.extraction.document.quotation_marks import QuotedSpan
from searchkit.model.passage import Span

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|St|Jr|Sr|Hon|Adm|Maj|Cmdr|Pres|Sens|Reps|Govs|Messrs|Inc|Corp|Co|"
    "Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Fr|No|vs|etc|Bros|Msgr|Ave|Rd"
)
_REST = r"[\w\u0300-\u036f]"  # a letter after the first, or a combining accent
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
    """Kind of a token. QUOTE is a whole quotation with its marks."""

    WORD = "word"
    NUMBER = "number"
    PUNCTUATION = "point"
    QUOTE = "quote"


class Token(NamedTuple):
    """One token, at `[start, end)` of the article's text. `low` is its lower-case form, empty for a quotation."""

    text: str
    low: str
    start: int
    end: int
    kind: TokenKind
    capital: bool
    quoted_span: QuotedSpan | None = None

    @property
    def inner_span(self) -> Span:
        """Span between the marks of a quotation; span of any other token."""
        return (
            (self.quoted_span.start, self.quoted_span.end) if self.quoted_span is not None else (self.start, self.end)
        )

    @property
    def inner_text(self) -> str:
        """Text between the marks of a quotation; text of any other token."""
        start, end = self.inner_span
        return self.text[start - self.start : end - self.start]


Tokens = Sequence[Token]
_KIND_OF_GROUP = {
    "run": TokenKind.PUNCTUATION,
    "short": TokenKind.WORD,
    "word": TokenKind.WORD,
    "clitic": TokenKind.WORD,
    "number": TokenKind.NUMBER,
    "point": TokenKind.PUNCTUATION,
}


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Split `text[start:end]` into tokens. Quotation marks are punctuation, stock tickers are left out."""
    out = []
    for match in _TOKEN.finditer(text, start, end):
        if match.lastgroup == "ticker":
            continue  # "Ostra Holdings <OSTR.L> said": not part of the sentence
        word = match.group()
        kind = _KIND_OF_GROUP[match.lastgroup or "point"]
        if kind is TokenKind.NUMBER and word[-1] in ",.:":
            out.extend(_split_number(word, match.start()))
        else:
            capital = kind is TokenKind.WORD and _is_capitalised(word)
            out.append(Token(word, word.lower(), match.start(), match.end(), kind, capital))
    return out


def _split_number(matched: str, start: int) -> list[Token]:
    """Separate a number from the punctuation matched with it ("2018.")."""
    number = matched.rstrip(",.:")
    end = start + len(number)
    punctuation = [
        Token(mark, mark, end + n, end + n + 1, TokenKind.PUNCTUATION, capital=False)
        for n, mark in enumerate(matched[len(number) :])
    ]
    return [Token(number, number, start, end, TokenKind.NUMBER, capital=False), *punctuation]


def _is_capitalised(word: str) -> bool:
    """Whether a word, or the part of it after a particle, starts with a capital."""
    if word[0].isupper():
        return True
    # "al-Assad", "d’Arc": a particle joined to a capitalised name.
    for mark in "-‐'’":
        at = word.find(mark, 1, _LONGEST_PARTICLE + 1)
        if at > 0 and word[at + 1 : at + 2].isupper():
            return True
    return False


def tokenize_narration(text: str, start: int, end: int, quoted_spans: Sequence[QuotedSpan]) -> list[Token]:
    """Split `text[start:end]` into tokens, with each of `quoted_spans`, marks included, as one QUOTE token."""
    out: list[Token] = []
    at = start
    for span in quoted_spans:
        out.extend(tokenize(text, at, span.outer_start))
        quoted = text[span.outer_start : span.outer_end]
        out.append(
            Token(quoted, "", span.outer_start, span.outer_end, TokenKind.QUOTE, capital=False, quoted_span=span)
        )
        at = span.outer_end
    out.extend(tokenize(text, at, end))
    return out
