"""Rows of words in rows of words, in linear time whatever they are."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence


def occurrences(row: Sequence[Hashable], within: Sequence[Hashable]) -> Iterator[int]:
    """Where a row stands in a longer one, by its first place; occurrences may overlap.

    Knuth, Morris and Pratt, Fast Pattern Matching in Strings (1977): each place is looked at twice at most.
    """
    if not row:
        return
    borders = _borders(row)
    matched = 0
    for place, word in enumerate(within):
        while matched and (matched == len(row) or row[matched] != word):
            matched = borders[matched - 1]
        if row[matched] == word:
            matched += 1
        if matched == len(row):
            yield place - matched + 1


def _borders(row: Sequence[Hashable]) -> list[int]:
    """For each place, how many words of the row's beginning also end there."""
    borders = [0] * len(row)
    length = 0
    for place in range(1, len(row)):
        while length and row[place] != row[length]:
            length = borders[length - 1]
        if row[place] == row[length]:
            length += 1
        borders[place] = length
    return borders
