"""Finds what stands between quotation marks, paragraph by paragraph, so that one lost mark spoils no more than its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile(r"``|''|[“”„‟\"＂«»‘’‚‛‹›'`]")
_CLOSERS = {"„": "“”", "«": "»", "»": "«", "‹": "›"}
_ANY_CLOSER = frozenset({"”", '"', "＂", "''"})
_NESTING = frozenset({"“", '"'})
_SINGLES = "‘’‛'`‚"
_OPEN_BEFORE = set("([{—–-/:'‘’“\"")
_CLOSE_AFTER = set(".,;:!?)]}—–-…/\"”»’'")
_ELISIONS = frozenset(
    {
        "tis",
        "twas",
        "em",
        "til",
        "till",
        "cause",
        "cos",
        "n",
        "bout",
        "round",
        "nuff",
        "s",
        "t",
        "re",
        "ve",
        "ll",
        "d",
        "m",
    }
)
_FEET = re.compile(r"\d['’]\s?\d{1,2}$")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """`[start, end)` stands inside the marks, `[outer_start, outer_end)` includes them; `closed` if there is a closing mark."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    text: str
    start: int
    end: int
    opens: bool
    closes: bool


def stretches_of(text: str, start: int, end: int, *, runs_on: bool = False) -> tuple[Stretch, ...]:
    """The stretches between marks in the paragraph `text[start:end]`, in order; quotes in quotes stay inside the outer one.

    A double mark that is never closed runs to the paragraph's end. A single one does so only at the paragraph's head and when
    the next paragraph goes on with an opening mark (`runs_on`).
    """
    marks = [_read(text, match.start(), match.end(), start, end) for match in _MARK.finditer(text, start, end)]
    if not marks:
        return ()
    doubles = _pair_doubles(
        text, [mark for mark in marks if mark.text not in _SINGLES and not _is_inch(text, mark)], end
    )
    singles = [mark for mark in marks if mark.text in _SINGLES]
    if not singles:
        return tuple(doubles)
    return tuple(_with_singles(text, doubles, singles, start, end, runs_on=runs_on))


def _read(text: str, at: int, to: int, low: int, high: int) -> _Mark:
    """What a mark can be, by itself and by its neighbours."""
    written = text[at:to]
    before = text[at - 1] if at > low else " "
    after = text[to] if to < high else " "
    can_open = not after.isspace() and (before.isspace() or before in _OPEN_BEFORE) and after not in ".,;:!?)"
    can_close = not before.isspace() and (after.isspace() or after in _CLOSE_AFTER or not after.isalnum())
    if written in "“„‟«``‹‘‚":
        closes = written in "“«" or (written == "‘" and can_close and not can_open)
        return _Mark(written, at, to, opens=written != "‘" or not before.isalnum(), closes=closes)
    if written in "”»›":
        return _Mark(written, at, to, opens=written == "»" and can_open, closes=True)
    if written == "’":
        return _Mark(written, at, to, opens=False, closes=can_close)
    return _Mark(written, at, to, opens=can_open, closes=can_close or (written in {'"', "＂", "''"} and not can_open))


