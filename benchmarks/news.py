"""Times a real archive from end to end: extracting, indexing, searching, and adding one article.

    python -m benchmarks.news ../shared/data/news/reuters21578.jsonl.gz

The file is indexed in a temporary archive.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.data import BESIDE, require_path
from benchmarks.measuring import (
    MEGABYTE,
    Stopwatch,
    bytecode_environment,
    bytes_below,
    median_seconds,
    milliseconds,
    peak_megabytes,
    peak_megabytes_of,
    print_line,
    print_progress,
    run_in_turn,
    table,
)
from searchkit.archive import Archive
from searchkit.corpus.read import read_file
from searchkit.extraction.bundled import load_extractor

ROUNDS = 15
_NEW = "A ferry for the islands\n\nThe ferry will not sail this year, its owners said.\n"


def time_extracting(file: Path) -> None:
    """Time reading and extracting the articles of a file, without an index."""
    watch, articles, quotes, characters = Stopwatch(), 0, 0, 0
    with watch.running():
        for reading in read_file(file, file.name):
            if reading.article is not None:
                articles += 1
                quotes += len(load_extractor().extract(reading.article).quotes)
                characters += len(reading.article.text)
    per_second = f"{articles / watch.seconds:,.0f} articles/s, {characters / watch.seconds:,.0f} characters/s"
    print_line(
        f"extracted: {articles:,} articles, {quotes:,} quotes, {characters:,} characters in {watch.seconds:.1f} s: {per_second}"
    )


def time_indexing(archive: Archive) -> None:
    """Time indexing the archive."""
    watch = Stopwatch()
    print_progress("indexing")
    with watch.running():
        report = archive.update()
    articles = report.counts["article"]
    print_line(
        f"extracted and indexed: {articles:,} articles in {watch.seconds:.1f} s: {articles / watch.seconds:,.0f} articles/s"
    )
    print_line(
        f"holds: {', '.join(f'{count:,} {unit}s' for unit, count in report.counts.items())}; {len(report.refused)} refused"
    )
    size, text = bytes_below(archive.index), sum(_text_bytes(path) for path in archive.corpus.iterdir())
    print_line(
        f"index: {size / MEGABYTE:,.1f} MB, {size / text:.2f} times the text's bytes; peak memory {peak_megabytes():,.0f} MB"
    )


def time_searching(archive: Archive) -> None:
    """Time searches in this process, and as whole processes."""
    searches: dict[str, Callable[[], object]] = {
        "oil": lambda: archive.search("oil"),
        "oil prices": lambda: archive.search("oil prices"),
        '"last year"': lambda: archive.search('"last year"'),
        "said": lambda: archive.search("said"),
        "oil OR gas OR wheat": lambda: archive.search("oil OR gas OR wheat"),
        "econom*": lambda: archive.search("econom*"),
        "oil, speaker minister": lambda: archive.search("oil", filters={"speaker": ["minister"]}),
        "oil, articles": lambda: archive.search("oil", unit="article"),
        "oil, three facets + dates": lambda: archive.search("oil", facets=("speaker", "place", "tag", "date")),
        "said, three facets + dates": lambda: archive.search("said", facets=("speaker", "place", "tag", "date")),
    }
    opened = Archive.open(archive.folder)
    del opened
    rows = [[name, milliseconds(median_seconds(ask, ROUNDS))] for name, ask in searches.items()]
    print_line(f"\n{table(['search, warm', 'ms'], rows)}")
    search = [str(Path(sys.executable).parent / "search"), "--archive", str(archive.folder)]
    commands = {
        'python -c "import click, numpy"': [sys.executable, "-c", "import click, numpy"],
        "search oil": [*search, "oil"],
        "search oil prices": [*search, "oil", "prices"],
        'search "last year"': [*search, "last year"],
        "search oil --facet speaker": [*search, "oil", "--facet", "speaker"],
    }
    environment = bytecode_environment(archive.folder / "bytecode")
    runs = run_in_turn(commands, ROUNDS, environment)
    rows = [
        [
            name,
            f"{process.seconds * 1000:.0f}",
            f"{peak_megabytes_of(commands[name], environment):.0f}",
            str(process.code),
        ]
        for name, process in runs.items()
    ]
    print_line(f"\n{table(['whole process', 'ms', 'peak MB', 'exit'], rows)}")


def time_adding(archive: Archive) -> None:
    """Time an update without changes, and adding and removing one article."""
    unchanged, added, removed = Stopwatch(), Stopwatch(), Stopwatch()
    with unchanged.running():
        archive.update()
    new = archive.corpus / "new.txt"
    new.write_text(_NEW, encoding="utf-8")
    with added.running():
        report = archive.update()
    assert report.added == 1
    new.unlink()
    with removed.running():
        archive.update()
    print_line(
        f"\nindex again: unchanged {unchanged.seconds:.2f} s, one article more {added.seconds:.2f} s, one less {removed.seconds:.2f} s"
    )


def _text_bytes(file: Path) -> int:
    readings = read_file(file, file.name)
    return sum(len(reading.article.text.encode()) for reading in readings if reading.article is not None)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=BESIDE / "news" / "reuters21578.jsonl.gz")
    file = require_path(parser.parse_args().file).resolve()
    with tempfile.TemporaryDirectory(prefix="searchkit-news-") as temporary:
        archive = Archive(temporary)
        archive.corpus.mkdir()
        (archive.corpus / file.name).write_bytes(file.read_bytes())
        time_extracting(file)
        time_indexing(archive)
        time_searching(archive)
        time_adding(archive)


if __name__ == "__main__":
    main()
