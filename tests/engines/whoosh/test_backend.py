"""Both bundled engines verify the files of an index."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.engines.protocol import Backend
from searchkit.engines.registry import ENGINES, load_backend
from tests.engines.contract.articles import BRIDGE
from tests.engines.contract.backends import commit


@pytest.fixture(params=ENGINES)
def named(request: pytest.FixtureRequest) -> Backend:
    """Each engine by name. The reference differs from the embedded one only in `search`."""
    return load_backend(request.param)


def test_a_damaged_file_is_named(named: Backend, tmp_path: Path) -> None:
    commit(named.create(tmp_path, extraction=1), BRIDGE)
    largest = max(tmp_path.iterdir(), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:-1])
    assert [damage.file for damage in named.verify(tmp_path)] == [largest.name]
