"""Links quotes that run over several paragraphs, each of which opens with a quotation mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from searchkit.extraction.cues.report import DIRECT
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.entities.attributed_quote import AttributedQuote
from searchkit.extraction.mentions.sentence import TaggedSentence

_CONTINUED = 0.9


def continue_quote(
    opened: AttributedQuote, quotes: Sequence[AttributedQuote], sentences: Sequence[TaggedSentence]
) -> None:
    """Link (`continues`) the first quote of a paragraph to `opened`, the quote that the paragraph before left open."""
    first = sentences[0].tokens[0] if sentences else None
    if first is None or first.kind is not TokenKind.QUOTE or not quotes:
        return
    quote = min(quotes, key=lambda quote: quote.start)
    if quote.report.type != DIRECT or quote.start != first.inner_span[0]:
        return
    quote.continues = opened
    if quote.report.uncued:
        quote.speaker, quote.model_probability = opened.speaker, None
        quote.report = replace(quote.report, mention=opened.report.mention, probability=_CONTINUED)


def find_open_quote(quotes: Sequence[AttributedQuote], sentences: Sequence[TaggedSentence]) -> AttributedQuote | None:
    """Find the quote that the last token of a paragraph leaves open, or None."""
    last = sentences[-1].tokens[-1] if sentences else None
    if last is None or last.quoted_span is None or last.quoted_span.closed:
        return None
    return next((quote for quote in quotes if last.inner_span in quote.spans), None)
