"""An article or a passage to be read: the text as printed, with who is quoted in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from searchkit.model.passage import Extraction, Paragraph, Quote, Span
from searchkit.model.reports import PassageInPlace
from searchkit.model.stored import StoredArticle
from searchkit.render import json_output
from searchkit.render.style import Style, join_parts, mark_highlights, wrap
from searchkit.text.composition import compose
from searchkit.text.control_characters import one_line
from searchkit.text.dates import format_date


def article_text(stored: StoredArticle, style: Style) -> Iterator[str]:
    """A heading, and every paragraph with the quotes in it below."""
    found = stored.extraction
    quotes = _by_paragraph(found)
    yield from _heading(stored, style)
    for paragraph in found.paragraphs:
        if paragraph.kind != "title" or one_line(compose(found.text_of(paragraph)).text) != found.article.title:
            yield ""
            yield from _paragraph(found, paragraph, quotes[paragraph.id], (), style)


def article_json(stored: StoredArticle) -> dict[str, Any]:
    """As `searchkit extract` prints it, with the ids of its copies."""
    return {**json_output.extraction_json(stored.extraction), "copies": list(stored.copies)}


def passage_text(passage: PassageInPlace, style: Style) -> Iterator[str]:
    """A heading, the passage marked in its paragraph, and the paragraphs before and after it."""
    found = passage.stored.extraction
    quotes = _by_paragraph(found)
    yield from _heading(passage.stored, style)
    for paragraph in (passage.before, passage.paragraph, passage.after):
        if paragraph is not None:
            here = passage.passage if paragraph is passage.paragraph else None
            spans = here.spans if isinstance(here, Quote) else ()
            yield ""
            yield from _paragraph(found, paragraph, quotes[paragraph.id], spans, style)
    if isinstance(passage.passage, Quote):
        yield ""
        yield from _facts(passage.passage, style)


def passage_json(passage: PassageInPlace) -> dict[str, Any]:
    """The passage, its article without the text, and the paragraphs around it with theirs."""
    found = passage.stored.extraction
    item = passage.passage
    is_quote = isinstance(item, Quote)
    own = json_output.quote_json(found, item) if isinstance(item, Quote) else _with_text(found, item)
    return {
        "version": json_output.VERSION,
        **(own or {}),
        "unit": "quote" if is_quote else "paragraph",
        "article": json_output.article_json(found.article),
        "context": _with_text(found, passage.paragraph),
        "before": _with_text(found, passage.before),
        "after": _with_text(found, passage.after),
        "copies": list(passage.stored.copies),
    }


def _with_text(found: Extraction, paragraph: Paragraph | None) -> dict[str, Any] | None:
    return {**json_output.paragraph_json(paragraph), "text": found.text_of(paragraph)} if paragraph else None


def _by_paragraph(found: Extraction) -> Mapping[str, Sequence[Quote]]:
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for quote in found.quotes:
        quotes[quote.paragraph].append(quote)
    return quotes


def _heading(stored: StoredArticle, style: Style) -> Iterator[str]:
    article = stored.extraction.article
    yield style.strong(one_line(article.title or article.id))
    known = [article.source, format_date(article.date) or "undated", *article.places]
    yield from join_parts([one_line(item) for item in known if item], style.width)
    if article.authors:
        yield f"by {', '.join(one_line(author) for author in article.authors)}"
    if article.url:
        yield one_line(article.url)
    yield style.faint(f"{one_line(article.id)}   corpus/{one_line(article.path)}")
    if stored.copies:
        yield style.faint(f"the same text: {', '.join(one_line(id) for id in stored.copies)}")


def _paragraph(
    found: Extraction, paragraph: Paragraph, quotes: Sequence[Quote], spans: Sequence[Span], style: Style
) -> Iterator[str]:
    text = one_line(found.text_of(paragraph))
    begin = paragraph.start
    within = tuple((start - begin, end - begin) for start, end in spans)
    for start, end in wrap(text, 0, len(text), style.width):
        yield mark_highlights(text, start, end, within, style)
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
