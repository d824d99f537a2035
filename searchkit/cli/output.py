"""The one place that writes: nothing passes to standard output or standard error that could command a terminal."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable
from contextlib import suppress

from searchkit.render.style import PAINT
from searchkit.text.control_characters import harmless, one_line


def print_output(lines: Iterable[str], form: str = "text") -> None:
    """Lines on standard output; what programs read is UTF-8 whatever the terminal speaks.

    Text holds no control characters but the paint of `Style`, and that on a terminal alone. JSON has them escaped; CSV is
    left as it is, but on a terminal.
    """
    out, on_terminal = sys.stdout, sys.stdout.isatty()
    if form != "text" and isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8")
    for line in lines:
        if form == "text":
            shown = _painted(line) if on_terminal else one_line(line)
        else:
            shown = harmless(line) if on_terminal else line
        out.write(f"{shown}\n")


def print_stderr(*lines: str) -> None:
    """Lines on standard error, where there is one to write to."""
    with suppress(OSError):
        for line in lines:
            sys.stderr.write(f"{one_line(line)}\n")
        sys.stderr.flush()


def _painted(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(part if at % 2 else one_line(part) for at, part in enumerate(re.split(f"({PAINT})", line)))
