"""An archive that is closed, or only forgotten, leaves no open file and no map behind, and nobody has to collect."""

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
pytestmark = pytest.mark.skipif(not FDS.is_dir(), reason="there is no such folder here")


def search(archive: Archive) -> None:
    found = archive.search("the", facets=["speaker", "kind"], histogram="month")
    assert [(hit.text, hit.highlights, hit.title) for hit in found.hits]
    archive.search('"of the" -gas', unit="article", sort="newest")
    archive.search("nowhere at all spel*", filters={"since": ["2010"]})


def tell(archive: Archive) -> None:
    archive.speakers()
    archive.shared_names()
    archive.unknown_names()
    archive.sources()
    archive.status()
    archive.looks_stale()
    archive.passage(f"{next(iter(archive.engine.article_ids()))}#p1")


def fail(archive: Archive) -> None:
    with suppress(QueryError):
        archive.search("(")


USES: dict[str, Callable[[Archive], object]] = {
    "open": lambda archive: archive.engine,
    "search": search,
    "tell": tell,
    "fail": fail,
    "check": Archive.check,
    "update": Archive.update,
}


def open_files(folder: Path) -> tuple[int, int]:
    """The descriptors of this process, and its maps of files below a folder."""
    return len(list(FDS.iterdir())), MAPS.read_text(encoding="utf-8").count(str(folder))


@contextmanager
def uncollected(folder: Path) -> Iterator[None]:
    """Within it nothing is collected; after it as many files are open as before."""
    gc.collect()
    before = open_files(folder)
    gc.disable()
    try:
        yield
        assert open_files(folder) == before
    finally:
        gc.enable()


@pytest.fixture
def archive(build: Callable[..., Archive]) -> Archive:
    """Two segments, of one of which something is deleted."""
    build({"one.txt": "One\n\n“All the ships of the line,” Ada Pell said.\n", "two.txt": "Two\n\nThe oil.\n"})
    built = build({"two.txt": "Two\n\nThe gas.\n"})
    built.close()
    return built


def test_a_thousand_openings_leave_nothing(archive: Archive) -> None:
    with uncollected(archive.folder):
        for _ in range(1000):
            with Archive.open(archive.folder) as opened:
                assert opened.engine.manifest.counts["article"] == 2


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("closed", [True, False])
def test_whatever_was_asked_nothing_stays_open(archive: Archive, use: str, *, closed: bool) -> None:
    with Archive(archive.folder) as warm:
        USES[use](warm)
    with uncollected(archive.folder):
        for _ in range(5):
            opened = Archive(archive.folder)
            USES[use](opened)
            if closed:
                opened.close()
            del opened


def test_the_reference_engine_leaves_nothing_either(archive: Archive) -> None:
    Archive(archive.folder, engine=REFERENCE).search("the")
    with uncollected(archive.folder):
        for _ in range(3):
            Archive(archive.folder, engine=REFERENCE).search("the")


def test_while_it_is_open_its_files_are(archive: Archive) -> None:
    before = open_files(archive.folder)
    opened = Archive.open(archive.folder)
    assert open_files(archive.folder) > before
    opened.close()
    assert open_files(archive.folder) == before


def test_a_closed_archive_opens_again_when_it_is_asked(archive: Archive) -> None:
    with archive as opened:
        assert opened.search("gas").total == 1
    archive.close()
    (archive.corpus / "three.txt").write_text("Three\n\nMore gas.\n", encoding="utf-8")
    Archive(archive.folder).update()
    assert archive.search("gas").total == 2


def test_hits_can_be_read_after_the_archive_was_closed(archive: Archive) -> None:
    with archive as opened:
        [hit] = opened.search("gas").hits
    assert hit.text == "The gas."


def test_an_error_within_closes_too(archive: Archive) -> None:
    with uncollected(archive.folder), suppress(KeyError), Archive.open(archive.folder):
        raise KeyError
