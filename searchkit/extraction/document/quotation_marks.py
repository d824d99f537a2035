"""Finds what stands between quotation marks, paragraph by paragraph, so that one lost mark spoils no more than its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from searchkit.model.passage import Span

_MARK = re.compile(r"(?P<run>(?P<one>[“”„‟\"＂«»‘’‚‛‹›'`])(?P=one){2,})|``|''|[“”„‟\"＂«»‘’‚‛‹›'`]")
_CLOSERS = {"„": "“”", "«": "»", "»": "«", "‹": "›"}
_ANY_CLOSER = frozenset({"”", '"', "＂", "''"})
_NESTING = frozenset({"“", '"'})
_SINGLES = "‘’‛'`‚"
_OPEN_BEFORE = frozenset("([{—–-/:'‘’“\"*_>•·")
_CLOSE_AFTER = frozenset(".,;:!?)]}—–-…/\"”»’'*_")
_UNSEEN = frozenset(map(chr, (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)))
"""Soft hyphens, joiners and marks of direction, as texts copied from the web have them."""
_MOST_UNSEEN = 4
_ELISIONS = frozenset(
    ["tis", "twas", "em", "til", "till", "cause", "cos", "n", "bout", "nuff", "s", "t", "re", "ve", "ll"]
)
_FEET = re.compile(r"\d['’]\s?\d{1,2}$")
_FEET_LENGTH = len("5' 10")
_WORD = re.compile(r"\w{1,8}")


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """`[start, end)` stands inside the marks, `[outer_start, outer_end)` includes them; `closed` if there is a closing mark."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool


class _Mark(NamedTuple):
    """A mark at `[start, end)` and what it can be, judged by itself and its neighbours."""

    text: str
    start: int
    end: int
    opens: bool
    closes: bool


def find_quoted_spans(text: str, start: int, end: int, *, runs_on: bool = False) -> tuple[QuotedSpan, ...]:
    """The stretches between marks in the paragraph `text[start:end]`, in order; quotes in quotes stay inside the outer one.

    A double mark that is never closed runs to the paragraph's end. A single one does so only at the paragraph's head and
    when the next paragraph goes on with an opening mark (`runs_on`).
    """
    # Three marks and more in a row are an ornament, not quotation.
    found = [span for match in _MARK.finditer(text, start, end) if (span := _span_of(text, match)) is not None]
    marks = [_read(text, at, to, start, end) for at, to in found]
    singles = [mark for mark in marks if mark.text in _SINGLES]
    doubles = _pair([mark for mark in marks if mark.text not in _SINGLES and not _is_inch(text, mark)], text, end)
    if not singles:
        return tuple(doubles)
    return tuple(_with_singles(text, doubles, singles, (start, end), runs_on=runs_on))


def _span_of(text: str, match: re.Match[str]) -> Span | None:
    """Where the mark stands; of three single ones at a word (a quote's end in a quote) the outer two; None for an ornament."""
    at, to = match.span()
    if match["run"] is None:
        return at, to
    if match["run"] != "'''":
        return None
    if at > 0 and not text[at - 1].isspace():
        return at + 1, to
    return (at, to - 1) if text[to : to + 1].isalnum() else None


def _read(text: str, at: int, to: int, low: int, high: int) -> _Mark:  # noqa: PLR0911 - a list of rules, one return each
    written = text[at:to]
    before, after = _beside(text, at - 1, (low, high), -1), _beside(text, to, (low, high), 1)
    can_open = not after.isspace() and (before.isspace() or before in _OPEN_BEFORE) and after not in ".,;:!?)"
    can_close = not before.isspace() and (after.isspace() or after in _CLOSE_AFTER or not after.isalnum())
    if written == "‘":
        return _Mark(written, at, to, opens=not before.isalnum(), closes=can_close and not can_open)
    if written == "“" and can_close and not can_open:
        return _Mark("”", at, to, opens=False, closes=True)
    if written == "”" and can_open and not can_close:
        return _Mark("“", at, to, opens=True, closes=True)
    if written in "“„‟«``‹‚":
        return _Mark(written, at, to, opens=True, closes=written in "“«")
    if written in "”»›":
        return _Mark(written, at, to, opens=written == "»" and can_open, closes=True)
    if written == "’":
        return _Mark(written, at, to, opens=False, closes=can_close)
    straight_double = written in {'"', "＂", "''"}
    return _Mark(written, at, to, opens=can_open, closes=can_close or (straight_double and not can_open))


def _beside(text: str, at: int, within: Span, step: int) -> str:
    """The first character from `at` on that can be seen; a blank at the paragraph's edge and where too many cannot."""
    for place in range(at, at + step * _MOST_UNSEEN, step):
        if not within[0] <= place < within[1]:
            break
        if text[place] not in _UNSEEN:
            return text[place]
    return " "


