"""Builds the index of one engine in a child process, to measure its memory; prints time, memory and size as JSON."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.engines.passages import SHAPES, BenchArticle, Shape, batches, count_passages
from benchmarks.engines.protocol import MODULES, load_engine
from benchmarks.measuring import MEGABYTE, Stopwatch, bytes_below, peak_megabytes, print_progress, run


@dataclass(frozen=True, slots=True)
class Built:
    """The figures of a build: seconds in the engine and in searchkit's analysis, peak memory, and sizes."""

    engine: str
    seconds: float
    analysis_seconds: float
    peak_megabytes: float
    index_bytes: int
    text_bytes: int
    articles: int
    passages: int


@dataclass(frozen=True, slots=True)
class BuildJob:
    """An index to build. With `analysed` the peers get searchkit's tokens, else texts."""

    engine: str
    shape: Shape
    size: int
    folder: Path
    data: Path
    work: Path
    analysed: bool = True


def build(job: BuildJob) -> Built:
    """Build an index in this process."""
    indexing, preparing = Stopwatch(), Stopwatch()
    builder = load_engine(job.engine).create_builder(job.folder, analysed=job.analysed)
    to_delete: list[Any] = []
    counter = _Counter()
    for batch in batches(job.size, job.shape, job.data, job.work):
        with preparing.running():
            prepared = builder.prepare(batch.articles)
        with indexing.running():
            builder.add(prepared)
            if batch.last:
                builder.commit()
        deleted = {article.article for article in batch.articles if article.to_delete}
        to_delete += [item for item in prepared if item.article in deleted]
        counter.count(article for article in batch.articles if not article.to_delete)
    with indexing.running():
        if to_delete:
            builder.delete(to_delete)
        builder.finish()
    return Built(
        engine=job.engine,
        seconds=indexing.seconds,
        analysis_seconds=preparing.seconds if job.analysed else 0.0,
        peak_megabytes=peak_megabytes(),
        index_bytes=bytes_below(job.folder),
        text_bytes=counter.text_bytes,
        articles=counter.articles,
        passages=counter.passages,
    )


class _Counter:
    """Counts the passages and bytes of text in the finished index."""

    def __init__(self) -> None:
        self.articles = self.passages = self.text_bytes = 0

    def count(self, articles: Iterable[BenchArticle]) -> None:
        for article in articles:
            self.articles += 1
            self.passages += count_passages(article.extraction)
            self.text_bytes += len(article.extraction.article.text.encode())


def build_in_child(job: BuildJob) -> Built:
    """Build an index in a child process, unless the folder has it already."""
    report_file = job.folder.with_suffix(".json")
    if not report_file.exists():
        shutil.rmtree(job.folder, ignore_errors=True)  # left by an interrupted build
        print_progress(f"building {job.folder.name}: {job.size:,} passages, {job.shape.name}")
        command = [sys.executable, "-m", "benchmarks.engines.build", job.engine, job.shape.name, str(job.size)]
        command += [str(job.folder), str(job.data), str(job.work)]
        if not job.analysed:
            command.append("--own-analysis")
        unfinished = report_file.with_suffix(".part")
        if run(command, output=unfinished).code:
            raise SystemExit(f"{job.engine} could not build its index")
        unfinished.replace(report_file)
    return Built(**json.loads(report_file.read_text()))


def rates(built: Sequence[Built]) -> list[list[str]]:
    """Table rows, one for each build; `RATES` names the columns."""
    return [
        [
            build.engine,
            f"{build.seconds:.1f}",
            f"{build.analysis_seconds:.1f}",
            f"{build.passages / build.seconds:,.0f}",
            f"{build.peak_megabytes:,.0f}",
            f"{build.index_bytes / MEGABYTE:,.1f}",
            f"{build.index_bytes / build.text_bytes:.2f}",
        ]
        for build in built
    ]


RATES = ("engine", "build s", "analysis before s", "passages/s", "peak MB", "index MB", "x text")


def main() -> None:
    """The child process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=sorted(MODULES))
    parser.add_argument("shape", choices=sorted(SHAPES))
    parser.add_argument("size", type=int)
    for name in ("folder", "data", "work"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--own-analysis", action="store_true")
    given = parser.parse_args()
    job = BuildJob(
        given.engine, SHAPES[given.shape], given.size, given.folder, given.data, given.work, not given.own_analysis
    )
    print(json.dumps(asdict(build(job))))


if __name__ == "__main__":
    main()
