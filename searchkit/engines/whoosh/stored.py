"""An article as the pieces of bytes that an index keeps: what is said about it, then its text, in blocks of its own.

The first piece is compressed JSON; the text is compressed by blocks of BLOCK characters, so that a passage is read
without the rest.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from searchkit.article import Article
from searchkit.passage import Extraction, Paragraph, Quote

BLOCK = 8192
_LEVEL = 4


def pack_extraction(extraction: Extraction) -> list[bytes]:
    """The pieces of an extraction."""
    article = extraction.article
    lists = {
        "article": [None if name == "text" else getattr(article, name) for name in Article.__dataclass_fields__],
        "length": len(article.text),
        "paragraphs": [_fields(paragraph) for paragraph in extraction.paragraphs],
        "quotes": [_fields(quote) for quote in extraction.quotes],
    }
    about = json.dumps(lists, separators=(",", ":")).encode("ascii")
    blocks = (article.text[at : at + BLOCK] for at in range(0, len(article.text), BLOCK))
    return [zlib.compress(about, _LEVEL), *(zlib.compress(_encoded(block), _LEVEL) for block in blocks)]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


class StoredArticle:
    """An article of an index, read as far as it is asked for; `piece` gives the bytes of a piece by its number."""

    def __init__(self, piece: Callable[[int], bytes]) -> None:
        self._piece = piece
        lists = json.loads(zlib.decompress(piece(0)))
        self._about: list[Any] = lists["article"]
        self._length: int = lists["length"]
        self._paragraphs: list[Any] = lists["paragraphs"]
        self._quotes: list[Any] = lists["quotes"]
        self._blocks: dict[int, str] = {}
        self.about = self._article("")

    def text(self, start: int, end: int) -> str:
        """A stretch of the text."""
        end = min(end, self._length)
        if start >= end:
            return ""
        first, last = start // BLOCK, (end - 1) // BLOCK
        if first == last:
            return self._block(first)[start - first * BLOCK : end - first * BLOCK]
        joined = "".join(self._block(number) for number in range(first, last + 1))
        return joined[start - first * BLOCK : end - first * BLOCK]

    @property
    def length(self) -> int:
        """The characters of the text."""
        return self._length

    def paragraph(self, number: int) -> Paragraph:
        """One of its paragraphs."""
        return Paragraph(*self._paragraphs[number])

    def quote(self, number: int) -> Quote:
        """One of its quotes."""
        return Quote(*(_tuples(value) for value in self._quotes[number]))

    def paragraph_named(self, id: str) -> Paragraph | None:
        """The paragraph with an id."""
        return next((Paragraph(*values) for values in self._paragraphs if values[0] == id), None)

    def first_of_the_body(self) -> Paragraph | None:
        """The first paragraph of the body, else the first of all."""
        body = (Paragraph(*values) for values in self._paragraphs if values[3] == "body")
        return next(body, Paragraph(*self._paragraphs[0]) if self._paragraphs else None)

    def extraction(self) -> Extraction:
        """All of it."""
        article = self._article(self.text(0, self._length))
        paragraphs = tuple(Paragraph(*values) for values in self._paragraphs)
        return Extraction(article, paragraphs, tuple(self.quote(number) for number in range(len(self._quotes))))

    def _article(self, text: str) -> Article:
        fields = [_tuples(value) for value in self._about]
        fields[_TEXT] = text
        return Article(*fields)

    def _block(self, number: int) -> str:
        if number not in self._blocks:
            self._blocks[number] = zlib.decompress(self._piece(number + 1)).decode("utf-8", "surrogatepass")
        return self._blocks[number]


_TEXT = list(Article.__dataclass_fields__).index("text")


def unpack_extraction(pieces: Sequence[bytes]) -> Extraction:
    """The extraction of pieces that `pack_extraction` made."""
    return StoredArticle(pieces.__getitem__).extraction()


def _fields(value: Paragraph | Quote) -> list[Any]:
    return [getattr(value, name) for name in value.__dataclass_fields__]


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
