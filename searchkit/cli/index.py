"""`searchkit index`: bring the index up to date."""

from __future__ import annotations

import click

from searchkit.cli import error_handler
from searchkit.cli.options import archive_option, format_option, named_archive, open_archive, progress_bar
from searchkit.cli.output import print_output
from searchkit.render import json_output, reports


@click.command()
@click.option("--rebuild", is_flag=True, help="Start over instead of changing what changed.")
@click.option("--prune", is_flag=True, help="Go on although more than half of the indexed files are gone.")
@format_option("text", "json")
@archive_option
def index(*, rebuild: bool, prune: bool, form: str, archive: str | None) -> int:
    """Bring the index up to date with corpus/.

    Adds, changes, removes and renames; what did not change is not read again. Files that cannot be read are named, the
    others go in; the exit code is then 2.
    """
    opened = open_archive(archive)
    with progress_bar() as progress:
        report = opened.update(rebuild=rebuild, prune=prune, progress=progress)
    for refused in report.refused:
        error_handler.print_error("searchkit", str(refused))
    lines = reports.update_text(report, named_archive(archive))
    print_output([json_output.to_line(reports.update_json(report))] if form == "json" else lines, form)
    return error_handler.ERROR if report.refused else error_handler.FOUND
