"""The articles of changed files between reading and writing, so that an update reads each file once."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from searchkit.config.settings import MEGABYTE
from searchkit.indexing.bookkeeping.catalogue import Record
from searchkit.model.article import Article

LIMIT = 64 * MEGABYTE
"""Bytes of articles in memory. What is beyond is read a second time, which takes about 3 % of the time of extraction."""
_OVERHEAD = 2_000  # bytes of an article beside its text


class ArticleBuffer:
    """Holds the articles of whole files, up to `limit` bytes; a file that does not fit is left out and read again.

    Nothing can be written before all files are read, because an earlier file may hold an article's id.
    """

    def __init__(self, limit: int | None = None) -> None:
        self._room = LIMIT if limit is None else limit
        self._files: dict[str, dict[Record, Article]] = {}
        self._sizes: dict[str, int] = {}
        self._too_large: set[str] = set()

    def add(self, path: str, record: Record, article: Article) -> None:
        """Keep an article of a file, if there is room for it and for the file's others."""
        if path in self._too_large:
            return
        size = _size(article)
        self._room -= size
        self._sizes[path] = self._sizes.get(path, 0) + size
        self._files.setdefault(path, {}).setdefault(record, article)
        if self._room < 0:
            self.discard(path)
            self._too_large.add(path)

    def discard(self, path: str) -> None:
        """Forget the articles of a file."""
        self._files.pop(path, None)
        self._room += self._sizes.pop(path, 0)

    def take(self, path: str) -> Mapping[Record, Article]:
        """The articles of a file by record, which are then forgotten here; empty for a file that was not kept."""
        articles = self._files.get(path, {})
        self.discard(path)
        return articles


def _size(article: Article) -> int:
    """About the bytes that an article takes in memory."""
    values = (article.id, article.title or "", article.source or "", article.url or "")
    names = (*article.places, *article.authors, *article.tags)
    return _OVERHEAD + sys.getsizeof(article.text) + sum(map(sys.getsizeof, (*values, *names)))
