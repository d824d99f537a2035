from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.encoding.array_ops import find_indices, unique_sorted

numbers = st.lists(st.integers(0, 300), max_size=40)


@given(numbers, st.lists(st.integers(0, 300), min_size=1, max_size=40))
def test_numbers_are_located_among_others_in_any_order(asked: list[int], among: list[int]) -> None:
    np.full(1000, 3, np.uint32)  # what the table may find in its memory
    at, found = find_indices(np.array(asked, np.intp), np.array(among, np.intp), 300)
    assert found.tolist() == [number in among for number in asked]
    assert all(among[place] == number for place, number, there in zip(at, asked, found, strict=True) if there)


@given(numbers)
def test_distinct_numbers(drawn: list[int]) -> None:
    assert unique_sorted(np.array(drawn, np.uint32)).tolist() == sorted(set(drawn))
