"""Edits that leave size and time as they were, on file systems with coarse times and under clocks that jump."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.config.settings import Settings
from searchkit.corpus.discover import CorpusFile, Discovery
from searchkit.indexing.article_buffer import ArticleBuffer
from searchkit.indexing.catalogue import Catalogue
from searchkit.indexing.scan import scan

SECOND = 1_000_000_000
NOON = 1_700_000_000 * SECOND
HOUR = 3600 * SECOND


class Corpus:
    """A corpus of one file, on a file system whose times go by steps of `grain`, with the time of its clock."""

    def __init__(self, folder: Path, grain: int) -> None:
        self._file = folder / "a.txt"
        self._grain = grain
        self._known = Catalogue()
        self._size = self._mtime = self._changed = 0

    def write(self, text: str, now: int, mtime: int | None = None) -> None:
        """Write the file; with an `mtime` as programs do that copy a file with its time."""
        self._file.write_text(text, encoding="utf-8")
        self._size = len(text)
        self._changed = now - now % self._grain
        self._mtime = self._changed if mtime is None else mtime

    def looks(self, now: int) -> str:
        """Scan; returns the digest that is noted of the file's content."""
        found = Discovery((CorpusFile("a.txt", self._size, self._mtime, self._changed),), {}, {})
        settings = Settings()
        self._known = scan(
            self._file.parent,
            found,
            self._known,
            last=self._known,
            settings=settings,
            now_ns=now,
            buffer=ArticleBuffer(),
        )
        return self._known.files["a.txt"].records[0].digest


@pytest.mark.parametrize("grain", [1, SECOND // 100, SECOND, 2 * SECOND])
@pytest.mark.parametrize("mtime", [None, 1])
def test_an_edit_within_the_grain_of_the_last_look_is_seen(tmp_path: Path, grain: int, mtime: int | None) -> None:
    for step in range(1, 40):
        corpus = Corpus(tmp_path, grain)
        corpus.write("One.", NOON, mtime)
        looked = NOON + step * SECOND // 10
        before = corpus.looks(looked)
        corpus.write("Two.", looked + 1, mtime)
        assert corpus.looks(looked + 5 * SECOND) != before


@pytest.mark.parametrize("grain", [1, 2 * SECOND])
@pytest.mark.parametrize("back", [HOUR, SECOND, 12 * HOUR])
def test_an_edit_after_the_clock_was_set_back_is_seen(tmp_path: Path, grain: int, back: int) -> None:
    corpus = Corpus(tmp_path, grain)
    corpus.write("One.", NOON)
    before = corpus.looks(NOON + 1 - back)  # the file is of the future
    corpus.write("Two.", NOON)  # in the same tick, when it comes
    after = corpus.looks(NOON + 10 * SECOND)
    assert after != before
    corpus.write("Six.", NOON - back + 20 * SECOND)
    assert corpus.looks(NOON - back + 30 * SECOND) != after


@given(
    st.lists(st.tuples(st.sampled_from(["One.", "Two.", "Six."]), st.integers(1, 50), st.integers(1, 50)), max_size=8),
    st.sampled_from([1, SECOND, 2 * SECOND]),
)
def test_whatever_is_written_and_looked_at_is_seen(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]], grain: int
) -> None:
    corpus, fresh = (Corpus(tmp_path_factory.mktemp("corpus"), grain) for _ in range(2))
    now = NOON
    for text, wait, more in steps:
        now += wait * SECOND // 10
        corpus.write(text, now)
        fresh.write(text, now)
        now += more * SECOND // 10
        fresh._known = Catalogue()
        assert corpus.looks(now) == fresh.looks(now)


def test_what_is_old_is_trusted_and_not_opened(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path, 2 * SECOND)
    corpus.write("One.", NOON)
    before = corpus.looks(NOON + 3 * SECOND)
    (tmp_path / "a.txt").unlink()
    assert corpus.looks(NOON + 9 * SECOND) == before
