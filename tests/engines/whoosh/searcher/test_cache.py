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
    kept = ArrayCache(5000)  # three of them take 4,400 or so
    for name in "abc":
        kept.get((name,), lambda: of(1000))
    kept.get(("a",), never)
    kept.get(("d",), lambda: of(1000))
    assert kept.bytes <= 5000
    for name in "acd":
        kept.get((name,), never)
    with pytest.raises(AssertionError):
        kept.get(("b",), never)


def test_what_is_too_large_is_not_kept_and_lets_nothing_go() -> None:
    kept = ArrayCache(5000)
    kept.get(("a",), lambda: of(1000))
    assert len(kept.get(("large",), lambda: of(6000))[0]) == 6000
    kept.get(("a",), never)
    assert kept.bytes < 2000


def test_nobody_can_write_to_what_is_kept() -> None:
    kept = ArrayCache()
    kept.get(("a",), lambda: of(3))
    with pytest.raises(ValueError, match="read-only"):
        kept.get(("a",), never)[0][0] = 1
