"""A writer is killed at any moment: the next one repairs the index, reports it, and removes the files left over."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from searchkit import Archive
from searchkit.engines.whoosh.directory.files import LOCK, MANIFEST, WRITING_FOLDER
from searchkit.engines.whoosh.engine import create_engine, open_engine
from searchkit.errors import INDEX, IndexDamaged, IndexMissing, IndexMoved, IndexUnfinished, IndexUnwritable
from searchkit.indexing import update
from searchkit.render.json_output import update_json
from searchkit.render.reports import update_text

CALLS = ("open", "fsync", "replace", "mkdir", "unlink", "rmdir")
EXIT_CODE_KILLED = 9

needs_flock = pytest.mark.skipif(
    find_spec("fcntl") is None, reason="needs locks of POSIX, by which a reader sees whether a writer is open"
)
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork, to kill a process at a system call")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of two articles without an index."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "one.txt").write_text("One\n\n“All is well,” Ada Pell said.\n", encoding="utf-8")
    (tmp_path / "corpus" / "two.txt").write_text("Two\n\nOil.\n", encoding="utf-8")
    return Archive(tmp_path)


def kill_at_call(number: int, archive: Archive, *, rebuild: bool) -> bool:
    """Update an archive in a child that exits before call `number` of CALLS; returns False if it made fewer calls."""
    child = os.fork()
    if not child:
        calls_left = iter(range(number))

        def exit_before(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **more: Any) -> Any:
                if next(calls_left, None) is None:
                    os._exit(EXIT_CODE_KILLED)
                return real(*arguments, **more)

            return call

        for name in CALLS:
            setattr(os, name, exit_before(getattr(os, name)))
        try:
            Archive(archive.folder).update(rebuild=rebuild)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == EXIT_CODE_KILLED


def kill_at_each_call(archive: Archive, *, rebuild: bool = False) -> Iterator[None]:
    """Kill an update before each of its calls in turn, each time in a fresh copy of the index; yields after each kill."""
    before = archive.folder / "before"
    archive.index.mkdir(exist_ok=True)
    (archive.index / "mine.txt").write_text("mine", encoding="utf-8")
    archive.index.rename(before)
    number = 0
    while shutil.copytree(before, archive.index) and kill_at_call(number, archive, rebuild=rebuild):
        yield
        shutil.rmtree(archive.index)
        number += 1
    assert number > 20


def is_clean(archive: Archive) -> bool:
    """Whether an index folder holds only the files of one commit and the file mine.txt."""
    names = {path.name for path in archive.index.iterdir()}
    committed = {entry.name for entry in open_engine(archive.index)._snapshot.commit.files}
    return names == {MANIFEST, LOCK, "persons.json", "mine.txt", *committed}


@needs_fork
def test_a_killed_first_build_is_started_over(archive: Archive) -> None:
    problem_types: set[type[object]] = set()
    for _ in kill_at_each_call(archive):
        problem = archive.status().problem
        problem_types.add(type(problem))
        unfinished = isinstance(problem, IndexUnfinished)
        if unfinished:
            assert str(problem).endswith("no MANIFEST, as after an interrupted first build")
        if problem:
            with pytest.raises(type(problem)):
                archive.check()
        report = archive.update()
        assert report.started_over == update_json(report)["started_over"] == unfinished
        assert ("note: the first index was not finished; it was started over" in update_text(report)) == unfinished
        assert report.counts["article"] == 2
        assert is_clean(archive)
        assert not archive.check().problems
        assert (archive.index / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert problem_types == {IndexMissing, IndexUnfinished, type(None)}


@needs_fork
@pytest.mark.parametrize("rebuild", [True, False])
def test_a_killed_change_is_all_or_nothing(archive: Archive, *, rebuild: bool) -> None:
    archive.update()
    (archive.corpus / "two.txt").write_text("Two\n\nGas.\n", encoding="utf-8")
    suffixes = set()
    for _ in kill_at_each_call(archive, rebuild=rebuild):
        gas = Archive(archive.folder).search("gas").total
        assert gas + Archive(archive.folder).search("oil").total == 1
        problems = [problem for problem in archive.check().problems if problem.where.startswith("index/")]
        assert {problem.what for problem in problems} <= {
            "was left by an interrupted writer",
            "is damaged, missing or about other articles",
        }
        assert not any(problem.damage for problem in problems)
        suffixes |= {Path(problem.where).suffix for problem in problems}
        assert is_clean(archive) or problems
        report = archive.update()
        assert not report.started_over
        assert report.changed == 1 - gas
        assert is_clean(archive)
        assert not archive.check().problems
        assert archive.search("gas").total == 1
    assert suffixes >= {".seg", ".json", ".tmp"}


@needs_flock
def test_check_reports_no_stray_files_while_a_writer_is_open(archive: Archive) -> None:
    archive.update()
    with archive.engine.writer():
        assert (archive.index / WRITING_FOLDER).is_dir()
        assert not archive.check().problems
    (archive.index / WRITING_FOLDER).mkdir()
    report = archive.check()
    assert [(one.where, one.damage) for one in report.problems] == [(f"index/{WRITING_FOLDER}", False)]
    assert (report.hint, report.command) == (None, INDEX)
    archive.update()
    assert not archive.check().problems


@needs_flock
def test_a_first_build_under_way_is_not_reported_as_unfinished(archive: Archive) -> None:
    with create_engine(archive.index, extraction=1).writer():
        assert (archive.index / WRITING_FOLDER).is_dir()
        assert isinstance(archive.status().problem, IndexMissing)
    (archive.index / WRITING_FOLDER).mkdir()
    assert isinstance(archive.status().problem, IndexUnfinished)
    (archive.index / LOCK).unlink()
    (archive.index / LOCK).symlink_to("nowhere")
    assert isinstance(archive.status().problem, IndexUnfinished)
    with pytest.raises(IndexUnwritable, match="is a link, not a file; remove it"):
        archive.update()


@needs_flock
def test_files_of_others_stay_in_the_index_folder(archive: Archive) -> None:
    archive.update()
    others = ["notes.txt", "0123.seg.bak", "catalogue.json", "deleted.x.arrays", "persons.json.bak", "writing.tmp2"]
    for name in others:
        (archive.index / name).write_text("mine", encoding="utf-8")
    (archive.index / "0123456789abcdef.seg").mkdir()
    (archive.index / "fedcba9876543210.seg").write_text("ours", encoding="utf-8")
    assert [one.where for one in archive.check().problems] == ["index/fedcba9876543210.seg"]
    archive.update()
    names = {path.name for path in archive.index.iterdir()}
    assert names >= {*others, "0123456789abcdef.seg"}
    assert "fedcba9876543210.seg" not in names


@pytest.mark.parametrize("foreign", ["_MAIN_1.toc", "MAIN_a1b2.seg", "other.seg"])
@pytest.mark.parametrize("ours", ["0123456789abcdef.seg", "catalogue.1.json", None])
def test_an_index_of_another_program_is_not_started_over(archive: Archive, foreign: str, ours: str | None) -> None:
    archive.index.mkdir()
    (archive.index / foreign).write_bytes(b"theirs")
    if ours:
        (archive.index / ours).write_bytes(b"")
    with pytest.raises(IndexDamaged, match=r"it has no MANIFEST$"):
        archive.update()
    assert (archive.index / foreign).read_bytes() == b"theirs"


def test_an_update_gives_up_when_others_always_commit_first(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = []

    def lose(*_: object, **__: object) -> None:
        attempts.append(1)
        raise IndexMoved(str(archive.index))

    monkeypatch.setattr(update, "_update", lose)
    with pytest.raises(IndexMoved):
        archive.update()
    assert len(attempts) == update.ATTEMPTS


def test_an_absurd_generation_number_is_ignored(archive: Archive) -> None:
    archive.index.mkdir()
    (archive.index / f"catalogue.{'9' * 200}.json").write_text("", encoding="utf-8")
    assert archive.update().counts["article"] == 2
    assert json.loads((archive.index / MANIFEST).read_bytes())["manifest"]["generation"] == 1
