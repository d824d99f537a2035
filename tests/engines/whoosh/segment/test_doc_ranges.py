from __future__ import annotations

from itertools import accumulate

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.segment.doc_ranges import DocRanges

gaps_and_lengths = st.lists(
    st.tuples(st.just(0) | st.integers(0, 3) | st.just(200), st.integers(0, 5) | st.just(90)), min_size=1, max_size=40
)


@given(
    gaps_and_lengths,
    st.lists(st.integers(0, 12_000), max_size=60),
    st.integers(0, 4),
    st.sampled_from((np.uint32, np.int64)),
    st.sampled_from((0, 50)),
)
def test_matches_are_found_within_documents(
    drawn: list[tuple[int, int]], numbers: list[int], extra: int, kind: type[np.uint32 | np.int64], extra_positions: int
) -> None:
    ends = list(accumulate(gap + length + 1 for gap, length in drawn))  # one empty position follows each document
    spans = [(end - 1 - length, end - 1) for end, (_, length) in zip(ends, drawn, strict=True)]
    starts, lengths = [start for start, _ in spans], [length for _, length in drawn]
    ranges = DocRanges(np.array(starts, kind), np.array(lengths, np.uint8), offset=7)
    positions = [number % (ends[-1] + extra_positions) for number in numbers]
    docs = [
        doc
        for position in positions
        for doc, (start, end) in enumerate(spans)
        if start <= position and position + extra < end
    ]
    assert ranges.find_docs(np.array(positions, kind), extra).tolist() == docs
    assert ranges.find_docs(np.array(positions, kind), np.full(len(positions), extra)).tolist() == docs
