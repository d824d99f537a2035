"""Builds one engine's index in a process of its own, so that its memory is its own; prints what it took as JSON."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.engines.contest import MODULES, engine
from benchmarks.engines.passages import SHAPES, Shape, Story, batches, passages_of
from benchmarks.measuring import MEGABYTE, Stopwatch, bytes_below, peak_megabytes, progress, run


@dataclass(frozen=True, slots=True)
class Built:
    """What building took: seconds in the engine, and in searchkit's analysis where the engine was given its tokens."""

    engine: str
    seconds: float
    analysis_seconds: float
    peak_megabytes: float
    index_bytes: int
    text_bytes: int
    articles: int
    passages: int


@dataclass(frozen=True, slots=True)
class Order:
    """What to build, where. With `analysed` the peers get searchkit's tokens, else texts."""

    engine: str
    shape: Shape
    size: int
    folder: Path
    data: Path
    work: Path
    analysed: bool = True


def build(order: Order) -> Built:
    """Build an index in this process."""
    indexing, preparing = Stopwatch(), Stopwatch()
    builder = engine(order.engine).builder(order.folder, analysed=order.analysed)
    doomed: list[Any] = []
    held = _Held()
    for batch in batches(order.size, order.shape, order.data, order.work):
        with preparing.running():
            prepared = builder.prepare(batch.stories)
        with indexing.running():
            builder.add(prepared)
            if batch.last:
                builder.commit()
        gone = {story.article for story in batch.stories if story.doomed}
        doomed += [item for item in prepared if item.article in gone]
        held.count(story for story in batch.stories if not story.doomed)
    with indexing.running():
        if doomed:
            builder.delete(doomed)
        builder.finish()
    return Built(
        engine=order.engine,
        seconds=indexing.seconds,
        analysis_seconds=preparing.seconds if order.analysed else 0.0,
        peak_megabytes=peak_megabytes(),
        index_bytes=bytes_below(order.folder),
        text_bytes=held.text_bytes,
        articles=held.articles,
        passages=held.passages,
    )


class _Held:
    """Counts what the index holds in the end."""

    def __init__(self) -> None:
        self.articles = self.passages = self.text_bytes = 0

    def count(self, stories: Iterable[Story]) -> None:
        for story in stories:
            self.articles += 1
            self.passages += passages_of(story.extraction)
            self.text_bytes += len(story.extraction.article.text.encode())


def build_apart(order: Order) -> Built:
    """Build an index in a child process, unless the folder holds it already."""
    said = order.folder.with_suffix(".json")
    if not said.exists():
        shutil.rmtree(order.folder, ignore_errors=True)  # what an interrupted build left
        progress(f"building {order.folder.name}: {order.size:,} passages, {order.shape.name}")
        command = [sys.executable, "-m", "benchmarks.engines.build", order.engine, order.shape.name, str(order.size)]
        command += [str(order.folder), str(order.data), str(order.work)]
        if not order.analysed:
            command.append("--own-analysis")
        unfinished = said.with_suffix(".part")
        if run(command, output=unfinished).code:
            raise SystemExit(f"{order.engine} could not build its index")
        unfinished.replace(said)
    return Built(**json.loads(said.read_text()))


def rates(built: Sequence[Built]) -> list[list[str]]:
    """One line a build for a table: seconds, passages a second, memory, size and its ratio to the text."""
    return [
        [
            one.engine,
            f"{one.seconds:.1f}",
            f"{one.analysis_seconds:.1f}",
            f"{one.passages / one.seconds:,.0f}",
            f"{one.peak_megabytes:,.0f}",
            f"{one.index_bytes / MEGABYTE:,.1f}",
            f"{one.index_bytes / one.text_bytes:.2f}",
        ]
        for one in built
    ]


RATES = ("engine", "build s", "analysis before s", "passages/s", "peak MB", "index MB", "x text")


def main() -> None:
    """The child's side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=sorted(MODULES))
    parser.add_argument("shape", choices=sorted(SHAPES))
    parser.add_argument("size", type=int)
    for name in ("folder", "data", "work"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--own-analysis", action="store_true")
    given = parser.parse_args()
    order = Order(
        given.engine, SHAPES[given.shape], given.size, given.folder, given.data, given.work, not given.own_analysis
    )
    print(json.dumps(asdict(build(order))))


if __name__ == "__main__":
    main()
