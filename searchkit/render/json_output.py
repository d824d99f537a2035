"""What other programs read: JSON, JSON lines and CSV. The keys are a promise; `VERSION` goes up when one changes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, Quote
from searchkit.model.results import FacetCount, Hit, SearchResult
from searchkit.text.control_characters import escaped, without_controls

VERSION = 1

HIT_KEYS = (
    "id", "unit", "score", "text", "highlights", "context", "speaker", "mention", "mention_start", "mention_end", "role",
    "cue", "via", "type", "confidence", "start", "end", "spans", "title", "source", "date", "places", "authors", "tags",
    "url", "path", "article", "paragraph", "kind", "continues", "copies",
)  # fmt: skip

# What a spreadsheet may take for the beginning of a formula, full-width and small signs too, behind what cannot be seen.
# Compiled when first needed: most programs read JSON.
_FORMULA = (
    r"[\t\r\n]|[\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]*"
    r"[-=+@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
)


def to_line(value: object) -> str:
    """One value as one line of JSON."""
    return escaped(json.dumps(value, ensure_ascii=False))


def results_json(results: SearchResult) -> dict[str, Any]:
    """The answer to a search, whole."""
    return {
        "version": VERSION,
        "query": results.query,
        "filters": {flag: list(values) for flag, values in results.filters.items()},
        "explanation": results.explanation,
        "total": results.total,
        "offset": results.offset,
        "hits": [hit_json(hit) for hit in results.hits],
        "facets": {field: _counts_json(counts) for field, counts in results.facets.items()},
        "histogram": None if results.histogram is None else _counts_json(results.histogram),
        "undated_left_out": results.undated_left_out,
        "suggestion": results.suggestion
        and {
            "query": results.suggestion.query,
            "unit": results.suggestion.unit,
            "total": results.suggestion.total,
        },
    }


def _counts_json(counts: Sequence[FacetCount]) -> list[dict[str, Any]]:
    return [{"value": counted.value, "count": counted.count} for counted in counts]


def hit_json(hit: Hit) -> dict[str, Any]:
    """One hit, under the names of `HIT_KEYS`."""
    return {key: _plain(getattr(hit, key)) for key in HIT_KEYS}


def hits_jsonl(results: SearchResult) -> Iterator[str]:
    """One hit a line."""
    return (to_line(hit_json(hit)) for hit in results.hits)


def hits_csv(results: SearchResult, *, raw: bool = False) -> str:
    """One hit a row below a heading; lists are JSON, and a cell may hold line feeds, but no other control characters.

    Text that a spreadsheet could take for a formula has an apostrophe before it, unless it is to be left `raw`.
    """
    import csv  # noqa: PLC0415 - most programs read JSON

    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(HIT_KEYS)
    for hit in results.hits:
        writer.writerow(_cell(value, raw=raw) for value in hit_json(hit).values())
    return table.getvalue()


def _cell(value: Any, *, raw: bool) -> Any:
    if isinstance(value, list):
        return to_line(value)
    if not isinstance(value, str):
        return value
    text = without_controls(value)
    return text if raw or not re.match(_FORMULA, value) else f"'{text}"


def article_json(article: Article) -> dict[str, Any]:
    """What an article says of itself, without its text."""
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date,
        "source": article.source,
        "places": list(article.places),
        "authors": list(article.authors),
        "tags": list(article.tags),
        "url": article.url,
        "path": article.path,
    }


def extraction_json(extraction: Extraction) -> dict[str, Any]:
    """An article with its paragraphs and quotes, as `searchkit extract` prints it."""
    return {
        "version": VERSION,
        **article_json(extraction.article),
        "text": extraction.article.text,
        "paragraphs": [paragraph_json(paragraph) for paragraph in extraction.paragraphs],
        "quotes": [quote_json(extraction, quote) for quote in extraction.quotes],
    }


def paragraph_json(paragraph: Paragraph) -> dict[str, Any]:
    """One paragraph, by its offsets."""
    return {"id": paragraph.id, "start": paragraph.start, "end": paragraph.end, "kind": paragraph.kind}


def quote_json(extraction: Extraction, quote: Quote) -> dict[str, Any]:
    """One quote with its text."""
    return {
        "id": quote.id,
        "start": quote.start,
        "end": quote.end,
        "spans": _plain(quote.spans),
        "text": extraction.text_of(quote),
        "type": quote.type,
        "speaker": quote.speaker,
        "mention": quote.mention,
        "mention_start": quote.mention_start,
        "mention_end": quote.mention_end,
        "role": quote.role,
        "cue": quote.cue,
        "via": quote.via,
        "paragraph": quote.paragraph,
        "continues": quote.continues,
        "confidence": quote.confidence,
    }


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
