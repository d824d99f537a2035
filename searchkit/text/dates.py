"""Printed dates: what stands in a record or a dateline -> `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or nothing at all."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

_LONGEST = 64  # characters: no date is longer, and no input may be slow
_ZONE = r"(?: ?(?:[A-Z]{1,5}|[+-][0-9]{2}(?::?[0-9]{2})?))?"
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp]\.?[Mm]\.?)?|[0-9]{2}(?:[0-9]{2}){0,2}"
_TIME = rf"(?:(?:T|,? )(?:{_CLOCK}){_ZONE})?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})(?:([-/.])([0-9]{{1,2}})(?:\2([0-9]{{1,2}}){_TIME})?)?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?[0-9]{4,6}Z?)?")
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}")
_MONTH_NAME = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(?<!\s[+-])[0-9]{4}(?![0-9])")
_FIRST_YEAR = 1000  # 0001-01-01 is what databases write for "unknown"


def parse_printed_date(value: str) -> str | None:
    """The date a string gives as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as precise as it is written; else None.

    A year of four digits is required; times of day are dropped and zones not converted. `03/04/2018` could be two days
    and is none. Nothing is guessed: a string with a word that is no part of a date gives None.
    """
    value = value.strip()
    if not 4 <= len(value) <= _LONGEST:  # noqa: PLR2004
        return None
    if match := _YEAR_FIRST.fullmatch(value):
        return _calendar_date(match[1], match[3], match[4])
    if match := _COMPACT.fullmatch(value):
        return _calendar_date(*match.groups())
    if match := _YEAR_LAST.fullmatch(value):
        return _either_order(int(match[1]), int(match[3]), match[4])
    if _MONTH_NAME.search(value) and len(_YEAR.findall(value)) == 1:
        return _worded_date(value)
    return None


def _calendar_date(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """The date in its form, if the calendar has it."""
    try:
        found = datetime(int(year), int(month or 1), int(day or 1))  # noqa: DTZ001 - a printed day has no zone
    except ValueError:
        return None
    if found.year < _FIRST_YEAR:
        return None
    return found.date().isoformat()[: 10 if day else 7 if month else 4]


def _either_order(first: int, second: int, year: str) -> str | None:
    """A day and a month in whichever order makes a date; None if both orders do and differ."""
    dates = {_calendar_date(year, str(month), str(day)) for day, month in ((first, second), (second, first))} - {None}
    return dates.pop() if len(dates) == 1 else None


@lru_cache(maxsize=4096)
def _worded_date(value: str) -> str | None:
    """A date with the month's name in it, read by dateutil; what it fills in by itself shows by reading it twice."""
    from dateutil import parser  # noqa: PLC0415 - slow to import, and only odd dates need it

    try:
        low = parser.parse(value, default=datetime(1804, 1, 1), ignoretz=True)  # noqa: DTZ001
        high = parser.parse(value, default=datetime(1908, 12, 31), ignoretz=True)  # noqa: DTZ001
    except Exception:  # noqa: BLE001 - dateutil raises errors of many classes at odd strings
        return None
    if low.year != high.year or low.month != high.month or f"{low.year:04}" not in _YEAR.findall(value):
        return None
    return _calendar_date(str(low.year), str(low.month), str(low.day) if low.day == high.day else None)
