"""Word lists: the words of English newspapers for people, organisations, places and reporting. Lists and lookups only, no rules."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """Split a list written as one text into its words."""
    return frozenset(listed.split())
