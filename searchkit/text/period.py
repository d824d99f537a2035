"""Parses dates and periods as people write them into half-open ranges of days; guesses nothing.

One date: `2018`, `2018-05`, `2018-05-17`, `17 May 2018`, `May 17, 2018`, `March 2018`, `today`, `now`, `yesterday`,
`this week` and `last week` (from Monday; also month, quarter and year), `3 days ago` (that day; also weeks, months,
quarters and years), `last 7 days` and `past month` (up to today). A range: `2017..2018-05`, `2017..`, `..2018`.
"""

from __future__ import annotations

import re
import reprlib
from datetime import date, timedelta

from searchkit.errors import BadDate
from searchkit.model.frozen import Frozen
from searchkit.text.dates import MONTHS

GOOD_DATES = "write 2018, 2018-05, 2018-05-17, 17 May 2018, last week or 3 days ago"
GOOD_PERIODS = f"{GOOD_DATES}; a range is 2017..2018-05, 2017.. or ..2018"

_LONGEST = 60  # characters of a date
_MONTH_NUMBER = {
    name: number for number, month in enumerate(MONTHS, 1) for name in (month.lower(), month[:3].lower())
} | {"sept": 9}
_DAYS_BACK = {"today": 0, "now": 0, "yesterday": 1}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}

_MONTH = rf"(?P<name>{'|'.join(_MONTH_NUMBER)})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_UNIT = r"(?P<unit>day|week|month|quarter|year)"
# Compiled when first needed: most searches name no date.
_ON_THE_CALENDAR = (
    rf"{_YEAR}(?:-(?P<month>[0-9]{{1,2}})(?:-(?P<day>[0-9]{{1,2}}))?)?",
    rf"{_DAY} {_MONTH},? {_YEAR}",
    rf"{_MONTH} {_DAY},? {_YEAR}",
    rf"{_MONTH},? {_YEAR}",
)
_AGO = rf"(?P<count>[0-9]{{1,9}}|an?) {_UNIT}s? ago"
_THIS_OR_LAST = r"(?P<which>this|last) (?P<unit>week|month|quarter|year)"
_UP_TO_TODAY = rf"(?:(?:last|past) (?P<count>[1-9][0-9]{{0,8}})|past) {_UNIT}s?"
_DAY_FIRST_OR_NOT = r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})"


class Period(Frozen):
    """The days in `[start, end)`. None is an open end, and also the end behind the last day of year 9999."""

    start: date | None
    end: date | None


def parse_period(text: str, today: date) -> Period:
    """Parse a date or range. Both ends of a range are included; swapped ends are put in order.

    Raises BadDate, whose span points into `text`.
    """
    first, dots, last = text.partition("..")
    if not dots:
        return parse_date(text, today)
    if not first.strip() and not last.strip():
        raise _not_understood(text, "a range needs a date at one end", GOOD_PERIODS)
    return spanning(
        _end_of_range(text, 0, len(first), today),
        _end_of_range(text, len(first) + len(dots), len(text), today),
    )


def parse_date(text: str, today: date) -> Period:
    """Parse a date that is no range: a day, week, month, quarter or year. Raises BadDate."""
    if len(text) > _LONGEST:
        raise _not_understood(text, f"{reprlib.repr(text)} is not a date", GOOD_DATES)
    spaced = " ".join(text.split())
    plain = spaced.lower()
    try:
        period = _calendar_date(plain) or _relative(plain, today)
    except (ValueError, OverflowError):
        raise _not_understood(text, f"{reprlib.repr(text)} is no day of the calendar", GOOD_DATES) from None
    if period is None:
        raise _not_understood(text, f"{reprlib.repr(text)} is not a date", _hint(spaced, today))
    return period


def spanning(first: Period | None, last: Period | None) -> Period:
    """The period from the start of one to the end of another, None being open; swapped periods are put in order."""
    start = first.start if first else None
    end = last.end if last else None
    if first and last and start and end and start >= end:
        return Period(last.start, first.end)
    return Period(start, end)


