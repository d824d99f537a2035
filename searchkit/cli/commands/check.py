"""`searchkit check`: is the index whole, and does it hold what the corpus holds?"""

from __future__ import annotations

import click

from searchkit.cli import error_handler
from searchkit.cli.options import archive_option, format_option, named_archive, open_archive, progress_bar
from searchkit.cli.output import print_report
from searchkit.render import json_output, reports


@click.command()
@format_option("text", "json")
@archive_option
def check(form: str, archive: str | None) -> int:
    """Check the index against itself and against the corpus.

    Reads all of both and changes nothing: the length and checksum of every file of the index, and whether every stored
    article is what its corpus file holds. Each problem is a line; the exit code is then 2.
    """
    opened = open_archive(archive)
    with progress_bar() as progress:
        report = opened.check(progress=progress)
    print_report(form, lambda: json_output.check_json(report), reports.check_text(report, named_archive(archive)))
    return error_handler.ERROR if report.problems else error_handler.FOUND
