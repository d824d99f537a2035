"""`python -m tests.faults`: inject faults, and print how many were tried and what came of them. Exits 1 if any did harm."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import takewhile
from math import inf
from pathlib import Path

from tests.faults import calls, flips, fuzz, interrupts, kills, power
from tests.faults.archives import Scenario, scenarios
from tests.faults.tally import Row, run, table

_PARTS = {
    "kills": ("kills", kills.cases, 740),
    "power": ("power losses", power.cases, 504),
    "calls": ("failed system calls", calls.cases, 449),
    "flips": ("flipped bytes", flips.cases, 5_000),
    "interrupts": ("interrupts", interrupts.cases, 200),
    "fuzz": ("fuzzed inputs", fuzz.cases, 5_200_000),
}
_MEMORY = Path("/dev/shm")  # noqa: S108 - a disk that is none, where there is one


def main() -> int:
    """Run what was asked for."""
    asked = _asked()
    began = time.monotonic()
    rows = []
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as place:
        until = began + 60 * asked.minutes
        for row in _rows(scenarios(Path(place)), asked, until):
            rows.append(row)
            sys.stdout.write("".join(f"{line.replace(place, '')}\n" for line in row.told[: asked.tell]))
            sys.stdout.flush()
    sys.stdout.write("".join(f"{line}\n" for line in table(rows)))
    sys.stdout.write(f"in {(time.monotonic() - began) / 60:.1f} min, seed {asked.seed}\n")
    return 0 if all(row.clean for row in rows) else 1


def _rows(archives: Sequence[Scenario], asked: argparse.Namespace, until: float) -> Iterator[Row]:
    for option, (name, cases, _) in _PARTS.items():
        in_time = takewhile(lambda _: time.monotonic() < until, cases(archives, getattr(asked, option), asked.seed))
        yield run(name, (case for case in in_time if asked.only in f"{name}:{case.name}"))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    for option, (name, _, count) in _PARTS.items():
        parser.add_argument(f"--{option}", type=int, default=count, metavar="N", help=f"how many {name} ({count:,})")
    parser.add_argument("--minutes", type=float, default=inf, help="begin nothing after so many minutes")
    parser.add_argument("--seed", type=int, default=1, help="what chooses among all that could be tried (1)")
    parser.add_argument("--only", default="", metavar="TEXT", help="only cases in whose names this stands")
    parser.add_argument("--tell", type=int, default=20, metavar="N", help="how many faults of a part are told (20)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
