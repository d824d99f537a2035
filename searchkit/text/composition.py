"""Composes letters with the combining accents behind them, and maps offsets back to the original text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

# At most four accents: normalising many is slow, and no composed letter has more.
_DECOMPOSED = re.compile("[^\\W\\d_][\u0300-\u036f]{1,4}")


@dataclass(frozen=True, slots=True)
class Composed:
    """A text with each letter and its accents as one character, if there is such a character.

    `starts` are the offsets of the composed letters in `text`, `shifts` how many characters the original is longer up to and
    including each of them.
    """

    text: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def origin(self, offset: int) -> int:
        """Map an offset in `text` to the original; an offset between two letters is behind the accents of the first."""
        before = bisect_left(self.starts, offset)
        return offset + (self.shifts[before - 1] if before else 0)


def compose(text: str) -> Composed:
    """Compose a text, in time linear in its length."""
    if text.isascii():
        return Composed(text)
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    at = shift = 0
    for match in _DECOMPOSED.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        parts += [text[at : match.start()], letter]
        starts.append(match.start() - shift)
        at = match.end()
        shift += len(match.group()) - len(letter)
        shifts.append(shift)
    return Composed("".join([*parts, text[at:]]), tuple(starts), tuple(shifts))
