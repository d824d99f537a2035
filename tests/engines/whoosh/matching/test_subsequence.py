from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.matching.subsequence import occurrences

sequences = st.lists(st.sampled_from("ab"), max_size=4)


@given(sequences, st.lists(st.sampled_from(["a", "b", None]), max_size=20))
def test_finds_every_occurrence(pattern: list[str], sequence: list[str | None]) -> None:
    every = [at for at in range(len(sequence)) if pattern and sequence[at : at + len(pattern)] == pattern]
    assert list(occurrences(pattern, sequence)) == every


def test_repetition_takes_linear_time() -> None:
    pattern = ["a"] * 50_000
    assert len(list(occurrences(pattern, ["a"] * 100_000))) == 50_001
    assert list(occurrences([*pattern, "b"], ["a"] * 100_000)) == []
