"""The names of one person, as a search reads them from the people table."""

from __future__ import annotations

from typing import NamedTuple


class Group(NamedTuple):
    """Two or more names of one person: spellings of the full name, the display name first, and of the bare surname.

    An organisation or a description has only `names`.
    """

    names: tuple[str, ...]
    surnames: tuple[str, ...] = ()
