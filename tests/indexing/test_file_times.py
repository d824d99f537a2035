"""Edits that keep the size and the time of a file are found, with coarse file times and after the clock was set back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.config.settings import Settings
from searchkit.corpus.discover import CorpusFile, Discovery
from searchkit.indexing.article_buffer import ArticleBuffer
from searchkit.indexing.bookkeeping.catalogue import Catalogue
from searchkit.indexing.scan import scan

SECOND = 1_000_000_000
NOON = 1_700_000_000 * SECOND
HOUR = 3600 * SECOND


class Corpus:
    """A corpus of one file, on a file system that rounds times down to a multiple of `grain` nanoseconds."""

    def __init__(self, folder: Path, grain: int) -> None:
        self._file = folder / "a.txt"
        self._grain = grain
        self._catalogue = Catalogue()
        self._size = self._mtime = self._changed = 0

    def write(self, text: str, now: int, mtime: int | None = None) -> None:
        """Write the file at the time `now`; `mtime` sets another modification time, as a copy that keeps it does."""
        self._file.write_text(text, encoding="utf-8")
        self._size = len(text)
        self._changed = now - now % self._grain
        self._mtime = self._changed if mtime is None else mtime

    def scan(self, now: int) -> str:
        """Scan the corpus at the time `now`, and return the digest of the file's content in the catalogue."""
        discovery = Discovery((CorpusFile("a.txt", self._size, self._mtime, self._changed),), {}, {})
        settings = Settings()
        self._catalogue = scan(
            self._file.parent,
            discovery,
            self._catalogue,
            last=self._catalogue,
            settings=settings,
            now_ns=now,
            buffer=ArticleBuffer(),
        )
        return self._catalogue.files["a.txt"].records[0].digest


@pytest.mark.parametrize("grain", [1, SECOND // 100, SECOND, 2 * SECOND])
@pytest.mark.parametrize("mtime", [None, 1])
def test_an_edit_right_after_a_scan_is_found(tmp_path: Path, grain: int, mtime: int | None) -> None:
    for step in range(1, 40):
        corpus = Corpus(tmp_path, grain)
        corpus.write("One.", NOON, mtime)
        scanned = NOON + step * SECOND // 10
        before = corpus.scan(scanned)
        corpus.write("Two.", scanned + 1, mtime)
        assert corpus.scan(scanned + 5 * SECOND) != before


@pytest.mark.parametrize("grain", [1, 2 * SECOND])
@pytest.mark.parametrize("back", [HOUR, SECOND, 12 * HOUR])
def test_an_edit_after_the_clock_was_set_back_is_found(tmp_path: Path, grain: int, back: int) -> None:
    corpus = Corpus(tmp_path, grain)
    corpus.write("One.", NOON)
    before = corpus.scan(NOON + 1 - back)  # the file's time is in the future
    corpus.write("Two.", NOON)  # with the same time as before
    after = corpus.scan(NOON + 10 * SECOND)
    assert after != before
    corpus.write("Six.", NOON - back + 20 * SECOND)
    assert corpus.scan(NOON - back + 30 * SECOND) != after


@given(
    st.lists(st.tuples(st.sampled_from(["One.", "Two.", "Six."]), st.integers(1, 50), st.integers(1, 50)), max_size=8),
    st.sampled_from([1, SECOND, 2 * SECOND]),
)
def test_a_scan_finds_any_edit_that_a_first_scan_finds(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]], grain: int
) -> None:
    corpus, fresh = (Corpus(tmp_path_factory.mktemp("corpus"), grain) for _ in range(2))
    now = NOON
    for text, until_edit, until_scan in steps:
        now += until_edit * SECOND // 10
        corpus.write(text, now)
        fresh.write(text, now)
        now += until_scan * SECOND // 10
        fresh._catalogue = Catalogue()
        assert corpus.scan(now) == fresh.scan(now)


def test_an_old_file_of_the_same_size_and_time_is_not_opened(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, 2 * SECOND)
    corpus.write("One.", NOON)
    before = corpus.scan(NOON + 3 * SECOND)
    (tmp_path / "a.txt").unlink()
    assert corpus.scan(NOON + 9 * SECOND) == before
