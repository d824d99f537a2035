"""Articles and passages as text to read: what was printed, and who is quoted in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from searchkit.model.passage import Extraction, Paragraph, Quote, Span
from searchkit.model.reports import PassageInPlace
from searchkit.model.stored import StoredArticle
from searchkit.render.style import Style, join_parts, mark_highlights, wrap
from searchkit.text.composition import compose
from searchkit.text.control_characters import one_line
from searchkit.text.dates import format_date


def article_text(stored: StoredArticle, style: Style) -> Iterator[str]:
    """Return the lines of an article: a heading, and each paragraph with its quotes below."""
    extraction = stored.extraction
    quotes = _by_paragraph(extraction)
    yield from _heading(stored, style)
    for paragraph in extraction.paragraphs:
        if (
            paragraph.kind != "title"
            or one_line(compose(extraction.text_of(paragraph)).text) != extraction.article.title
        ):
            yield ""
            yield from _paragraph(extraction, paragraph, quotes[paragraph.id], (), style)


def passage_text(passage: PassageInPlace, style: Style) -> Iterator[str]:
    """Return the lines of a passage: a heading, its paragraph with the passage marked, and the paragraphs around it."""
    extraction = passage.stored.extraction
    quotes = _by_paragraph(extraction)
    yield from _heading(passage.stored, style)
    for paragraph in (passage.before, passage.paragraph, passage.after):
        if paragraph is not None:
            item = passage.passage if paragraph is passage.paragraph else None
            spans = item.spans if isinstance(item, Quote) else ()
            yield ""
            yield from _paragraph(extraction, paragraph, quotes[paragraph.id], spans, style)
    if isinstance(passage.passage, Quote):
        yield ""
        yield from _facts(passage.passage, style)


def _by_paragraph(extraction: Extraction) -> Mapping[str, Sequence[Quote]]:
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for quote in extraction.quotes:
        quotes[quote.paragraph].append(quote)
    return quotes


def _heading(stored: StoredArticle, style: Style) -> Iterator[str]:
    article = stored.extraction.article
    yield style.strong(one_line(article.title or article.id))
    origin = [article.source, format_date(article.date) or "undated", *article.places]
    yield from join_parts([one_line(item) for item in origin if item], style.width)
    if article.authors:
        yield f"by {', '.join(one_line(author) for author in article.authors)}"
    if article.url:
        yield one_line(article.url)
    yield style.faint(f"{one_line(article.id)}   corpus/{one_line(article.path)}")
    if stored.copies:
        yield style.faint(f"the same text: {', '.join(one_line(id) for id in stored.copies)}")


def _paragraph(
    extraction: Extraction, paragraph: Paragraph, quotes: Sequence[Quote], spans: Sequence[Span], style: Style
) -> Iterator[str]:
    text = one_line(extraction.text_of(paragraph))
    highlights = tuple((start - paragraph.start, end - paragraph.start) for start, end in spans)
    for start, end in wrap(text, 0, len(text), style.width):
        yield mark_highlights(text, start, end, highlights, style)
    if not spans:
        for quote in quotes:
            yield f"    {style.strong(one_line(quote.speaker or 'speaker not known'))}  {style.id(one_line(quote.id))}"


def _facts(quote: Quote, style: Style) -> Iterator[str]:
    yield f"speaker     {style.strong(one_line(quote.speaker or 'not known'))}"
    for name, value in (
        ("mentioned", quote.mention),
        ("role", quote.role),
        ("cue", quote.cue),
        ("via", quote.via),
        ("continues", quote.continues),
    ):
        if value:
            yield f"{name:12}{one_line(value)}"
    yield f"type        {quote.type}"
    yield f"confidence  {quote.confidence:.2f}"
