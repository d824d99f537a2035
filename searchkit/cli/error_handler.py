"""Exceptions become one line and an exit code: 0 found, 1 nothing found, 2 error, 130 interrupted, 0 a closed pipe."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import TextIO

import click

from searchkit.cli.output import print_stderr
from searchkit.errors import ArchiveNotFound, QueryError, SearchkitError
from searchkit.render.style import columns
from searchkit.text.control_characters import one_line

FOUND, NOTHING_FOUND, ERROR, INTERRUPTED = 0, 1, 2, 130

_FLAGS = {"facets": "--facet", "histogram": "--by", "limit": "-n", "offset": "--page"}
"""The flags of the arguments of a search that are not named so."""
_QUERY_SHOWN = 100
"""Characters of the query above the carets."""


def run(command: click.Command, arguments: Sequence[str], program: str) -> int:
    """Run a command, print its error if it has one, and return its exit code."""
    _open_streams()
    try:
        code = _run(command, arguments, program)
        sys.stdout.flush()
    except BrokenPipeError:
        return _discard_output(FOUND)
    except OSError as error:
        print_error(program, f"cannot write the answer: {error.strerror or error}")
        return _discard_output(ERROR)
    return code


def _open_streams() -> None:
    """Replace closed streams by the null device, and let no character that a terminal cannot show raise an error."""
    sys.stdout = sys.stdout or _null_device()
    sys.stderr = sys.stderr or _null_device()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _null_device() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - as long-lived as the process


def _discard_output(code: int) -> int:
    """Discard the rest of the output: Python would write it at exit, and fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _run(command: click.Command, arguments: Sequence[str], program: str) -> int:
    try:
        code = command.main(list(arguments), program, standalone_mode=False)
    except SearchkitError as error:
        print_error(program, _with_flags(error, _archive_in(arguments)))
        if isinstance(error, QueryError):
            _print_carets(error)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        print_stderr(*error.format_message().splitlines())
        return ERROR
    except click.ClickException as error:
        print_error(program, error.format_message())
        return ERROR
    except (KeyboardInterrupt, click.Abort):
        print_error(program, "interrupted")
        return INTERRUPTED
    except SystemExit as ended:  # click ends so, and only so, when a reader of the output has gone
        raise BrokenPipeError from ended
    return code if isinstance(code, int) else FOUND


def _with_flags(error: SearchkitError, archive: str | None) -> str:
    """Return an error in one sentence, in the words of the command line."""
    from searchkit.render.advice import error_text  # noqa: PLC0415 - only where something is wrong

    if isinstance(error, ArchiveNotFound):
        return f"{error.message}; name one with --archive DIR, or put articles into ./corpus"
    if isinstance(error, QueryError) and error.option:
        return f"{_FLAGS.get(error.option, f'--{error.option}')}: {error_text(error, archive)}"
    return error_text(error, archive)


def _archive_in(arguments: Sequence[str]) -> str | None:
    """Return the value of the last `--archive` among arguments, or None."""
    value = None
    for argument, following in zip(arguments, [*arguments[1:], None], strict=True):
        if argument == "--":
            break
        if argument == "--archive":
            value = following
        elif argument.startswith("--archive="):
            value = argument.partition("=")[2]
    return value


def print_error(program: str, message: str) -> None:
    """Print one line on standard error, if it is open."""
    print_stderr(f"{program}: {one_line(message).strip()}")


def _print_carets(error: QueryError) -> None:
    """Print the part of the query around the error, with carets under it."""
    if error.query is None or error.span is None:
        return
    start, end = error.span
    low = max(0, min(start - _QUERY_SHOWN // 2, len(error.query) - _QUERY_SHOWN))
    shown = one_line(error.query[low : low + _QUERY_SHOWN])
    before, spot = shown[: start - low], shown[start - low : end - low]
    print_stderr(f"  {shown}", f"  {' ' * columns(before)}{'^' * max(1, columns(spot))}")
