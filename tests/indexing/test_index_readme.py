"""The README.md that a checkout has in index/ stays as it is, and nothing takes it for a file of an index."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.errors import IndexMissing
from tests.archives import Build

README = (Path(__file__).parent.parent.parent / "index" / "README.md").read_bytes()
FILES = {"a.txt": "The ferry left at noon.\n"}


@pytest.fixture
def readme(tmp_path: Path) -> Path:
    """An archive's index/README.md, and nothing beside it."""
    path = tmp_path / "index" / "README.md"
    path.parent.mkdir()
    path.write_bytes(README)
    return path


def hits(archive: Archive) -> int:
    return archive.search("ferry").total


def test_a_folder_with_nothing_else_is_no_index(readme: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    with pytest.raises(IndexMissing):
        Archive.open(tmp_path)
    assert isinstance(Archive(tmp_path).status().problem, IndexMissing)
    assert [path.name for path in readme.parent.iterdir()] == ["README.md"]


def test_it_survives_every_command(readme: Path, build: Build, tmp_path: Path) -> None:
    archive = build(FILES)
    assert hits(archive) == 1
    (tmp_path / "corpus" / "b.txt").write_text("Another ferry came.\n", encoding="utf-8")
    archive.update()
    assert hits(archive) == 2
    assert archive.check().problems == ()
    archive.update(rebuild=True)
    assert (hits(archive), archive.check().problems) == (2, ())
    assert readme.read_bytes() == README


def test_an_index_that_was_deleted_but_for_it_is_built_again(readme: Path, build: Build) -> None:
    archive = build(FILES)
    for path in readme.parent.iterdir():
        if path != readme:
            path.unlink()
    archive.update()
    assert hits(archive) == 1
    assert readme.read_bytes() == README


def test_the_size_of_the_index_leaves_it_out(readme: Path, build: Build) -> None:
    archive = build(FILES)
    before = archive.status().index_bytes
    readme.write_bytes(README * 100)
    assert archive.status().index_bytes == before
