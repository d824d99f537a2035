"""Writes docs/reference.md from the help of the commands and the table of fields. A test compares the page with it.

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
    FieldKind.DATE: "a day, month, year or range",
    FieldKind.NUMBER: "a number or range",
}


def page() -> str:
    """Return the page."""
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
    keeping = _context("searchkit", searchkit)
    yield from _help(_context("search", search))
    yield from _help(keeping)
    for name, command in searchkit.commands.items():
        yield from _help(_context(name, command, keeping))


def _context(name: str, command: click.Command, parent: click.Context | None = None) -> click.Context:
    return click.Context(command, parent, name, terminal_width=100, **command.context_settings)


def _help(context: click.Context) -> Iterator[str]:
    yield ""
    yield f"## {context.command_path}"
    yield ""
    yield "```text"
    yield context.get_help()
    yield "```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
