"""The wall between exceptions and exit codes: 0 found, 1 nothing found, 2 error, 130 interrupted; a broken pipe is 0."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from searchkit.errors import QueryError, SearchkitError
from searchkit.render.style import one_line

FOUND, NOTHING_FOUND, ERROR, INTERRUPTED = 0, 1, 2, 130

_QUERY_SHOWN = 100


def run(command: click.Command, arguments: Sequence[str], program: str) -> int:
    """Run a command and say what went wrong in one line; returns the exit code, which commands return themselves."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a name no terminal can show must not end the listing
    try:
        code = _run(command, arguments, program)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read us has enough. Python would flush once more at exit and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    return code


def _run(command: click.Command, arguments: Sequence[str], program: str) -> int:
    try:
        code = command.main(list(arguments), program, standalone_mode=False)
    except SearchkitError as error:
        complain(program, str(error))
        if isinstance(error, QueryError):
            _point(error)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return ERROR
    except click.ClickException as error:
        complain(program, error.format_message())
        return ERROR
    except (KeyboardInterrupt, click.Abort):
        complain(program, "interrupted")
        return INTERRUPTED
    return code if isinstance(code, int) else FOUND


def complain(program: str, message: str) -> None:
    """One line on standard error."""
    click.echo(f"{program}: {one_line(message).strip()}", err=True)


def _point(error: QueryError) -> None:
    """The query with carets under the spot, cut to what is around it."""
    if error.query is None or error.span is None:
        return
    start, end = error.span
    low = max(0, min(start - _QUERY_SHOWN // 2, len(error.query) - _QUERY_SHOWN))
    shown = one_line(error.query[low : low + _QUERY_SHOWN])
    carets = max(1, min(end, low + _QUERY_SHOWN) - start)
    click.echo(f"  {shown}\n  {' ' * (start - low)}{'^' * carets}", err=True)
