"""`searchkit status`: what is indexed, what is behind, versions and sizes."""

from __future__ import annotations

import click

from searchkit import __version__
from searchkit.cli import error_handler
from searchkit.cli.options import archive_option, format_option, named_archive, open_archive
from searchkit.cli.output import print_report
from searchkit.errors import IndexMissing
from searchkit.render import json_output, reports


@click.command()
@format_option("text", "json")
@archive_option
def status(form: str, archive: str | None) -> int:
    """Show what is indexed and what is behind.

    Also versions and sizes. Looks at the time and size of every file, and reads none. If the index cannot be used, the
    exit code is 2.
    """
    report = open_archive(archive).status()
    text = reports.status_text(report, __version__, named_archive(archive))
    print_report(form, lambda: json_output.status_json(report, __version__), text)
    usable = report.problem is None or isinstance(report.problem, IndexMissing)
    return error_handler.FOUND if usable else error_handler.ERROR
