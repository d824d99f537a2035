"""A bar for each month or year, and an honest line where some are missing."""

from __future__ import annotations

from searchkit.model.results import FacetCount, SearchResult
from searchkit.render.histogram import WIDEST_BAR, histogram_text
from searchkit.render.style import Style


def lines(total: int, *counts: tuple[str, int], width: int = 100) -> list[str]:
    found = SearchResult(total, 0, (), histogram=tuple(FacetCount(*pair) for pair in counts))
    return list(histogram_text(found, Style(width)))


def test_the_longest_bar_is_that_of_the_most() -> None:
    first, second, third = lines(1201, ("2017-12", 1200), ("2018-01", 600), ("2018-02", 1))
    assert first == "  2017-12  1,200  " + "█" * WIDEST_BAR
    assert second == "  2018-01    600  " + "█" * (WIDEST_BAR // 2)
    assert third == "  2018-02      1  █"


def test_bars_keep_to_the_width() -> None:
    assert max(map(len, lines(9, ("2018-01", 9), width=40))) <= 40


def test_what_is_missing_is_shown() -> None:
    assert lines(3, ("2017-11", 1), ("2018-01", 1), ("2018-02", 1))[1] == "  …"
    assert [line.strip()[:4] for line in lines(3, ("1999", 1), ("2000", 1), ("2003", 1))] == [
        "1999",
        "2000",
        "…",
        "2003",
    ]
    assert "  …" not in lines(3, ("2017", 1), ("2018", 1), ("2018-05", 1))


def test_the_undated_are_counted() -> None:
    assert lines(5, ("2018", 3))[-1] == "  undated  2"
    assert lines(2) == ["  undated  2"]
    assert lines(0) == ["  none"]
