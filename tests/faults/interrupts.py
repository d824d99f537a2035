"""Ctrl-C at random moments in the first part of a second of `search`: it ends in silence or in one line."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import searchkit
from searchkit import Archive
from tests.faults.archives import INDEX, Scenario, restore, state_of
from tests.faults.tally import PYTHONS_OWN, Case
from tests.faults.verdict import Fault

_WITHIN = 0.2  # seconds
_PROGRAM = Path(sys.executable).with_name("search")
_OURS = re.compile(re.escape(str(Path(searchkit.__file__).parent)) + r"/(?!__init__\.py)")
"""Found in a traceback of our code; what Python prints until it runs the first module that could catch it, nobody can."""
_CODES = {0, 1, 130, -signal.SIGINT}


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """So many interruptions of a search in an archive that is up to date."""
    scenario = next(one for one in scenarios if one.name == "nothing")
    rng = random.Random(seed)  # noqa: S311 - to be repeated
    for number in range(count):
        after = rng.uniform(0, _WITHIN)
        yield Case(f"{number} after {after * 1000:.1f} ms", partial(_interrupted, scenario, after))


def _interrupted(scenario: Scenario, after: float) -> list[Fault]:
    restore(scenario.folder / INDEX, scenario.before)
    Archive(scenario.folder).update()
    process = subprocess.Popen(
        [_PROGRAM, "cranes", "--archive", str(scenario.folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    told = process.communicate()[1].strip()
    faults = []
    if "Traceback" in told:
        faults.append(Fault("unseen" if _OURS.search(told) else PYTHONS_OWN, f"a traceback: {told}"))
    elif process.returncode not in _CODES:
        faults.append(Fault("unseen", f"exit code {process.returncode}: {told}"))
    return faults + [Fault("lost", "the index is another")] * (state_of(scenario.folder) != scenario.new)
