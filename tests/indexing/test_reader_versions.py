"""A better reader reads the files again that an older version read, and what it reads alike is not written again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.config.settings import Settings
from searchkit.corpus.build import ReadResult
from searchkit.corpus.readers import text
from searchkit.model.frozen import replace as replace_field
from tests.archives import MILL, PORT, Build
from tests.installed_readers import Installed, read_lines

read_text = text.read


def read_better(file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
    """Finds the tag "sea" in what has cranes."""
    for result in read_text(file, path, settings):
        assert result.article is not None
        yield (
            replace(result, article=replace_field(result.article, tags=("sea",)))
            if "cranes" in result.article.text
            else result
        )


@pytest.fixture
def archive(build: Build, tmp_path: Path) -> Archive:
    """Two files, both unchanged for long."""
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    for name in ("port.txt", "mill.txt"):
        os.utime(tmp_path / "corpus" / name, ns=(1, 1))
    archive.update()
    return archive


def problems(archive: Archive) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in archive.check().problems]


def test_a_new_version_reads_unchanged_files_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "read", read_better)
    assert archive.update().changed == 0
    monkeypatch.setattr(text, "VERSION", text.VERSION + 1)
    assert archive.status().stale.changed == ("mill.txt", "port.txt")
    assert problems(archive) == [
        ("corpus/mill.txt", "is read in another way since it was indexed"),
        ("corpus/port.txt", "is read in another way since it was indexed"),
    ]
    report = archive.update()
    assert (report.changed, report.added, report.unchanged) == (1, 0, 1)
    assert {hit.article for hit in archive.search("tag:sea").hits} == {"port"}
    assert not archive.status().stale
    assert not problems(archive)


def test_a_new_version_that_reads_alike_writes_no_article(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "VERSION", text.VERSION + 1)
    assert archive.update().unchanged == 2
    assert not archive.status().stale


def test_files_of_an_installed_reader_are_indexed_and_read_again(
    archive: Archive, installed: Installed, tmp_path: Path
) -> None:
    foo = tmp_path / "corpus" / "a.foo"
    foo.write_text("The lighthouse is dark.\n", encoding="utf-8")
    installed.add(".foo")
    assert archive.update().added == 1
    assert archive.search("lighthouse").total
    installed.remove_all()
    installed.add(".foo", read_lines, version=2)
    assert archive.status().stale.changed == ("a.foo",)
    assert archive.update().changed == 0
    assert not archive.status().stale


def test_a_broken_reader_loses_no_article(archive: Archive, installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "a.foo").write_text("The lighthouse is dark.\n", encoding="utf-8")
    installed.add(".foo")
    archive.update()
    installed.remove_all()
    installed.add_missing(".foo", "nowhere_to_be_found")
    for _ in range(2):
        (refused,) = archive.update().refused
        assert "the reader of the package nowhere_to_be_found cannot be used" in str(refused)
        assert "its articles stay as last read" in str(refused)
        assert archive.search("lighthouse").total
    installed.remove_all()
    installed.add(".foo")
    assert not archive.update().refused


def test_the_files_of_a_reader_that_was_removed_are_gone(
    archive: Archive, installed: Installed, tmp_path: Path
) -> None:
    (tmp_path / "corpus" / "a.foo").write_text("The lighthouse is dark.\n", encoding="utf-8")
    installed.add(".foo")
    archive.update()
    installed.remove_all()
    report = archive.update()
    assert (report.removed, dict(report.not_read)) == (1, {".foo": 1})
