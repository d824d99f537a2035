"""Options that several commands share, the archive that they open, and the progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from searchkit import __version__
from searchkit.archive import Archive
from searchkit.cli.output import print_output
from searchkit.config.locate import ENVIRONMENT, locate
from searchkit.engines.registry import EMBEDDED
from searchkit.fields import FIELDS, FieldKind
from searchkit.render.style import Style

if TYPE_CHECKING:
    from searchkit.indexing.progress import Progress, Stage

Command = TypeVar("Command", bound=Callable[..., Any])

ARCHIVE_HELP = "The archive's folder; else SEARCHKIT_ARCHIVE, else the nearest one, from the current folder upwards."

_METAVARS = {FieldKind.NAME: "NAME", FieldKind.NUMBER: "P"}
_WIDEST = 110
_WIDTH_IN_A_PIPE = 100


def archive_option(command: Command) -> Command:
    """Add the option `--archive DIR`."""
    return click.option("--archive", metavar="DIR", help=ARCHIVE_HELP)(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add the option `--format`; text is the default."""
    return click.option("--format", "form", type=click.Choice(formats), default="text", help="How to print it.")


def filter_options(command: Command) -> Command:
    """Add an option for each field that has a filter, in the order of the table."""
    for field in reversed([field for field in FIELDS if field.filter_help]):
        command = click.option(
            f"--{field.name}",
            multiple=True,
            type=click.Choice(field.choices) if field.choices else str,
            metavar=None if field.choices else _METAVARS.get(field.kind, field.name.upper()),
            help=field.filter_help + (" Restricts to quotes." if field.on_quotes_only else ""),
        )(command)
    return command


def print_and_exit(text: Callable[[click.Context], str]) -> Callable[[click.Context, click.Parameter, bool], None]:
    """Return a callback for an option that prints a text and ends the command."""

    def callback(context: click.Context, _: click.Parameter, given: bool) -> None:  # noqa: FBT001 - click's own way
        if given and not context.resilient_parsing:
            print_output(text(context).splitlines())
            context.exit()

    return callback


def version_option(command: Command) -> Command:
    """Add the option `--version`; click's own looks for a translation of its help first, which takes half a millisecond."""
    return click.option(
        "--version",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        help="Show the version and exit.",
        callback=print_and_exit(lambda _: f"searchkit, version {__version__}"),
    )(command)


def help_option(command: Command) -> Command:
    """Add the options `-h` and `--help`, as `version_option`; for a command without `help_option_names`."""
    return click.option(
        "-h",
        "--help",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        help="Show this message and exit.",
        callback=print_and_exit(lambda context: context.get_help()),
    )(command)


def open_archive(archive: str | None, engine: str = EMBEDDED) -> Archive:
    """Return the archive of `--archive`, of SEARCHKIT_ARCHIVE, or the nearest one."""
    return Archive(locate(named_archive(archive), os.environ.get(ENVIRONMENT), current_folder()), engine=engine)


def named_archive(archive: str | None) -> str | None:
    """Return the value of `--archive`, given behind the command's name or before it; None if neither."""
    context = click.get_current_context()
    before: str | None = context.parent.params.get("archive") if context.parent else None
    return archive if archive is not None else before


def current_folder() -> Path:
    """Return the current folder, or an empty path if it was removed."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path()


def output_style() -> Style:
    """Return the terminal's width, within limits, and colour unless NO_COLOR is set."""
    if not sys.stdout.isatty():
        return Style(_WIDTH_IN_A_PIPE)
    import shutil  # noqa: PLC0415 - it takes longer than the rest of this

    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(max(40, min(shutil.get_terminal_size().columns, _WIDEST)), colour)


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Yield a function that draws a progress bar for each stage on standard error; None if that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    current: list[Any] = []  # the stage, its bar and the number done

    def close() -> None:
        if current:
            current[1].__exit__(None, None, None)
            current.clear()

    def progress(stage: Stage, done: int, of: int) -> None:
        if not current or current[0] is not stage:
            close()
            bar = click.progressbar(
                length=of, label=f"{stage.value:18}", file=sys.stderr, update_min_steps=max(1, of // 200)
            )
            current[:] = [stage, bar.__enter__(), 0]
        current[1].update(done - current[2])
        current[2] = done
        if done == of:
            close()

    try:
        yield progress
    finally:
        close()
