"""The wall between exceptions and exit codes: 0 found, 1 nothing found, 2 error, 130 interrupted; a broken pipe is 0."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import TextIO

import click

from searchkit.cli.output import say
from searchkit.errors import QueryError, SearchkitError
from searchkit.render.style import columns
from searchkit.text.control_characters import one_line, quoted

FOUND, NOTHING_FOUND, ERROR, INTERRUPTED = 0, 1, 2, 130

_QUERY_SHOWN = 100


def run(command: click.Command, arguments: Sequence[str], program: str) -> int:
    """Run a command and say what went wrong in one line; returns the exit code, which commands return themselves."""
    _open_streams()
    try:
        code = _run(command, arguments, program)
        sys.stdout.flush()
    except BrokenPipeError:
        return _give_up_output(FOUND)
    except OSError as error:
        print_error(program, f"cannot write the answer: {error.strerror or error}")
        return _give_up_output(ERROR)
    return code


def _open_streams() -> None:
    """Streams that were closed lead nowhere; a name that a terminal cannot show must not end the listing."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - as long-lived as the process


def _give_up_output(code: int) -> int:
    """Let the rest of the output go: Python would try once more at exit, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _run(command: click.Command, arguments: Sequence[str], program: str) -> int:
    try:
        code = command.main(list(arguments), program, standalone_mode=False)
    except SearchkitError as error:
        print_error(program, with_archive_option_(str(error), _archive_in(arguments)))
        if isinstance(error, QueryError):
            _point(error)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        say(*error.format_message().splitlines())
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


def with_archive_option_(message: str, archive: str | None) -> str:
    """A message that ends in a command of `searchkit`, which works where it is pasted: with the archive that was said."""
    if archive is None or "run: searchkit" not in message:
        return message
    return f"{message} --archive {quoted(archive)}"


def _archive_in(arguments: Sequence[str]) -> str | None:
    """The value of the last `--archive` among arguments."""
    said = None
    for argument, following in zip(arguments, [*arguments[1:], None], strict=True):
        if argument == "--":
            break
        if argument == "--archive":
            said = following
        elif argument.startswith("--archive="):
            said = argument.partition("=")[2]
    return said


def print_error(program: str, message: str) -> None:
    """One line on standard error, where there is one to write to."""
    say(f"{program}: {one_line(message).strip()}")


def _point(error: QueryError) -> None:
    """The query with carets under the spot, cut to what is around it."""
    if error.query is None or error.span is None:
        return
    start, end = error.span
    low = max(0, min(start - _QUERY_SHOWN // 2, len(error.query) - _QUERY_SHOWN))
    shown = one_line(error.query[low : low + _QUERY_SHOWN])
    before, spot = shown[: start - low], shown[start - low : end - low]
    say(f"  {shown}", f"  {' ' * columns(before)}{'^' * max(1, columns(spot))}")
