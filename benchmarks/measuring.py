"""Stopwatches, processes, memory and tables, for all benchmarks."""

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
    """Adds up the seconds of several measurements."""

    def __init__(self) -> None:
        self.seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Add the seconds of the block."""
        start = perf_counter()
        try:
            yield
        finally:
            self.seconds += perf_counter() - start


# A child inherits the peak memory of its parent, so a small process starts the measured one.
_SMALL_PARENT = """
import os, resource, sys
null = os.open(os.devnull, os.O_WRONLY)
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
os.waitpid(child, 0)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Process:
    """A finished command: wall-clock seconds and exit code."""

    seconds: float
    code: int


def bytecode_environment(folder: Path) -> dict[str, str]:
    """An environment in which Python stores compiled modules in a folder, as for an installed program.

    Otherwise a package that was installed without bytecode is compiled at every start.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**environment, "PYTHONPYCACHEPREFIX": str(folder)}


def run(command: Sequence[str], environment: Mapping[str, str] | None = None, output: Path | None = None) -> Process:
    """Run a command to its end; its output goes to a file, or nowhere."""
    to = os.open(output or os.devnull, os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if output else 0), 0o644)
    quiet = [(os.POSIX_SPAWN_DUP2, to, 1)] + ([] if output else [(os.POSIX_SPAWN_DUP2, to, 2)])
    start = perf_counter()
    try:
        child = os.posix_spawnp(command[0], list(command), environment or os.environ, file_actions=quiet)
        _, status = os.waitpid(child, 0)
    finally:
        os.close(to)
    return Process(perf_counter() - start, os.waitstatus_to_exitcode(status))


def run_in_turn(
    commands: Mapping[str, Sequence[str]], rounds: int, environment: Mapping[str, str] | None = None
) -> dict[str, Process]:
    """Run commands in turn, `rounds` times after one warm-up; the median seconds and the highest exit code of each."""
    runs: dict[str, list[Process]] = {name: [] for name in commands}
    codes = {name: run(command, environment).code for name, command in commands.items()}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command, environment))
    return {
        name: Process(
            median(process.seconds for process in processes),
            max([codes[name], *(process.code for process in processes)]),
        )
        for name, processes in runs.items()
    }


def peak_megabytes_of(command: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """The peak memory of a command in megabytes."""
    parent = [sys.executable, "-S", "-E", "-c", _SMALL_PARENT, *command]
    printed = subprocess.run(parent, env=environment, capture_output=True, check=True, text=True).stdout  # noqa: S603
    return _megabytes(int(printed))


def median_seconds(call: Callable[[], object], rounds: int) -> float:
    """The median seconds of a call, after one warm-up."""
    call()
    seconds = []
    for _ in range(rounds):
        start = perf_counter()
        call()
        seconds.append(perf_counter() - start)
    return median(seconds)


def peak_megabytes() -> float:
    """The peak memory of this process in megabytes."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:  # not Linux
        return _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024 / MEGABYTE


def bytes_below(folder: Path) -> int:
    """The total size of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def geometric_mean(values: Sequence[float]) -> float:
    """The geometric mean of positive numbers."""
    return exp(sum(map(log, values)) / len(values))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with aligned columns: the first to the left, the others to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    lines = (head, rule, *rows)
    return "\n".join("| " + " | ".join(_cell(line, at, widths) for at in range(len(head))) + " |" for line in lines)


def milliseconds(seconds: float) -> str:
    """Seconds as milliseconds, with two or three significant digits."""
    ms = seconds * 1000
    return f"{ms:.3f}" if ms < 1 else f"{ms:.2f}" if ms < 10 else f"{ms:.1f}" if ms < 100 else f"{ms:.0f}"  # noqa: PLR2004


def print_line(line: str = "") -> None:
    """Print a line and flush it."""
    print(line, flush=True)


def print_progress(line: str) -> None:
    """Print a line on standard error."""
    print(line, file=sys.stderr, flush=True)


def _cell(line: Sequence[str], at: int, widths: Sequence[int]) -> str:
    return line[at].rjust(widths[at]) if at else line[at].ljust(widths[at])


def _megabytes(maximum: int) -> float:
    # Linux counts kibibytes, macOS bytes.
    return maximum * (1 if sys.platform == "darwin" else 1024) / MEGABYTE
