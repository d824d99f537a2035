"""A writer that is killed at any moment: the next one goes on from there, says so, and clears away what is left."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
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

STEPS = ("open", "fsync", "replace", "mkdir", "unlink", "rmdir")
KILLED = 9


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two articles that were not indexed yet."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "one.txt").write_text("One\n\n“All is well,” Ada Pell said.\n", encoding="utf-8")
    (tmp_path / "corpus" / "two.txt").write_text("Two\n\nOil.\n", encoding="utf-8")
    return Archive(tmp_path)


def killed_at(step: int, archive: Archive, *, rebuild: bool) -> bool:
    """Whether another process that indexes an archive was killed at its so-many-eth call that changes the index folder."""
    child = os.fork()
    if not child:
        left = iter(range(step))

        def counting(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **more: Any) -> Any:
                if next(left, None) is None:
                    os._exit(KILLED)
                return real(*arguments, **more)

            return call

        for name in STEPS:
            setattr(os, name, counting(getattr(os, name)))
        try:
            Archive(archive.folder).update(rebuild=rebuild)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


def moments(archive: Archive, *, rebuild: bool = False) -> Iterator[None]:
    """Kill a writer at one moment after the other, each time in the folder as it was."""
    before = archive.folder / "before"
    archive.index.mkdir(exist_ok=True)
    (archive.index / "mine.txt").write_text("mine", encoding="utf-8")
    archive.index.rename(before)
    step = 0
    while shutil.copytree(before, archive.index) and killed_at(step, archive, rebuild=rebuild):
        yield
        shutil.rmtree(archive.index)
        step += 1
    assert step > 20


def is_clean(archive: Archive) -> bool:
    """Whether an index folder holds nothing but one generation and what somebody else put there."""
    names = {path.name for path in archive.index.iterdir()}
    entries = {entry.name for entry in open_engine(archive.index)._snapshot.commit.files}
    return names == {MANIFEST, LOCK, "persons.json", "mine.txt", *entries}


def test_a_first_build_that_was_killed_at_any_moment(archive: Archive) -> None:
    told: set[type[object]] = set()
    for _ in moments(archive):
        problem = archive.status().problem
        told.add(type(problem))
        began = isinstance(problem, IndexUnfinished)
        if began:
            assert str(problem).endswith("no MANIFEST, as after an interrupted first build")
        if problem:
            with pytest.raises(type(problem)):
                archive.check()
        report = archive.update()
        assert report.started_over == update_json(report)["started_over"] == began
        assert ("note: the first index was not finished; it was started over" in update_text(report)) == began
        assert report.counts["article"] == 2
        assert is_clean(archive)
        assert not archive.check().problems
        assert (archive.index / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert told == {IndexMissing, IndexUnfinished, type(None)}


@pytest.mark.parametrize("rebuild", [True, False])
def test_a_change_that_was_killed_at_any_moment(archive: Archive, *, rebuild: bool) -> None:
    archive.update()
    (archive.corpus / "two.txt").write_text("Two\n\nGas.\n", encoding="utf-8")
    named = set()
    for _ in moments(archive, rebuild=rebuild):
        gas = Archive(archive.folder).search("gas").total
        assert gas + Archive(archive.folder).search("oil").total == 1
        problems = [problem for problem in archive.check().problems if problem.where.startswith("index/")]
        assert {problem.what for problem in problems} <= {
            "was left by an interrupted writer",
            "is damaged, missing or of other articles",
        }
        assert not any(problem.damage for problem in problems)
        named |= {Path(problem.where).suffix for problem in problems}
        assert is_clean(archive) or problems
        report = archive.update()
        assert not report.started_over
        assert report.changed == 1 - gas
        assert is_clean(archive)
        assert not archive.check().problems
        assert archive.search("gas").total == 1
    assert named >= {".seg", ".json", ".tmp"}


def test_nothing_is_called_left_over_while_somebody_writes(archive: Archive) -> None:
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


def test_a_first_build_under_way_is_none_that_was_interrupted(archive: Archive) -> None:
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


def test_what_is_not_ours_stays(archive: Archive) -> None:
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
def test_an_index_of_somebody_elses_is_no_first_build(archive: Archive, foreign: str, ours: str | None) -> None:
    archive.index.mkdir()
    (archive.index / foreign).write_bytes(b"theirs")
    if ours:
        (archive.index / ours).write_bytes(b"")
    with pytest.raises(IndexDamaged, match=r"it has no MANIFEST$"):
        archive.update()
    assert (archive.index / foreign).read_bytes() == b"theirs"


def test_what_earlier_versions_left_is_no_problem_and_goes_with_the_next_change(archive: Archive) -> None:
    archive.update()
    (archive.index / ".time").write_bytes(b"")
    assert not archive.check().problems
    (archive.corpus / "two.txt").write_text("Two\n\nGas.\n", encoding="utf-8")
    archive.update()
    assert not (archive.index / ".time").exists()


def test_an_update_gives_up_when_others_are_always_faster(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def lose(*_: object, **__: object) -> None:
        tried.append(1)
        raise IndexMoved(str(archive.index))

    monkeypatch.setattr(update, "_update", lose)
    with pytest.raises(IndexMoved):
        archive.update()
    assert len(tried) == update.ATTEMPTS


def test_the_numbers_of_generations_have_a_highest(archive: Archive) -> None:
    archive.index.mkdir()
    (archive.index / f"catalogue.{'9' * 200}.json").write_text("", encoding="utf-8")
    assert archive.update().counts["article"] == 2
    assert json.loads((archive.index / MANIFEST).read_bytes())["manifest"]["generation"] == 1
