from __future__ import annotations

import numpy as np
import pytest

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.searcher.cache import ArrayCache


def of(size: int) -> tuple[Array]:
    return (np.zeros(size, np.uint8),)


def never() -> tuple[Array]:
    raise AssertionError("it is kept")


def test_what_was_used_last_is_kept_in_so_many_bytes() -> None:
    cache = ArrayCache(5000)  # three of them take 4,400 or so
    for name in "abc":
        cache.get((name,), lambda: of(1000))
    cache.get(("a",), never)
    cache.get(("d",), lambda: of(1000))
    assert cache.bytes <= 5000
    for name in "acd":
        cache.get((name,), never)
    with pytest.raises(AssertionError):
        cache.get(("b",), never)


def test_what_is_too_large_is_not_kept_and_lets_nothing_go() -> None:
    cache = ArrayCache(5000)
    cache.get(("a",), lambda: of(1000))
    assert len(cache.get(("large",), lambda: of(6000))[0]) == 6000
    cache.get(("a",), never)
    assert cache.bytes < 2000


def test_nobody_can_write_to_what_is_kept() -> None:
    cache = ArrayCache()
    cache.get(("a",), lambda: of(3))
    with pytest.raises(ValueError, match="read-only"):
        cache.get(("a",), never)[0][0] = 1
