"""Kill a command before each of its system calls, half-way through each write, and at random moments."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from tests.faults.cases import Case, sample
from tests.faults.child_process import run_command, run_in_child
from tests.faults.index_faults import Fault, find_faults
from tests.faults.scenarios import Scenario, restore_index
from tests.faults.system_call import Call
from tests.faults.watch import watch, write_unwatched

_LONGEST = 0.04  # seconds; about the duration of the slowest command


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """Yield `count` kills: at most half of them at random moments, the others at system calls."""
    points = [(scenario, *point) for scenario in scenarios for point in _kill_points(record_calls(scenario))]
    at_calls = max(count // 2, count - len(scenarios)) if count < len(points) else len(points)
    chosen = sample(points, at_calls, seed)
    for scenario, number, half in chosen:
        name = f"{scenario.name}/{number}{'/half' if half else ''}"
        yield Case(name, partial(_kill_at_call, scenario, number, half=half))
    rng = random.Random(seed)  # noqa: S311 - repeatable
    for number in range(count - len(chosen)):
        scenario, seconds = rng.choice(scenarios), rng.uniform(0, _LONGEST)
        yield Case(f"{scenario.name}/random/{number}", partial(_kill_after, scenario, seconds))


def record_calls(scenario: Scenario) -> list[Call]:
    """Run a scenario's command undisturbed, and return its system calls in order."""
    restore_index(scenario)
    calls: list[Call] = run_in_child(lambda: _run_and_record(scenario)).value
    return calls


def _run_and_record(scenario: Scenario) -> list[Call]:
    calls: list[Call] = []
    watch(str(scenario.folder), calls.append)
    result = run_command(scenario.program, scenario.arguments)
    assert result.exit_code == 0, result
    return calls


def _kill_points(calls: Iterable[Call]) -> Iterator[tuple[int, bool]]:
    """Yield the number of each call, and whether to write half of its data before the kill."""
    for number, call in enumerate(calls):
        yield number, False
        if len(call.data) > 1:
            yield number, True


def _kill_at_call(scenario: Scenario, number: int, *, half: bool) -> list[Fault]:
    restore_index(scenario)
    outcome = run_in_child(lambda: _run_until_call(scenario, number, half=half))
    assert outcome.signal == signal.SIGKILL, outcome
    return find_faults(scenario)


def _run_until_call(scenario: Scenario, number: int, *, half: bool) -> None:
    calls = 0

    def kill_before(call: Call) -> None:
        nonlocal calls
        if calls == number:
            if half:
                write_unwatched(call.handle, call.data[: len(call.data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        calls += 1

    watch(str(scenario.folder), kill_before)
    run_command(scenario.program, scenario.arguments)


def _kill_after(scenario: Scenario, seconds: float) -> list[Fault]:
    restore_index(scenario)
    run_in_child(lambda: run_command(scenario.program, scenario.arguments), kill_after=seconds)
    return find_faults(scenario)
