"""Builds extractions for the tests of engines: an article with its paragraphs and quotes, by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, Quote, Span, paragraph_id, quote_id


@dataclass(frozen=True)
class QuoteSpec:
    """A quote to build: the texts of its spans, in the order of the paragraph."""

    spans: tuple[str, ...]
    speaker: str | None = None
    role: str | None = None
    cue: str | None = None
    via: str | None = None
    type: str = "direct"
    confidence: float = 0.9


ParagraphSpec = str | tuple[str, str] | tuple[str, str, Sequence[QuoteSpec]]
"""A paragraph to build: its text, or (kind, text), or (kind, text, quotes)."""


class Metadata(TypedDict, total=False):
    """The fields of an article except id, text and path."""

    line: int | None
    title: str | None
    source: str | None
    date: str | None
    places: tuple[str, ...]
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    url: str | None


def make_extraction(id: str, *paragraphs: ParagraphSpec, **metadata: Unpack[Metadata]) -> Extraction:
    """An article of these paragraphs, with an empty line between two; raises ValueError for a span not in its paragraph."""
    text = ""
    built: list[Paragraph] = []
    quotes: list[Quote] = []
    for number, spec in enumerate(paragraphs, 1):
        kind, body, specs = _kind_text_quotes(spec)
        start, parent = len(text), paragraph_id(id, number)
        built.append(Paragraph(parent, start, start + len(body), kind))
        for quote in specs:
            taken = {other.id for other in quotes}
            quotes.append(_make_quote(id, quote, parent, _find_spans(quote.spans, body, start), taken))
        text += body + "\n\n"
    quotes.sort(key=lambda quote: quote.start)
    article = Article(id=id, text=text, path=f"{id}.txt", **metadata)
    return Extraction(article, tuple(built), tuple(quotes))


def _kind_text_quotes(spec: ParagraphSpec) -> tuple[str, str, Sequence[QuoteSpec]]:
    if isinstance(spec, str):
        return "body", spec, ()
    return spec if len(spec) == 3 else (*spec, ())


def _find_spans(texts: Sequence[str], paragraph: str, start: int) -> tuple[Span, ...]:
    """Offsets in the article; `start` is the offset of the paragraph."""
    spans, end = [], 0
    for text in texts:
        first = paragraph.index(text, end)
        end = first + len(text)
        spans.append((start + first, start + end))
    return tuple(spans)


def _make_quote(article: str, spec: QuoteSpec, paragraph: str, spans: tuple[Span, ...], taken: set[str]) -> Quote:
    start, end = spans[0][0], spans[-1][1]
    return Quote(
        quote_id(article, start, end, taken),
        start,
        end,
        spans,
        spec.type,
        paragraph,
        spec.confidence,
        speaker=spec.speaker,
        role=spec.role,
        cue=spec.cue,
        via=spec.via,
    )
