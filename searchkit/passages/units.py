"""Text to units: words, points and, seen from the narration, whole stretches of quoted text as one unit each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from searchkit.passages.marks import Stretch

_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Sen Rep Gov Gen Col Lt Sgt Capt Rev St Jr Sr Hon Adm Maj Cmdr Pres Sens Reps Govs Messrs Inc Corp Co "
    "Ltd Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Fr No vs etc Bros Msgr Ave Rd"
)
_UNIT = re.compile(
    rf"""
      (?P<short>  \b (?: {"|".join(_ABBREVIATIONS.split())} ) \. (?= [\s,] ) | (?: [^\W\d_] \. ){{2,}} | \b [A-Z] \. (?= \s? [A-Z] ) )
    | (?P<word>   [^\W\d_] [\w]* (?: [-‐‑] \w+ | (?<=[Oo]) ['’] (?=[A-Z]) \w+ | ['’] (?! (?: s|ll|ve|re|d|m ) \b ) \w+ | & \w+ )* )
    | (?P<clitic> ['’] (?: s|ll|ve|re|d|m ) \b )
    | (?P<number> [$£€¥]? \d [\d,.:]* \w* (?: - \w+ )* %? )
    | (?P<point>  \.{{2,}} | -- | [^\w\s] | _ )
    """,
    re.VERBOSE,
)


class Kind(Enum):
    """What a unit is."""

    WORD = "word"
    NUMBER = "number"
    POINT = "point"
    QUOTE = "quote"


class Unit(NamedTuple):
    """One unit `[start, end)` of the article's text; `low` is its lower-case form, empty for a quote."""

    text: str
    low: str
    start: int
    end: int
    kind: Kind
    capital: bool
    stretch: Stretch | None = None


_KINDS = {"short": Kind.WORD, "word": Kind.WORD, "clitic": Kind.WORD, "number": Kind.NUMBER, "point": Kind.POINT}


def units_of(text: str, start: int, end: int) -> list[Unit]:
    """The units of `text[start:end]`, marks included as points."""
    out = []
    for match in _UNIT.finditer(text, start, end):
        written = match.group()
        kind = _KINDS[match.lastgroup or "point"]
        at, to = match.span()
        if kind is Kind.NUMBER and written[-1] in ",.:":
            stripped = written.rstrip(",.:")
            out.append(Unit(stripped, stripped, at, at + len(stripped), kind, False))
            for offset in range(at + len(stripped), to):
                out.append(Unit(text[offset], text[offset], offset, offset + 1, Kind.POINT, False))
            continue
        out.append(Unit(written, written.lower(), at, to, kind, kind is Kind.WORD and _is_capital(written)))
    return out


def _is_capital(word: str) -> bool:
    first = word[0]
    if first.isupper():
        return True
    # al-Assad, d’Arc, el-Sisi: a particle fused to a capitalised name.
    for mark in "-‐'’":
        at = word.find(mark)
        if 0 < at <= len("al-") and at + 1 < len(word) and word[at + 1].isupper():
            return True
    return False


@dataclass(frozen=True, slots=True)
class Sentence:
    """The units of one sentence of narration; what is quoted in it is one QUOTE unit a stretch."""

    units: Sequence[Unit]
    paragraph: int

    @property
    def start(self) -> int:
        """Where the first unit begins."""
        return self.units[0].start

    @property
    def end(self) -> int:
        """Where the last unit ends; of a quote the closing mark's end."""
        last = self.units[-1]
        return last.end


def narration(text: str, start: int, end: int, stretches: Sequence[Stretch]) -> list[Unit]:
    """The units of a paragraph with each stretch, marks included, as one QUOTE unit."""
    out: list[Unit] = []
    at = start
    for stretch in stretches:
        out.extend(units_of(text, at, stretch.outer_start))
        out.append(
            Unit(
                text[stretch.outer_start : stretch.outer_end],
                "",
                stretch.outer_start,
                stretch.outer_end,
                Kind.QUOTE,
                False,
                stretch,
            )
        )
        at = stretch.outer_end
    out.extend(units_of(text, at, end))
    return out
