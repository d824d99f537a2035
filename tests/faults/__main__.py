"""Inject faults into small archives, and print how many were tried and what went wrong. Exits 1 if anything did."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import takewhile
from math import inf
from pathlib import Path

from tests.faults.cases import run_cases
from tests.faults.kinds import calls, flips, fuzz, interrupts, kills, power
from tests.faults.report import Row, format_table
from tests.faults.scenarios import Scenario, build_scenarios

_KINDS = {
    "kills": ("kills", kills.cases, 740),
    "power": ("power losses", power.cases, 504),
    "calls": ("failed system calls", calls.cases, 449),
    "flips": ("flipped bytes", flips.cases, 5_000),
    "interrupts": ("interrupts", interrupts.cases, 200),
    "fuzz": ("fuzzed inputs", fuzz.cases, 5_200_000),
}
"""By option: the kind of fault, the function that yields its cases, and how many run by default."""

_MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 - files in memory are faster, where the system has them


def main() -> int:
    """Run the kinds of faults that the options ask for, print the table, and return the exit code."""
    options = _parse_options()
    start = time.monotonic()
    deadline = start + 60 * options.minutes
    rows = []
    with tempfile.TemporaryDirectory(dir=_MEMORY_FOLDER if _MEMORY_FOLDER.is_dir() else None) as folder:
        for row in _run_kinds(build_scenarios(Path(folder)), options, deadline):
            rows.append(row)
            sys.stdout.write("".join(f"{line.replace(folder, '')}\n" for line in row.messages[: options.tell]))
            sys.stdout.flush()
    sys.stdout.write("".join(f"{line}\n" for line in format_table(rows)))
    sys.stdout.write(f"\n{(time.monotonic() - start) / 60:.1f} min, seed {options.seed}\n")
    return 0 if all(row.is_clean for row in rows) else 1


def _run_kinds(scenarios: Sequence[Scenario], options: argparse.Namespace, deadline: float) -> Iterator[Row]:
    for option, (kind, cases, _) in _KINDS.items():
        chosen = cases(scenarios, getattr(options, option), options.seed)
        in_time = takewhile(lambda _: time.monotonic() < deadline, chosen)
        yield run_cases(kind, (case for case in in_time if options.only in f"{kind}:{case.name}"))


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    for option, (kind, _, count) in _KINDS.items():
        parser.add_argument(f"--{option}", type=int, default=count, metavar="N", help=f"number of {kind} ({count:,})")
    parser.add_argument("--minutes", type=float, default=inf, help="start no case after this many minutes")
    parser.add_argument("--seed", type=int, default=1, help="seed that chooses the cases (1)")
    parser.add_argument("--only", default="", metavar="TEXT", help="run only the cases whose name contains TEXT")
    parser.add_argument("--tell", type=int, default=20, metavar="N", help="print at most N faults of each kind (20)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
