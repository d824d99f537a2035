"""Letters whose accents stand behind them as characters of their own: put together, with the way back to the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

# Few marks at a time, because putting many in order is slow; no letter that can be put together has more.
_APART = re.compile("[^\\W\\d_][\u0300-\u036f]{1,4}")


@dataclass(frozen=True, slots=True)
class Composed:
    """A text with each letter and its accents as one character, where there is such a character.

    `starts` are the offsets of the letters that were put together, `shifts` by how many characters the text before and
    with each had been longer.
    """

    text: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def origin(self, offset: int) -> int:
        """The offset into the text as it was written; between two letters, behind the accents of the first."""
        before = bisect_left(self.starts, offset)
        return offset + (self.shifts[before - 1] if before else 0)


def compose(text: str) -> Composed:
    """A text put together, in time linear in its length; one that needs nothing comes back as it is."""
    if text.isascii():
        return Composed(text)
    parts: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    at = shift = 0
    for match in _APART.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        parts += [text[at : match.start()], letter]
        starts.append(match.start() - shift)
        at = match.end()
        shift += len(match.group()) - len(letter)
        shifts.append(shift)
    return Composed("".join([*parts, text[at:]]), tuple(starts), tuple(shifts))
