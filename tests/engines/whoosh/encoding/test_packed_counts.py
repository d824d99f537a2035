from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.engines.whoosh.directory.array_file import ArrayFile, ArrayWriter
from searchkit.engines.whoosh.encoding.packed_counts import PackedCounts, write_counts


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("counts") / "file"


@given(st.lists(st.integers(1, 4) | st.sampled_from((5, 255, 256, 70_000)), max_size=30), st.data())
def test_counts_are_read_as_written(path: Path, counts: list[int], data: st.DataObject) -> None:
    with ArrayWriter(path) as writer:
        write_counts(writer, "x", np.array(counts, np.uint32))
        size = writer.finish({})
    packed_counts = PackedCounts(ArrayFile(path, size), "x")
    start = data.draw(st.integers(0, len(counts)))
    end = data.draw(st.integers(start, len(counts)))
    assert packed_counts.slice(start, end).tolist() == counts[start:end]
