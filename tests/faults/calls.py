"""A system call fails, once: each that a command makes, with the errors that it may fail with."""

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

from tests.faults.archives import INDEX, Scenario, restore
from tests.faults.children import Said, command, in_child
from tests.faults.kills import calls_of
from tests.faults.system import BY_HANDLE, Call, watch
from tests.faults.tally import Case, spread
from tests.faults.verdict import Fault, faults_after

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
_READING = (
    ("status", "searchkit", ("status",)),
    ("check", "searchkit", ("check",)),
    ("show", "searchkit", ("show", "ferry")),
    ("speakers", "searchkit", ("speakers",)),
    ("asked", "search", ("cranes", "--facet", "speaker")),
)
_READERS = ("extract", *(name for name, _, _ in _READING))
_COMPLAINTS = ("cannot", "damaged", "is not indexed")
_WRITES_ALIKE = 20


class _Failure(NamedTuple):
    """A call of a command, by its number, and the error it fails with; `whole` is what it says else, if it only reads."""

    scenario: Scenario
    whole: Said | None
    number: int
    call: str
    error: int


def cases(scenarios: Sequence[Scenario], count: int, seed: int) -> Iterator[Case]:
    """So many failures of all commands."""
    commands = [*scenarios, *_readers(scenarios)]
    failures = [failure for one in commands for failure in _failures(one)]
    for one in spread(failures, count, seed):
        yield _case(one)


def failing(scenario: Scenario, number: int, call: str, error: int) -> Case:
    """The failure of the n-th call of a command that writes."""
    return _case(_Failure(scenario, None, number, call, error))


def _case(failure: _Failure) -> Case:
    name = f"{failure.scenario.name}/{failure.number} {failure.call} {errorcode[failure.error]}"
    return Case(name, partial(_failed, failure))


def _readers(scenarios: Sequence[Scenario]) -> Iterator[Scenario]:
    """Commands that only read, on an archive that is up to date."""
    whole = next(one for one in scenarios if one.name == "nothing")
    for name, program, arguments in _READING:
        yield whole._replace(name=name, program=program, arguments=(*arguments, "--archive", str(whole.folder)))
    file = whole.folder / "corpus" / "port.txt"
    yield whole._replace(name="extract", arguments=("extract", str(file)))


def _failures(scenario: Scenario) -> Iterator[_Failure]:
    """Each call with each error of its kind; of the many writes to one file a few."""
    restore(scenario.folder / INDEX, scenario.before)
    reads = scenario.name in _READERS
    whole = in_child(lambda: command(scenario.program, scenario.arguments)).value if reads else None
    writes = 0
    for number, call in enumerate(calls_of(scenario)):
        writes = writes + 1 if call.name == "write" else 0
        if writes % _WRITES_ALIKE < 2:
            for error in _ERRORS[call.name]:
                yield _Failure(scenario, whole, number, call.name, error)


def _failed(failure: _Failure) -> list[Fault]:
    scenario = failure.scenario
    restore(scenario.folder / INDEX, scenario.before)
    came = in_child(lambda: _run_with(failure))
    if came.value is None:
        return [Fault("unseen", came.raised or f"died of signal {came.signal}")]
    said: Said = came.value
    durable = said.code == 0 and failure.whole is None and "refused" not in said.err
    return [*_unseen(said, failure.whole), *faults_after(scenario, durable=durable, partly=bool(said.err))]


def _run_with(failure: _Failure) -> Said:
    made = 0

    def before(call: Call) -> None:
        nonlocal made
        made += 1
        if made == failure.number + 1:
            path = f"{failure.scenario.folder}/{call.path}"
            raise OSError(failure.error, os.strerror(failure.error), None if call.name in BY_HANDLE else path)

    watch(str(failure.scenario.folder), before)
    return command(failure.scenario.program, failure.scenario.arguments)


def _unseen(said: Said, whole: Said | None) -> Iterator[Fault]:
    """What a command should not have said, given what it says when nothing is disturbed and it only reads."""
    told = said.err.strip()
    if said.code not in {0, 1, 2} or "Traceback" in told:
        yield Fault("unseen", f"exit code {said.code}: {told}")
    elif "cannot write the answer" in told:
        yield Fault("unseen", f"takes it for a failure of its output: {told}")
    elif said.code and not told and whole is None:
        yield Fault("unseen", f"exit code {said.code} without a word: {said.out.strip()}")
    elif whole is not None and said.out != whole.out and not told and _is_silent(said):
        yield Fault("unseen", f"another answer without a word: {said.out.strip()}")


def _is_silent(said: Said) -> bool:
    """Whether a report of what is wrong does not name it either."""
    return said.code == 0 and not any(word in said.out for word in _COMPLAINTS)
