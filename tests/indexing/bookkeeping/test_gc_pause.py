"""The search for cycles rests for a while, and goes on as before."""

import gc

import pytest

from searchkit.indexing.bookkeeping.gc_pause import gc_paused


def _fail() -> None:
    with gc_paused():
        assert not gc.isenabled()
        raise ZeroDivisionError


@pytest.mark.parametrize("set_it", [gc.enable, gc.disable])
def test_it_is_afterwards_as_it_was(set_it: object) -> None:
    was_enabled = gc.isenabled()
    try:
        set_it()  # type: ignore[operator]
        with pytest.raises(ZeroDivisionError):
            _fail()
        assert gc.isenabled() is (set_it is gc.enable)
    finally:
        (gc.enable if was_enabled else gc.disable)()
