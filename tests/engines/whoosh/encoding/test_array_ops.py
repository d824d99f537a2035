from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.encoding.array_ops import unique_sorted

numbers = st.lists(st.integers(0, 300), max_size=40)


@given(numbers)
def test_distinct_numbers(drawn: list[int]) -> None:
    assert unique_sorted(np.array(drawn, np.uint32)).tolist() == sorted(set(drawn))
