"""Times whole processes: a cold search beside its peers, and adding one article to an index."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.engines.protocol import load_engine
from benchmarks.measuring import (
    bytecode_environment,
    peak_megabytes,
    peak_megabytes_of,
    print_line,
    run,
    run_in_turn,
    table,
)
from searchkit.engines.whoosh.engine import open_engine
from searchkit.indexing.bookkeeping.person_table import save_table
from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, paragraph_id
from searchkit.people.incremental import ChangedNames

BARE = 'python -c "import click, numpy"'
_WORD = "dollar"
_NEW_TEXT = "The ferry that was to link the two harbours will not sail this year, its owners said."


@dataclass(frozen=True, slots=True)
class Cold:
    """A command in a new process: seconds, peak memory in megabytes, and exit code."""

    seconds: float
    megabytes: float
    code: int


def time_cold_commands(folders: Mapping[str, Path], work: Path, rounds: int) -> dict[str, Cold]:
    """Time a search for one word with each engine, and the bare imports, each in a new process in turn."""
    environment = bytecode_environment(work / "bytecode")
    commands = {"python -c pass": [sys.executable, "-c", "pass"], BARE: [sys.executable, "-c", "import click, numpy"]}
    commands |= {name: load_engine(name).cold_command(folder, _WORD) for name, folder in folders.items()}
    runs = run_in_turn(commands, rounds, environment)
    return {
        name: Cold(run.seconds, peak_megabytes_of(commands[name], environment), run.code) for name, run in runs.items()
    }


def report(runs: Mapping[str, Cold]) -> None:
    """Print the times of cold commands, and their ratios to the bare imports."""
    bare = runs[BARE].seconds
    print_line("\n### Cold commands: medians, files in the system's cache\n")
    rows = [
        [
            name,
            f"{process.seconds * 1000:.0f}",
            f"{process.seconds / bare:.2f}",
            f"{process.megabytes:.0f}",
            str(process.code),
        ]
        for name, process in runs.items()
    ]
    print_line(table(["command", "ms", "x imports", "peak MB", "exit"], rows))


def add_one_in_child(folder: Path, spare: Path) -> dict[str, float]:
    """Add one article to a copy of an index in a child process; the seconds and the peak megabytes."""
    shutil.rmtree(spare, ignore_errors=True)
    shutil.copytree(folder, spare)
    report_file = spare / "said.json"
    code = run([sys.executable, "-m", "benchmarks.engines.cold", str(spare)], output=report_file).code
    took: dict[str, float] = {} if code else json.loads(report_file.read_text())
    shutil.rmtree(spare)
    return took


def add_one(folder: Path) -> dict[str, float]:
    """Open an index, read its catalogue, add an article, and commit both."""
    start = perf_counter()
    opened = open_engine(folder / "index")
    with opened.writer() as writer:
        catalogue = dict(opened.catalogue())
        catalogue["files"] = [*catalogue["files"], ["new.txt", 0, 0, "", False, [["new", None, ""]], [], [], []]]
        article = Article("new", _NEW_TEXT, "new.txt", date="1987-04-01")
        paragraph = Paragraph(paragraph_id("new", 1), 0, len(_NEW_TEXT), "body")
        extraction = Extraction(article, (paragraph,), ())
        writer.add(extraction)
        writer.commit(notes=opened.manifest.notes, catalogue=catalogue)
        mentioned = ChangedNames()
        mentioned.add_extraction(extraction)
        save_table(open_engine(folder / "index"), opened.manifest, mentioned)
    return {"seconds": perf_counter() - start, "megabytes": peak_megabytes()}


def main() -> None:
    """The child process of `add_one_in_child`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    print(json.dumps(add_one(parser.parse_args().folder)))


if __name__ == "__main__":
    main()
