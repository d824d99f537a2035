"""Few segments, and documents that are seldom rewritten."""

from __future__ import annotations

import random

import pytest

from searchkit.engines.whoosh.indexer.merge_policy import segments_to_merge


@pytest.mark.parametrize(
    ("sizes", "live", "merged"),
    [
        ([5], [5], []),
        ([10, 10, 10], [10, 10, 10], []),
        ([10, 10, 10, 5], [10, 10, 10, 5], [0, 1, 2, 3]),
        ([90_000, 10, 10, 10, 5], [90_000, 10, 10, 10, 5], [1, 2, 3, 4]),
        ([90_000, 10], [45_000, 10], [0]),
        ([90_000, 80_000, 70_000, 10, 65_000], [90_000, 80_000, 70_000, 10, 65_000], [0, 1, 2, 3, 4]),
        ([90_000, 80_000, 70_000, 5], [90_000, 80_000, 70_000, 5], []),
        ([300_000] * 6, [300_000] * 6, []),
        ([200_000] * 12, [200_000] * 12, [0, 1, 2, 3, 4]),
        ([2_000_000, *[200_000] * 4], [900_000, *[200_000] * 4], [0]),
    ],
)
def test_which_segments_are_merged(sizes: list[int], live: list[int], merged: list[int]) -> None:
    assert segments_to_merge(live, sizes) == merged


def test_a_document_is_rewritten_seldom() -> None:
    chance = random.Random(3)  # noqa: S311 - not for secrets
    segments: list[int] = []
    written = 0
    for _ in range(2000):
        segments.append(chance.randrange(1, 100))
        while merged := segments_to_merge(segments, segments):
            added = sum(segments[number] for number in merged)
            segments = [size for number, size in enumerate(segments) if number not in merged] + [added]
            written += added
    assert len(segments) < 16
    assert written < 30 * sum(segments)
