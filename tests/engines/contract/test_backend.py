"""What every engine does for `searchkit check`, and for the caches that the archive stores beside an index."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.engines.protocol import Backend
from searchkit.engines.registry import EMBEDDED, ENGINES, has_engine, load_backend
from searchkit.errors import IndexMissing
from tests.engines.contract.articles import BRIDGE, FERRY, TOLL
from tests.engines.contract.backends import Index, commit


@pytest.fixture(params=ENGINES)
def named(request: pytest.FixtureRequest) -> Backend:
    """Each engine by name. The reference differs from the embedded one only in `search`."""
    return load_backend(request.param)


def test_an_undamaged_index_has_no_damage(named: Backend, tmp_path: Path) -> None:
    commit(named.create(tmp_path, extraction=1), BRIDGE, FERRY)
    assert list(named.verify(tmp_path)) == []
    assert named.check_counts(tmp_path) is None
    assert list(named.leftovers(tmp_path)) == []


def test_a_folder_without_an_index(named: Backend, tmp_path: Path) -> None:
    assert named.generation(tmp_path) is None
    with pytest.raises(IndexMissing):
        list(named.verify(tmp_path))
    with pytest.raises(IndexMissing):
        named.check_counts(tmp_path)
    assert list(named.leftovers(tmp_path)) == []


def test_every_commit_has_a_generation_of_its_own(named: Backend, tmp_path: Path) -> None:
    commit(named.create(tmp_path, extraction=1), BRIDGE)
    first = named.generation(tmp_path)
    assert first is not None
    assert named.generation(tmp_path) == first
    commit(named.open(tmp_path), FERRY)
    assert named.generation(tmp_path) != first


def test_the_extractions_are_those_that_were_written(index: Index) -> None:
    index.build([BRIDGE, FERRY], [TOLL])
    index.change(deleted=["ferry"])
    stored = dict(index.open().extractions())
    assert stored == {"bridge": BRIDGE, "toll": TOLL}


def test_a_new_index_has_no_extractions(index: Index) -> None:
    assert list(index.create().extractions()) == []


def test_a_cache_beside_the_index_can_be_read_until_it_is_replaced(index: Index) -> None:
    engine = index.build([BRIDGE])
    with pytest.raises(OSError, match=r"cache\.json"):
        engine.read_cache("cache.json", 10)
    engine.write_cache("cache.json", b"12345")
    assert index.open().read_cache("cache.json", 5) == b"12345"
    engine.write_cache("cache.json", b"678")
    assert index.open().read_cache("cache.json", 5) == b"678"
    with pytest.raises(OSError, match="more than 2 bytes"):
        engine.read_cache("cache.json", 2)


def test_a_writer_tells_the_time_of_the_file_system(index: Index) -> None:
    engine = index.build([BRIDGE])
    with engine.writer() as writer:
        first = writer.now_ns()
        assert writer.now_ns() >= first > 1_500_000_000 * 10**9


def test_an_engine_that_is_not_there() -> None:
    assert has_engine(EMBEDDED)
    assert not has_engine("nowhere")
    with pytest.raises(ValueError, match="there is no engine 'nowhere'; there are embedded and reference"):
        load_backend("nowhere")
