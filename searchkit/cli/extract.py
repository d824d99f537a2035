"""`searchkit extract`: the paragraphs and quotes of files, without an index."""

from __future__ import annotations

from pathlib import Path

import click

from searchkit.cli import error_handler
from searchkit.cli.options import here
from searchkit.cli.output import print_output
from searchkit.errors import ReadError
from searchkit.indexing.single_file import extract_file
from searchkit.render import json_output


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--parser", metavar="NAME", help="The spaCy model to use, instead of what searchkit.toml says.")
def extract(files: tuple[Path, ...], parser: str | None) -> int:
    """Print the paragraphs and quotes of files.

    One JSON object a line for each article. Needs no archive. What cannot be read is named on standard error, the rest is printed; the exit code is then 2.
    """
    failed = False
    for file in files:
        for found in extract_file(file, here(), parser):
            if isinstance(found, ReadError):
                error_handler.print_error("searchkit", str(found))
                failed = True
            else:
                print_output([json_output.to_line(json_output.extraction_json(found))], "jsonl")
    return error_handler.ERROR if failed else error_handler.FOUND