def write_period(period: Period) -> str:
    """Write a period in its shortest form: `2018`, `2018-05`, `2018-05-17`, or a range of days with `..`."""
    start = period.start
    last = period.end - timedelta(1) if period.end else None
    if start and last:
        if period == _months(start.replace(month=1, day=1), 12):
            return start.isoformat()[:4]
        if period == _months(start.replace(day=1), 1):
            return start.isoformat()[:7]
        if start == last:
            return start.isoformat()
    if not start and not last:
        return "..9999"
    return f"{start or ''}..{last or ''}"


def _end_of_range(text: str, start: int, end: int, today: date) -> Period | None:
    written = text[start:end]
    if not written.strip():
        return None
    try:
        return parse_date(written, today)
    except BadDate as error:
        raise BadDate(error.message, query=text, span=(start, end), suggestion=error.suggestion) from None


def _not_understood(text: str, message: str, suggestion: str) -> BadDate:
    return BadDate(message, query=text, span=(0, len(text)), suggestion=suggestion)


def _calendar_date(plain: str) -> Period | None:
    for pattern in _ON_THE_CALENDAR:
        if match := re.fullmatch(pattern, plain):
            parts = match.groupdict()
            month = _MONTH_NUMBER[parts["name"]] if "name" in parts else parts["month"]
            return _calendar_period(int(parts["year"]), int(month) if month else None, int(parts.get("day") or 0))
    return None


def _calendar_period(year: int, month: int | None, day: int) -> Period:
    if month is None:
        return _months(date(year, 1, 1), 12)
    if not day:
        return _months(date(year, month, 1), 1)
    return _days(date(year, month, day), 1)


def _relative(plain: str, today: date) -> Period | None:
    if plain in _DAYS_BACK:
        return _days(today - timedelta(_DAYS_BACK[plain]), 1)
    if match := re.fullmatch(_THIS_OR_LAST, plain):
        return _this_or_last(match["unit"], 1 if match["which"] == "last" else 0, today)
    if match := re.fullmatch(_AGO, plain):
        count = 1 if match["count"].startswith("a") else int(match["count"])
        return _days(_before(today, count, match["unit"]), 1)
    if match := re.fullmatch(_UP_TO_TODAY, plain):
        count = int(match["count"] or 1)
        return Period(_before(today, count, match["unit"]) + timedelta(1), _days(today, 1).end)
    return None


def _this_or_last(unit: str, ago: int, today: date) -> Period:
    if unit == "week":
        return _days(today - timedelta(today.weekday() + 7 * ago), 7)
    months = _MONTHS_IN[unit]
    first = today.replace(month=(today.month - 1) // months * months + 1, day=1)
    return _months(_before(first, ago, unit), months)


def _before(day: date, count: int, unit: str) -> date:
    """The day `count` units earlier, or the last day of a month that is too short. Raises ValueError or OverflowError."""
    if unit in {"day", "week"}:
        return day - timedelta(count * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 - count * _MONTHS_IN[unit], 12)
    following = _months(date(year, month + 1, 1), 1).end
    last = following - timedelta(1) if following else date.max
    return last.replace(day=min(day.day, last.day))


def _days(start: date, count: int) -> Period:
    last = start.toordinal() + count
    return Period(start, date.fromordinal(last) if last <= date.max.toordinal() else None)


def _months(first: date, count: int) -> Period:
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    return Period(first, date(year, month + 1, 1) if year <= date.max.year else None)


def _hint(spaced: str, today: date) -> str:
    if match := re.fullmatch(_DAY_FIRST_OR_NOT, spaced):
        one, other, year = (int(part) for part in match.groups())
        orders = dict.fromkeys(((one, other), (other, one)))
        good = [f"{year:04}-{month:02}-{day:02}" for day, month in orders if _exists(year, month, day)]
        return f"write {' or '.join(good)}" if good else GOOD_DATES
    with_year = f"{spaced} {today.year:04}"
    if any(re.fullmatch(pattern, with_year.lower()) for pattern in _ON_THE_CALENDAR):
        return f"add the year: {with_year}"
    return GOOD_DATES


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
