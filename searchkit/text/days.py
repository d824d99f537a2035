"""Printed dates as stretches of days."""

from __future__ import annotations

from datetime import date

Days = tuple[int, int]
"""A half-open stretch of days, each counted as by `date.toordinal`."""


def days_of(printed: str) -> Days | None:
    """The days of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None for anything else."""
    try:
        numbers = [int(part) for part in printed.split("-")]
        if len(numbers) == 3:  # noqa: PLR2004
            day = date(*numbers).toordinal()
            return day, day + 1
        year, first, last = (*numbers, *numbers[1:]) if len(numbers) > 1 else (*numbers, 1, 12)
        return date(year, first, 1).toordinal(), _after_month(year, last)
    except ValueError:
        return None


def _after_month(year: int, month: int) -> int:
    return date(year, 12, 31).toordinal() + 1 if month == 12 else date(year, month + 1, 1).toordinal()  # noqa: PLR2004
