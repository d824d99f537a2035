from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.matching.phrase import intersect_positions

sets = st.sets(st.integers(0, 300), max_size=40)


@given(st.permutations(range(20)), sets)
def test_positions_in_two_lists_keep_the_order_of_the_first(first: list[int], second: set[int]) -> None:
    both = intersect_positions(np.array(first, np.uint32), np.array(sorted(second), np.uint32))
    assert both.tolist() == [position for position in first if position in second]


@given(sets, st.sets(st.integers(0, 100_000), min_size=1))
def test_few_positions_are_found_among_far_ones(first: set[int], second: set[int]) -> None:
    both = intersect_positions(np.array(sorted(first), np.uint32), np.array(sorted(first | second), np.uint32))
    assert both.tolist() == sorted(first)
    apart = intersect_positions(np.array(sorted(first), np.uint32), np.array(sorted(second), np.uint32))
    assert apart.tolist() == sorted(first & second)
