"""Reads .txt and .md files: one article each, with or without front matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from searchkit.config.settings import Settings
from searchkit.corpus.build import ReadResult, build_article
from searchkit.corpus.decode import decode
from searchkit.corpus.ids import printable
from searchkit.corpus.lines import too_long
from searchkit.corpus.readers.frontmatter import read_front_matter
from searchkit.errors import ReadError
from searchkit.regular_files import TooLarge, read_bounded

VERSION = 1
"""Goes up whenever any file gives another article."""

_IGNORED = frozenset({"note", "notes"})


def read(file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
    """The article in a file: its text is what is below the front matter, with line feeds as line ends.

    Raises ReadError, or OSError where the file cannot be opened.
    """
    try:
        data = read_bounded(file, settings.max_record, follow=True)
    except TooLarge as error:
        raise too_long(path, "the file", settings.max_record) from error
    if not data:
        raise ReadError(printable(path), "the file is empty")
    text = decode(data, printable(path), settings.encoding).replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(text, printable(path))
    values = {} if front is None else front.values
    yield build_article(text if front is None else text[front.text_start :], values, path, ignored=_IGNORED)
