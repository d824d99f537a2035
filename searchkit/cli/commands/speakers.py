"""`searchkit speakers`: who is quoted, and how often."""

from __future__ import annotations

from collections.abc import Sequence

import click

from searchkit.cli import error_handler
from searchkit.cli.options import archive_option, format_option, open_archive
from searchkit.cli.output import print_report
from searchkit.render import json_output, reports

UNKNOWN_SHOWN = 20
"""How many names of `speakers.toml` are listed that no article gives."""


@click.command()
@click.argument("name", nargs=-1)
@click.option("-n", "limit", type=click.IntRange(min=0), metavar="N", help="Only the N most quoted.")
@format_option("text", "json")
@archive_option
def speakers(name: tuple[str, ...], limit: int | None, form: str, archive: str | None) -> int:
    """List everyone who is quoted, or those of a name.

    With the number of quotes and the spellings, most quoted first. Below them are the names that may be several
    persons'; these count for nobody until speakers.toml says whose they are.
    """
    opened = open_archive(archive)
    words = " ".join(name)
    listed, shared = opened.speakers(words)[:limit], opened.shared_names(words)[:limit]
    unknown = opened.unknown_names()
    if unknown:
        error_handler.print_error("searchkit", f"speakers.toml has names that no article gives: {_first(unknown)}")
    print_report(form, lambda: json_output.speakers_json(listed, shared), reports.speakers_text(listed, shared))
    if form == "text" and not listed and limit != 0:
        nobody = f"nobody quoted is called {words}" if words else "nobody is quoted here yet"
        error_handler.print_error("searchkit", nobody)
    return error_handler.FOUND if listed or not words else error_handler.NOTHING_FOUND


def _first(names: Sequence[str]) -> str:
    more = f" and {len(names) - UNKNOWN_SHOWN:,} more" if len(names) > UNKNOWN_SHOWN else ""
    return ", ".join(names[:UNKNOWN_SHOWN]) + more
