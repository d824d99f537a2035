"""searchkit against stock Whoosh, SQLite FTS5 and tantivy: the same passages, the same questions, one process in turn.

    python -m benchmarks.engines                       # 10,000 and 100,000 passages, everything
    python -m benchmarks.engines --sizes 1000000 --engines fts5 tantivy searchkit --work DIR

Run it in the checkout, with the package and its extra `bench` installed. With `--work` the extracted articles and the
built indexes are kept there and used again.
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
from benchmarks.engines import asking, cold
from benchmarks.engines.build import RATES, Built, Order, build_apart, rates
from benchmarks.engines.contest import MODULES, Asker, engine
from benchmarks.engines.mix import Mix, mixes
from benchmarks.engines.passages import AS_USED, PLAIN, SHAPES, Shape
from benchmarks.measuring import MEGABYTE, milliseconds, say, table

_OURS = asking.OURS
_OWN_ANALYSIS_UP_TO = 100_000  # passages; Whoosh takes minutes for as many


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run."""

    sizes: tuple[int, ...]
    shapes: tuple[Shape, ...]
    engines: tuple[str, ...]
    data: Path
    work: Path
    cold_rounds: int

    def order(self, name: str, shape: Shape, size: int, *, analysed: bool = True) -> Order:
        """The order for one index."""
        place = f"{size}-{shape.name.replace(' ', '-')}{'' if analysed else '-own'}"
        return Order(name, shape, size, self.work / place / name, self.data, self.work, analysed)


def compare(plan: Plan) -> None:
    """Build, ask and print, size by size, and how things grow from one size to the next."""
    say(f"# Engines side by side\n\n{_versions(plan.engines)}")
    growth: dict[int, list[str]] = {}
    for size in plan.sizes:
        for shape in plan.shapes:
            built = [build_apart(_made(plan.order(name, shape, size))) for name in plan.engines]
            say(f"\n## {built[0].passages:,} passages, {shape.name}\n")
            say(
                "Peers are given searchkit's tokens, so that counts can be compared; their analysis is counted apart.\n"
            )
            say(table(RATES, rates(built)))
            means = _ask(plan, shape, size)
            if shape is PLAIN and size <= _OWN_ANALYSIS_UP_TO:
                _own_analysis(plan, shape, size)
            if _OURS in plan.engines and (shape is AS_USED or AS_USED not in plan.shapes):
                growth[size] = _grown(plan, shape, size, built[plan.engines.index(_OURS)], means)
    if growth:
        say("\n## Growth of searchkit\n")
        head = ["passages", "passages/s", "build MB", "index x text", "mix ms", "cold ms", "cold MB", "add one s", "MB"]
        say(table(head, list(growth.values())))


def _ask(plan: Plan, shape: Shape, size: int) -> dict[str, float]:
    """Ask the mixes of a shape; returns the geometric means of the first."""
    askers: dict[str, Asker] = {}
    for name in plan.engines:
        askers |= engine(name).askers(plan.order(name, shape, size).folder)
    say(f"\nSegments: {', '.join(f'{name} {askers[name].segments}' for name in plan.engines)}.")
    folding = getattr(askers.get("fts5"), "findings", None) if shape.quotes else None
    first: dict[str, float] = {}
    for mix in mixes(shape):
        asked = asking.ask_all(mix.questions, askers, folding)
        asking.report(f"{mix.title}, {size:,} passages", asked)
        if _OURS in askers:
            _say_goals(mix, asked)
        first = first or asking.means(asked)
    return first


def _say_goals(mix: Mix, asked: Sequence[asking.Asked]) -> None:
    means = asking.means(asked)
    ours = means[_OURS]
    slowest = max(asked, key=lambda one: one.seconds[_OURS])
    goal = f" (goal: at most {mix.goal_ms:g} ms)" if mix.goal_ms else ""
    say(f"\nGeometric mean {milliseconds(ours)} ms{goal}, slowest {milliseconds(slowest.seconds[_OURS])} ms.")
    for name, mean in means.items() if mix.against_peers else ():
        if name.startswith("tantivy"):
            question, ratio = asking.worst(asked, name)
            say(f"- {ours / mean:.2f} x {name} (goal: at most 1.5); worst {ratio:.2f} x at {question} (at most 3)")
        elif not name.startswith(_OURS):
            say(f"- {mean / ours:.1f} times as fast as {name} (goal: at least {15 if name == 'fts5' else 100})")


def _own_analysis(plan: Plan, shape: Shape, size: int) -> None:
    """Builds from texts, each engine with its own analysis: what building takes from prepared passages to an index."""
    built = [build_apart(_made(plan.order(name, shape, size, analysed=name == _OURS))) for name in plan.engines]
    say(f"\n### Building from texts, every engine with its own analysis, {size:,} passages\n")
    say(table(RATES, rates(built)))
    ours = next((one for one in built if one.engine == _OURS), None)
    for one in built if ours else ():
        if ours and one.engine != _OURS:
            say(f"- {one.engine} takes {one.seconds / ours.seconds:.2f} times as long as searchkit")


def _grown(plan: Plan, shape: Shape, size: int, built: Built, means: dict[str, float]) -> list[str]:
    folders = {name: plan.order(name, shape, size).folder for name in plan.engines}
    runs = cold.cold(folders, plan.work, plan.cold_rounds)
    cold.report(runs)
    added = cold.add_one_apart(folders[_OURS], plan.work / "spare")
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


def _made(order: Order) -> Order:
    order.folder.parent.mkdir(parents=True, exist_ok=True)
    return order


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
    parser.add_argument("--work", type=Path, help="keep what is built here, and use what is kept")
    parser.add_argument("--cold-rounds", type=int, default=21, metavar="N", help="how often cold commands are run (21)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="searchkit-bench-") as temporary:
        work = (given.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        shapes = tuple(SHAPES[name] for name in given.shapes)
        compare(Plan(tuple(given.sizes), shapes, tuple(given.engines), given.data, work, given.cold_rounds))


if __name__ == "__main__":
    main()
