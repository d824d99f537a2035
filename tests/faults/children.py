"""Work in a forked child: whatever happens to it, the parent hears what it came to."""

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
from typing import Any, NamedTuple

from tests.faults.inside import ask, keep

SECONDS = 60.0
MOST_MEMORY = 1 << 30
"""More bytes than this on top of what it began with are too many for archives of a few kilobytes."""


class Came(NamedTuple):
    """What work came to: its value; or the traceback of what it raised; or the signal that ended it."""

    value: Any = None
    raised: str = ""
    signal: int = 0


class Said(NamedTuple):
    """What a command left behind; `code` is None where it ended in a traceback, which `err` then holds."""

    code: int | None
    out: str
    err: str


def in_child(work: Callable[[], Any], *, kill_after: float | None = None) -> Came:
    """Do work in a child; `kill_after` so many seconds it is killed. One that takes longer than SECONDS hangs."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _do(work, writer)
    os.close(writer)
    with open(reader, "rb") as answer:  # noqa: PTH123 - a handle
        ready = select.select([answer], [], [], SECONDS if kill_after is None else kill_after)[0]
        if not ready:
            os.kill(child, signal.SIGKILL)
        content = answer.read() if ready else b""
    status = os.waitpid(child, 0)[1]
    if not ready and kill_after is None:
        return Came(raised=f"takes longer than {SECONDS:g} s")
    if os.WIFSIGNALED(status):
        return Came(signal=os.WTERMSIG(status))
    return Came(*pickle.loads(content)) if content else Came(raised="ended without a word")  # noqa: S301 - our own


def _do(work: Callable[[], Any], writer: int) -> None:
    """In the child: work, and say what it came to; never returns."""
    gc.disable()  # what it looked through would be copied from the parent
    began = _address_space()
    if began:
        resource.setrlimit(resource.RLIMIT_AS, (began + 4 * MOST_MEMORY,) * 2)
    try:
        came = (work(), "")
    except BaseException:  # noqa: BLE001 - whatever it is, it is to be told
        came = (None, traceback.format_exc(limit=-6))
    taken = _address_space(peak=True) - began
    if taken > MOST_MEMORY:
        came = (None, f"takes {taken >> 20} MB")
    with suppress(OSError):
        os.write(writer, pickle.dumps(came))
    os._exit(0)


def _address_space(*, peak: bool = False) -> int:
    """The bytes of addresses this process has, or had at most; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    name = "VmPeak:" if peak else "VmSize:"
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


def command(program: str, arguments: Sequence[str]) -> Said:
    """Run `search` or `searchkit` in this process, to be called in a child: its streams are files from here on."""
    streams = [tempfile.TemporaryFile() for _ in range(2)]  # noqa: SIM115 - they live as long as the child
    for number, stream in enumerate(streams, 1):
        os.dup2(stream.fileno(), number)
    sys.stdout, sys.stderr = (io.TextIOWrapper(os.fdopen(n, "wb", closefd=False), "utf-8") for n in (1, 2))
    sys.argv = [program, *arguments]
    code: int | None = None
    raised = ""
    try:
        {"search": ask, "searchkit": keep}[program]()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else None
    except BaseException:  # noqa: BLE001 - as a shell would see it
        raised = traceback.format_exc(limit=-6)
    for printed in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            printed.flush()
    out, err = (_content(stream.fileno()) for stream in streams)
    return Said(code, out, err + raised)


def _content(handle: int) -> str:
    return os.pread(handle, 1 << 20, 0).decode("utf-8", "replace")
