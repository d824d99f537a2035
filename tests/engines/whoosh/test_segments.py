from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.pool import Pool
from searchkit.engines.whoosh.schema import Positions, pack, unpack
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
    ],
)
def test_which_segments_are_joined(sizes: list[int], live: list[int], added: int, joined: list[int]) -> None:
    assert to_join(sizes, live, added) == joined


def test_a_document_is_rewritten_seldom() -> None:
    chance = random.Random(3)  # noqa: S311 - not for secrets
    segments: list[int] = []
    written = total = 0
    for _ in range(2000):
        added = chance.randrange(1, 100)
        joined = set(to_join(segments, segments, added))
        added += sum(segments[number] for number in joined)
        segments = [size for number, size in enumerate(segments) if number not in joined] + [added]
        written += added
    total = sum(segments)
    assert len(segments) < 16
    assert written < 30 * total


terms = st.dictionaries(
    st.sampled_from(["a", "ä", "b\U0001f600", "\ud800"]), st.integers(1, 9) | st.binary(max_size=4), max_size=3
)


@given(docs=st.lists(st.dictionaries(st.sampled_from(["text", "exact"]), terms), max_size=12), limit=st.integers(0, 8))
def test_a_pool_gives_back_every_posting_in_order(
    docs: list[dict[str, dict[str, int | bytes]]], limit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pool = Pool(tmp_path_factory.mktemp("runs"), limit)
    wanted: dict[tuple[str, str], list[object]] = {}
    for number, doc in enumerate(docs):
        pool.add(number, doc)
        for field, postings in doc.items():
            for term, payload in postings.items():
                wanted.setdefault((field, term), []).extend((number, payload))
    assert [((field, term), posts) for field, term, posts in pool.items()] == sorted(wanted.items())


def test_a_pool_spills_to_files(tmp_path: Path) -> None:
    pool = Pool(tmp_path, 3)
    for doc in range(10):
        pool.add(doc, {"text": {f"t{doc}": 1, "all": 2}})
    assert len(list(tmp_path.iterdir())) == 5
    assert {term: posts for _, term, posts in pool.items()}["all"] == [x for doc in range(10) for x in (doc, 2)]


@given(st.lists(st.integers(0, 2**32 - 1), max_size=100))
def test_positions_survive_packing(positions: list[int]) -> None:
    assert list(unpack(pack(positions))) == positions
    assert Positions().decode_positions(Positions().encode(positions)) == positions
    assert Positions().decode_frequency(pack(positions)) == len(positions)