def _pair(marks: Sequence[_Mark], text: str, high: int) -> list[QuotedSpan]:
    """The stretches that double marks make."""
    out: list[QuotedSpan] = []
    opened: _Mark | None = None
    depth = 0
    inner = False  # a straight mark is open inside a curly quote
    last_curly = max((mark.start for mark in marks if mark.text == "”"), default=-1)
    nests = sum(mark.text == "“" for mark in marks) == sum(mark.text == "”" for mark in marks)
    # In »…« the guillemets point inwards; the paragraph's first shows which way they are used.
    reverse = next((mark.text for mark in marks if mark.text in "«»"), "«") == "»"
    for mark in marks:
        if opened is None:
            if mark.opens and mark.text != ("«" if reverse else "»"):
                opened, depth, inner = mark, 0, False
        elif mark.text == "“" and nests and opened.text in _NESTING:
            depth += 1
        elif mark.text == "”" and depth:
            depth -= 1
        elif mark.text == '"' and opened.text == "“" and mark.start < last_curly and (inner or not mark.closes):
            inner = not inner
        elif _closes(text, opened, mark):
            out.extend(_stretch(text, opened, mark.start, mark.end, closed=True))
            opened = None
    if opened is not None:
        out.extend(_stretch(text, opened, high, high, closed=False))
    return out


def _closes(text: str, opened: _Mark, mark: _Mark) -> bool:
    if not mark.closes or mark.text not in _CLOSERS.get(opened.text, _ANY_CLOSER):
        return False
    inner = mark.text == opened.text == '"' and mark.opens and not mark.closes
    return not inner or text[mark.start - 1] in "—–-"


def _stretch(text: str, opened: _Mark, end: int, outer_end: int, *, closed: bool) -> list[QuotedSpan]:
    """What stands between two marks, without white space at its ends (« … »); nothing if that is all."""
    inside = text[opened.end : end]
    said = inside.strip()
    if not said:
        return []
    start = opened.end + inside.index(said[0])
    return [QuotedSpan(start, start + len(said), opened.start, outer_end, closed)]


def _with_singles(
    text: str, doubles: Sequence[QuotedSpan], singles: Sequence[_Mark], paragraph: tuple[int, int], *, runs_on: bool
) -> list[QuotedSpan]:
    """The double stretches with the single ones between them; a double one inside a single one is part of it."""
    out: list[QuotedSpan] = []
    waiting = list(reversed(doubles))
    covered, high = paragraph
    closings = _closings(text, singles)
    for mark, close in zip(singles, closings, strict=True):
        while waiting and waiting[-1].outer_end <= mark.start:
            covered = _take(out, waiting.pop(), covered)
        inside_double = bool(waiting) and waiting[-1].outer_start <= mark.start
        if mark.start < covered or inside_double or not mark.opens or _is_elision(text, mark):
            continue
        if close is not None:
            for stretch in _stretch(text, mark, close.start, close.end, closed=True):
                covered = _take(out, stretch, covered)
        elif mark.start == paragraph[0] and runs_on and mark.text == "‘":
            for stretch in _stretch(text, mark, high, high, closed=False):
                covered = _take(out, stretch, covered)
    for stretch in reversed(waiting):
        covered = _take(out, stretch, covered)
    return out


def _take(out: list[QuotedSpan], stretch: QuotedSpan, covered: int) -> int:
    """Add a stretch unless it lies in one that was taken before; gives back how far the text is covered."""
    if stretch.outer_start < covered:
        return covered
    out.append(stretch)
    return stretch.outer_end


def _closings(text: str, singles: Sequence[_Mark]) -> list[_Mark | None]:
    """For each single mark the one that closes a quote opened there, found from the back in one pass.

    Between an opening and the next, the nearest mark closes that has a point before it or ends a word; one after an s may
    be a possessive and closes only if no better one follows.
    """
    out: list[_Mark | None] = [None] * len(singles)
    nearest: _Mark | None = None
    last_after_s: _Mark | None = None
    for number in range(len(singles) - 1, -1, -1):
        mark = singles[number]
        out[number] = nearest or last_after_s
        if mark.opens and not _is_elision(text, mark):
            nearest = last_after_s = None
        elif mark.closes and text[mark.start - 1 : mark.start] in {"s", "S"}:
            last_after_s = last_after_s or mark
        elif mark.closes:
            nearest = mark
    return out


def _is_inch(text: str, mark: _Mark) -> bool:
    """5' 10": feet before it make a straight mark an inch mark."""
    return mark.text == '"' and _FEET.search(text, max(0, mark.start - _FEET_LENGTH), mark.start) is not None


def _is_elision(text: str, mark: _Mark) -> bool:
    """’tis, ’em, ’90s: an apostrophe at the head of a word."""
    match = _WORD.match(text, mark.end)
    if match is None or mark.text not in "'’":
        return False
    return match.group()[0].isdigit() or match.group().lower() in _ELISIONS
