"""Reads title, authors, places, date and source from the opening lines of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from searchkit.corpus.casing import decapitalise
from searchkit.text.dates import parse_printed_date
from searchkit.text.furniture.bylines import find_byline
from searchkit.text.furniture.captions import is_caption
from searchkit.text.furniture.datelines import Dateline, find_dateline
from searchkit.text.furniture.headlines import is_title

_MAX_LINES = 8  # headline, standfirst, byline, captions, the line with the dateline
_LONGEST_HEAD_LINE = 250  # characters; a longer one is the body's
_LONGEST_CREDITS = 400  # characters
_LONGEST_TITLE_LINES = 3
_LONGEST_DATE = 40  # characters
_DATELINE_VIEW = 1200  # characters from the start of a line on
_INK = re.compile(r"\S")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_HEADING_MARK = re.compile(r"^#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """What is printed above the first sentence, or at its head."""

    title: str | None
    source: str | None
    date: str | None
    places: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank; `follows` if there is no blank line before it."""

    start: int
    text: str
    follows: bool


def read_head(text: str) -> Head:
    """Read the head of a text. A title is a line with the form of a headline and text below it.

    The date is that of the dateline if it has its year, else that of a line with nothing but a date with a month. Credits in
    the last line of the text ("(Reporting by …)") name authors too.
    """
    lines = _first_lines(text)
    dateline = _dateline(text, lines)
    return Head(
        title=_title(lines),
        source=dateline.source if dateline else None,
        date=(parse_printed_date(dateline.date) if dateline and dateline.date else None) or _date(lines),
        places=_places(dateline.place) if dateline and dateline.place else (),
        authors=_authors(text, lines),
    )


def _first_lines(text: str) -> list[_Line]:
    """The lines above the body, and the first line of the body."""
    lines: list[_Line] = []
    position = 0
    while len(lines) < _MAX_LINES and (ink := _INK.search(text, position)):
        start = max(text.rfind("\n", position, ink.start()) + 1, position)
        end = text.find("\n", ink.start())
        end = len(text) if end < 0 else end
        lines.append(_Line(start, text[start:end].strip(), start == position and bool(lines)))
        if end - start > _LONGEST_HEAD_LINE and not is_caption(lines[-1].text):
            break
        position = end + 1
    return lines


def _title(lines: list[_Line]) -> str | None:
    """The headline at the top, with its wrapped lines joined; None if there is a sentence or a dateline instead."""
    top = next((n for n, line in enumerate(lines) if not _is_furniture(line.text)), len(lines))
    width = max((len(line.text) for line in lines), default=0)
    parts: list[str] = []
    for before, line in pairwise(lines[top:]):
        parts.append(before.text)
        if not line.follows or _is_furniture(line.text) or not _is_wrapped(before, line, width):
            title = _HEADING_MARK.sub("", " ".join(" ".join(parts).split()), count=1)
            return title if is_title(title) else None
        if len(parts) == _LONGEST_TITLE_LINES:
            return None
    return None


def _is_furniture(line: str) -> bool:
    """Whether a line is a byline, a caption or nothing but a date."""
    if find_byline(line) is not None or is_caption(line):
        return True
    return _date_alone(line) is not None


def _date_alone(line: str) -> str | None:
    return parse_printed_date(line) if len(line) <= _LONGEST_DATE else None


def _date(lines: list[_Line]) -> str | None:
    """The date of the first line with nothing else in it; a year alone does not count, it may be a heading."""
    dates = (_date_alone(line.text) for line in lines)
    return next((date for date in dates if date and len(date) > len("2018")), None)


def _is_wrapped(before: _Line, line: _Line, width: int) -> bool:
    """Whether a line continues the one before: it begins with a small letter, or its first word had no room there."""
    word = line.text.split(maxsplit=1)[0]
    return word[0].islower() or len(before.text) + 1 + len(word) > width


def _dateline(text: str, lines: list[_Line]) -> Dateline | None:
    width = max((len(line.text) for line in lines), default=0)
    for n, line in enumerate(lines):
        if line.follows and _is_wrapped(lines[n - 1], line, width):
            continue
        view = text[line.start : line.start + _DATELINE_VIEW]
        dateline = find_dateline(_BLANK_LINE.split(view, maxsplit=1)[0])
        if dateline:
            return dateline
    return None


def _places(written: str) -> tuple[str, ...]:
    """Split a dateline's place: PARIS/BERLIN are two places; SAN JOSÉ, Costa Rica is one."""
    places = (" ".join(part.split()).strip(" ,") for part in written.split("/"))
    return tuple(dict.fromkeys(decapitalise(place) for place in places if place))


def _authors(text: str, lines: list[_Line]) -> tuple[str, ...]:
    last = text[-_LONGEST_CREDITS:].rstrip().rpartition("\n")[2]
    for line in (*(line.text for line in lines), last):
        names = find_byline(line)
        if names:
            return tuple(decapitalise(name) if " " in name else name for name in names)
    return ()
