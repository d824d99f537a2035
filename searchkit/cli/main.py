"""`searchkit`: the commands that keep an archive, one file each."""

from __future__ import annotations

import sys

import click

from searchkit import __version__
from searchkit.cli import error_handler
from searchkit.cli.commands.check import check
from searchkit.cli.commands.extract import extract
from searchkit.cli.commands.index import index
from searchkit.cli.commands.show import show
from searchkit.cli.commands.sources import sources
from searchkit.cli.commands.speakers import speakers
from searchkit.cli.commands.status import status
from searchkit.cli.options import archive_option

PROGRAM = "searchkit"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, no_args_is_help=True)
@archive_option
@click.version_option(__version__, prog_name=PROGRAM)
def searchkit(archive: str | None) -> None:
    """Keep an archive of news articles, and of who said what in them. The command `search` searches it."""
    del archive  # each command looks it up, so that it may stand before or behind the command's name


for command in (index, extract, show, speakers, sources, status, check):
    searchkit.add_command(command)


def main() -> None:
    """Run the console script."""
    sys.exit(error_handler.run(searchkit, sys.argv[1:], PROGRAM))
