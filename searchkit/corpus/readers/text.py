"""Plain .txt and .md files: one article each, with or without front matter."""

from __future__ import annotations

from pathlib import Path

from searchkit.corpus.build import Reading, assemble
from searchkit.corpus.decode import decode
from searchkit.corpus.ids import printable
from searchkit.corpus.readers.frontmatter import read_front_matter
from searchkit.errors import ReadError

_IGNORED = frozenset({"note", "notes"})


def read_text(file: Path, path: str, encoding: str | None) -> Reading:
    """The article in a plain file: its text is what stands below the front matter, newlines normalised.

    Raises ReadError, or OSError where the file cannot be opened.
    """
    data = file.read_bytes()
    if not data:
        raise ReadError(printable(path), "the file is empty")
    text = decode(data, printable(path), encoding).replace("\r\n", "\n").replace("\r", "\n")
    front = read_front_matter(text, printable(path))
    if front is None:
        return assemble(text, {}, path, ignored=_IGNORED)
    return assemble(text[front.text_start :], front.values, path, ignored=_IGNORED)
