"""Writes docs/reference.md from the commands' own help and the table of fields; a test holds the page to it.

python docs/write_reference.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from searchkit.cli.main import searchkit
from searchkit.cli.search import search
from searchkit.fields import FIELDS, FieldKind

PAGE = Path(__file__).parent / "reference.md"

_COMPARED = {
    FieldKind.TEXT: "words by stem, phrases as written",
    FieldKind.NAME: "whole words of the name, in order",
    FieldKind.VALUE: "the whole value",
    FieldKind.DATE: "a day, month, year or stretch",
    FieldKind.NUMBER: "a number or stretch",
}


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Reference"
    yield ""
    yield "Written from the program by `python docs/write_reference.py`; do not edit it by hand."
    yield ""
    yield "## Fields"
    yield ""
    yield "In a query as `field:value`; those marked facet also as `--facet field`."
    yield ""
    yield "| field | also written | compared by | on | facet | what it is |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for field in FIELDS:
        on = "quotes" if field.on_quotes_only else "all"
        choices = f": {', '.join(field.choices)}" if field.choices else ""
        also = ", ".join(field.aliases)
        facet = "facet" if field.facet else ""
        yield f"| {field.name} | {also} | {_COMPARED[field.kind]} | {on} | {facet} | {field.help}{choices} |"
    yield from _command("search", search)
    yield from _command("searchkit", searchkit)
    for name, command in searchkit.commands.items():
        yield from _command(f"searchkit {name}", command)


def _command(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name, terminal_width=100, **command.context_settings)
    yield ""
    yield f"## {name}"
    yield ""
    yield "```text"
    yield command.get_help(context)
    yield "```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
