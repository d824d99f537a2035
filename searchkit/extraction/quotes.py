"""Turns attributed reports into quotes: ids, offsets into the article's original text, and confidence."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.attribution.attribute import Attribution
from searchkit.extraction.entities.attributed_quote import AttributedQuote
from searchkit.model.article import Article
from searchkit.model.passage import Paragraph, Quote, quote_id
from searchkit.text.composition import Composed


def build_quotes(
    article: Article, composed: Composed, paragraphs: Sequence[Paragraph], attribution: Attribution
) -> tuple[Quote, ...]:
    """Build the quotes of an article, ordered by start; offsets of `attribution` are those of the composed text."""
    ids: dict[AttributedQuote, str] = {}
    used_ids: set[str] = set()
    quotes: list[Quote] = []
    for quote in sorted([*attribution.quotes, *attribution.asides], key=lambda quote: (quote.start, quote.end)):
        id = quote_id(article.id, composed.origin(quote.start), composed.origin(quote.end), used_ids)
        if id in used_ids:
            continue
        used_ids.add(id)
        ids[quote] = id
        continues = ids.get(quote.continues) if quote.continues is not None else None
        model_confidence = attribution.models.confidence(quote.report.type, quote.probability)
        confidence = min(model_confidence, quote.speaker.certainty)
        quotes.append(
            _build_quote(article.text, composed, quote, id, paragraphs[quote.paragraph].id, continues, confidence)
        )
    return tuple(quotes)


def _build_quote(
    text: str,
    composed: Composed,
    quote: AttributedQuote,
    id: str,
    paragraph: str,
    continues: str | None,
    confidence: float,
) -> Quote:
    report, mention, entity = quote.report, quote.report.mention, quote.speaker.entity
    span = (composed.origin(mention.start), composed.origin(mention.end)) if mention is not None else None
    role = mention.role if mention is not None and mention.role else None
    if role is None and entity is not None:
        role = entity.display_role
    return Quote(
        id=id,
        start=composed.origin(quote.start),
        end=composed.origin(quote.end),
        spans=tuple((composed.origin(start), composed.origin(end)) for start, end in quote.spans),
        type=report.type,
        paragraph=paragraph,
        confidence=round(confidence, 2),
        speaker=quote.speaker.name,
        mention=text[slice(*span)] if span else None,
        mention_start=span[0] if span else None,
        mention_end=span[1] if span else None,
        role=_unwrap(role),
        cue=_unwrap(report.cue),
        via=_unwrap(quote.via),
        continues=continues,
    )


def _unwrap(text: str | None) -> str | None:
    """Put words of a wrapped text on one line; None if there are none."""
    return " ".join(text.split()) if text else None
