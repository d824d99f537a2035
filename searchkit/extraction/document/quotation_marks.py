"""Pairs the quotation marks of a paragraph. Paragraphs are independent: a missing mark affects only its paragraph."""

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
_INVISIBLE = frozenset(map(chr, (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)))
"""Soft hyphens, joiners and direction marks, common in texts copied from the web."""
_MOST_INVISIBLE = 4
_ELISIONS = frozenset(
    ["tis", "twas", "em", "til", "till", "cause", "cos", "n", "bout", "nuff", "s", "t", "re", "ve", "ll"]
)
_FEET = re.compile(r"\d['’]\s?\d{1,2}$")
_FEET_LENGTH = len("5' 10")
_WORD = re.compile(r"\w{1,8}")


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """A quotation: `[start, end)` without its marks, `[outer_start, outer_end)` with them. `closed`: has a closing mark."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool


class _Mark(NamedTuple):
    """A mark at `[start, end)`. `opens` and `closes`: what it can do, judged by its neighbours."""

    text: str
    start: int
    end: int
    opens: bool
    closes: bool


def find_quoted_spans(text: str, start: int, end: int, *, runs_on: bool = False) -> tuple[QuotedSpan, ...]:
    """Find the quotations in the paragraph `text[start:end]`, in order, without those nested in others.

    A double mark that is never closed quotes the rest of the paragraph. A single mark does so only at the start of the
    paragraph, and only if the next paragraph opens with a mark (`runs_on`).
    """
    paragraph = (start, end)
    spans = [_locate_mark(text, match) for match in _MARK.finditer(text, start, end)]
    marks = [_classify_mark(text, span, paragraph) for span in spans if span is not None]
    singles = [mark for mark in marks if mark.text in _SINGLES]
    doubles = _pair_doubles(
        [mark for mark in marks if mark.text not in _SINGLES and not _is_inch(text, mark)], text, end
    )
    if not singles:
        return tuple(doubles)
    return tuple(_merge_singles(text, doubles, singles, paragraph, runs_on=runs_on))


def _locate_mark(text: str, match: re.Match[str]) -> Span | None:
    """Span of a mark. Of three single marks beside a word one belongs to a nested quotation: the span has the other two.

    None for any other run of three or more, which is an ornament.
    """
    start, end = match.span()
    if match["run"] is None:
        return start, end
    if match["run"] != "'''":
        return None
    if start > 0 and not text[start - 1].isspace():
        return start + 1, end
    return (start, end - 1) if text[end : end + 1].isalnum() else None


def _classify_mark(text: str, span: Span, paragraph: Span) -> _Mark:  # noqa: PLR0911 - a list of rules, one return each
    """Judge by the neighbours of a mark whether it can open or close a quotation."""
    start, end = span
    mark = text[start:end]
    before, after = _visible_neighbour(text, start - 1, paragraph, -1), _visible_neighbour(text, end, paragraph, 1)
    can_open = not after.isspace() and (before.isspace() or before in _OPEN_BEFORE) and after not in ".,;:!?)"
    can_close = not before.isspace() and (after.isspace() or after in _CLOSE_AFTER or not after.isalnum())
    if mark == "‘":
        return _Mark(mark, start, end, opens=not before.isalnum(), closes=can_close and not can_open)
    if mark == "“" and can_close and not can_open:
        return _Mark("”", start, end, opens=False, closes=True)
    if mark == "”" and can_open and not can_close:
        return _Mark("“", start, end, opens=True, closes=True)
    if mark in "“„‟«``‹‚":
        return _Mark(mark, start, end, opens=True, closes=mark in "“«")
    if mark in "”»›":
        return _Mark(mark, start, end, opens=mark == "»" and can_open, closes=True)
    if mark == "’":
        return _Mark(mark, start, end, opens=False, closes=can_close)
    straight_double = mark in {'"', "＂", "''"}
    return _Mark(mark, start, end, opens=can_open, closes=can_close or (straight_double and not can_open))


def _visible_neighbour(text: str, at: int, paragraph: Span, step: int) -> str:
    """First visible character from `at` on; a blank at the edge of the paragraph, or after too many invisible ones."""
    for index in range(at, at + step * _MOST_INVISIBLE, step):
        if not paragraph[0] <= index < paragraph[1]:
            break
        if text[index] not in _INVISIBLE:
            return text[index]
    return " "


def _pair_doubles(marks: Sequence[_Mark], text: str, high: int) -> list[QuotedSpan]:
    """Pair double marks."""
    out: list[QuotedSpan] = []
    opened: _Mark | None = None
    depth = 0
    inner = False  # a straight mark is open inside curly ones
    last_curly = max((mark.start for mark in marks if mark.text == "”"), default=-1)
    nests = sum(mark.text == "“" for mark in marks) == sum(mark.text == "”" for mark in marks)
    # The first guillemet of the paragraph shows whether they point inwards (»…«).
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
            out.extend(_make_span(text, opened, mark.start, mark.end, closed=True))
            opened = None
    if opened is not None:
        out.extend(_make_span(text, opened, high, high, closed=False))
    return out


def _closes(text: str, opened: _Mark, mark: _Mark) -> bool:
    if not mark.closes or mark.text not in _CLOSERS.get(opened.text, _ANY_CLOSER):
        return False
    inner = mark.text == opened.text == '"' and mark.opens and not mark.closes
    return not inner or text[mark.start - 1] in "—–-"


def _make_span(text: str, opened: _Mark, end: int, outer_end: int, *, closed: bool) -> list[QuotedSpan]:
    """Make the span between two marks, without white space at its ends (« … »); none if it is empty."""
    inside = text[opened.end : end]
    inner = inside.strip()
    if not inner:
        return []
    start = opened.end + inside.index(inner[0])
    return [QuotedSpan(start, start + len(inner), opened.start, outer_end, closed)]


def _merge_singles(
    text: str, doubles: Sequence[QuotedSpan], singles: Sequence[_Mark], paragraph: Span, *, runs_on: bool
) -> list[QuotedSpan]:
    """Merge spans of double marks with those of single marks between them, leaving out nested ones."""
    out: list[QuotedSpan] = []
    pending = list(reversed(doubles))
    covered, high = paragraph
    closings = _find_closings(text, singles)
    for mark, close in zip(singles, closings, strict=True):
        while pending and pending[-1].outer_end <= mark.start:
            covered = _append_span(out, pending.pop(), covered)
        inside_double = bool(pending) and pending[-1].outer_start <= mark.start
        if mark.start < covered or inside_double or not mark.opens or _is_elision(text, mark):
            continue
        if close is not None:
            for span in _make_span(text, mark, close.start, close.end, closed=True):
                covered = _append_span(out, span, covered)
        elif mark.start == paragraph[0] and runs_on and mark.text == "‘":
            for span in _make_span(text, mark, high, high, closed=False):
                covered = _append_span(out, span, covered)
    for span in reversed(pending):
        covered = _append_span(out, span, covered)
    return out


def _append_span(out: list[QuotedSpan], span: QuotedSpan, covered: int) -> int:
    """Append a span unless it is nested in an earlier one. Returns the offset up to which text is covered."""
    if span.outer_start < covered:
        return covered
    out.append(span)
    return span.outer_end


def _find_closings(text: str, singles: Sequence[_Mark]) -> list[_Mark | None]:
    """Find, for each single mark, the mark that closes a quotation opened there. One pass from the back.

    The nearest closing mark before the next opening one closes. A mark after an "s" may be a possessive: it closes only
    if no other mark follows.
    """
    out: list[_Mark | None] = [None] * len(singles)
    nearest: _Mark | None = None
    last_after_s: _Mark | None = None
    for index in range(len(singles) - 1, -1, -1):
        mark = singles[index]
        out[index] = nearest or last_after_s
        if mark.opens and not _is_elision(text, mark):
            nearest = last_after_s = None
        elif mark.closes and text[mark.start - 1 : mark.start] in {"s", "S"}:
            last_after_s = last_after_s or mark
        elif mark.closes:
            nearest = mark
    return out


def _is_inch(text: str, mark: _Mark) -> bool:
    """Whether a straight mark means inches (5' 10")."""
    return mark.text == '"' and _FEET.search(text, max(0, mark.start - _FEET_LENGTH), mark.start) is not None


def _is_elision(text: str, mark: _Mark) -> bool:
    """Whether a mark is an apostrophe at the start of a word ("’tis", "’em", "’90s")."""
    match = _WORD.match(text, mark.end)
    if match is None or mark.text not in "'’":
        return False
    return match.group()[0].isdigit() or match.group().lower() in _ELISIONS
