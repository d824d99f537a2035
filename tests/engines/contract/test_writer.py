from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from searchkit.engines.protocol import Request
from searchkit.engines.whoosh.directory.files import LOCK, MANIFEST, WRITING_FOLDER
from searchkit.engines.whoosh.engine import create_engine, open_engine
from searchkit.engines.whoosh.indexer import index_writer
from searchkit.errors import IndexBusy, IndexMissing, IndexMoved, IndexUnwritable, IndexVersionMismatch
from searchkit.model.passage import Extraction
from searchkit.query.tree import Everything, Word


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def held(folder: Path) -> list[str]:
    return list(open_engine(folder).article_ids())


def _change(folder: Path, extraction: Extraction) -> None:
    with open_engine(folder).writer() as changing:
        changing.delete("one")
        changing.add(extraction)
        changing.commit(notes={"lost": 1}, catalogue={})


@pytest.fixture
def index(build: Any, write: Any) -> Path:
    """An index with one article."""
    folder: Path = build([write("one", "first words")])._snapshot.folder
    return folder


def test_a_commit_leaves_its_own_files_and_foreign_ones(index: Path, write: Any) -> None:
    (index / "README.md").write_text("ours", "utf-8")
    with open_engine(index).writer() as changing:
        changing.add(write("two", "second words"))
        changing.commit(notes={}, catalogue={})
    left = names(index) - {path for path in names(index) if path.endswith(".seg")}
    assert left == {"README.md", LOCK, MANIFEST, "catalogue.2.json"}


def test_bookkeeping_comes_with_the_passages(index: Path) -> None:
    engine = open_engine(index)
    assert engine.manifest.extraction == 7
    assert engine.manifest.counts == {"article": 1, "paragraph": 1, "quote": 0}
    assert (engine.manifest.notes, engine.catalogue()) == ({"folders": {"a": 1}}, {"files": 1})
    with engine.writer() as changing:
        changing.commit(notes={"new": True}, catalogue={"files": [2]})
    assert engine.manifest.notes == {"folders": {"a": 1}}
    assert open_engine(index).manifest.notes == {"new": True}
    assert open_engine(index).catalogue() == engine.catalogue() == {"files": [2]}
    assert open_engine(index).size() > 0


def test_a_created_engine_writes_nothing_by_itself(tmp_path: Path) -> None:
    engine = create_engine(tmp_path / "index", extraction=1)
    assert (engine.catalogue(), engine.size(), engine.search(Request(Everything()), {}).total) == ({}, 0, 0)
    assert not (tmp_path / "index").exists()
    with engine.writer():
        pass
    with pytest.raises(IndexMissing):
        open_engine(tmp_path / "index")


def test_without_commit_nothing_changes(index: Path, write: Any) -> None:
    before = names(index)
    with open_engine(index).writer() as changing:
        changing.delete("one")
        changing.add(write("two", "second"))
    assert (held(index), names(index)) == (["one"], before | {LOCK})


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, OSError])
@pytest.mark.parametrize("step", ["commit", "write_safely", "_finish_segments", "_write_deletions"])
def test_a_crash_before_the_commit_leaves_the_old_state(
    index: Path, write: Any, monkeypatch: pytest.MonkeyPatch, step: str, error: type[BaseException]
) -> None:
    def crash(*_: object) -> None:
        raise error

    before = names(index)
    monkeypatch.setattr(index_writer.IndexWriter if step.startswith("_") else index_writer, step, crash)
    with pytest.raises(IndexUnwritable if error is OSError else error):
        _change(index, write("two", "second"))
    assert names(index) == before
    assert held(index) == ["one"]
    monkeypatch.undo()
    with open_engine(index).writer(timeout=0) as changing:
        changing.add(write("two", "second"))
        changing.commit(notes={}, catalogue={})
    assert held(index) == ["one", "two"]


