"""`searchkit sources`: where the articles were printed."""

from __future__ import annotations

import click

from searchkit.cli import error_handler
from searchkit.cli.options import archive_option, format_option, open_archive
from searchkit.cli.output import print_report
from searchkit.render import json_output, reports


@click.command()
@format_option("text", "json")
@archive_option
def sources(form: str, archive: str | None) -> int:
    """List where the articles were printed.

    With the number of articles, most articles first.
    """
    counts = open_archive(archive).sources()
    if not counts and form == "text":
        error_handler.print_error("searchkit", "no article says where it was printed")
    print_report(form, lambda: json_output.sources_json(counts), reports.sources_text(counts))
    return error_handler.FOUND
