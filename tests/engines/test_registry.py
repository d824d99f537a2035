"""Engines of other packages are found by their entry points."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest

from searchkit import Archive
from searchkit.engines import registry
from searchkit.engines.registry import EMBEDDED, has_engine, load_backend
from tests.archives import PORT, Build


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> str:
    """An engine that a package adds: the bundled one, under another name."""
    point = EntryPoint("other", "searchkit.engines.whoosh.engine:BACKEND", registry.GROUP)
    monkeypatch.setattr(registry, "_entry_point", {"other": point}.get)
    return "other"


def test_an_engine_of_a_package_is_an_engine(added: str, build: Build) -> None:
    assert has_engine(added)
    assert load_backend(added) is load_backend(EMBEDDED)
    folder = build({"port.txt": PORT}).folder
    with Archive(folder, engine=added) as archive:
        assert archive.search("cranes").total == 1
        assert not archive.check().problems


def test_a_package_that_is_not_there_adds_none() -> None:
    assert not has_engine("other")
