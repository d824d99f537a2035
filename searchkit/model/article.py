"""An article as it was read, before extraction."""

from __future__ import annotations

from searchkit.model.frozen import Frozen


class Article(Frozen):
    """One article. `text` is never changed: all offsets count its characters.

    `path` is the file's below `corpus/`, with forward slashes; `line` counts from 1 in a file of many records, and is None
    if the file is one article. `date` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    """

    id: str
    text: str
    path: str
    line: int | None = None
    title: str | None = None
    source: str | None = None
    date: str | None = None
    places: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
