"""An article as the pieces of bytes that an index keeps: what is said about it, then its text, in blocks of its own.

The first piece is compressed JSON; the text is compressed by blocks of BLOCK characters, so that a passage is read
without the rest.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from searchkit.article import Article
from searchkit.passage import Extraction, Paragraph, Quote, paragraph_id, quote_id

BLOCK = 8192
_LEVEL = 4
_ARTICLE, _QUOTE = list(Article.__dataclass_fields__), list(Quote.__dataclass_fields__)
_TEXT = _ARTICLE.index("text")
_ID, _START, _END, _SPANS, _PARAGRAPH = map(_QUOTE.index, ("id", "start", "end", "spans", "paragraph"))


def pack_extraction(extraction: Extraction) -> list[bytes]:
    """The pieces of an extraction."""
    article = extraction.article
    homes = {paragraph.id: number for number, paragraph in enumerate(extraction.paragraphs)}
    lists = {
        "article": [None if name == "text" else getattr(article, name) for name in _ARTICLE],
        "length": len(article.text),
        "paragraphs": [
            [None if row.id == paragraph_id(article.id, number) else row.id, row.start, row.end, row.kind]
            for number, row in enumerate(extraction.paragraphs, 1)
        ],
        "quotes": [_quote_fields(quote, article.id, homes) for quote in extraction.quotes],
    }
    about = json.dumps(lists, separators=(",", ":")).encode("ascii")
    blocks = (article.text[at : at + BLOCK] for at in range(0, len(article.text), BLOCK))
    return [zlib.compress(about, _LEVEL), *(zlib.compress(_encoded(block), _LEVEL) for block in blocks)]


def _quote_fields(quote: Quote, article: str, homes: Mapping[str, int]) -> list[Any]:
    """A quote's fields; what can be told from the others is left out, and its paragraph is a number."""
    fields = [getattr(quote, name) for name in _QUOTE]
    if quote.id == quote_id(article, quote.start, quote.end):
        fields[_ID] = None
    if quote.spans == ((quote.start, quote.end),):
        fields[_SPANS] = None
    fields[_PARAGRAPH] = homes.get(quote.paragraph, quote.paragraph)
    while fields[-1] is None:
        fields.pop()
    return fields


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
        id, start, end, kind = self._paragraphs[number]
        return Paragraph(paragraph_id(self.about.id, number + 1) if id is None else id, start, end, kind)

    def quote(self, number: int) -> Quote:
        """One of its quotes."""
        fields = [_tuples(value) for value in self._quotes[number]]
        start, end, home = fields[_START], fields[_END], fields[_PARAGRAPH]
        if fields[_ID] is None:
            fields[_ID] = quote_id(self.about.id, start, end)
        if fields[_SPANS] is None:
            fields[_SPANS] = ((start, end),)
        fields[_PARAGRAPH] = self.paragraph(home).id if isinstance(home, int) else home
        return Quote(*fields)

    def paragraph_of_quote(self, number: int) -> Paragraph | None:
        """The paragraph that one of its quotes stands in."""
        home = self._quotes[number][_PARAGRAPH]
        return self.paragraph(home) if isinstance(home, int) else None

    def first_of_the_body(self) -> Paragraph | None:
        """The first paragraph of the body, else the first of all."""
        body = (number for number, row in enumerate(self._paragraphs) if row[-1] == "body")
        first = next(body, 0)
        return self.paragraph(first) if self._paragraphs else None

    def extraction(self) -> Extraction:
        """All of it."""
        article = self._article(self.text(0, self._length))
        paragraphs = tuple(map(self.paragraph, range(len(self._paragraphs))))
        return Extraction(article, paragraphs, tuple(self.quote(number) for number in range(len(self._quotes))))

    def _article(self, text: str) -> Article:
        fields = [_tuples(value) for value in self._about]
        fields[_TEXT] = text
        return Article(*fields)

    def _block(self, number: int) -> str:
        if number not in self._blocks:
            self._blocks[number] = zlib.decompress(self._piece(number + 1)).decode("utf-8", "surrogatepass")
        return self._blocks[number]


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
