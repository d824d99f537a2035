"""Every test of the contract runs once for each engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.engines.protocol import Backend, Engine
from searchkit.engines.registry import load_backend
from tests.engines.contract.articles import BRIDGE, FERRY, TOLL
from tests.engines.contract.backends import Index, backends


@pytest.fixture(scope="session", params=backends())
def backend(request: pytest.FixtureRequest) -> Backend:
    return load_backend(request.param)


@pytest.fixture
def index(backend: Backend, tmp_path: Path) -> Index:
    """An empty folder for an index."""
    return Index(backend, tmp_path / "index")


@pytest.fixture
def town(index: Index) -> Engine:
    """Three articles about one bridge, the second undated."""
    return index.build([BRIDGE, FERRY, TOLL])
