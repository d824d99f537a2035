"""Stopwatches, processes and tables: what every benchmark needs to say how long something took."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from statistics import median
from time import perf_counter

MEGABYTE = 1e6


class Stopwatch:
    """Adds up the seconds spent under it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what happens inside."""
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds += perf_counter() - start


# A process starts with its parent's peak on its account, so memory is measured by a parent that has next to none.
_SMALL_PARENT = """
import os, resource, sys
null = os.open(os.devnull, os.O_WRONLY)
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
os.waitpid(child, 0)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Process:
    """A command that ran to its end: wall-clock seconds and its exit code."""

    seconds: float
    code: int


def with_bytecode(folder: Path) -> dict[str, str]:
    """An environment in which Python keeps compiled modules in a folder, as an installed program has them.

    Without it, a package that was installed without bytecode is compiled again at every start.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder)}


def run(command: Sequence[str], environment: Mapping[str, str] | None = None, output: Path | None = None) -> Process:
    """Run a command with its output thrown away, or written to a file, and wait for it."""
    to = os.open(output or os.devnull, os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if output else 0), 0o644)
    quiet = [(os.POSIX_SPAWN_DUP2, to, 1)] + ([] if output else [(os.POSIX_SPAWN_DUP2, to, 2)])
    start = perf_counter()
    try:
        child = os.posix_spawnp(command[0], list(command), environment or os.environ, file_actions=quiet)
        _, status = os.waitpid(child, 0)
    finally:
        os.close(to)
    return Process(perf_counter() - start, os.waitstatus_to_exitcode(status))


def in_turn(
    commands: Mapping[str, Sequence[str]], rounds: int, environment: Mapping[str, str] | None = None
) -> dict[str, Process]:
    """Run commands in turn, `rounds` times and once before that is not counted; the median of each, its worst code."""
    runs: dict[str, list[Process]] = {name: [] for name in commands}
    codes = {name: run(command, environment).code for name, command in commands.items()}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command, environment))
    return {
        name: Process(median(one.seconds for one in many), max([codes[name], *(one.code for one in many)]))
        for name, many in runs.items()
    }


def megabytes_of(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """The most memory a command has, in megabytes."""
    asked = [sys.executable, "-S", "-E", "-c", _SMALL_PARENT, *command]
    said = subprocess.run(asked, env=environment, capture_output=True, check=True, text=True).stdout  # noqa: S603
    return _megabytes(int(said))


def timed(call: Callable[[], object], rounds: int) -> float:
    """The median of the seconds a call takes, after one that is not counted."""
    call()
    seconds = []
    for _ in range(rounds):
        start = perf_counter()
        call()
        seconds.append(perf_counter() - start)
    return median(seconds)


def peak_megabytes() -> float:
    """The most memory this process has had so far, in megabytes."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:  # not Linux
        return _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / MEGABYTE


def bytes_below(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def geometric_mean(values: Sequence[float]) -> float:
    """The geometric mean of positive numbers."""
    return exp(sum(map(log, values)) / len(values))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, its columns lined up; all but the first to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = (head, rule, *rows)
    return "\n".join("| " + " | ".join(_cell(line, at, widths) for at in range(len(head))) + " |" for line in lines)


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds, with two or three digits that count."""
    ms = seconds * 1000
    return f"{ms:.3f}" if ms < 1 else f"{ms:.2f}" if ms < 10 else f"{ms:.1f}" if ms < 100 else f"{ms:.0f}"  # noqa: PLR2004


def say(line: str = "") -> None:
    """Print a line at once, also into a pipe."""
    print(line, flush=True)


def progress(line: str) -> None:
    """Say on standard error what is being done."""
    print(line, file=sys.stderr, flush=True)


def _cell(line: Sequence[str], at: int, widths: Sequence[int]) -> str:
    return line[at].rjust(widths[at]) if at else line[at].ljust(widths[at])


def _megabytes(maximum: int) -> float:
    # Linux counts kibibytes, macOS bytes.
    return maximum * (1 if sys.platform == "darwin" else 1024) / MEGABYTE
