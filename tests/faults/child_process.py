"""Run work in a forked child process, and report its outcome even if the child is killed."""

from __future__ import annotations

import gc
import io
import os
import pickle
import resource
import select
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from tests.faults.internals import search_main, searchkit_main

TIMEOUT = 60.0  # seconds
MEMORY_LIMIT = 1 << 30
"""Bytes a child may take beyond those it starts with; the archives here have a few kilobytes."""


class Outcome(NamedTuple):
    """How work in a child ended: with a value, with an error (a traceback or a limit passed), or by a signal number."""

    value: Any = None
    error: str = ""
    signal: int = 0

    @property
    def failed(self) -> bool:
        """Whether the work returned no value."""
        return bool(self.error or self.signal)

    @property
    def failure(self) -> str:
        """The error, or the signal in words; empty where the work returned a value."""
        return f"died of signal {self.signal}" if self.signal else self.error


class CommandResult(NamedTuple):
    """Exit code and output of a command; after a traceback `exit_code` is None, and `stderr` ends with the traceback."""

    exit_code: int | None
    stdout: str
    stderr: str


def run_in_child(work: Callable[[], Any], *, kill_after: float | None = None) -> Outcome:
    """Run `work` in a child, and kill it after `kill_after` seconds if given; more than TIMEOUT seconds are an error."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _work_and_exit(work, writer)
    os.close(writer)
    with open(reader, "rb") as pipe:  # noqa: PTH123 - a handle
        ready = select.select([pipe], [], [], TIMEOUT if kill_after is None else kill_after)[0]
        if not ready:
            os.kill(child, signal.SIGKILL)
        content = pipe.read() if ready else b""
    status = os.waitpid(child, 0)[1]
    if not ready and kill_after is None:
        return Outcome(error=f"takes longer than {TIMEOUT:g} s")
    if os.WIFSIGNALED(status):
        return Outcome(signal=os.WTERMSIG(status))
    if not content:
        return Outcome(error="the child ended without a result")
    return Outcome(*pickle.loads(content))  # noqa: S301 - written by our own child


def _work_and_exit(work: Callable[[], Any], writer: int) -> NoReturn:
    """In the child: run `work`, write its value or its traceback to the pipe, and exit."""
    gc.disable()  # a collection would copy the memory shared with the parent
    at_start = _address_space()
    if at_start:
        resource.setrlimit(resource.RLIMIT_AS, (at_start + 4 * MEMORY_LIMIT,) * 2)
    try:
        result = (work(), "")
    except BaseException:  # noqa: BLE001 - the parent reports all of them
        result = (None, traceback.format_exc(limit=-6))
    taken = _address_space(peak=True) - at_start
    if taken > MEMORY_LIMIT:
        result = (None, f"takes {taken >> 20} MB")
    with suppress(OSError):
        os.write(writer, pickle.dumps(result))
    os._exit(0)


def _address_space(*, peak: bool = False) -> int:
    """Return the bytes of address space of this process, now or at its peak; 0 on a system without /proc."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    name = "VmPeak:" if peak else "VmSize:"
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


def run_command(program: str, arguments: Sequence[str]) -> CommandResult:
    """Run `search` or `searchkit` in this process; only for a child, because its stdout and stderr stay redirected."""
    streams = _redirect_output()
    sys.argv = [program, *arguments]
    exit_code: int | None = None
    error = ""
    try:
        {"search": search_main, "searchkit": searchkit_main}[program]()
    except SystemExit as ended:
        exit_code = ended.code if isinstance(ended.code, int) else None
    except BaseException:  # noqa: BLE001 - a shell would show all of them
        error = traceback.format_exc(limit=-6)
    for output in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            output.flush()
    stdout, stderr = (os.pread(stream.fileno(), 1 << 20, 0).decode("utf-8", "replace") for stream in streams)
    return CommandResult(exit_code, stdout, stderr + error)


def _redirect_output() -> list[Any]:
    """Let stdout and stderr write to two temporary files, and return the files."""
    streams = [tempfile.TemporaryFile() for _ in range(2)]  # noqa: SIM115 - open until the child exits
    for number, stream in enumerate(streams, 1):
        os.dup2(stream.fileno(), number)
    sys.stdout, sys.stderr = (io.TextIOWrapper(os.fdopen(n, "wb", closefd=False), "utf-8") for n in (1, 2))
    return streams
