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

    With the number of quotes and the spellings, most quoted first; below them the names that may be several persons'.
    Those are joined with nobody until speakers.toml says whose they are.
    """
    opened = archive_said(archive)
    found, shared = opened.speakers(), opened.shared_names()
    if form == "json":
        show([machine.to_line(reports.speakers_json(found, shared))], form)
    else:
        show(reports.speakers_text(found, shared), form)
    return wall.FOUND
