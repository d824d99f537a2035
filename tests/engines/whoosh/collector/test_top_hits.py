from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.collector.top_hits import value_of_rank


@pytest.mark.parametrize("highest", [1, 30, 1_000_000])
@given(count=st.integers(1, 1500), rank=st.integers(1, 20), seed=st.integers(0, 1000))
def test_a_value_has_the_rank_that_sorting_gives_it(highest: int, count: int, rank: int, seed: int) -> None:
    values = np.random.default_rng(seed).integers(0, highest, count + rank)
    assert value_of_rank(values, rank) == np.sort(values)[rank - 1]
    assert value_of_rank(-values / 3, rank) == np.sort(-values / 3)[rank - 1]
