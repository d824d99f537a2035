"""Merge policy: which segments are merged into one, so that there are few of them and documents are seldom rewritten."""

from __future__ import annotations

from collections.abc import Sequence

LARGEST = 1_000_000
"""Live documents that are merged at once, at most."""
_TIERS = (1_000, 4_000, 16_000, 64_000, 256_000)
"""The live documents that a segment of each tier has fewer of. Larger segments are merged only when half is deleted."""
_PER_TIER = 4


def segments_to_merge(live: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """Choose segments to merge into one, by index: those half deleted, and four or more of one tier with all smaller ones.

    `sizes` and `live` count the documents of each segment, with and without the deleted. As four segments of a tier become
    one of a higher tier, a document is rewritten a number of times that grows with the logarithm of the index. What
    exceeds LARGEST is chosen after the rest is merged.
    """
    chosen = {number for number, size in enumerate(sizes) if 2 * live[number] <= size}
    floor = 0
    for ceiling in _TIERS:
        if sum(floor <= count < ceiling for count in live) >= _PER_TIER:
            chosen.update(number for number, count in enumerate(live) if count < ceiling)
        floor = ceiling
    merged: list[int] = []
    total = 0
    for number in sorted(chosen):
        if not merged or total + live[number] <= LARGEST:
            merged.append(number)
            total += live[number]
    return merged
