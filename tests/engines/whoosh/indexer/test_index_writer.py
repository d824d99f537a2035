"""The files of an index while a writer changes it: crashes, locks, foreign files and merging."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from searchkit.engines.whoosh.directory.files import LOCK, MANIFEST, WRITING_FOLDER
from searchkit.engines.whoosh.engine import create_engine, open_engine
from searchkit.engines.whoosh.indexer import index_writer
from searchkit.errors import IndexBusy, IndexDamaged, IndexUnwritable
from searchkit.query.tree import Word
from tests.engines.contract.backends import commit
from tests.engines.contract.builders import make_extraction
from tests.engines.contract.searching import total
from tests.engines.whoosh.indexes import Build, folder_of, segment_files

SECOND = make_extraction("two", "second words")


def file_names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def article_ids(folder: Path) -> list[str]:
    return list(open_engine(folder).article_ids())


def replace_one_by_two(folder: Path) -> None:
    commit(open_engine(folder), SECOND, deleted=["one"], notes={"lost": 1})


def lose_power(*_: object) -> None:
    raise SystemExit


@pytest.fixture
def folder(build: Build) -> Path:
    """The folder of an index with one article."""
    return folder_of(build([make_extraction("one", "first words")]))


def test_a_commit_leaves_its_own_files_and_foreign_ones(folder: Path) -> None:
    (folder / "README.md").write_text("ours", "utf-8")
    commit(open_engine(folder), SECOND)
    left = file_names(folder) - {path.name for path in segment_files(folder)}
    assert left == {"README.md", LOCK, MANIFEST, "catalogue.2.json"}


def test_without_commit_no_file_changes(folder: Path) -> None:
    before = file_names(folder)
    with open_engine(folder).writer() as writer:
        writer.delete("one")
        writer.add(SECOND)
    assert (article_ids(folder), file_names(folder)) == (["one"], before | {LOCK})


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, OSError])
@pytest.mark.parametrize("step", ["make_current", "write_safely", "_finish_segments", "_write_deletions"])
def test_a_crash_before_the_commit_leaves_the_old_state(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: type[BaseException]
) -> None:
    def crash(*_: object) -> None:
        raise error

    before = file_names(folder)
    monkeypatch.setattr(index_writer.IndexWriter if step.startswith("_") else index_writer, step, crash)
    with pytest.raises(IndexUnwritable if error is OSError else error):
        replace_one_by_two(folder)
    assert file_names(folder) == before
    assert article_ids(folder) == ["one"]
    monkeypatch.undo()
    with open_engine(folder).writer(timeout=0) as writer:
        writer.add(SECOND)
        writer.commit(notes={}, catalogue={})
    assert article_ids(folder) == ["one", "two"]


def test_a_crash_between_bookkeeping_and_commit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_writer, "make_current", lose_power)
    monkeypatch.setattr(index_writer.IndexWriter, "abandon", lambda _: None)
    with pytest.raises(SystemExit):
        replace_one_by_two(folder)
    assert {"catalogue.2.json", WRITING_FOLDER} <= file_names(folder)
    assert (article_ids(folder), open_engine(folder).manifest.notes) == (["one"], {"folders": {"a": 1}})
    monkeypatch.undo()
    commit(open_engine(folder))
    assert WRITING_FOLDER not in file_names(folder)
    assert len(segment_files(folder)) == 1


def test_a_crash_after_the_commit_keeps_the_new_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_writer, "remove_all_but", lose_power)
    with pytest.raises(SystemExit):
        replace_one_by_two(folder)
    assert (article_ids(folder), open_engine(folder).catalogue()) == (["two"], {})


def test_a_rebuild_removes_the_old_segments(folder: Path) -> None:
    before = segment_files(folder)
    commit(create_engine(folder, extraction=8), SECOND)
    assert len(segment_files(folder)) == 1
    assert segment_files(folder) != before


def test_a_damaged_article_stops_a_merge_and_leaves_the_index(folder: Path) -> None:
    commit(create_engine(folder, extraction=1), make_extraction("one", "first words"), SECOND)
    (path,) = segment_files(folder)
    block = open_engine(folder)._snapshot.live_segments[0].segment.store.compressed_block(0).tobytes()
    path.write_bytes(path.read_bytes().replace(block, bytes(len(block))))
    with pytest.raises(IndexDamaged):
        commit(open_engine(folder), deleted=["one"])
    assert (article_ids(folder), segment_files(folder)) == (["one", "two"], [path])


def test_a_second_writer_is_refused(folder: Path) -> None:
    with open_engine(folder).writer(), pytest.raises(IndexBusy), open_engine(folder).writer(timeout=0.01):
        pass
    with FileLock(folder / LOCK), pytest.raises(IndexBusy), create_engine(folder, extraction=1).writer(timeout=0.01):
        pass


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a user who may not write anywhere")
def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    (folder / LOCK).unlink()
    folder.chmod(0o555)
    try:
        with pytest.raises(IndexUnwritable), open_engine(folder).writer():
            pass
        assert article_ids(folder) == ["one"]
    finally:
        folder.chmod(0o755)


def test_a_path_that_cannot_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(IndexUnwritable), create_engine(tmp_path / "file" / "index", extraction=1).writer():
        pass


def test_many_small_commits_are_merged(build: Build) -> None:
    engine = build(*[[make_extraction(f"a{number}", f"word{number} shared")] for number in range(30)])
    assert len(engine._snapshot.live_segments) < 8
    assert (total(engine, Word("shared")), total(engine, Word("word17"))) == (30, 1)


def test_more_tokens_than_fit_in_memory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_writer, "TOKENS_IN_MEMORY", 10)
    texts = [f"words and words number{number}" for number in range(40)]
    commit(open_engine(folder), *[make_extraction(f"more{at}", text, "the end") for at, text in enumerate(texts)])
    engine = open_engine(folder)
    assert (total(engine, Word("words")), total(engine, Word("number39"))) == (41, 1)