def test_a_crash_between_bookkeeping_and_commit(index: Path, write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose_power(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(index_writer, "commit", lose_power)
    monkeypatch.setattr(index_writer.IndexWriter, "abandon", lambda _: None)
    with pytest.raises(SystemExit):
        _change(index, write("two", "second"))
    assert {"catalogue.2.json", WRITING_FOLDER} <= names(index)
    assert (held(index), open_engine(index).manifest.notes) == (["one"], {"folders": {"a": 1}})
    monkeypatch.undo()
    with open_engine(index).writer() as changing:
        changing.commit(notes={}, catalogue={})
    assert WRITING_FOLDER not in names(index)
    assert len([name for name in names(index) if name.endswith(".seg")]) == 1


def test_a_crash_after_the_commit_keeps_the_new_state(index: Path, write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose_power(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(index_writer, "remove_all_but", lose_power)
    with pytest.raises(SystemExit):
        _change(index, write("two", "second"))
    assert (held(index), open_engine(index).catalogue()) == (["two"], {})


def test_a_rebuild_replaces_an_index_of_the_first_format(tmp_path: Path, write: Any) -> None:
    old = {"_MAIN_1.toc", "manifest.1.json", "catalogue.1.json", "MAIN_0abc.seg"}
    for name in old:
        (tmp_path / name).write_bytes(b"old")
    with pytest.raises(IndexVersionMismatch):
        open_engine(tmp_path)
    with create_engine(tmp_path, extraction=1).writer() as changing:
        changing.add(write("one", "words"))
        changing.commit(notes={}, catalogue={})
    assert held(tmp_path) == ["one"]
    assert not old & names(tmp_path)


def test_a_reader_goes_on_answering(build: Any, write: Any) -> None:
    old = build([write("one", "first words")], [write("two", "second words")])
    for number in range(4):
        with open_engine(old._snapshot.folder).writer() as changing:
            changing.add(write(f"more{number}", "third words"))
            if not number:
                changing.delete("one")
            changing.commit(notes={}, catalogue={})
    found = old.search(Request(Word("words"), facets=("kind",)), {})
    assert [hit.id for hit in found.hits] == ["one#p1", "two#p1"]
    assert old.article("one") is not None
    assert held(old._snapshot.folder) == ["more0", "more1", "more2", "more3", "two"]


def test_a_reader_can_open_while_others_commit(index: Path, write: Any) -> None:
    stop = threading.Event()
    failures: list[BaseException] = []

    def read() -> None:
        while not stop.is_set():
            try:
                assert "one" in held(index)
            except BaseException as error:  # noqa: BLE001
                failures.append(error)
                return

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(15):
        with open_engine(index).writer() as changing:
            changing.add(write(f"more{number}", "words"))
            changing.commit(notes={}, catalogue={})
    stop.set()
    reader.join()
    assert failures == []


def test_threads_share_a_reader(build: Any, write: Any) -> None:
    engine = build([write(f"a{number}", f"red words {number}", "blue words") for number in range(20)])
    totals: list[int] = []
    threads = [
        threading.Thread(target=lambda: totals.append(engine.search(Request(Word("words")), {}).total))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [40] * 8


def test_a_second_writer_is_told(index: Path) -> None:
    with open_engine(index).writer(), pytest.raises(IndexBusy), open_engine(index).writer(timeout=0.01):
        pass
    with FileLock(index / LOCK), pytest.raises(IndexBusy), create_engine(index, extraction=1).writer(timeout=0.01):
        pass


def test_a_writer_from_before_another_commit_is_told(index: Path) -> None:
    stale = open_engine(index)
    with stale.writer() as changing:
        changing.commit(notes={}, catalogue={})
    with pytest.raises(IndexMoved), stale.writer():
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(index: Path) -> None:
    (index / LOCK).unlink()
    index.chmod(0o555)
    try:
        with pytest.raises(IndexUnwritable), open_engine(index).writer():
            pass
        assert held(index) == ["one"]
    finally:
        index.chmod(0o755)


def test_a_path_that_cannot_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(IndexUnwritable), create_engine(tmp_path / "file" / "index", extraction=1).writer():
        pass


def test_a_rebuild_replaces_the_old_index_at_its_commit(index: Path, write: Any) -> None:
    with create_engine(index, extraction=8).writer() as changing:
        changing.add(write("new", "other words"))
        assert held(index) == ["one"]
        changing.commit(notes={}, catalogue={})
    assert held(index) == ["new"]
    assert open_engine(index).manifest.extraction == 8
    assert len([name for name in names(index) if name.endswith(".seg")]) == 1


def test_deleting_and_adding_within_one_change(index: Path, write: Any) -> None:
    with open_engine(index).writer() as changing:
        changing.delete("one")
        changing.add(write("one", "changed words", "more"))
        changing.add(write("two", "second"))
        changing.delete("two")
        changing.add(write("two", "third words"))
        changing.commit(notes={}, catalogue={})
    engine = open_engine(index)
    assert engine.manifest.counts == {"article": 2, "paragraph": 3, "quote": 0}
    assert [hit.id for hit in engine.search(Request(Word("words")), {}).hits] == ["one#p1", "two#p1"]
    assert engine.search(Request(Word("second")), {}).total == 0


def test_clearing(index: Path, write: Any) -> None:
    with open_engine(index).writer() as changing:
        changing.add(write("lost", "words"))
        changing.clear()
        changing.add(write("one", "anew"))
        changing.commit(notes={}, catalogue={})
    assert held(index) == ["one"]
    assert open_engine(index).manifest.counts["paragraph"] == 1
    with open_engine(index).writer() as changing:
        changing.clear()
        changing.commit(notes={}, catalogue={})
    assert held(index) == []


def test_what_the_caller_must_not_do(index: Path, write: Any) -> None:
    with open_engine(index).writer() as changing:
        with pytest.raises(ValueError, match="already holds"):
            changing.add(write("one", "again"))
        with pytest.raises(ValueError, match="holds no article"):
            changing.delete("nobody")


def test_many_small_commits_are_joined(build: Any, write: Any) -> None:
    engine = build(*[[write(f"a{number}", f"word{number} shared")] for number in range(30)])
    assert len(engine._snapshot.live_segments) < 8
    assert engine.search(Request(Word("shared")), {}).total == 30
    assert engine.search(Request(Word("word17")), {}).total == 1


def test_more_words_than_fit_in_memory(index: Path, write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_writer, "WORDS_IN_MEMORY", 10)
    with open_engine(index).writer() as changing:
        for number in range(40):
            changing.add(write(f"more{number}", f"words and words number{number}", "the end"))
        changing.commit(notes={}, catalogue={})
    engine = open_engine(index)
    assert engine.search(Request(Word("words")), {}).total == 41
    assert engine.search(Request(Word("number39")), {}).total == 1


@pytest.mark.parametrize("id", ["a b", "é/ü", "x%23y", "日本", "\ud800", "a" * 300, "'\"\\"])
def test_ids_of_any_characters(build: Any, write: Any, id: str) -> None:
    extraction = write(id, "some words", title="\ud800", tags=("\ud800", ""), source="\ud800 x")
    engine = build([extraction])
    assert engine.article(id).extraction == extraction
    assert list(engine.article_ids()) == [id]
    assert engine.search(Request(Word("words"), facets=("tag",)), {}).hits[0].id == f"{id}#p1"
