"""The names of one person: what a search reads of the people table."""

from __future__ import annotations

from typing import NamedTuple


class Group(NamedTuple):
    """Two or more names of one person: spellings of the full name, the one to show first, and of the surname alone.

    A body or a description has `names` only.
    """

    names: tuple[str, ...]
    surnames: tuple[str, ...] = ()
