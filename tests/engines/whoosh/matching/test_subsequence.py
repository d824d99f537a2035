from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.matching.subsequence import occurrences

rows = st.lists(st.sampled_from("ab"), max_size=4)


@given(rows, st.lists(st.sampled_from(["a", "b", None]), max_size=20))
def test_finds_every_place(row: list[str], within: list[str | None]) -> None:
    every = [at for at in range(len(within)) if row and within[at : at + len(row)] == row]
    assert list(occurrences(row, within)) == every


def test_repetition_takes_linear_time() -> None:
    row = ["a"] * 50_000
    assert len(list(occurrences(row, ["a"] * 100_000))) == 50_001
    assert list(occurrences([*row, "b"], ["a"] * 100_000)) == []
