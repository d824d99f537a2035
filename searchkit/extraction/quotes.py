"""Turns attributed reports into quotes: ids, offsets in the text as the article has it, and confidence."""

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
    """The quotes of an article in the order of their start; offsets of `attribution` are those of the composed text."""
    ids: dict[AttributedQuote, str] = {}
    used_ids: set[str] = set()
    quotes: list[Quote] = []
    for one in sorted([*attribution.quotes, *attribution.asides], key=lambda one: (one.start, one.end)):
        id = quote_id(article.id, composed.origin(one.start), composed.origin(one.end), used_ids)
        if id in used_ids:
            continue
        used_ids.add(id)
        ids[one] = id
        continues = ids.get(one.continues) if one.continues is not None else None
        model_confidence = attribution.models.confidence(one.report.type, one.probability)
        confidence = min(model_confidence, one.speaker.certainty)
        quotes.append(
            _build_quote(article.text, composed, one, id, paragraphs[one.paragraph].id, continues, confidence)
        )
    return tuple(quotes)


def _build_quote(
    text: str,
    composed: Composed,
    one: AttributedQuote,
    id: str,
    paragraph: str,
    continues: str | None,
    confidence: float,
) -> Quote:
    report, mention, entity = one.report, one.report.mention, one.speaker.entity
    span = (composed.origin(mention.start), composed.origin(mention.end)) if mention is not None else None
    role = mention.role if mention is not None and mention.role else None
    if role is None and entity is not None:
        role = entity.display_role
    return Quote(
        id=id,
        start=composed.origin(one.start),
        end=composed.origin(one.end),
        spans=tuple((composed.origin(start), composed.origin(end)) for start, end in one.spans),
        type=report.type,
        paragraph=paragraph,
        confidence=round(confidence, 2),
        speaker=one.speaker.name,
        mention=text[slice(*span)] if span else None,
        mention_start=span[0] if span else None,
        mention_end=span[1] if span else None,
        role=_unwrap(role),
        cue=_unwrap(report.cue),
        via=_unwrap(one.via),
        continues=continues,
    )


def _unwrap(text: str | None) -> str | None:
    """Put words of a wrapped text on one line; None if there are none."""
    return " ".join(text.split()) if text else None
