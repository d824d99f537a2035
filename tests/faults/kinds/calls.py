"""Let one system call of a command fail, with each of the errors that such a call may return."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from errno import (
    EACCES,
    EBUSY,
    EDQUOT,
    EINVAL,
    EIO,
    EMFILE,
    ENFILE,
    ENOLCK,
    ENOMEM,
    ENOSPC,
    EPERM,
    EROFS,
    ESTALE,
    errorcode,
)
from functools import partial
from typing import NamedTuple

from tests.faults.cases import Case, sample
from tests.faults.child_process import CommandResult, run_command, run_in_child
from tests.faults.index_faults import Fault, find_faults
from tests.faults.kinds.kills import record_calls
from tests.faults.scenarios import Scenario, find_scenario, restore_index
from tests.faults.system_call import Call
from tests.faults.watch import CALLS_BY_HANDLE, watch

_ERRORS = {
    "open": (EIO, EMFILE, EACCES, ENFILE, ENOMEM, ENOSPC, EROFS, EPERM),
    "read": (EIO, ENOMEM, ESTALE),
    "stat": (EIO, EACCES, ENOMEM, ESTALE),
    "lstat": (EIO, EACCES),
    "fstat": (EIO, ENOMEM),
    "scandir": (EIO, EMFILE, EACCES, ENOMEM),
    "listdir": (EIO, EMFILE, EACCES, ENOMEM),
    "write": (ENOSPC, EIO, EDQUOT),
    "fsync": (EIO, ENOSPC, EINVAL),
    "rename": (EIO, ENOSPC, EACCES, EBUSY, EROFS),
    "unlink": (EIO, EACCES, EBUSY, EROFS),
    "rmdir": (EIO, EBUSY),
    "mkdir": (EIO, ENOSPC, EACCES, EROFS),
    "utime": (EIO, EACCES),
    "readlink": (EIO,),
    "ftruncate": (EIO,),
    "flock": (EIO, ENOLCK, ENOMEM),
    "mmap": (ENOMEM, EIO, EACCES),
}
_READING_COMMANDS = (
    ("status", "searchkit", ("status",)),
    ("check", "searchkit", ("check",)),
    ("show", "searchkit", ("show", "ferry")),
    ("speakers", "searchkit", ("speakers",)),
    ("facets", "search", ("cranes", "--facet", "speaker")),
)
_READING_NAMES = ("extract", *(name for name, _, _ in _READING_COMMANDS))
_COMPLAINTS = ("cannot", "damaged", "is not indexed")
_WRITES_PER_SAMPLE = 20
"""Of this many writes in a row, two fail; the others differ only in their offset."""


class _Failure(NamedTuple):
    """A system call to fail: its number in the command, its name, and the error number.

    `expected` is what the undisturbed command prints, if it only reads.
    """

    scenario: Scenario
    expected: CommandResult | None
    number: int
    call: str
    error: int


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """Yield `count` failed calls, chosen from all commands."""
    commands = [*scenarios, *_reading_scenarios(scenarios)]
    failures = [failure for scenario in commands for failure in _list_failures(scenario)]
    for failure in sample(failures, count, seed):
        yield _to_case(failure)


def make_case(scenario: Scenario, number: int, call: str, error: int) -> Case:
    """Make the case in which one call of a writing command fails."""
    return _to_case(_Failure(scenario, None, number, call, error))


def _to_case(failure: _Failure) -> Case:
    name = f"{failure.scenario.name}/{failure.number} {failure.call} {errorcode[failure.error]}"
    return Case(name, partial(_inject, failure))


def _reading_scenarios(scenarios: Sequence[Scenario]) -> Iterator[Scenario]:
    """Yield the commands that only read, in an archive that is up to date."""
    current = find_scenario(scenarios, "nothing")
    for name, program, arguments in _READING_COMMANDS:
        yield current._replace(name=name, program=program, arguments=(*arguments, "--archive", str(current.folder)))
    file = current.folder / "corpus" / "port.txt"
    yield current._replace(name="extract", arguments=("extract", str(file)))


def _list_failures(scenario: Scenario) -> Iterator[_Failure]:
    """Yield each call of a command with each of its errors; of many writes in a row only a few."""
    restore_index(scenario)
    expected = None
    if scenario.name in _READING_NAMES:
        expected = run_in_child(lambda: run_command(scenario.program, scenario.arguments)).value
    writes = 0
    for number, call in enumerate(record_calls(scenario)):
        writes = writes + 1 if call.name == "write" else 0
        if writes % _WRITES_PER_SAMPLE < 2:
            for error in _ERRORS[call.name]:
                yield _Failure(scenario, expected, number, call.name, error)


def _inject(failure: _Failure) -> list[Fault]:
    restore_index(failure.scenario)
    outcome = run_in_child(lambda: _run_with(failure))
    if outcome.failed:
        return [Fault("unnoticed", outcome.failure)]
    result: CommandResult = outcome.value
    committed = result.exit_code == 0 and failure.expected is None and "refused" not in result.stderr
    faults = find_faults(failure.scenario, committed=committed, partial=bool(result.stderr))
    return [*_find_output_faults(result, failure.expected), *faults]


def _run_with(failure: _Failure) -> CommandResult:
    calls = 0

    def fail_before(call: Call) -> None:
        nonlocal calls
        calls += 1
        if calls == failure.number + 1:
            path = None if call.name in CALLS_BY_HANDLE else f"{failure.scenario.folder}/{call.path}"
            raise OSError(failure.error, os.strerror(failure.error), path)

    watch(str(failure.scenario.folder), fail_before)
    return run_command(failure.scenario.program, failure.scenario.arguments)


def _find_output_faults(result: CommandResult, expected: CommandResult | None) -> Iterator[Fault]:
    """Find what a command should not have printed; `expected` as in _Failure."""
    errors = result.stderr.strip()
    if result.exit_code not in {0, 1, 2} or "Traceback" in errors:
        yield Fault("unnoticed", f"exit code {result.exit_code}: {errors}")
    elif "cannot write the answer" in errors:
        yield Fault("unnoticed", f"blames its output: {errors}")
    elif result.exit_code and not errors and expected is None:
        yield Fault("unnoticed", f"exit code {result.exit_code} without an error message: {result.stdout.strip()}")
    elif expected is not None and result.stdout != expected.stdout and not errors and not _complains(result):
        yield Fault("unnoticed", f"another answer without an error message: {result.stdout.strip()}")


def _complains(result: CommandResult) -> bool:
    """Whether a report on stdout says that something is wrong."""
    return result.exit_code != 0 or any(word in result.stdout for word in _COMPLAINTS)
