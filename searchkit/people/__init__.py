"""Which names are one person: entity resolution over a whole archive."""

from __future__ import annotations

from typing import NamedTuple

VERSION = 4
"""Goes up whenever the same names give another table, or the file that keeps it another form."""


class Group(NamedTuple):
    """The names of one person, two or more in all: spellings of the full name, the one to show first, and of the surname
    alone. A body or a description has `names` only.
    """

    names: tuple[str, ...]
    surnames: tuple[str, ...] = ()
