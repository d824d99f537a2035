"""The one module that writes to standard output and standard error. It lets no control character command a terminal."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from searchkit.render.style import PAINT
from searchkit.text.control_characters import one_line, replace_controls


def print_output(lines: Iterable[str], form: str = "text") -> None:
    """Print lines on standard output; all formats but text are in UTF-8, whatever the terminal's encoding.

    In text, control characters are replaced, except the colours of `Style` on a terminal. JSON has escaped them already.
    CSV keeps them, except on a terminal.
    """
    out, on_terminal = sys.stdout, sys.stdout.isatty()
    if form != "text" and isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8")
    for line in lines:
        if form == "text":
            printed = _keep_colours(line) if on_terminal else one_line(line)
        else:
            printed = replace_controls(line) if on_terminal else line
        out.write(f"{printed}\n")


def print_report(form: str, value: Callable[[], Mapping[str, Any]], lines: Iterable[str]) -> None:
    """Print what `value` returns as JSON, or the same as lines of text."""
    if form == "json":
        from searchkit.render.json_output import to_line  # noqa: PLC0415 - people mostly read text

        print_output([to_line(value())], form)
    else:
        print_output(lines)


def print_stderr(*lines: str) -> None:
    """Print lines on standard error, if it is open."""
    with suppress(OSError):
        for line in lines:
            sys.stderr.write(f"{one_line(line)}\n")
        sys.stderr.flush()


def _keep_colours(line: str) -> str:
    """Return a line with all control characters but the colours of `Style` replaced."""
    if line.isprintable():
        return line
    return "".join(part if index % 2 else one_line(part) for index, part in enumerate(re.split(f"({PAINT})", line)))
