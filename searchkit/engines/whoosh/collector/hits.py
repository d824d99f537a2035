"""Read what the hits of a page show from the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engines.whoosh.collector.collapse import duplicate_ids
from searchkit.engines.whoosh.collector.highlight import Highlighter
from searchkit.engines.whoosh.collector.top_hits import ScoredDoc
from searchkit.engines.whoosh.matching.leaf_matcher import LeafMatcher
from searchkit.engines.whoosh.matching.passage_scope import PassageScope, is_text_leaf
from searchkit.engines.whoosh.searcher.bm25 import round_score
from searchkit.engines.whoosh.segment.segment_schema import PARAGRAPH
from searchkit.engines.whoosh.store.lazy_article import LazyArticle
from searchkit.model.passage import Paragraph, Quote, Span
from searchkit.model.results import Hit
from searchkit.query.tree import Leaf


def read_hits(
    matcher: LeafMatcher,
    page: Sequence[ScoredDoc],
    leaves: Sequence[Leaf],
    persons: Mapping[str, str],
    *,
    by_article: bool,
    scored: bool,
) -> tuple[Hit, ...]:
    """Read the hits of a page. `leaves` are those that a hit may match, `scored` says whether hits show their scores."""
    snapshot, reader = matcher.snapshot, matcher.reader
    highlighter, chooser = Highlighter(leaves), _ParagraphChooser(matcher, leaves)
    hits = []
    for doc, score in page:
        article = doc if by_article else reader.article_of.item(doc)
        stored = snapshot.stored(article)
        passage = chooser.show_article(doc, stored) if by_article else _show_passage(matcher, doc, stored)
        shown_score = round_score(score) if scored else None
        hits.append(_hit(stored, passage, shown_score, persons, _copies(matcher, article), highlighter))
    return tuple(hits)


def _copies(matcher: LeafMatcher, article: int) -> tuple[str, ...]:
    if not matcher.snapshot.duplicates.articles.item(article):
        return ()
    segment, number = matcher.reader.locate_article(article)
    return duplicate_ids(matcher.snapshot, matcher.snapshot.live_segments[segment], number)


class _Passage(NamedTuple):
    """What a hit shows: a quote, a paragraph, or a paragraph for a whole article (None: it has none)."""

    unit: str
    quote: Quote | None
    paragraph: Paragraph | None


def _show_passage(matcher: LeafMatcher, doc: int, stored: LazyArticle) -> _Passage:
    ordinal = matcher.reader.passage_column("passage.ordinal").item(doc)
    if doc >= matcher.reader.quotes:
        return _Passage("paragraph", None, stored.paragraph(ordinal))
    return _Passage("quote", stored.quote(ordinal), stored.paragraph_of_quote(ordinal))


class _ParagraphChooser:
    """Chooses the paragraph to show of an article: the one that scores highest, else the first of the body."""

    def __init__(self, matcher: LeafMatcher, leaves: Sequence[Leaf]) -> None:
        self._reader = matcher.reader
        self._scope = PassageScope(matcher, frozenset({PARAGRAPH}))
        self._leaves = [leaf for leaf in leaves if is_text_leaf(leaf) and leaf.field == "text"]

    def show_article(self, article: int, stored: LazyArticle) -> _Passage:
        """Return the passage to show of an article."""
        first, last = self._reader.paragraph_starts[article : article + 2].tolist()
        scores = np.zeros(last - first)
        for leaf in self._leaves:
            matches = self._scope.match_text(leaf)
            indices = np.arange(*matches.docs.searchsorted((first, last)).tolist())
            leaf_scores = matches.scores(indices)
            if leaf_scores is not None:
                scores[matches.docs[indices] - first] += leaf_scores
        if not scores.any():
            return _Passage("article", None, stored.first_body_paragraph())
        ordinal = self._reader.passage_column("passage.ordinal").item(first + int(scores.argmax()))
        return _Passage("article", None, stored.paragraph(ordinal))


def _hit(
    stored: LazyArticle,
    passage: _Passage,
    score: float | None,
    persons: Mapping[str, str],
    copies: tuple[str, ...],
    highlighter: Highlighter,
) -> Hit:
    article, quote, paragraph = stored.article, passage.quote, passage.paragraph
    shown: Quote | Paragraph | None = quote or paragraph
    start, end = (shown.start, shown.end) if shown else (0, stored.length)
    article_text = stored.text(0, stored.length)
    text = article_text[start:end]
    spans: tuple[Span, ...] = quote.spans if quote else ((start, end),)
    speaker = quote.speaker if quote else None
    return Hit(
        id=article.id if shown is None or passage.unit == "article" else shown.id,
        unit=passage.unit,
        score=score,
        text=text,
        highlights=highlighter.highlight(text, [(first - start, last - start) for first, last in spans]),
        context=article_text[paragraph.start : paragraph.end] if paragraph else text,
        start=start,
        end=end,
        spans=spans,
        article=article.id,
        paragraph=quote.paragraph if quote else paragraph.id if paragraph else "",
        path=article.path,
        speaker=persons.get(speaker, speaker) if speaker else None,
        article_speaker=speaker,
        mention=quote.mention if quote else None,
        mention_start=quote.mention_start if quote else None,
        mention_end=quote.mention_end if quote else None,
        role=quote.role if quote else None,
        cue=quote.cue if quote else None,
        via=quote.via if quote else None,
        type=quote.type if quote else None,
        confidence=quote.confidence if quote else None,
        kind=paragraph.kind if paragraph and passage.unit != "article" else None,
        continues=quote.continues if quote else None,
        title=article.title,
        source=article.source,
        date=article.date,
        places=article.places,
        authors=article.authors,
        tags=article.tags,
        url=article.url,
        copies=copies,
    )
