"""Press Ctrl-C at random moments early in a `search`: it ends without output or with one line, and no traceback."""

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
from tests.faults.cases import Case
from tests.faults.index_faults import Fault
from tests.faults.report import STARTUP_TRACEBACK
from tests.faults.scenarios import Scenario, find_scenario, read_state, restore_index

_LATEST = 0.2  # seconds
_PROGRAM = Path(sys.executable).with_name("search")
_OUR_CODE = re.compile(re.escape(str(Path(searchkit.__file__).parent)) + r"/(?!__init__\.py)")
"""Matches a traceback that passes through our code; before that, no code of ours can catch an interrupt."""
_EXIT_CODES = {0, 1, 130, -signal.SIGINT}


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """Yield `count` interrupts of a search in an archive that is up to date."""
    scenario = find_scenario(scenarios, "nothing")
    rng = random.Random(seed)  # noqa: S311 - repeatable
    for number in range(count):
        seconds = rng.uniform(0, _LATEST)
        yield Case(f"{number} after {seconds * 1000:.1f} ms", partial(_interrupt, scenario, seconds))


def _interrupt(scenario: Scenario, seconds: float) -> list[Fault]:
    restore_index(scenario)
    Archive(scenario.folder).update()
    process = subprocess.Popen(
        [_PROGRAM, "cranes", "--archive", str(scenario.folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    errors = process.communicate()[1].strip()
    faults = []
    if "Traceback" in errors:
        column = "unnoticed" if _OUR_CODE.search(errors) else STARTUP_TRACEBACK
        faults.append(Fault(column, f"a traceback: {errors}"))
    elif process.returncode not in _EXIT_CODES:
        faults.append(Fault("unnoticed", f"exit code {process.returncode}: {errors}"))
    if read_state(scenario.folder) != scenario.after:
        faults.append(Fault("lost", "a search changed the index"))
    return faults
