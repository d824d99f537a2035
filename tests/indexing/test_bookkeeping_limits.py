"""Bookkeeping beside an index has a size that is neither exceeded nor read beyond."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.engines.whoosh.directory.files import MANIFEST, write_safely
from searchkit.errors import IndexDamaged
from searchkit.indexing.bookkeeping import person_table
from searchkit.regular_files import TooLarge
from tests.archives import Build


@pytest.mark.parametrize(
    ("name", "limit"), [(MANIFEST, "MAX_MANIFEST_BYTES"), ("catalogue.1.json", "MAX_CATALOGUE_BYTES")]
)
def test_no_more_is_read_or_written_than_bookkeeping_may_have(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, name: str, limit: str
) -> None:
    monkeypatch.setattr(f"searchkit.engines.whoosh.directory.files.{limit}", 100)
    with pytest.raises(IndexDamaged, match=f"{name}: has more than 100 bytes"):
        Archive(archive.folder).engine.catalogue()


def test_nothing_is_written_that_could_not_be_read(tmp_path: Path) -> None:
    write_safely(tmp_path / "file", b"12345", 5)
    with pytest.raises(TooLarge, match="has more than 4 bytes"):
        write_safely(tmp_path / "other", b"12345", 4)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_large_table_of_persons_is_done_without(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"a.txt": "“No,” Bashar al-Assad said.\n", "b.txt": "“Yes,” Bashar Al-Assad said.\n"}
    archive = build(texts)
    persons = archive.persons
    assert persons
    assert person_table.is_saved(archive.engine)
    monkeypatch.setattr(person_table, "MAX_BYTES", 10)
    assert not person_table.is_saved(archive.engine)
    assert Archive(archive.folder).persons == persons
