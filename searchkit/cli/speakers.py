"""`searchkit speakers`: who is quoted, and how often."""

from __future__ import annotations

import click

from searchkit.cli import wall
from searchkit.cli.shared import archive_option, archive_said, format_option, show
from searchkit.render import machine, reports


@click.command()
@format_option("text", "json")
@archive_option
def speakers(form: str, archive: str | None) -> int:
    """List everyone who is quoted.

    With the number of quotes and the spellings, most quoted first.
    """
    found = archive_said(archive).speakers()
    show([machine.to_line(reports.speakers_json(found))] if form == "json" else reports.speakers_text(found), form)
    return wall.FOUND
