"""An article with its passages as the bytes an index keeps: compressed JSON that gives back the same values."""

from __future__ import annotations

import json
import zlib
from typing import Any

from searchkit.article import Article
from searchkit.passage import Extraction, Paragraph, Quote


def pack_extraction(extraction: Extraction) -> bytes:
    """The bytes of an extraction."""
    lists: dict[str, Any] = {
        "article": _fields(extraction.article),
        "paragraphs": [_fields(paragraph) for paragraph in extraction.paragraphs],
        "quotes": [_fields(quote) for quote in extraction.quotes],
    }
    return zlib.compress(json.dumps(lists, separators=(",", ":")).encode("ascii"), 4)


def unpack_extraction(stored: bytes) -> Extraction:
    """The extraction of bytes that `pack_extraction` made."""
    lists = json.loads(zlib.decompress(stored))
    article = Article(*(_tuples(value) for value in lists["article"]))
    paragraphs = tuple(Paragraph(*values) for values in lists["paragraphs"])
    quotes = tuple(Quote(*(_tuples(value) for value in values)) for values in lists["quotes"])
    return Extraction(article, paragraphs, quotes)


def _fields(value: Article | Paragraph | Quote) -> list[Any]:
    return [getattr(value, name) for name in value.__dataclass_fields__]


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
