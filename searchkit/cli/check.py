"""`searchkit check`: whether the index is as it was written, and holds what the corpus holds."""

from __future__ import annotations

import click

from searchkit.cli import error_handler
from searchkit.cli.options import archive_option, format_option, named_archive, open_archive, progress_bar
from searchkit.cli.output import print_output
from searchkit.render import json_output, reports


@click.command()
@format_option("text", "json")
@archive_option
def check(form: str, archive: str | None) -> int:
    """Check the index against itself and the corpus.

    Reads all of both and changes nothing: the length and checksum of every file of the index, every stored article, and
    whether it is what its corpus file holds. Names each problem in a line; the exit code is then 2.
    """
    opened = open_archive(archive)
    with progress_bar() as progress:
        report = opened.check(progress=progress)
    lines = reports.check_text(report, named_archive(archive))
    print_output([json_output.to_line(reports.check_json(report))] if form == "json" else lines, form)
    return error_handler.ERROR if report.problems else error_handler.FOUND
