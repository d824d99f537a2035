"""The articles of a file that cannot be opened stay in the index."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from searchkit.model.results import Hit
from tests.archives import MILL, PORT, Build


def shut(patch: pytest.MonkeyPatch, *files: Path) -> None:
    """Let nobody open some files."""
    opened = os.open

    def refuse(path: Path, *arguments: int, **more: int) -> int:
        if path in files:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **more)

    patch.setattr(os, "open", refuse)


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.id for hit in hits]


def test_a_file_that_cannot_be_opened_keeps_its_articles(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    mill = archive.folder / "corpus" / "mill.txt"
    os.utime(mill, (1, 1))
    with monkeypatch.context() as patch:
        shut(patch, mill)
        report = archive.update()
        again = archive.update()
    assert (report.unchanged, report.removed) == (2, 0)
    assert [refused.reason for refused in report.refused] == [
        "cannot be opened: Permission denied; its articles stay as last read"
    ]
    assert [str(one) for one in again.refused] == [str(one) for one in report.refused]
    assert ids(archive.search("reopened", unit="article").hits) == ["mill"]
    mill.write_text(MILL.replace("Monday", "Tuesday"), encoding="utf-8")
    assert (archive.update().changed, archive.update().refused) == (1, ())


def test_a_new_file_that_could_not_be_opened_is_tried_again(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = build({"port.txt": PORT})
    mill = archive.corpus / "mill.txt"
    mill.write_text(MILL, encoding="utf-8")
    os.utime(mill, (1, 1))
    with monkeypatch.context() as patch:
        shut(patch, mill)
        assert [len(archive.update().refused) for _ in range(2)] == [1, 1]
    report = archive.update()  # as after a disk that failed for a moment: nothing about the file has changed
    assert (report.added, report.refused) == (1, ())
    assert ids(archive.search("reopened", unit="article").hits) == ["mill"]


def test_a_rebuild_keeps_the_articles_of_files_that_cannot_be_opened(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = "\n".join(f'{{"id": "r{n}", "text": "Record number {n} speaks of cranes."}}' for n in range(3))
    archive = build({"port.txt": PORT, "mill.txt": MILL, "all.jsonl": records})
    before = archive.search("the", facets=["speaker"])
    with monkeypatch.context() as patch:
        shut(patch, archive.corpus / "mill.txt", archive.corpus / "all.jsonl")
        reports = [archive.update(rebuild=rebuild) for rebuild in (True, False, True)]
        assert archive.search("the", facets=["speaker"]) == before
        assert not any(problem.damage for problem in archive.check().problems)
    for report in reports:
        assert report.counts["article"] == 5
        assert [refused.reason for refused in report.refused] == [
            "cannot be opened: Permission denied; its articles stay as last read"
        ] * 2
    report = archive.update()
    assert (report.changed, report.unchanged, report.refused) == (4, 1, ())
    assert archive.search("the", facets=["speaker"]) == before
    assert archive.check().problems == ()


def test_a_rebuild_without_an_index_leaves_out_what_cannot_be_opened(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    (tmp_path / "index" / "MANIFEST").write_bytes(b"")
    with monkeypatch.context() as patch:
        shut(patch, archive.corpus / "mill.txt")
        report = archive.update(rebuild=True)
    assert report.counts["article"] == 1
    assert [refused.reason for refused in report.refused] == ["cannot be opened: Permission denied"]
