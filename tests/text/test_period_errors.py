"""What is no date or period is refused with a hint."""

from datetime import date

import pytest

from searchkit.errors import BadDate
from searchkit.text.period import parse_date, parse_period

WEDNESDAY = date(2018, 5, 16)


@pytest.mark.parametrize("text", ["yesterday", "last week", "last month", "last year", "past 2 days", "a quarter ago"])
def test_before_the_first_day_there_is_nothing(text: str) -> None:
    with pytest.raises(BadDate):
        parse_period(text, date.min)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "..",
        " .. ",
        "...",
        "2017...2018",
        "2017..2018..2019",
        "yesterdayish",
        "may be good",
        "last",
        "week",
        "last days",
        "next week",
        "last 0 days",
        "-3 days ago",
        "3days ago",
        "17",
        "18-05-17",
        "99999",
        "0000",
        "2018-13",
        "2018-00",
        "2018-05-32",
        "2018-02-30",
        "30 February 2018",
        "Febtober 2018",
        "201805",
        "20180517",
        "2018-05-17T10:00",
        "99999999 days ago",
        "999999999 years ago",
        "9999999999999999999999 days ago",
        "٢٠١٨",
        "２０１８",
        "²018",
        "2018" * 100_000,
        "." * 1_000_000,
        "[" * 1_000_000,
    ],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(BadDate) as caught:
        parse_period(text, WEDNESDAY)
    assert caught.value.hint
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("03/04/2018", "write 2018-04-03 or 2018-03-04"),
        ("17/05/2018", "write 2018-05-17"),
        ("5.5.2018", "write 2018-05-05"),
        ("17 May", "add the year: 17 May 2018"),
        ("May 17", "add the year: May 17 2018"),
        ("March", "add the year: March 2018"),
    ],
)
def test_the_hint_fits_what_was_typed(text: str, hint: str) -> None:
    with pytest.raises(BadDate) as caught:
        parse_period(text, WEDNESDAY)
    assert caught.value.hint == hint


def test_the_error_names_what_was_typed_and_points_at_the_bad_end() -> None:
    with pytest.raises(BadDate) as caught:
        parse_period("2017..yesterdayish", WEDNESDAY)
    assert caught.value.message == "'yesterdayish' is not a date"
    assert caught.value.query == "2017..yesterdayish"
    assert caught.value.span == (6, 18)


def test_one_date_is_no_range() -> None:
    with pytest.raises(BadDate):
        parse_date("2017..2018", WEDNESDAY)
