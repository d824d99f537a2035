"""An update reads a changed file once, as long as its articles have room in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.config.settings import Settings
from searchkit.corpus.build import ReadResult
from searchkit.corpus.readers import jsonl, text
from searchkit.corpus.registry import Reader
from searchkit.indexing import article_buffer
from searchkit.indexing.article_buffer import ArticleBuffer
from searchkit.indexing.bookkeeping.catalogue import Record
from searchkit.model.article import Article
from tests.archives import MILL, PORT, Build


def records(*texts: str) -> str:
    return "".join(json.dumps({"id": f"r{number}", "text": text}) + "\n" for number, text in enumerate(texts, 1))


FILES = {"port.txt": PORT, "wire/a.jsonl": records("The dam broke.", "The ferry sank.", PORT), "wire/b.txt": MILL}


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read, in order."""
    paths: list[str] = []

    def note(reader: Reader) -> None:
        read = reader.read

        def noted(file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
            paths.append(path)
            return read(file, path, settings)

        monkeypatch.setattr(reader, "read", noted)

    note(text)
    note(jsonl)
    return paths


def contents(archive: Archive) -> dict[str, str]:
    return {id: archive.article(id).extraction.article.text for id in archive.engine.article_ids()}


def test_new_and_changed_files_are_read_once(build: Build, reads: list[str], tmp_path: Path) -> None:
    archive = build(FILES)
    assert sorted(reads) == sorted(FILES)
    assert len(contents(archive)) == 5
    reads.clear()
    changed = records("The dam held.", "The ferry sank.", PORT, "A bridge opened.")
    (tmp_path / "corpus/wire/a.jsonl").write_text(changed, encoding="utf-8")
    report = archive.update()
    assert (report.changed, report.added, report.unchanged) == (1, 1, 4)
    assert reads == ["wire/a.jsonl"]
    assert contents(archive)["r1"] == "The dam held."


def test_a_rebuild_reads_once(build: Build, reads: list[str]) -> None:
    archive = build(FILES)
    before = contents(archive)
    reads.clear()
    archive.update(rebuild=True)
    assert sorted(reads) == sorted(FILES)
    assert contents(archive) == before


@pytest.mark.parametrize("limit", [0, 3_000, 5_000, 9_000])
def test_what_has_no_room_is_read_again_and_comes_out_the_same(
    build: Build, reads: list[str], monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    archive = build(FILES)
    before = contents(archive)
    reads.clear()
    monkeypatch.setattr(article_buffer, "LIMIT", limit)
    archive.update(rebuild=True)
    assert set(reads) == set(FILES)
    assert len(FILES) < len(reads) <= 2 * len(FILES)
    assert contents(archive) == before


def test_an_id_that_an_earlier_file_takes_later_goes_to_that_file(
    build: Build, reads: list[str], tmp_path: Path
) -> None:
    archive = build({"b.jsonl": records("The dam broke.")})
    reads.clear()
    (tmp_path / "corpus/a.jsonl").write_text(records("The ferry sank."), encoding="utf-8")
    assert len(archive.update().refused) == 1
    assert contents(archive) == {"r1": "The ferry sank."}
    (tmp_path / "corpus/a.jsonl").unlink()
    archive.update(prune=True)
    assert contents(archive) == {"r1": "The dam broke."}


def record(id: str) -> Record:
    return Record(id, None, "digest")


def test_a_buffer_holds_whole_files_only() -> None:
    buffer = ArticleBuffer(10_000)
    for path, size in (("a", 1_000), ("b", 1_000), ("b", 20_000), ("b", 1), ("c", 2_000)):
        buffer.add(path, record(f"{path}{size}"), Article(f"{path}{size}", "x" * size, path))
    assert list(buffer.take("a")) == [record("a1000")]
    assert not buffer.take("a")
    assert not buffer.take("b")
    assert list(buffer.take("c")) == [record("c2000")]


def test_a_buffer_counts_more_than_texts() -> None:
    buffer = ArticleBuffer(100_000)
    for number in range(100):
        buffer.add("a", record(str(number)), Article(str(number), "x", "a"))
    assert not buffer.take("a")
    buffer.add("b", record("b"), Article("b", "x", "b", tags=("y" * 100_000,)))
    assert not buffer.take("b")
