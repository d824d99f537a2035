"""Compares searchkit with stock Whoosh, SQLite FTS5 and tantivy: same passages, same queries, in turn in one process.

    python -m benchmarks.engines                       # 10,000 and 100,000 passages, everything
    python -m benchmarks.engines --sizes 1000000 --engines fts5 tantivy searchkit --work DIR

Run it in the checkout, with the package and its extra `bench` installed. With `--work` extracted articles and built
indexes stay there and are used again.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.data import BESIDE
from benchmarks.engines import cold, timing
from benchmarks.engines.build import RATES, BuildJob, Built, build_in_child, rates
from benchmarks.engines.passages import AS_USED, PLAIN, SHAPES, Shape
from benchmarks.engines.protocol import MODULES, Searcher, load_engine
from benchmarks.engines.queries import Mix, mixes
from benchmarks.measuring import MEGABYTE, milliseconds, print_line, table

_OURS = timing.OURS
_OWN_ANALYSIS_UP_TO = 100_000  # passages; Whoosh takes minutes for these


@dataclass(frozen=True, slots=True)
class Plan:
    """The sizes, shapes and engines to run, and the folders."""

    sizes: tuple[int, ...]
    shapes: tuple[Shape, ...]
    engines: tuple[str, ...]
    data: Path
    work: Path
    cold_rounds: int

    def job(self, name: str, shape: Shape, size: int, *, analysed: bool = True) -> BuildJob:
        """The job that builds one index."""
        folder = f"{size}-{shape.name.replace(' ', '-')}{'' if analysed else '-own'}"
        return BuildJob(name, shape, size, self.work / folder / name, self.data, self.work, analysed)


def compare(plan: Plan) -> None:
    """Build and query the indexes of each size, and print the times and their growth with the size."""
    print_line(f"# Engines side by side\n\n{_versions(plan.engines)}")
    growth: dict[int, list[str]] = {}
    for size in plan.sizes:
        for shape in plan.shapes:
            built = [build_in_child(_make_folder(plan.job(name, shape, size))) for name in plan.engines]
            print_line(f"\n## {built[0].passages:,} passages, {shape.name}\n")
            print_line(
                "Peers index searchkit's tokens, so that counts can be compared; the analysis is timed separately.\n"
            )
            print_line(table(RATES, rates(built)))
            means = _time_mixes(plan, shape, size)
            if shape is PLAIN and size <= _OWN_ANALYSIS_UP_TO:
                _time_own_analysis(plan, shape, size)
            if _OURS in plan.engines and (shape is AS_USED or AS_USED not in plan.shapes):
                growth[size] = _measure_growth(plan, shape, size, built[plan.engines.index(_OURS)], means)
    if growth:
        print_line("\n## Growth of searchkit\n")
        head = ["passages", "passages/s", "build MB", "index x text", "mix ms", "cold ms", "cold MB", "add one s", "MB"]
        print_line(table(head, list(growth.values())))


def _time_mixes(plan: Plan, shape: Shape, size: int) -> dict[str, float]:
    """Time the mixes of a shape; returns the geometric mean of the first mix for each engine."""
    searchers: dict[str, Searcher] = {}
    for name in plan.engines:
        searchers |= load_engine(name).open_searchers(plan.job(name, shape, size).folder)
    print_line(f"\nSegments: {', '.join(f'{name} {searchers[name].segments}' for name in plan.engines)}.")
    count_collapsed = getattr(searchers.get("fts5"), "collapsed_total", None) if shape.quotes else None
    first: dict[str, float] = {}
    for mix in mixes(shape):
        timings = timing.time_queries(mix.queries, searchers, count_collapsed)
        timing.report(f"{mix.title}, {size:,} passages", timings)
        if _OURS in searchers:
            _print_goals(mix, timings)
        first = first or timing.means(timings)
    return first


def _print_goals(mix: Mix, timings: Sequence[timing.Timing]) -> None:
    means = timing.means(timings)
    ours = means[_OURS]
    slowest = max(timings, key=lambda query_timing: query_timing.seconds[_OURS])
    goal = f" (goal: at most {mix.goal_ms:g} ms)" if mix.goal_ms else ""
    print_line(f"\nGeometric mean {milliseconds(ours)} ms{goal}, slowest {milliseconds(slowest.seconds[_OURS])} ms.")
    for name, mean in means.items() if mix.against_peers else ():
        if name.startswith("tantivy"):
            query, ratio = timing.worst(timings, name)
            print_line(f"- {ours / mean:.2f} x {name} (goal: at most 1.5); worst {ratio:.2f} x at {query} (at most 3)")
        elif not name.startswith(_OURS):
            print_line(f"- {mean / ours:.1f} times as fast as {name} (goal: at least {15 if name == 'fts5' else 100})")


def _time_own_analysis(plan: Plan, shape: Shape, size: int) -> None:
    """Time building from texts, each engine with its own analysis."""
    built = [build_in_child(_make_folder(plan.job(name, shape, size, analysed=name == _OURS))) for name in plan.engines]
    print_line(f"\n### Building from texts, every engine with its own analysis, {size:,} passages\n")
    print_line(table(RATES, rates(built)))
    ours = next((built_index for built_index in built if built_index.engine == _OURS), None)
    for built_index in built if ours else ():
        if ours and built_index.engine != _OURS:
            print_line(
                f"- {built_index.engine} takes {built_index.seconds / ours.seconds:.2f} times as long as searchkit"
            )


def _measure_growth(plan: Plan, shape: Shape, size: int, built: Built, means: dict[str, float]) -> list[str]:
    folders = {name: plan.job(name, shape, size).folder for name in plan.engines}
    runs = cold.time_cold_commands(folders, plan.work, plan.cold_rounds)
    cold.report(runs)
    added = cold.add_one_in_child(folders[_OURS], plan.work / "spare")
    return [
        f"{built.passages:,}",
        f"{built.passages / built.seconds:,.0f}",
        f"{built.peak_megabytes:,.0f}",
        f"{built.index_bytes / built.text_bytes:.2f} ({built.index_bytes / MEGABYTE:,.0f} MB)",
        milliseconds(means[_OURS]),
        f"{runs[_OURS].seconds * 1000:.0f}",
        f"{runs[_OURS].megabytes:.0f}",
        f"{added['seconds']:.2f}" if added else "failed",
        f"{added['megabytes']:.0f}" if added else "",
    ]


def _make_folder(job: BuildJob) -> BuildJob:
    job.folder.parent.mkdir(parents=True, exist_ok=True)
    return job


def _versions(engines: Sequence[str]) -> str:
    packages = {"whoosh": "whoosh3", "tantivy": "tantivy", "searchkit": "searchkit"}
    named = [f"{name} {version(packages[name])}" for name in engines if name in packages]
    return f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {', '.join(named)}, {os.cpu_count()} cores"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], metavar="N", help="passages")
    parser.add_argument("--shapes", nargs="+", choices=sorted(SHAPES), default=[PLAIN.name, AS_USED.name])
    parser.add_argument("--engines", nargs="+", choices=list(MODULES), default=list(MODULES))
    parser.add_argument("--data", type=Path, default=BESIDE, help="the folder that holds news/ (beside the checkout)")
    parser.add_argument("--work", type=Path, help="a folder for built indexes, to be used again")
    parser.add_argument("--cold-rounds", type=int, default=21, metavar="N", help="runs of each cold command (21)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="searchkit-bench-") as temporary:
        work = (given.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        shapes = tuple(SHAPES[name] for name in given.shapes)
        compare(Plan(tuple(given.sizes), shapes, tuple(given.engines), given.data, work, given.cold_rounds))


if __name__ == "__main__":
    main()
