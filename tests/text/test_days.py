from __future__ import annotations

from datetime import date

import pytest

from searchkit.text.days import days_of


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2018-05-17", date(2018, 5, 17), date(2018, 5, 17)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2018-12", date(2018, 12, 1), date(2018, 12, 31)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_days(printed: str, first: date, last: date) -> None:
    assert days_of(printed) == (first.toordinal(), last.toordinal() + 1)


@pytest.mark.parametrize("printed", ["", "soon", "2018-13", "2018-02-30", "0000", "2018-", "2018-01-01-01", "99999"])
def test_what_is_no_date(printed: str) -> None:
    assert days_of(printed) is None
