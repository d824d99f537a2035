"""What several commands take and show: the archive option, the output format, the progress bar, the look of text."""

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
from searchkit.config.locate import locate
from searchkit.engines.registry import EMBEDDED
from searchkit.render.style import Style

if TYPE_CHECKING:
    from searchkit.indexing.progress import Progress, Stage

Command = TypeVar("Command", bound=Callable[..., Any])

ARCHIVE_HELP = "The archive's folder; else SEARCHKIT_ARCHIVE, else the nearest around the current folder."

_WIDEST = 110
_WIDTH_IN_A_PIPE = 100


def archive_option(command: Command) -> Command:
    """The option `--archive DIR`."""
    return click.option("--archive", metavar="DIR", help=ARCHIVE_HELP)(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """The option `--format`, text unless said otherwise."""
    return click.option("--format", "form", type=click.Choice(formats), default="text", help="How to print it.")


def print_and_exit(said: Callable[[click.Context], str]) -> Callable[[click.Context, click.Parameter, bool], None]:
    """What an option does that prints something and ends the command."""

    def callback(context: click.Context, _: click.Parameter, given: bool) -> None:  # noqa: FBT001 - click's own way
        if given and not context.resilient_parsing:
            print_output(said(context).splitlines())
            context.exit()

    return callback


def version_option(command: Command) -> Command:
    """The option `--version`. Click's own looks for a translation of its help: half a millisecond, and so does `--help`."""
    return click.option(
        "--version",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        help="Show the version and exit.",
        callback=print_and_exit(lambda _: f"searchkit, version {__version__}"),
    )(command)


def help_option(command: Command) -> Command:
    """The options `-h` and `--help`; for a command whose `help_option_names` are none."""
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
    """The archive that was said, before or after the command's name, or the nearest."""
    return Archive(locate(named_archive(archive), os.environ.get("SEARCHKIT_ARCHIVE"), here()), engine=engine)


def named_archive(archive: str | None) -> str | None:
    """Return the value of `--archive`, given behind the command's name or before it; None if neither."""
    context = click.get_current_context()
    before: str | None = context.parent.params.get("archive") if context.parent else None
    return archive if archive is not None else before


def here() -> Path:
    """The current folder; one that was removed meanwhile holds nothing."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path()


def style() -> Style:
    """Colour on a terminal unless NO_COLOR is set; the terminal's width, within reason."""
    if not sys.stdout.isatty():
        return Style(_WIDTH_IN_A_PIPE)
    import shutil  # noqa: PLC0415 - it takes longer than the rest of this

    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Style(max(40, min(shutil.get_terminal_size().columns, _WIDEST)), colour)


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A progress bar on standard error, one for each stage; None where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    shown: list[Any] = []  # the stage, its bar and how much of it is done

    def close() -> None:
        if shown:
            shown[1].__exit__(None, None, None)
            shown.clear()

    def progress(stage: Stage, done: int, of: int) -> None:
        if not shown or shown[0] is not stage:
            close()
            bar = click.progressbar(
                length=of, label=f"{stage.value:18}", file=sys.stderr, update_min_steps=max(1, of // 200)
            )
            shown[:] = [stage, bar.__enter__(), 0]
        shown[1].update(done - shown[2])
        shown[2] = done
        if done == of:
            close()

    try:
        yield progress
    finally:
        close()
