"""Hits over time as text: a bar for each month or year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from searchkit.model.results import FacetCount, SearchResult
from searchkit.render.style import Style

WIDEST_BAR = 60
_BAR = "█"


def histogram_text(results: SearchResult, style: Style) -> Iterator[str]:
    """Return a line for each month or year with hits, `…` for gaps, and the number of undated hits."""
    counts = results.histogram or ()
    dated = sum(each.count for each in counts)
    digits = len(f"{max((each.count for each in counts), default=0):,}")
    labels = max((len(each.value) for each in counts), default=0)
    room = max(1, min(WIDEST_BAR, style.width - labels - digits - 6))
    most = max((each.count for each in counts), default=1)
    for each, gap in zip(counts, _gaps(counts), strict=True):
        if gap:
            yield style.faint("  …")
        bar = _BAR * max(1, round(each.count * room / most))
        yield f"  {each.value:{labels}}  {each.count:>{digits},}  {bar}"
    if results.total > dated:
        yield style.faint(f"  undated  {results.total - dated:,}")
    elif not counts:
        yield style.faint("  none")


def _gaps(counts: Sequence[FacetCount]) -> Iterator[bool]:
    """Yield whether months or years without hits come before each."""
    if counts:
        yield False
    for before, after in pairwise(each.value for each in counts):
        year_only = len(before) != len(after)
        yield not year_only and _number(after) > _number(before) + 1


def _number(period: str) -> int:
    """Return the number of a month or year, so that neighbours differ by 1."""
    year, _, month = period.partition("-")
    return int(year) * 12 + int(month) if month else int(year)
