"""`searchkit index`: bring the index up to date."""

from __future__ import annotations

import click

from searchkit.cli import error_handler
from searchkit.cli.options import archive_option, format_option, named_archive, open_archive, progress_bar
from searchkit.cli.output import print_report
from searchkit.render import json_output, reports
from searchkit.render.advice import error_text


@click.command()
@click.option("--rebuild", is_flag=True, help="Start over: read and extract every article again.")
@click.option("--prune", is_flag=True, help="Go on although more than half of the indexed files are gone.")
@format_option("text", "json")
@archive_option
def index(*, rebuild: bool, prune: bool, form: str, archive: str | None) -> int:
    """Bring the index up to date with corpus/.

    Files that did not change are not read again. Files that cannot be read are named, and the others are indexed; the
    exit code is then 2.
    """
    opened = open_archive(archive)
    named = named_archive(archive)
    with progress_bar() as progress:
        report = opened.update(rebuild=rebuild, prune=prune, progress=progress)
    for error in report.refused:
        error_handler.print_error("searchkit", error_text(error, named))
    print_report(form, lambda: json_output.update_json(report), reports.update_text(report, named))
    return error_handler.ERROR if report.refused else error_handler.FOUND
