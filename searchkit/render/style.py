"""Text for a terminal: colours or none, and lines of a width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from searchkit.model.frozen import Frozen
from searchkit.model.passage import Span

_WORD = re.compile(r"\S+")
PAINT = r"\x1b\[(?:0|1|2|36|1;33)m"
"""What `Style` writes around painted text."""


class Style(Frozen):
    """How text is shown: `width` in characters, and whether in colour."""

    width: int = 100
    colour: bool = False

    def match(self, text: str) -> str:
        """A matched word."""
        return self._paint("1;33", text)

    def strong(self, text: str) -> str:
        """A name."""
        return self._paint("1", text)

    def faint(self, text: str) -> str:
        """What is read second."""
        return self._paint("2", text)

    def id(self, text: str) -> str:
        """Something to copy."""
        return self._paint("36", text)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


def columns(text: str) -> int:
    """How many columns a text takes on a terminal: two for a wide character, none for an accent, a joiner or paint."""
    text = re.sub(PAINT, "", text) if "\x1b" in text else text
    return len(text) if text.isascii() else sum(map(_columns_of, text))


@cache
def _columns_of(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def truncate(text: str, width: int) -> str:
    """The beginning of a text that takes at most so many columns."""
    taken = 0
    for at, letter in enumerate(text):
        taken += _columns_of(letter)
        if taken > width:
            return text[:at]
    return text


def shorten(text: str, width: int) -> str:
    """A text that takes at most so many columns; where it is cut, that is seen."""
    return text if columns(text) <= width else truncate(text, width - 1).rstrip() + "…"


def join_parts(parts: Iterable[str], width: int, indent: str = "") -> Iterator[str]:
    """Parts with ` · ` between them, in as many lines as they need; a part is never broken."""
    line = ""
    for part in parts:
        if line and columns(line) + len(" · ") + columns(part) > width:
            yield line
            line = ""
        line = f"{line} · {part}" if line else f"{indent}{part}"
    yield line


def wrap(text: str, start: int, end: int, width: int, first_indent: int = 0) -> Iterator[Span]:
    """The lines of `text[start:end]`, as spans without the white space around them; a word is never broken."""
    line_start, line_end, room = None, start, width - first_indent
    for word in _WORD.finditer(text, start, end):
        taken = columns(word.group())
        if line_start is not None:
            room -= word.start() - line_end
            if taken > room:
                yield line_start, line_end
                line_start, room = None, width
        if line_start is None:
            line_start = word.start()
        room -= taken
        line_end = word.end()
    if line_start is not None:
        yield line_start, line_end


def mark_highlights(text: str, start: int, end: int, highlights: Iterable[Span], style: Style) -> str:
    """`text[start:end]` with what is highlighted in it painted."""
    parts, at = [], start
    for first, last in highlights:
        low, high = max(first, at), min(last, end)
        if low < high:
            parts += [text[at:low], style.match(text[low:high])]
            at = high
    return "".join([*parts, text[at:end]])


def window(text: str, highlights: tuple[Span, ...], size: int) -> Span:
    """The stretch of about `size` characters that shows most highlights, the first such one, cut between words."""
    if len(text) <= size:
        return 0, len(text)
    best, most, last = 0, 0, 0
    for first, (start, _) in enumerate(highlights):
        last = max(last, first)
        while last < len(highlights) and highlights[last][1] - start <= size * 2 // 3:
            last += 1
        if last - first > most:
            best, most = start, last - first
    start = max(0, min(best - size // 6, len(text) - size))
    if start < size // 5:
        start = 0
    end = min(len(text), start + size)
    while start > 0 and not text[start - 1].isspace() and start < best:
        start += 1
    while end < len(text) and not text[end].isspace() and end > start + size // 2:
        end -= 1
    return start, end


def pluralise(number: int, singular: str, plural: str | None = None) -> str:
    """`1 hit`, `1,234 hits`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
