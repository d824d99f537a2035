"""The process is killed: before each system call, in the middle of each write, and at any moment."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from tests.faults.archives import INDEX, Scenario, restore
from tests.faults.children import command, in_child
from tests.faults.system import Call, watch, write_now
from tests.faults.tally import Case, spread
from tests.faults.verdict import Fault, faults_after

_LONGEST = 0.04  # seconds: about what the longest of the commands takes


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """At most half of them at random moments; the others before or within the n-th call."""
    points = [(scenario, *point) for scenario in scenarios for point in _points(calls_of(scenario))]
    chosen = spread(points, max(count // 2, count - len(scenarios)) if count < len(points) else len(points), seed)
    for scenario, number, half in chosen:
        name = f"{scenario.name}/{number}{'/half' if half else ''}"
        yield Case(name, partial(_killed_at, scenario, number, half=half))
    rng = random.Random(seed)  # noqa: S311 - to be repeated
    for number in range(count - len(chosen)):
        scenario, after = rng.choice(scenarios), rng.uniform(0, _LONGEST)
        yield Case(f"{scenario.name}/random/{number}", partial(_killed_after, scenario, after))


def calls_of(scenario: Scenario) -> list[Call]:
    """The system calls that a scenario's command makes, nothing being disturbed."""
    restore(scenario.folder / INDEX, scenario.before)
    made: list[Call] = in_child(lambda: _recorded(scenario)).value
    return made


def _recorded(scenario: Scenario) -> list[Call]:
    made: list[Call] = []
    watch(str(scenario.folder), made.append)
    said = command(scenario.program, scenario.arguments)
    assert said.code == 0, said
    return made


def _points(calls: Iterable[Call]) -> Iterator[tuple[int, bool]]:
    for number, call in enumerate(calls):
        yield number, False
        if len(call.data) > 1:
            yield number, True


def _killed_at(scenario: Scenario, number: int, *, half: bool) -> list[Fault]:
    restore(scenario.folder / INDEX, scenario.before)
    came = in_child(lambda: _run_until(scenario, number, half=half))
    assert came.signal == signal.SIGKILL, came
    return faults_after(scenario)


def _run_until(scenario: Scenario, number: int, *, half: bool) -> None:
    made = 0

    def before(call: Call) -> None:
        nonlocal made
        if made == number:
            if half:
                write_now(call.handle, call.data[: len(call.data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        made += 1

    watch(str(scenario.folder), before)
    command(scenario.program, scenario.arguments)


def _killed_after(scenario: Scenario, seconds: float) -> list[Fault]:
    restore(scenario.folder / INDEX, scenario.before)
    in_child(lambda: command(scenario.program, scenario.arguments), kill_after=seconds)
    return faults_after(scenario)
