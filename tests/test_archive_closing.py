"""An archive that is closed or no longer referenced leaves no open file and no memory map, without a garbage collection."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.engines.registry import REFERENCE
from searchkit.errors import QueryError

FDS, MAPS = Path("/proc/self/fd"), Path("/proc/self/maps")
pytestmark = pytest.mark.skipif(
    not FDS.is_dir(), reason="needs /proc, which lists the open files and maps of a process"
)


def search(archive: Archive) -> None:
    hits = archive.search("the", facets=["speaker", "kind"], histogram="month").hits
    assert [(hit.text, hit.highlights, hit.title) for hit in hits]
    archive.search('"of the" -gas', unit="article", sort="newest")
    archive.search("nowhere at all spel*", filters={"since": ["2010"]})


def list_all(archive: Archive) -> None:
    archive.speakers()
    archive.shared_names()
    archive.unknown_names()
    archive.sources()
    archive.status()
    archive.looks_stale()
    archive.passage(f"{next(iter(archive.engine.article_ids()))}#p1")


def search_badly(archive: Archive) -> None:
    with suppress(QueryError):
        archive.search("(")


USES: dict[str, Callable[[Archive], object]] = {
    "open": lambda archive: archive.engine,
    "search": search,
    "list": list_all,
    "bad search": search_badly,
    "check": Archive.check,
    "update": Archive.update,
}


def count_open(folder: Path) -> tuple[int, int]:
    """Count the open file descriptors of this process, and its memory maps of files below a folder."""
    return len(list(FDS.iterdir())), MAPS.read_text(encoding="utf-8").count(str(folder))


@contextmanager
def leaves_nothing_open(folder: Path) -> Iterator[None]:
    """Turn garbage collection off, and check that as many files and maps are open afterwards as before."""
    gc.collect()
    before = count_open(folder)
    gc.disable()
    try:
        yield
        assert count_open(folder) == before
    finally:
        gc.enable()


@pytest.fixture
def archive(build: Callable[..., Archive]) -> Archive:
    """A closed archive of two segments, one of them with a deletion."""
    build({"one.txt": "One\n\n“All the ships of the line,” Ada Pell said.\n", "two.txt": "Two\n\nThe oil.\n"})
    built = build({"two.txt": "Two\n\nThe gas.\n"})
    built.close()
    return built


def test_a_thousand_openings_leave_nothing_open(archive: Archive) -> None:
    with leaves_nothing_open(archive.folder):
        for _ in range(1000):
            with Archive.open(archive.folder) as opened:
                assert opened.engine.manifest.counts["article"] == 2


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("closed", [True, False])
def test_any_use_leaves_nothing_open(archive: Archive, use: str, *, closed: bool) -> None:
    with Archive(archive.folder) as first:  # loads what stays in memory for the whole process
        USES[use](first)
    with leaves_nothing_open(archive.folder):
        for _ in range(5):
            opened = Archive(archive.folder)
            USES[use](opened)
            if closed:
                opened.close()
            del opened


def test_the_reference_engine_leaves_nothing_open(archive: Archive) -> None:
    Archive(archive.folder, engine=REFERENCE).search("the")
    with leaves_nothing_open(archive.folder):
        for _ in range(3):
            Archive(archive.folder, engine=REFERENCE).search("the")


def test_an_open_archive_keeps_files_open_until_it_is_closed(archive: Archive) -> None:
    before = count_open(archive.folder)
    opened = Archive.open(archive.folder)
    assert count_open(archive.folder) > before
    opened.close()
    assert count_open(archive.folder) == before


def test_a_closed_archive_opens_again_for_a_search(archive: Archive) -> None:
    with archive as opened:
        assert opened.search("gas").total == 1
    archive.close()
    (archive.corpus / "three.txt").write_text("Three\n\nMore gas.\n", encoding="utf-8")
    Archive(archive.folder).update()
    assert archive.search("gas").total == 2


def test_hits_stay_readable_after_closing(archive: Archive) -> None:
    with archive as opened:
        [hit] = opened.search("gas").hits
    assert hit.text == "The gas."


def test_an_error_in_a_with_block_closes_the_archive(archive: Archive) -> None:
    with leaves_nothing_open(archive.folder), suppress(KeyError), Archive.open(archive.folder):
        raise KeyError
