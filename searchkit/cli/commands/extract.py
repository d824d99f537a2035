"""`searchkit extract`: the paragraphs and quotes of files, without an archive."""

from __future__ import annotations

from pathlib import Path

import click

from searchkit.cli import error_handler
from searchkit.cli.options import current_folder
from searchkit.cli.output import print_output
from searchkit.errors import ReadError
from searchkit.indexing.single_file import extract_file
from searchkit.render import json_output
from searchkit.render.advice import error_text


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--parser", metavar="NAME", help="The spaCy model to use, instead of the one in searchkit.toml.")
def extract(files: tuple[Path, ...], parser: str | None) -> int:
    """Print the paragraphs and quotes of files.

    One line of JSON for each article. Needs no archive. What cannot be read is named on standard error, and the rest is
    printed; the exit code is then 2.
    """
    failed = False
    for file in files:
        for result in extract_file(file, current_folder(), parser):
            if isinstance(result, ReadError):
                error_handler.print_error("searchkit", error_text(result))
                failed = True
            else:
                print_output([json_output.to_line(json_output.extraction_json(result))], "jsonl")
    return error_handler.ERROR if failed else error_handler.FOUND
