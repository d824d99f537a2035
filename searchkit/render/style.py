"""Text for a terminal: colours, widths and line breaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from searchkit.model.frozen import Frozen
from searchkit.model.passage import Span

_WORD = re.compile(r"\S+")
PAINT = r"\x1b\[(?:0|1|2|36|1;33)m"
"""The colour codes that `Style` writes."""


class Style(Frozen):
    """How text is shown: `width` in columns, and whether in colour."""

    width: int = 100
    colour: bool = False

    def match(self, text: str) -> str:
        """Return a matched word, coloured."""
        return self._paint("1;33", text)

    def strong(self, text: str) -> str:
        """Return a name, coloured."""
        return self._paint("1", text)

    def faint(self, text: str) -> str:
        """Return what is less important, coloured."""
        return self._paint("2", text)

    def id(self, text: str) -> str:
        """Return an id to copy, coloured."""
        return self._paint("36", text)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


def columns(text: str) -> int:
    """Return the columns that a text takes on a terminal: 2 for a wide character, 0 for an accent, a joiner or a colour code."""
    text = re.sub(PAINT, "", text) if "\x1b" in text else text
    return len(text) if text.isascii() else sum(map(_columns_of, text))


@cache
def _columns_of(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def truncate(text: str, width: int) -> str:
    """Return the longest beginning of a text that takes at most `width` columns."""
    used = 0
    for index, letter in enumerate(text):
        used += _columns_of(letter)
        if used > width:
            return text[:index]
    return text


def shorten(text: str, width: int) -> str:
    """Return a text in at most `width` columns, with an ellipsis if it is cut."""
    return text if columns(text) <= width else truncate(text, width - 1).rstrip() + "…"


def join_parts(parts: Iterable[str], width: int, indent: str = "") -> Iterator[str]:
    """Return parts with ` · ` between them, in lines of at most `width` columns if no part is longer."""
    line = ""
    for part in parts:
        if line and columns(line) + len(" · ") + columns(part) > width:
            yield line
            line = ""
        line = f"{line} · {part}" if line else f"{indent}{part}"
    yield line


def wrap(text: str, start: int, end: int, width: int, first_indent: int = 0) -> Iterator[Span]:
    """Return the lines of `text[start:end]` as spans without outer white space; lines break between words."""
    line_start, line_end, room = None, start, width - first_indent
    for word in _WORD.finditer(text, start, end):
        needed = columns(word.group())
        if line_start is not None:
            room -= word.start() - line_end
            if needed > room:
                yield line_start, line_end
                line_start, room = None, width
        if line_start is None:
            line_start = word.start()
        room -= needed
        line_end = word.end()
    if line_start is not None:
        yield line_start, line_end


def mark_highlights(text: str, start: int, end: int, highlights: Iterable[Span], style: Style) -> str:
    """Return `text[start:end]` with its highlights coloured."""
    parts, position = [], start
    for first, last in highlights:
        low, high = max(first, position), min(last, end)
        if low < high:
            parts += [text[position:low], style.match(text[low:high])]
            position = high
    return "".join([*parts, text[position:end]])


def window(text: str, highlights: tuple[Span, ...], size: int) -> Span:
    """Return the first span of about `size` characters with most highlights, cut between words."""
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
    """Return a number with its noun: `1 hit`, `1,234 hits`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
