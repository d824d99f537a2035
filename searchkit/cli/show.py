"""`searchkit show`: an article or a passage with its surroundings."""

from __future__ import annotations

import click

from searchkit.cli import error_handler
from searchkit.cli.options import archive_option, format_option, open_archive, style
from searchkit.cli.output import print_output as print_lines
from searchkit.render import article as reading
from searchkit.render import json_output


@click.command()
@click.argument("id")
@format_option("text", "json")
@archive_option
def print_output(id: str, form: str, archive: str | None) -> int:
    """Show an article or a passage.

    By the id that `search` prints; a passage comes with the paragraphs around it.
    """
    opened = open_archive(archive)
    if "#" in id:
        passage = opened.passage(id)
        lines = (
            [json_output.to_line(reading.passage_json(passage))]
            if form == "json"
            else reading.passage_text(passage, style())
        )
    else:
        article = opened.article(id)
        lines = (
            [json_output.to_line(reading.article_json(article))]
            if form == "json"
            else reading.article_text(article, style())
        )
    print_lines(lines, form)
    return error_handler.FOUND
