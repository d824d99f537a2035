from __future__ import annotations

import numpy as np
import pytest

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.searcher.cache import ArrayCache


def zeros(size: int) -> tuple[Array]:
    return (np.zeros(size, np.uint8),)


def never() -> tuple[Array]:
    raise AssertionError("it is cached")


def test_the_arrays_used_last_stay_within_the_capacity() -> None:
    cache = ArrayCache(5000)  # three of them take 4,400 or so
    for name in "abc":
        cache.get((name,), lambda: zeros(1000))
    cache.get(("a",), never)
    cache.get(("d",), lambda: zeros(1000))
    assert cache.bytes <= 5000
    for name in "acd":
        cache.get((name,), never)
    with pytest.raises(AssertionError):
        cache.get(("b",), never)


def test_arrays_above_the_capacity_are_not_cached_and_drop_nothing() -> None:
    cache = ArrayCache(5000)
    cache.get(("a",), lambda: zeros(1000))
    assert len(cache.get(("large",), lambda: zeros(6000))[0]) == 6000
    cache.get(("a",), never)
    assert cache.bytes < 2000


def test_cached_arrays_are_read_only() -> None:
    cache = ArrayCache()
    cache.get(("a",), lambda: zeros(3))
    with pytest.raises(ValueError, match="read-only"):
        cache.get(("a",), never)[0][0] = 1
