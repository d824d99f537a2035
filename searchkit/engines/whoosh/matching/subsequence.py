"""Find a sequence in a longer one in linear time."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence


def occurrences(pattern: Sequence[Hashable], sequence: Sequence[Hashable]) -> Iterator[int]:
    """Yield the index of every occurrence of a pattern in a sequence; occurrences may overlap.

    Knuth, Morris and Pratt, Fast Pattern Matching in Strings (1977): each item is looked at twice at most.
    """
    if not pattern:
        return
    borders = _borders(pattern)
    matched = 0
    for index, item in enumerate(sequence):
        while matched and (matched == len(pattern) or pattern[matched] != item):
            matched = borders[matched - 1]
        if pattern[matched] == item:
            matched += 1
        if matched == len(pattern):
            yield index - matched + 1


def _borders(pattern: Sequence[Hashable]) -> list[int]:
    """For each prefix of the pattern, the length of its longest proper prefix that is also its suffix."""
    borders = [0] * len(pattern)
    length = 0
    for index in range(1, len(pattern)):
        while length and pattern[index] != pattern[length]:
            length = borders[length - 1]
        if pattern[index] == pattern[length]:
            length += 1
        borders[index] = length
    return borders
