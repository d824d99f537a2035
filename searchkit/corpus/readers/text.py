"""Plain .txt and .md files: one article each, with or without front matter."""

from __future__ import annotations

from pathlib import Path

from searchkit.corpus.build import ReadResult, build_article
from searchkit.corpus.decode import decode
from searchkit.corpus.ids import printable
from searchkit.corpus.lines import too_long
from searchkit.corpus.readers.frontmatter import read_front_matter
from searchkit.errors import ReadError
from searchkit.regular_files import TooLarge, read_bounded

_IGNORED = frozenset({"note", "notes"})


def read_text(file: Path, path: str, encoding: str | None, most: int) -> ReadResult:
    """The article in a plain file: its text is what stands below the front matter, newlines normalised.

    A file of more than `most` bytes is not read. Raises ReadError, or OSError where the file cannot be opened.
    """
    try:
        data = read_bounded(file, most, follow=True)
    except TooLarge as error:
        raise too_long(path, "the file", most) from error
    if not data:
        raise ReadError(printable(path), "the file is empty")
    text = decode(data, printable(path), encoding).replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(text, printable(path))
    if front is None:
        return build_article(text, {}, path, ignored=_IGNORED)
    return build_article(text[front.text_start :], front.values, path, ignored=_IGNORED)
