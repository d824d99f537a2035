"""Quotes and speakers: runs `searchkit extract` over labelled articles and prints its scores and its speed.

    python -m benchmarks.quotes ../shared/data/quotes dev sochi

A second table shows for each band of confidence how many quotes have the right speaker by the labels.

The scorer is `../../tools/quote_table.py` from the folder of the data, unless `--tools` names another folder.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import BESIDE, records, require_path
from benchmarks.labels import calibration_rows, find_outcomes, read_labelled
from benchmarks.measuring import Stopwatch, print_line, run, table
from searchkit.corpus.read import read_file
from searchkit.extraction.bundled import load_extractor
from searchkit.extraction.extractor import Extractor

SCORER = "quote_table.py"


@dataclass(frozen=True, slots=True)
class SplitResult:
    """The figures of a split: articles, characters, seconds of the extraction and of the whole command, and the scores."""

    split: str
    articles: int
    characters: int
    extraction_seconds: float
    command_seconds: float
    scores: str


def measure(folder: Path, split: str, scorer: Path, parser: str | None) -> SplitResult:
    """Extract the articles of a split with the command, score the result, and time the extraction alone."""
    with tempfile.TemporaryDirectory(prefix="searchkit-quotes-") as temporary:
        articles, extracted = Path(temporary) / "articles.jsonl", Path(temporary) / "extracted.jsonl"
        articles.write_text(_output_of([str(scorer), "--articles", str(folder), split]), encoding="utf-8")
        console = Path(sys.executable).parent / "searchkit"
        command = run(
            [str(console), "extract", *(["--parser", parser] if parser else []), str(articles)], output=extracted
        )
        if command.code:
            raise SystemExit(f"searchkit extract ended with exit code {command.code}")
        scores = _output_of([str(scorer), str(folder), split, str(extracted)])
        count, characters, seconds = _time_extraction(articles, load_extractor(parser))
    return SplitResult(split, count, characters, seconds, command.seconds, scores)


def _time_extraction(articles: Path, extractor: Extractor) -> tuple[int, int, float]:
    watch, count, characters = Stopwatch(), 0, 0
    for reading in read_file(articles, articles.name):
        if reading.article is not None:
            with watch.running():
                extractor.extract(reading.article)
            count += 1
            characters += len(reading.article.text)
    return count, characters, watch.seconds


def _output_of(arguments: list[str]) -> str:
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout  # noqa: S603


def _splits(folder: Path) -> list[str]:
    return sorted(path.name.split(".")[1] for path in require_path(folder).glob("all.*.jsonl") if any(records(path)))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=BESIDE / "quotes")
    parser.add_argument("split", nargs="*", help="default: all splits of the folder")
    parser.add_argument("--tools", type=Path, help=f"the folder that holds {SCORER}")
    parser.add_argument("--parser", metavar="NAME", help="a spaCy model for the extraction")
    given = parser.parse_args()
    scorer = require_path((given.tools or given.folder.resolve().parents[1] / "tools") / SCORER)
    results = [measure(given.folder, split, scorer, given.parser) for split in given.split or _splits(given.folder)]
    for result in results:
        print_line(f"\n{result.split}:\n{result.scores.rstrip()}\n")
        outcomes = (
            outcome
            for labelled in read_labelled(given.folder, result.split)
            for outcome in find_outcomes(load_extractor(given.parser).extract(labelled.article), labelled.quotes)
        )
        print_line(table(["confidence from", "to", "quotes", "mean", "speaker right"], calibration_rows(outcomes)))
    rows = [
        [
            result.split,
            f"{result.articles:,}",
            f"{result.characters:,}",
            f"{result.characters / result.extraction_seconds:,.0f}",
            f"{result.characters / result.command_seconds:,.0f}",
            f"{result.command_seconds:.1f}",
        ]
        for result in results
    ]
    print_line()
    print_line(table(["split", "articles", "characters", "characters/s", "whole command, characters/s", "s"], rows))


if __name__ == "__main__":
    main()
