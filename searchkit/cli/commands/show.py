"""`searchkit show`: an article, or a passage with its surroundings."""

from __future__ import annotations

import click

from searchkit.cli import error_handler
from searchkit.cli.options import archive_option, format_option, open_archive, output_style
from searchkit.cli.output import print_report
from searchkit.render import json_output
from searchkit.render.article import article_text, passage_text


@click.command()
@click.argument("id")
@format_option("text", "json")
@archive_option
def show(id: str, form: str, archive: str | None) -> int:
    """Show an article or a passage.

    By the id that `search` prints. A passage comes with the paragraphs around it.
    """
    opened = open_archive(archive)
    if "#" in id:
        passage = opened.passage(id)
        print_report(form, lambda: json_output.passage_json(passage), passage_text(passage, output_style()))
    else:
        article = opened.article(id)
        print_report(form, lambda: json_output.stored_article_json(article), article_text(article, output_style()))
    return error_handler.FOUND
