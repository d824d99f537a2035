"""Encodes an article and its passages: a description as JSON on one line, then the text as UTF-8."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from searchkit.engines.whoosh.store.lazy_article import (
    ARTICLE_FIELDS,
    CONTINUES,
    END,
    ID,
    MENTION_END,
    MENTION_START,
    PARAGRAPH,
    QUOTE_FIELDS,
    SEPARATOR,
    SPANS,
    START,
)
from searchkit.model.passage import Extraction, Paragraph, Quote, paragraph_id, quote_id


def encode_article(extraction: Extraction) -> bytes:
    """Return the bytes that `LazyArticle` reads.

    Offsets are relative, because small numbers repeat and compress well: those of a paragraph to the end of the previous one,
    those of a quote to the start of its paragraph, those of a mention to the end of its quote.
    """
    article, paragraphs = extraction.article, extraction.paragraphs
    indices = {paragraph.id: index for index, paragraph in enumerate(paragraphs)}
    description = {
        "article": [None if name == "text" else getattr(article, name) for name in ARTICLE_FIELDS],
        "length": len(article.text),
        "paragraphs": _encode_paragraphs(paragraphs, article.id),
        "quotes": [_encode_quote(quote, article.id, indices, paragraphs) for quote in extraction.quotes],
    }
    head = json.dumps(description, separators=(",", ":")).encode("ascii")
    return head + SEPARATOR + article.text.encode("utf-8", "surrogatepass")


def _encode_paragraphs(paragraphs: Sequence[Paragraph], article: str) -> list[list[Any]]:
    """For each paragraph: gap before it, length, kind unless "body", id unless it is `paragraph_id` of its number."""
    encoded: list[list[Any]] = []
    end = 0
    for number, paragraph in enumerate(paragraphs, 1):
        kind = None if paragraph.kind == "body" else paragraph.kind
        id = None if paragraph.id == paragraph_id(article, number) else paragraph.id
        encoded.append(_strip_none([paragraph.start - end, paragraph.end - paragraph.start, kind, id]))
        end = paragraph.end
    return encoded


def _encode_quote(quote: Quote, article: str, indices: Mapping[str, int], paragraphs: Sequence[Paragraph]) -> list[Any]:
    """The fields of a quote. A field that other fields imply is None; its paragraph is an index."""
    fields = [getattr(quote, name) for name in QUOTE_FIELDS]
    if quote.id == quote_id(article, quote.start, quote.end):
        fields[ID] = None
    if quote.spans == ((quote.start, quote.end),):
        fields[SPANS] = None
    paragraph = fields[PARAGRAPH] = indices.get(quote.paragraph, quote.paragraph)
    if isinstance(paragraph, int):
        fields[START] -= paragraphs[paragraph].start
    fields[END] -= quote.start
    if quote.mention_start is not None and quote.mention_end is not None:
        fields[MENTION_START] -= quote.end
        fields[MENTION_END] -= quote.mention_start
    if quote.continues and quote.continues.startswith(article):
        fields[CONTINUES] = [quote.continues[len(article) :]]
    return _strip_none(fields)


def _strip_none(fields: list[Any]) -> list[Any]:
    """Remove each None at the end of a list; returns the list."""
    while fields[-1] is None:
        fields.pop()
    return fields