def _pair_doubles(text: str, marks: Sequence[_Mark], high: int) -> list[Stretch]:
    out: list[Stretch] = []
    opened: _Mark | None = None
    depth = 0
    last_curly = max((mark.start for mark in marks if mark.text == "”"), default=-1)
    nests = sum(mark.text == "“" for mark in marks) == sum(mark.text == "”" for mark in marks)
    swapped = next((mark.text for mark in marks if mark.text in "«»"), "«") == "»"
    for mark in marks:
        if opened is None:
            if mark.opens and mark.text != ("«" if swapped else "»"):
                opened = mark
                depth = 0
        elif mark.text == "“" and nests and opened.text in _NESTING:
            depth += 1
        elif mark.text == "”" and depth:
            depth -= 1
        elif mark.text == '"' and opened.text == "“" and mark.start < last_curly:
            continue  # an inch mark, or a straight quote inside a curly one
        elif (
            mark.closes
            and mark.text in _CLOSERS.get(opened.text, _ANY_CLOSER)
            and not _inner_straight(text, opened, mark)
        ):
            if text[opened.end : mark.start].strip():
                start, stop = _without_space(text, opened.end, mark.start)
                out.append(Stretch(start, stop, opened.start, mark.end, closed=True))
            opened = None
    if opened is not None and text[opened.end : high].strip():
        start, stop = _without_space(text, opened.end, high)
        out.append(Stretch(start, stop, opened.start, high, closed=False))
    return out


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _inner_straight(text: str, opened: _Mark, mark: _Mark) -> bool:
    """Whether a straight mark inside a stretch can only be opening another."""
    return mark.text == opened.text == '"' and mark.opens and not mark.closes and text[mark.start - 1] not in "—–-"


def _with_singles(
    text: str, doubles: Sequence[Stretch], singles: Sequence[_Mark], low: int, high: int, *, runs_on: bool
) -> list[Stretch]:
    """The double stretches with the single ones between them; a double one inside a single one is given up for it."""
    out: list[Stretch] = []
    waiting = list(reversed(doubles))
    covered = low
    usable = _closings(text, singles)
    for number, mark in enumerate(singles):
        while waiting and waiting[-1].outer_end <= mark.start:
            last = waiting.pop()
            if last.outer_start >= covered:
                out.append(last)
                covered = last.outer_end
        if mark.start < covered or not mark.opens or _is_elision(text, mark):
            continue
        if waiting and waiting[-1].outer_start <= mark.start:
            continue
        close = usable[number]
        if close is not None and text[mark.end : close.start].strip():
            out.append(Stretch(mark.end, close.start, mark.start, close.end, closed=True))
            covered = close.end
        elif mark.start == low and runs_on and mark.text == "‘":
            out.append(Stretch(mark.end, high, mark.start, high, closed=False))
            covered = high
    for stretch in reversed(waiting):
        if stretch.outer_start >= covered:
            out.append(stretch)
            covered = stretch.outer_end
    return out


def _closings(text: str, singles: Sequence[_Mark]) -> list[_Mark | None]:
    """For each single mark the one that closes a quote opened there, found from the back in one pass.

    Between an opening and the next, a mark with a point before it closes before one that only ends a word; after an s it
    may be a possessive, and closes only if no better one follows.
    """
    out: list[_Mark | None] = [None] * len(singles)
    sure: _Mark | None = None  # nearest behind us that has a point or a non-letter before it
    plain: _Mark | None = None  # nearest that ends a word not in s
    after_s: _Mark | None = None  # the last of those that end in s
    for number in range(len(singles) - 1, -1, -1):
        mark = singles[number]
        out[number] = _nearest(plain, sure) or after_s
        if mark.opens and not _is_elision(text, mark):
            sure = plain = after_s = None
        elif mark.closes:
            before = text[mark.start - 1] if mark.start else " "
            if not before.isalnum():
                sure = mark
            elif before in "sS":
                after_s = after_s or mark
            else:
                plain = mark
    return out


def _nearest(one: _Mark | None, other: _Mark | None) -> _Mark | None:
    if one is None or other is None:
        return one or other
    return one if one.start < other.start else other


def _is_inch(text: str, mark: _Mark) -> bool:
    """5' 10": feet before it make a straight mark an inch mark."""
    return mark.text == '"' and _FEET.search(text, max(0, mark.start - 6), mark.start) is not None


def _is_elision(text: str, mark: _Mark) -> bool:
    """’tis, ’em, ’90s: an apostrophe at the head of a word."""
    match = _WORD.match(text, mark.end)
    return bool(match) and (match.group()[0].isdigit() or match.group().lower() in _ELISIONS) and mark.text in "'’"
