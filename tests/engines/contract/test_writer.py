"""A commit is visible whole or not at all, and readers stay at the commit that they opened."""

from __future__ import annotations

import threading

import pytest

from searchkit.errors import IndexMissing, IndexMoved
from searchkit.query.request import Request
from searchkit.query.tree import Everything, Word
from tests.engines.contract.backends import Index, commit
from tests.engines.contract.builders import make_extraction
from tests.engines.contract.searching import hit_ids, total

FIRST = make_extraction("one", "first words")
SECOND = make_extraction("two", "second words")


@pytest.fixture
def filled(index: Index) -> Index:
    """An index with one article."""
    index.build([FIRST])
    return index


def test_bookkeeping_comes_with_the_passages(filled: Index) -> None:
    engine = filled.open()
    assert engine.manifest.extraction == 7
    assert engine.manifest.counts == {"article": 1, "paragraph": 1, "quote": 0}
    assert (engine.manifest.notes, engine.catalogue()) == ({"folders": {"a": 1}}, {"files": 1})
    commit(engine, notes={"new": True}, catalogue={"files": [2]})
    assert engine.manifest.notes == {"folders": {"a": 1}}
    assert filled.open().manifest.notes == {"new": True}
    assert filled.open().catalogue() == engine.catalogue() == {"files": [2]}
    assert filled.open().size() > 0


def test_a_created_engine_writes_nothing_by_itself(index: Index) -> None:
    engine = index.create(extraction=1)
    assert (engine.catalogue(), engine.size(), engine.search(Request(Everything()), {}).total) == ({}, 0, 0)
    assert not index.folder.exists()
    with engine.writer():
        pass
    with pytest.raises(IndexMissing):
        index.open()


def test_without_commit_nothing_changes(filled: Index) -> None:
    with filled.open().writer() as writer:
        writer.delete("one")
        writer.add(SECOND)
    assert filled.article_ids() == ["one"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, OSError])
def test_an_error_before_the_commit_changes_nothing(filled: Index, error: type[BaseException]) -> None:
    def fail_halfway() -> None:
        with filled.open().writer() as writer:
            writer.delete("one")
            writer.add(SECOND)
            raise error

    with pytest.raises(error):
        fail_halfway()
    assert filled.article_ids() == ["one"]
    filled.change(SECOND)
    assert filled.article_ids() == ["one", "two"]


def test_a_reader_goes_on_answering(index: Index) -> None:
    reader = index.build([FIRST], [SECOND])
    for number in range(4):
        index.change(make_extraction(f"more{number}", "third words"), deleted=() if number else ("one",))
    result = reader.search(Request(Word("words"), facets=("kind",)), {})
    assert [hit.id for hit in result.hits] == ["one#p1", "two#p1"]
    assert reader.article("one") is not None
    assert index.article_ids() == ["more0", "more1", "more2", "more3", "two"]


def test_a_reader_can_open_while_others_commit(filled: Index) -> None:
    stop = threading.Event()
    failures: list[BaseException] = []

    def read() -> None:
        while not stop.is_set():
            try:
                assert "one" in filled.article_ids()
            except BaseException as error:  # noqa: BLE001 - pytest does not see what a thread raises
                failures.append(error)
                return

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(15):
        filled.change(make_extraction(f"more{number}", "words"))
    stop.set()
    thread.join()
    assert failures == []


def test_threads_share_a_reader(index: Index) -> None:
    engine = index.build([make_extraction(f"a{number}", f"red words {number}", "blue words") for number in range(20)])
    totals: list[int] = []
    threads = [threading.Thread(target=lambda: totals.append(total(engine, Word("words")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [40] * 8


def test_a_writer_from_before_another_commit_is_refused(filled: Index) -> None:
    stale = filled.open()
    commit(stale)
    with pytest.raises(IndexMoved), stale.writer():
        pass


def test_a_rebuild_replaces_the_old_index_at_its_commit(filled: Index) -> None:
    with filled.create(extraction=8).writer() as writer:
        writer.add(make_extraction("new", "other words"))
        assert filled.article_ids() == ["one"]
        writer.commit(notes={}, catalogue={})
    assert filled.article_ids() == ["new"]
    assert filled.open().manifest.extraction == 8


def test_deleting_and_adding_within_one_change(filled: Index) -> None:
    with filled.open().writer() as writer:
        writer.delete("one")
        writer.add(make_extraction("one", "changed words", "more"))
        writer.add(make_extraction("two", "second"))
        writer.delete("two")
        writer.add(make_extraction("two", "third words"))
        writer.commit(notes={}, catalogue={})
    engine = filled.open()
    assert engine.manifest.counts == {"article": 2, "paragraph": 3, "quote": 0}
    assert hit_ids(engine, Word("words")) == ["one#p1", "two#p1"]
    assert total(engine, Word("second")) == 0


def test_clearing(filled: Index) -> None:
    with filled.open().writer() as writer:
        writer.add(make_extraction("lost", "words"))
        writer.clear()
        writer.add(make_extraction("one", "anew"))
        writer.commit(notes={}, catalogue={})
    assert filled.article_ids() == ["one"]
    assert filled.open().manifest.counts["paragraph"] == 1
    with filled.open().writer() as writer:
        writer.clear()
        writer.commit(notes={}, catalogue={})
    assert filled.article_ids() == []


def test_what_the_caller_must_not_do(filled: Index) -> None:
    with filled.open().writer() as writer:
        with pytest.raises(ValueError, match="already holds"):
            writer.add(make_extraction("one", "again"))
        with pytest.raises(ValueError, match="holds no article"):
            writer.delete("nobody")


@pytest.mark.parametrize("id", ["a b", "é/ü", "x%23y", "日本", "\ud800", "a" * 300, "'\"\\"])
def test_ids_of_any_characters(index: Index, id: str) -> None:
    extraction = make_extraction(id, "some words", title="\ud800", tags=("\ud800", ""), source="\ud800 x")
    engine = index.build([extraction])
    stored = engine.article(id)
    assert stored is not None
    assert stored.extraction == extraction
    assert list(engine.article_ids()) == [id]
    assert engine.search(Request(Word("words"), facets=("tag",)), {}).hits[0].id == f"{id}#p1"


def test_many_small_commits(index: Index) -> None:
    engine = index.build(*[[make_extraction(f"a{number}", f"word{number} shared")] for number in range(30)])
    assert (total(engine, Word("shared")), total(engine, Word("word17"))) == (30, 1)
