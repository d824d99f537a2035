"""What an index keeps of an article, as `stored` reads it: pieces of bytes, compressed with what many have in common."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.store.store_reader import (
    ARTICLE_FIELDS,
    BLOCK,
    CONTINUES,
    END,
    FROM,
    ID,
    PARAGRAPH,
    PRESET,
    QUOTE_FIELDS,
    SPANS,
    START,
    TO,
    Preset,
    checksum,
    read_fields,
)
from searchkit.model.passage import Extraction, Paragraph, Quote, paragraph_id, quote_id

_LEVEL, _MEMORY = 4, 9
_STRETCH = 400
"""Bytes of one article in a preset, or more where there are few articles."""
_SAMPLE = 1_000_000
"""Bytes of articles that a preset is made of; with fewer it would take more than it saves."""


def preset_of(articles: Sequence[Sequence[bytes]]) -> Preset:
    """A preset made of stretches of some articles' pieces; an empty one when these are too few."""
    length = max(_STRETCH, 2 * PRESET // len(articles))
    chosen = articles[:: max(1, len(articles) * length // (2 * PRESET))]  # twice as much as fills one
    about = b"".join(pieces[0][-length:] for pieces in chosen)
    texts = b"".join(pieces[1][:length] for pieces in chosen if len(pieces) > 1)
    return Preset(about[:PRESET], texts[:PRESET]) if min(len(about), len(texts)) >= PRESET else Preset()


class Pieces:
    """Collects what is kept of the articles of a segment; without a preset, the first of them make one."""

    def __init__(self, preset: Preset) -> None:
        self._preset = preset
        self._packer = _Packer(preset) if preset.about else None
        self._waiting: list[list[bytes]] = []
        self._bytes_waiting = 0
        self._pieces: list[bytes] = []
        self._counts = array("I")

    def add(self, extraction: Extraction) -> None:
        """Add an article."""
        pieces = pieces_of(extraction)
        if self._packer is not None:
            self._pack(self._packer, pieces)
            return
        self._waiting.append(pieces)
        self._bytes_waiting += sum(map(len, pieces))
        if self._bytes_waiting >= _SAMPLE:
            self._preset = preset_of(self._waiting)
            self._pack_waiting()

    def finish(self) -> tuple[Array, list[bytes], Preset]:
        """How many pieces each article has, the pieces, and the preset that they were compressed with."""
        self._pack_waiting()
        return np.array(self._counts, np.uint32), self._pieces, self._preset

    def _pack_waiting(self) -> None:
        packer = self._packer or _Packer(self._preset)
        if self._preset.about:
            self._packer = packer
        for pieces in self._waiting:
            self._pack(packer, pieces)
        self._waiting, self._bytes_waiting = [], 0

    def _pack(self, packer: _Packer, pieces: Sequence[bytes]) -> None:
        self._pieces += packer.packed(pieces)
        self._counts.append(len(pieces))


class _Packer:
    """Compresses the pieces of articles."""

    def __init__(self, preset: Preset) -> None:
        self._about, self._texts = (
            zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS, memLevel=_MEMORY, **read_fields(part)) for part in preset
        )

    def packed(self, pieces: Sequence[bytes]) -> list[bytes]:
        """The pieces of an article, compressed."""
        about, *texts = pieces
        return [_compressed(self._about, about), *(_compressed(self._texts, text) for text in texts)]


def _compressed(start: Any, content: bytes) -> bytes:
    # A copy is made in a fraction of the time in which the preset is read again.
    compressor = start.copy()
    return bytes(compressor.compress(content) + compressor.flush() + checksum(content))


def pieces_of(extraction: Extraction) -> list[bytes]:
    """The pieces of an extraction.

    Offsets are kept by how far they are from what comes before, because small numbers repeat: paragraphs from the end
    of the one before, quotes from the start of their paragraph, mentions from the end of their quote.
    """
    article = extraction.article
    homes = {paragraph.id: number for number, paragraph in enumerate(extraction.paragraphs)}
    lists = {
        "article": [None if name == "text" else getattr(article, name) for name in ARTICLE_FIELDS],
        "length": len(article.text),
        "paragraphs": _paragraph_fields(extraction.paragraphs, article.id),
        "quotes": [_quote_fields(quote, article.id, homes, extraction.paragraphs) for quote in extraction.quotes],
    }
    about = json.dumps(lists, separators=(",", ":")).encode("ascii")
    blocks = (article.text[at : at + BLOCK] for at in range(0, len(article.text), BLOCK))
    return [about, *(block.encode("utf-8", "surrogatepass") for block in blocks)]


def _paragraph_fields(paragraphs: Sequence[Paragraph], article: str) -> list[Any]:
    """Of each paragraph its start, length, and what can not be told: a kind other than "body", an id out of order."""
    fields: list[Any] = []
    end = 0
    for number, row in enumerate(paragraphs, 1):
        own = [row.start - end, row.end - row.start, None if row.kind == "body" else row.kind]
        own.append(None if row.id == paragraph_id(article, number) else row.id)
        fields.append(_shortened(own))
        end = row.end
    return fields


def _quote_fields(quote: Quote, article: str, homes: Mapping[str, int], paragraphs: Sequence[Paragraph]) -> list[Any]:
    """A quote's fields; what can be told from the others is left out, and its paragraph is a number."""
    fields = [getattr(quote, name) for name in QUOTE_FIELDS]
    if quote.id == quote_id(article, quote.start, quote.end):
        fields[ID] = None
    if quote.spans == ((quote.start, quote.end),):
        fields[SPANS] = None
    home = fields[PARAGRAPH] = homes.get(quote.paragraph, quote.paragraph)
    if isinstance(home, int):
        fields[START] -= paragraphs[home].start
    fields[END] -= quote.start
    if quote.mention_start is not None and quote.mention_end is not None:
        fields[FROM] -= quote.end
        fields[TO] -= quote.mention_start
    if quote.continues and quote.continues.startswith(article):
        fields[CONTINUES] = [quote.continues[len(article) :]]
    return _shortened(fields)


def _shortened(fields: list[Any]) -> list[Any]:
    while fields[-1] is None:
        fields.pop()
    return fields
