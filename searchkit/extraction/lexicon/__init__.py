"""Word lists: what English newspapers call people, bodies and speaking. Lists only; the rules live elsewhere."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of a list that is written out as one text."""
    return frozenset(listed.split())
