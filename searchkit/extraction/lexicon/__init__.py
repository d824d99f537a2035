"""Word lists: what English newspapers call people, bodies, places and speaking. Lists and lookups only, no rules."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """Split a list written as one text into its words."""
    return frozenset(listed.split())
