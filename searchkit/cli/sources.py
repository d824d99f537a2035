"""`searchkit sources`: where the articles were printed."""

from __future__ import annotations

import click

from searchkit.cli import error_handler
from searchkit.cli.options import archive_option, format_option, open_archive
from searchkit.cli.output import print_output
from searchkit.render import json_output, reports


@click.command()
@format_option("text", "json")
@archive_option
def sources(form: str, archive: str | None) -> int:
    """List where the articles were printed.

    With the number of articles, most articles first.
    """
    found = open_archive(archive).sources()
    if not found and form == "text":
        error_handler.print_error("searchkit", "no article says where it was printed")
    print_output(
        [json_output.to_line(reports.sources_json(found))] if form == "json" else reports.sources_text(found), form
    )
    return error_handler.FOUND
