from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from searchkit.engines.whoosh.draft import Draft
from searchkit.engines.whoosh.join import draft_of, join
from searchkit.engines.whoosh.segments import to_join


@pytest.mark.parametrize(
    ("sizes", "live", "added", "joined"),
    [
        ([], [], 5, []),
        ([10, 10, 10], [10, 10, 10], 0, []),
        ([10, 10, 10], [10, 10, 10], 5, [0, 1, 2]),
        ([90_000, 10, 10, 10], [90_000, 10, 10, 10], 5, [1, 2, 3]),
        ([90_000, 10], [45_000, 10], 0, [0]),
        ([90_000, 80_000, 70_000, 10], [90_000, 80_000, 70_000, 10], 65_000, [0, 1, 2, 3]),
        ([90_000, 80_000, 70_000], [90_000, 80_000, 70_000], 5, []),
        ([300_000] * 5, [300_000] * 5, 300_000, []),
    ],
)
def test_which_segments_are_joined(sizes: list[int], live: list[int], added: int, joined: list[int]) -> None:
    assert to_join(live, sizes, added) == joined


def test_a_document_is_rewritten_seldom() -> None:
    chance = random.Random(3)  # noqa: S311 - not for secrets
    segments: list[int] = []
    written = 0
    for _ in range(2000):
        added = chance.randrange(1, 100)
        joined = set(to_join(segments, segments, added))
        added += sum(segments[number] for number in joined)
        segments = [size for number, size in enumerate(segments) if number not in joined] + [added]
        written += added
    total = sum(segments)
    assert len(segments) < 16
    assert written < 30 * total


def test_a_segment_gives_back_its_draft(build: Any, write: Any, said: Any) -> None:
    quote = said(("three of us", "four"), speaker="Ola Berg")
    articles = [
        write(
            "b", ("title", "One"), ("body", "Two, “three of us,” she said, “four”.", [quote]), places=("X", "Y", "x")
        ),
        write("a", "Five six five.", title="Five"),
    ]
    segment = build(articles)._snapshot.parts[0].segment
    draft = draft_of(segment)
    kept = np.ones(2, bool)
    again, swapped = join([(draft, kept)]), join([(draft, ~kept), (draft, kept)])
    for other in (again, swapped):
        assert _plain(other) == _plain(draft)


def test_joining_leaves_out_what_is_deleted(build: Any, write: Any) -> None:
    articles = [write(f"a{number}", f"word{number} and words", "more words") for number in range(4)]
    draft = draft_of(build(articles)._snapshot.parts[0].segment)
    kept = np.array([True, False, False, True])
    joined = join([(draft, kept), (draft, ~kept)])
    assert list(joined.ids) == ["a0", "a3", "a1", "a2"]
    assert len(joined.text.keys()) == len(draft.text.keys())
    assert joined.passages["article"].tolist() == [0, 0, 1, 1, 2, 2, 3, 3]


def _plain(draft: Draft) -> tuple[object, ...]:
    """What a draft holds, whatever the order of its occurrences."""
    columns = {**draft.quotes, **draft.passages, **draft.articles}
    values = {name: [values.texts[ref] for ref in values.refs.tolist()] for name, values in draft.values.items()}
    texts = [(list(part.words), sorted(part.keys().tolist()), part.rows.tolist()) for part in (draft.text, draft.title)]
    pieces = [bytes(piece) for piece in draft.stored.pieces]
    return list(draft.ids), {name: column.tolist() for name, column in columns.items()}, values, texts, pieces
