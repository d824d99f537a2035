"""Dates of articles: printed dates in, `YYYY`, `YYYY-MM` or `YYYY-MM-DD` inside, and out again as words or as days."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

DayRange = tuple[int, int]
"""A half-open range of days, each numbered as by `date.toordinal`."""

_LONGEST = 64  # characters: no date is longer, and no input may be slow
_FIRST_YEAR = 1000  # 0001-01-01 is what databases write for "unknown"
_ZONE = r"(?: ?(?:[A-Z]{1,5}|[+-][0-9]{2}(?::?[0-9]{2})?))?"
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp]\.?[Mm]\.?)?|[0-9]{2}(?:[0-9]{2}){0,2}"
_TIME = rf"(?:(?:T|,? )(?:{_CLOCK}){_ZONE})?"
# Compiled when first needed: every search imports this module, for the names of months.
_YEAR_FIRST = rf"([0-9]{{4}})(?:([-/.])([0-9]{{1,2}})(?:\2([0-9]{{1,2}}){_TIME})?)?"
_COMPACT = r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?[0-9]{4,6}Z?)?"
_YEAR_LAST = rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}"
_MONTH_NAME = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_YEAR = r"(?<![0-9])(?<!\s[+-])[0-9]{4}(?![0-9])"


def parse_printed_date(value: str) -> str | None:
    """Read a printed date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as it is written; None for anything else.

    A year of four digits is required. Times of day are dropped, zones are not converted. `03/04/2018` could be either of
    two days and gives None. Nothing is guessed: a string with a word that is no part of a date gives None.
    """
    value = value.strip()
    if not 4 <= len(value) <= _LONGEST:  # noqa: PLR2004
        return None
    if match := re.fullmatch(_YEAR_FIRST, value):
        return _calendar_date(match[1], match[3], match[4])
    if match := re.fullmatch(_COMPACT, value):
        return _calendar_date(*match.groups())
    if match := re.fullmatch(_YEAR_LAST, value):
        return _either_order(int(match[1]), int(match[3]), match[4])
    if re.search(_MONTH_NAME, value) and len(re.findall(_YEAR, value)) == 1:
        return _worded_date(value)
    return None


def _calendar_date(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """Format a date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None if the calendar does not have it."""
    try:
        first = datetime(int(year), int(month or 1), int(day or 1))  # noqa: DTZ001 - a printed day has no zone
    except ValueError:
        return None
    if first.year < _FIRST_YEAR:
        return None
    return first.date().isoformat()[: 10 if day else 7 if month else 4]


def _either_order(first: int, second: int, year: str) -> str | None:
    """Read a day and a month in the order that makes a date; None if both orders do and differ."""
    dates = {_calendar_date(year, str(month), str(day)) for day, month in ((first, second), (second, first))} - {None}
    return dates.pop() if len(dates) == 1 else None


@lru_cache(maxsize=4096)
def _worded_date(value: str) -> str | None:
    """Read a date with the name of a month by dateutil, with two defaults: where the results differ, dateutil filled in."""
    from dateutil import parser  # noqa: PLC0415 - slow to import, and only odd dates need it

    try:
        low = parser.parse(value, default=datetime(1804, 1, 1), ignoretz=True)  # noqa: DTZ001
        high = parser.parse(value, default=datetime(1908, 12, 31), ignoretz=True)  # noqa: DTZ001
    except Exception:  # noqa: BLE001 - dateutil raises errors of many classes at odd strings
        return None
    if low.year != high.year or low.month != high.month or f"{low.year:04}" not in re.findall(_YEAR, value):
        return None
    return _calendar_date(str(low.year), str(low.month), str(low.day) if low.day == high.day else None)


def format_date(known: str | None) -> str | None:
    """Write `2018-05-17` as "17 May 2018", `2018-05` as "May 2018"; None stays None."""
    if known is None:
        return None
    year, *rest = known.split("-")
    month = [MONTHS[int(part) - 1] for part in rest[:1]]
    day = [str(int(part)) for part in rest[1:]]
    return " ".join([*day, *month, str(int(year))])


def day_range(printed: str) -> DayRange | None:
    """The days of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None for anything else."""
    try:
        numbers = [int(part) for part in printed.split("-")]
        if len(numbers) == 3:  # noqa: PLR2004
            day = date(*numbers).toordinal()
            return day, day + 1
        year, first, last = (*numbers, *numbers[1:]) if len(numbers) > 1 else (*numbers, 1, 12)
        return date(year, first, 1).toordinal(), _first_day_after(year, last)
    except ValueError:
        return None


def _first_day_after(year: int, month: int) -> int:
    return date(year, 12, 31).toordinal() + 1 if month == 12 else date(year, month + 1, 1).toordinal()  # noqa: PLR2004
