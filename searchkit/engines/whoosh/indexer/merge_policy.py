"""Merge policy: chooses segments to merge, so that there are few of them and documents are seldom rewritten."""

from __future__ import annotations

from collections.abc import Sequence

LARGEST = 1_000_000
"""The most live documents that one merge takes."""
_TIERS = (1_000, 4_000, 16_000, 64_000, 256_000)
"""Segments of a tier have fewer live documents than this. Larger segments are merged only if half is deleted."""
_PER_TIER = 4


def segments_to_merge(live: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """Choose segments to merge into one, by index: those half deleted; of four or more in a tier, these and all smaller.

    `sizes` is the number of documents of each segment, `live` of its live ones. Four segments of a tier become one of a
    higher tier, so the number of times that a document is rewritten grows with the logarithm of the index. Segments beyond
    LARGEST wait for the next call.
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
