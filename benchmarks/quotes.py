"""Quotes and speakers: the whole round of `searchkit extract` over labelled articles, its speed, and the scorer's table.

    python -m benchmarks.quotes ../shared/data/quotes dev sochi

A table of calibration follows: of the quotes with so much confidence, how many have the right speaker by the labels.

The scorer lies beside the data, `../../tools/quote_table.py` from the folder, unless `--tools` says otherwise.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data import BESIDE, existing, records
from benchmarks.labels import articles as labelled
from benchmarks.labels import calibration, outcomes
from benchmarks.measuring import Stopwatch, run, say, table
from searchkit.corpus.registry import read_file
from searchkit.extraction.bundled import load_extractor
from searchkit.extraction.extractor import Extractor

SCORER = "quote_table.py"


@dataclass(frozen=True, slots=True)
class Round:
    """What a split took: characters of text, seconds in the extraction alone, seconds of the whole command."""

    split: str
    articles: int
    characters: int
    extracting: float
    command: float
    scores: str


def measure(folder: Path, split: str, scorer: Path, parser: str | None) -> Round:
    """Write a split's articles, extract them with the command, and score what comes out."""
    with tempfile.TemporaryDirectory(prefix="searchkit-quotes-") as place:
        articles, extracted = Path(place) / "articles.jsonl", Path(place) / "extracted.jsonl"
        articles.write_text(_said([str(scorer), "--articles", str(folder), split]), encoding="utf-8")
        console = Path(sys.executable).parent / "searchkit"
        command = run(
            [str(console), "extract", *(["--parser", parser] if parser else []), str(articles)], output=extracted
        )
        if command.code:
            raise SystemExit(f"searchkit extract ended with exit code {command.code}")
        scores = _said([str(scorer), str(folder), split, str(extracted)])
        count, characters, seconds = _extracting(articles, load_extractor(parser))
    return Round(split, count, characters, seconds, command.seconds, scores)


def _extracting(articles: Path, extractor: Extractor) -> tuple[int, int, float]:
    watch, count, characters = Stopwatch(), 0, 0
    for reading in read_file(articles, articles.name):
        if reading.article is not None:
            with watch.running():
                extractor.extract(reading.article)
            count += 1
            characters += len(reading.article.text)
    return count, characters, watch.seconds


def _said(arguments: list[str]) -> str:
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True).stdout  # noqa: S603


def _splits(folder: Path) -> list[str]:
    return sorted(path.name.split(".")[1] for path in existing(folder).glob("all.*.jsonl") if any(records(path)))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=BESIDE / "quotes")
    parser.add_argument("split", nargs="*", help="all that the folder has, if none is named")
    parser.add_argument("--tools", type=Path, help=f"the folder that holds {SCORER}")
    parser.add_argument("--parser", metavar="NAME", help="a spaCy model for the extraction")
    given = parser.parse_args()
    scorer = existing((given.tools or given.folder.resolve().parents[1] / "tools") / SCORER)
    rounds = [measure(given.folder, split, scorer, given.parser) for split in given.split or _splits(given.folder)]
    for one in rounds:
        say(f"\n{one.split}:\n{one.scores.rstrip()}\n")
        found = (
            each
            for article in labelled(given.folder, one.split)
            for each in outcomes(load_extractor(given.parser).extract(article.article), article.every)
        )
        say(table(["confidence from", "to", "quotes", "mean", "speaker right"], calibration(found)))
    rows = [
        [
            one.split,
            f"{one.articles:,}",
            f"{one.characters:,}",
            f"{one.characters / one.extracting:,.0f}",
            f"{one.characters / one.command:,.0f}",
            f"{one.command:.1f}",
        ]
        for one in rounds
    ]
    say()
    say(table(["split", "articles", "characters", "characters/s", "whole command, characters/s", "s"], rows))


if __name__ == "__main__":
    main()
