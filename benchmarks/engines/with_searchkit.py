"""searchkit's own engine, through its public face."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.engines.contest import SHOWN, Answer, Asker, Question
from benchmarks.engines.mix import HISTOGRAM
from benchmarks.engines.passages import Story
from searchkit.engines.protocol import MONTH, Request
from searchkit.engines.whoosh.engine import create_engine, open_engine
from searchkit.indexing.person_table import keep_persons
from searchkit.model.results import FacetCount, Found
from searchkit.text.analysis import fold


class SearchkitBuilder:
    """Writes the index of an archive; its bookkeeping is as large as that of one file with all articles."""

    def __init__(self, folder: Path) -> None:
        (folder / "corpus").mkdir(parents=True)
        self._index = folder / "index"
        self._engine = create_engine(self._index, extraction=1)
        self._records: list[list[Any]] = []
        self._stack = ExitStack()
        self._start()

    def prepare(self, stories: Sequence[Story]) -> Sequence[Story]:
        """The stories as they are: analysing them is part of the work."""
        return stories

    def add(self, prepared: Sequence[Story]) -> None:
        """Add stories."""
        for story in prepared:
            self._writer.add(story.extraction)
            self._records.append([story.extraction.article.id, len(self._records) + 1, f"{len(self._records):016x}"])

    def delete(self, prepared: Sequence[Story]) -> None:
        """Delete stories and commit that."""
        for story in prepared:
            self._writer.delete(story.extraction.article.id)
        self.commit()

    def commit(self) -> None:
        """Commit with the bookkeeping, and start the next change."""
        file = ["all.jsonl", 0, 0, "", False, self._records, [], [], []]
        self._writer.commit(notes={"folders": {}}, catalogue={"encoding": None, "files": [file]})
        self._stack.close()
        self._engine = open_engine(self._index)
        self._start()

    def finish(self) -> None:
        """Keep the table of persons, as `searchkit index` does, and let go of the writer."""
        keep_persons(self._index, self._engine)
        self._stack.close()

    def _start(self) -> None:
        self._writer = self._stack.enter_context(self._engine.writer())


class SearchkitAsker:
    """Asks for `limit` hits, the total and the counts of a question."""

    def __init__(self, folder: Path, limit: int = SHOWN) -> None:
        self._limit = limit
        self._engine = open_engine(folder / "index")
        self.segments = len(list((folder / "index").glob("*.seg*")))

    def prepare(self, question: Question) -> Callable[[], Found]:
        """Return the search; understanding the request is part of it."""
        fields = tuple(field for field in question.facets if field != HISTOGRAM)
        months = MONTH if HISTOGRAM in question.facets else None
        request = Request(question.tree, question.unit, question.sort, 0, self._limit, fields, months)
        return lambda: self._engine.search(request, {})

    def read(self, answer: Found) -> Answer:
        """Facets are folded, and the histogram is one of them."""
        facets = {field: _counts(found) for field, found in answer.facets.items()}
        if answer.histogram is not None:
            facets[HISTOGRAM] = _counts(answer.histogram)
        return Answer(answer.total, len(answer.hits), facets)


def builder(folder: Path, *, analysed: bool) -> SearchkitBuilder:
    """Start an index; the analysis is always searchkit's."""
    del analysed
    return SearchkitBuilder(folder)


def askers(folder: Path) -> dict[str, Asker]:
    """Open an index twice: to ask for ten hits with all they show and all values of facets, and for the total alone."""
    return {"searchkit": SearchkitAsker(folder), "searchkit, total": SearchkitAsker(folder, limit=0)}


def cold(folder: Path, word: str) -> list[str]:
    """The console script."""
    return [str(Path(sys.executable).parent / "search"), "--archive", str(folder), word]


def _counts(counted: Sequence[FacetCount]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value, often in counted:
        counts[fold(value)] = counts.get(fold(value), 0) + often
    return counts
