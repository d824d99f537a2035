"""Fixtures of the tests that know the files of the Whoosh engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from searchkit.engines.whoosh.engine import WhooshEngine, create_engine, open_engine
from searchkit.model.passage import Extraction
from tests.engines.contract.backends import EXTRACTION, commit
from tests.engines.whoosh.indexes import Build


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def build(*changes: Sequence[Extraction]) -> WhooshEngine:
        folder = tmp_path / "index"
        engine = create_engine(folder, extraction=EXTRACTION)
        for extractions in changes:
            commit(engine, *extractions, notes={"folders": {"a": 1}}, catalogue={"files": len(extractions)})
            engine = open_engine(folder)
        return engine

    return build
