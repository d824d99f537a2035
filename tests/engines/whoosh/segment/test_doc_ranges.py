from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.engines.whoosh.segment import doc_ranges as room
from searchkit.engines.whoosh.segment.doc_ranges import DocRanges

gaps_and_lengths = st.lists(
    st.tuples(st.just(0) | st.integers(0, 3) | st.just(200), st.integers(0, 5) | st.just(90)), min_size=1, max_size=40
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    gaps_and_lengths,
    st.lists(st.integers(0, 12_000), max_size=60),
    st.integers(0, 4),
    st.sampled_from((np.uint32, np.int64)),
    st.booleans(),
    st.sampled_from((0, 50)),
)
def test_stretches_are_within_rows(
    monkeypatch: pytest.MonkeyPatch,
    drawn: list[tuple[int, int]],
    asked: list[int],
    more: int,
    kind: type[np.uint32 | np.int64],
    by_blocks: bool,  # noqa: FBT001
    behind: int,
) -> None:
    monkeypatch.setattr(room, "_FEW", -1 if by_blocks else 10**9)
    monkeypatch.setattr(room, "_WORTH", 10**9)
    ends = list(accumulate(gap + length + 1 for gap, length in drawn))  # one place is free behind each row
    spans = [(end - 1 - length, end - 1) for end, (_, length) in zip(ends, drawn, strict=True)]
    rows = DocRanges(
        np.array([start for start, _ in spans], kind),
        np.array([length for _, length in drawn], np.uint8),
        offset=7,
        places=ends[-1] + behind,
    )
    free = {end for _, end in spans}  # there is a word at every other place, be it in a row or not
    places = [place for number in asked if (place := number % (ends[-1] + behind)) not in free]
    wanted = [
        number for place in places for number, (start, end) in enumerate(spans) if start <= place and place + more < end
    ]
    assert rows.around(np.array(places, kind), more).tolist() == wanted
    each = np.full(len(places), more)
    assert rows.around(np.array(places, kind), each).tolist() == wanted
