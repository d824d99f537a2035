"""The JSON that other programs read. docs/output.md promises its keys; `VERSION` goes up if one is removed or redefined."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, Quote
from searchkit.model.results import FacetCount, Hit, SearchResult
from searchkit.model.stored import StoredArticle
from searchkit.render.advice import advice, error_text
from searchkit.text.control_characters import escape_controls

if TYPE_CHECKING:  # a search imports none of the reports
    from searchkit.model.reports import CheckReport, PassageInPlace, SharedName, Speaker, Status, UpdateReport

VERSION = 1

HIT_KEYS = (
    "id", "unit", "score", "text", "highlights", "context", "speaker", "mention", "mention_start", "mention_end", "role",
    "cue", "via", "type", "confidence", "start", "end", "spans", "title", "source", "date", "places", "authors", "tags",
    "url", "path", "article", "paragraph", "kind", "continues", "copies",
)  # fmt: skip


def to_line(value: object) -> str:
    """Return a value as one line of JSON, with control characters escaped."""
    return escape_controls(json.dumps(value, ensure_ascii=False))


def results_json(results: SearchResult) -> dict[str, Any]:
    """Return the answer to a search."""
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
    """Return a hit, with the keys HIT_KEYS."""
    return {key: _plain(getattr(hit, key)) for key in HIT_KEYS}


def hits_jsonl(results: SearchResult) -> Iterator[str]:
    """Return one line of JSON for each hit."""
    return (to_line(hit_json(hit)) for hit in results.hits)


def article_json(article: Article) -> dict[str, Any]:
    """Return the metadata of an article."""
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
    """Return an article with its text, paragraphs and quotes."""
    return {
        "version": VERSION,
        **article_json(extraction.article),
        "text": extraction.article.text,
        "paragraphs": [paragraph_json(paragraph) for paragraph in extraction.paragraphs],
        "quotes": [quote_json(extraction, quote) for quote in extraction.quotes],
    }


def paragraph_json(paragraph: Paragraph) -> dict[str, Any]:
    """Return a paragraph, with offsets into the article's text."""
    return {"id": paragraph.id, "start": paragraph.start, "end": paragraph.end, "kind": paragraph.kind}


def quote_json(extraction: Extraction, quote: Quote) -> dict[str, Any]:
    """Return a quote with its text, and offsets into the article's text."""
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


def stored_article_json(stored: StoredArticle) -> dict[str, Any]:
    """Return an article as `extraction_json` does, with the ids of the articles that have the same text."""
    return {**extraction_json(stored.extraction), "copies": list(stored.copies)}


def passage_json(passage: PassageInPlace) -> dict[str, Any]:
    """Return a passage with its article's metadata, its paragraph and the paragraphs before and after it."""
    extraction, item = passage.stored.extraction, passage.passage
    is_quote = isinstance(item, Quote)
    values = quote_json(extraction, item) if isinstance(item, Quote) else _with_text(extraction, item)
    return {
        "version": VERSION,
        **(values or {}),
        "unit": "quote" if is_quote else "paragraph",
        "article": article_json(extraction.article),
        "context": _with_text(extraction, passage.paragraph),
        "before": _with_text(extraction, passage.before),
        "after": _with_text(extraction, passage.after),
        "copies": list(passage.stored.copies),
    }


def _with_text(extraction: Extraction, paragraph: Paragraph | None) -> dict[str, Any] | None:
    return {**paragraph_json(paragraph), "text": extraction.text_of(paragraph)} if paragraph else None


def update_json(report: UpdateReport) -> dict[str, Any]:
    """Return what an update did."""
    return {
        "version": VERSION,
        "added": report.added,
        "changed": report.changed,
        "renamed": report.renamed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "refused": [{"path": error.path, "line": error.line, "reason": error.reason} for error in report.refused],
        "not_read": dict(report.not_read),
        "unused": dict(report.unused),
        "doubts": list(report.doubts),
        "counts": dict(report.counts),
        "older_extraction": report.older_extraction,
        "started_over": report.started_over,
    }


def check_json(report: CheckReport) -> dict[str, Any]:
    """Return what a check found."""
    return {
        "version": VERSION,
        "problems": [
            {"where": one.where, "what": one.what, "damage": one.damage, "to_mend": one.to_mend}
            for one in report.problems
        ],
        "hint": advice(report.hint, report.command) or None,
        "articles": report.articles,
        "files": report.files,
    }


def speakers_json(speakers: Sequence[Speaker], shared: Sequence[SharedName]) -> dict[str, Any]:
    """Return speakers, and the names that may be several persons'."""
    return {
        "version": VERSION,
        "speakers": [
            {
                "speaker": speaker.name,
                "quotes": speaker.quotes,
                "names": [{"name": name.value, "quotes": name.count} for name in speaker.names],
            }
            for speaker in speakers
        ],
        "unsure": [{"name": name.name, "quotes": name.quotes, "persons": list(name.persons)} for name in shared],
    }


def sources_json(sources: Sequence[FacetCount]) -> dict[str, Any]:
    """Return the number of articles of each source."""
    return {
        "version": VERSION,
        "sources": [{"source": source.value, "articles": source.count} for source in sources],
    }


def status_json(status: Status, version: str) -> dict[str, Any]:
    """Return what is indexed and what is behind; `indexed` and the versions of the index are null without an index."""
    manifest = status.manifest
    return {
        "version": VERSION,
        "archive": str(status.folder),
        "indexed": dict(manifest.counts) if manifest else None,
        "problem": error_text(status.problem) if status.problem else None,
        "files": status.files,
        "not_read": dict(status.not_read),
        "refused": status.refused,
        "stale": {
            "new": list(status.stale.new),
            "changed": list(status.stale.changed),
            "gone": list(status.stale.gone),
        },
        "versions": {
            "searchkit": version,
            "format": manifest.format if manifest else None,
            "analysis": manifest.analysis if manifest else None,
            "extraction": manifest.extraction if manifest else None,
            "newest_extraction": status.extraction,
        },
        "parser": {"asked": status.parser, "indexed": status.indexed_parser},
        "bytes": {"corpus": status.corpus_bytes, "index": status.index_bytes},
    }
