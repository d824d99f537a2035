"""An article of an index, read as far as it is asked for: what is said about it, then its text, in blocks of its own.

The first piece is compressed JSON; the text is compressed by blocks of BLOCK characters, so that a passage is read
without the rest. Each ends with a checksum of what it was: a quotation is shown as it was printed, or not at all. Articles are short, so what many have in common is given to the compression beforehand: a preset.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, Quote, paragraph_id, quote_id

BLOCK = 8192
_MOST_IN_BLOCK = 4 * BLOCK + 1
"""More bytes than a block may have, so that the end is seen."""
PRESET = 32_000
"""Deflate looks back 32,768 bytes, less 262."""
_CHECKSUM = 4
ARTICLE_FIELDS, QUOTE_FIELDS = list(Article.__match_args__), list(Quote.__match_args__)
TEXT = ARTICLE_FIELDS.index("text")
ID, START, END, SPANS, PARAGRAPH, CONTINUES, FROM, TO = map(
    QUOTE_FIELDS.index, ("id", "start", "end", "spans", "paragraph", "continues", "mention_start", "mention_end")
)


class Preset(NamedTuple):
    """What compression knows beforehand: bytes like those of first pieces, and of texts. Both are empty, or PRESET long."""

    about: bytes = b""
    texts: bytes = b""


def packed_preset(preset: Preset) -> bytes:
    """A preset as it is kept: it is text, too."""
    return zlib.compress(preset.about + preset.texts)


@lru_cache(maxsize=8)
def unpacked_preset(content: bytes) -> Preset:
    """What `packed_preset` was given; raises ValueError or zlib.error for anything else. Segments mostly have the same."""
    found = zlib.decompressobj().decompress(content, 2 * PRESET)
    if len(found) != 2 * PRESET:
        raise ValueError("a preset is cut short")
    return Preset(found[:PRESET], found[PRESET:])


class LazyArticle:
    """An article of an index, read as far as it is asked for; `piece` gives the bytes of a piece by its number."""

    def __init__(self, piece: Callable[[int], bytes], preset: Preset) -> None:
        self._piece = piece
        self._preset = preset
        lists = json.loads(_decompressed(piece(0), preset.about))
        self._about: list[Any] = lists["article"]
        self._length: int = lists["length"]
        self._paragraphs = _paragraphs(lists["paragraphs"])
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
        start, end, kind, id = self._paragraphs[number]
        return Paragraph(paragraph_id(self.about.id, number + 1) if id is None else id, start, end, kind)

    def quote(self, number: int) -> Quote:
        """One of its quotes."""
        fields = [_tuples(value) for value in self._quotes[number]]
        home = fields[PARAGRAPH]
        if isinstance(home, int):
            fields[START] += self._paragraphs[home][0]
            fields[PARAGRAPH] = self.paragraph(home).id
        start = fields[START]
        end = fields[END] = start + fields[END]
        if fields[ID] is None:
            fields[ID] = quote_id(self.about.id, start, end)
        if fields[SPANS] is None:
            fields[SPANS] = ((start, end),)
        if len(fields) > TO and fields[FROM] is not None and fields[TO] is not None:
            fields[FROM] += end
            fields[TO] += fields[FROM]
        if len(fields) > CONTINUES and isinstance(fields[CONTINUES], tuple):
            fields[CONTINUES] = self.about.id + fields[CONTINUES][0]
        return Quote(*fields)

    def bounds_of_paragraph(self, number: int) -> tuple[int, int]:
        """Where one of its paragraphs begins and ends."""
        return self._paragraphs[number][:2]

    def bounds_of_quote(self, number: int) -> tuple[int, int]:
        """Where one of its quotes begins and ends."""
        row = self._quotes[number]
        home, start = row[PARAGRAPH], row[START]
        if isinstance(home, int):
            start += self._paragraphs[home][0]
        return start, start + row[END]

    def paragraph_of_quote(self, number: int) -> Paragraph | None:
        """The paragraph that one of its quotes stands in."""
        home = self._quotes[number][PARAGRAPH]
        return self.paragraph(home) if isinstance(home, int) else None

    def first_of_the_body(self) -> Paragraph | None:
        """The first paragraph of the body, else the first of all."""
        body = (number for number, row in enumerate(self._paragraphs) if row[2] == "body")
        first = next(body, 0)
        return self.paragraph(first) if self._paragraphs else None

    def extraction(self) -> Extraction:
        """All of it."""
        article = self._article(self.text(0, self._length))
        paragraphs = tuple(map(self.paragraph, range(len(self._paragraphs))))
        return Extraction(article, paragraphs, tuple(self.quote(number) for number in range(len(self._quotes))))

    def _article(self, text: str) -> Article:
        fields = [_tuples(value) for value in self._about]
        fields[TEXT] = text
        return Article(*fields)

    def _block(self, number: int) -> str:
        if number not in self._blocks:
            block = _decompressed(self._piece(number + 1), self._preset.texts, _MOST_IN_BLOCK)
            self._blocks[number] = block.decode("utf-8", "surrogatepass")
        return self._blocks[number]


def _paragraphs(packed: list[Any]) -> list[tuple[int, int, str, str | None]]:
    """What `_paragraph_fields` was given: start, end, kind and, where it is out of order, the id."""
    found = []
    end = 0
    for gap, length, *rest in packed:
        start, end = end + gap, end + gap + length
        kind, id = (*rest, None, None)[:2]
        found.append((start, end, kind or "body", id))
    return found


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def read_fields(preset: bytes) -> dict[str, Any]:
    """The argument by which zlib is given a preset."""
    return {"zdict": preset} if preset else {}


def _decompressed(content: bytes, preset: bytes, most: int = 0) -> bytes:
    """A piece as it was before it was compressed; with `most`, of so many bytes at most."""
    decompressor = zlib.decompressobj(-zlib.MAX_WBITS, **read_fields(preset))
    found = decompressor.decompress(content[:-_CHECKSUM], most)
    if not decompressor.eof or checksum(found) != content[-_CHECKSUM:]:
        raise ValueError("a stored article is not as it was written")
    return found


def checksum(content: bytes) -> bytes:
    """What is written behind a piece, of what it was before it was compressed."""
    return zlib.crc32(content).to_bytes(_CHECKSUM, "little")
