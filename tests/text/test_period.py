"""Dates and periods as people write them."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchkit.errors import BadDate
from searchkit.text.period import Period, parse_date, parse_period, spanning, write_period

WEDNESDAY = date(2018, 5, 16)


def days(first: str, last: str) -> Period:
    """The days from the first to the last, both included."""
    return Period(date.fromisoformat(first), date.fromordinal(date.fromisoformat(last).toordinal() + 1))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-05", "2018-05-01", "2018-05-31"),
        ("2016-2", "2016-02-01", "2016-02-29"),
        ("2018-05-17", "2018-05-17", "2018-05-17"),
        ("  2018-5-7 ", "2018-05-07", "2018-05-07"),
        ("17 May 2018", "2018-05-17", "2018-05-17"),
        ("17 may, 2018", "2018-05-17", "2018-05-17"),
        ("1st  December\t2018", "2018-12-01", "2018-12-01"),
        ("May 17, 2018", "2018-05-17", "2018-05-17"),
        ("Sept. 3 2018", "2018-09-03", "2018-09-03"),
        ("March 2018", "2018-03-01", "2018-03-31"),
        ("Mar. 2018", "2018-03-01", "2018-03-31"),
        ("December, 2018", "2018-12-01", "2018-12-31"),
        ("today", "2018-05-16", "2018-05-16"),
        ("now", "2018-05-16", "2018-05-16"),
        ("Yesterday", "2018-05-15", "2018-05-15"),
        ("this week", "2018-05-14", "2018-05-20"),
        ("last week", "2018-05-07", "2018-05-13"),
        ("this month", "2018-05-01", "2018-05-31"),
        ("last month", "2018-04-01", "2018-04-30"),
        ("this quarter", "2018-04-01", "2018-06-30"),
        ("last quarter", "2018-01-01", "2018-03-31"),
        ("this year", "2018-01-01", "2018-12-31"),
        ("last year", "2017-01-01", "2017-12-31"),
        ("0 days ago", "2018-05-16", "2018-05-16"),
        ("3 days ago", "2018-05-13", "2018-05-13"),
        ("a week ago", "2018-05-09", "2018-05-09"),
        ("2 weeks ago", "2018-05-02", "2018-05-02"),
        ("3 months ago", "2018-02-16", "2018-02-16"),
        ("1 quarter ago", "2018-02-16", "2018-02-16"),
        ("10 years ago", "2008-05-16", "2008-05-16"),
        ("last 7 days", "2018-05-10", "2018-05-16"),
        ("past 1 day", "2018-05-16", "2018-05-16"),
        ("past week", "2018-05-10", "2018-05-16"),
        ("past 3 months", "2018-02-17", "2018-05-16"),
        ("last 2 quarters", "2017-11-17", "2018-05-16"),
        ("2017..2018-05", "2017-01-01", "2018-05-31"),
        ("2017 .. 2018-05", "2017-01-01", "2018-05-31"),
        ("March 2018..now", "2018-03-01", "2018-05-16"),
        ("last month..this week", "2018-04-01", "2018-05-20"),
        ("2018-05..2018", "2018-05-01", "2018-12-31"),
        ("2018..2018", "2018-01-01", "2018-12-31"),
    ],
)
def test_a_period_is_whole_days_months_and_years(text: str, first: str, last: str) -> None:
    assert parse_period(text, WEDNESDAY) == days(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-05..2017", "2017-01-01", "2018-05-31"),
        ("now..2018-03", "2018-03-01", "2018-05-16"),
        ("2018-05-02..2018-05-01", "2018-05-01", "2018-05-02"),
    ],
)
def test_swapped_ends_are_put_right(text: str, first: str, last: str) -> None:
    assert parse_period(text, WEDNESDAY) == days(first, last)


def test_ranges_may_be_open_at_either_end() -> None:
    assert parse_period("2017..", WEDNESDAY) == Period(date(2017, 1, 1), None)
    assert parse_period("..2018", WEDNESDAY) == Period(None, date(2019, 1, 1))


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        (date(2018, 3, 31), "1 month ago", date(2018, 2, 28)),
        (date(2016, 3, 31), "1 month ago", date(2016, 2, 29)),
        (date(2016, 2, 29), "1 year ago", date(2015, 2, 28)),
        (date(2018, 1, 15), "1 month ago", date(2017, 12, 15)),
    ],
)
def test_the_end_of_a_longer_month_is_the_end_of_a_shorter_one(today: date, text: str, day: date) -> None:
    assert parse_period(text, today).start == day


def test_a_week_and_a_month_that_begin_today() -> None:
    assert parse_period("this week", date(2018, 1, 1)) == days("2018-01-01", "2018-01-07")
    assert parse_period("last week", date(2018, 1, 1)) == days("2017-12-25", "2017-12-31")
    assert parse_period("last month", date(2018, 1, 1)) == days("2017-12-01", "2017-12-31")


@pytest.mark.parametrize("text", ["9999", "9999-12", "9999-12-31", "31 Dec 9999", "9999..9999"])
def test_the_last_year_has_no_end(text: str) -> None:
    period = parse_period(text, WEDNESDAY)
    assert period.end is None
    assert period.start is not None
    assert period.start.year == 9999


@pytest.mark.parametrize("text", ["today", "this week", "this quarter", "last 3 days", "1 month ago", "last year"])
@pytest.mark.parametrize("today", [date.max, date(9999, 12, 1), date(2, 3, 5)])
def test_the_edges_of_the_calendar_do_not_overflow(text: str, today: date) -> None:
    start = parse_period(text, today).start
    assert start is not None
    assert start <= today


def test_spanning_takes_the_start_of_one_and_the_end_of_another() -> None:
    year, month = parse_date("2017", WEDNESDAY), parse_date("2018-05", WEDNESDAY)
    assert spanning(year, month) == spanning(month, year) == days("2017-01-01", "2018-05-31")
    assert spanning(year, None) == Period(date(2017, 1, 1), None)
    assert spanning(None, month) == Period(None, date(2018, 6, 1))
    assert spanning(None, None) == Period(None, None)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2018", "2018"),
        ("May 2018", "2018-05"),
        ("17 May 2018", "2018-05-17"),
        ("2018-05..2018-06", "2018-05-01..2018-06-30"),
        ("2018..", "2018-01-01.."),
        ("..0900", "..0900-12-31"),
        ("0900", "0900"),
        ("9999-12-31", "9999-12-31.."),
        ("..9999", "..9999"),
    ],
)
def test_a_period_is_written_as_short_as_it_can_be(typed: str, written: str) -> None:
    assert write_period(parse_period(typed, WEDNESDAY)) == written


@settings(max_examples=1000)
@given(
    first=st.none() | st.dates(),
    last=st.none() | st.dates(max_value=date(9999, 12, 30)),
    today=st.dates(),
)
def test_what_is_written_reads_back(first: date | None, last: date | None, today: date) -> None:
    if first is None and last is None:
        return
    if first and last and first > last:
        first, last = last, first
    period = Period(first, date.fromordinal(last.toordinal() + 1) if last else None)
    assert parse_period(write_period(period), today) == period


PIECES = st.sampled_from(
    """2018 0001 9999 05 31 30 1 0 99999999 - . .. / , st
    may february last past this days weeks month year ago now today a""".split()  # noqa: SIM905 - reads better
)


@settings(max_examples=2000)
@given(
    text=st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join),
    today=st.dates(),
)
@example(text="99999999 months ago", today=date.min)
def test_any_text_is_a_period_or_a_bad_date(text: str, today: date) -> None:
    try:
        period = parse_period(text, today)
    except BadDate:
        return
    assert parse_period(write_period(period), today) == period
    assert period.start is None or period.end is None or period.start < period.end
