"""From the places of a page to its hits, with their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engines.whoosh.contents import PARAGRAPH
from searchkit.engines.whoosh.fold import copies_of
from searchkit.engines.whoosh.leaves import Leaves
from searchkit.engines.whoosh.order import Place
from searchkit.engines.whoosh.rank import rounded
from searchkit.engines.whoosh.snapshot import Part, Snapshot
from searchkit.engines.whoosh.snippets import Marker
from searchkit.engines.whoosh.stored import StoredArticle
from searchkit.engines.whoosh.universe import Passages, on_text
from searchkit.passage import Paragraph, Quote, Span
from searchkit.query.tree import Leaf
from searchkit.results import Hit


class Shelf:
    """Reads each article of a page once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._read: dict[tuple[int, int], tuple[StoredArticle, tuple[str, ...]]] = {}

    def article(self, part: int, number: int) -> tuple[StoredArticle, tuple[str, ...]]:
        """An article, and the ids of its copies."""
        if (part, number) not in self._read:
            opened = self._snapshot.parts[part]
            self._read[part, number] = opened.stored(number), copies_of(self._snapshot, opened, number)
        return self._read[part, number]


class _Shown(NamedTuple):
    """What of an article a hit shows: a quote, a paragraph, or a paragraph for the whole of it (None: it has none)."""

    unit: str
    quote: Quote | None
    paragraph: Paragraph | None


def hits_of_page(
    places: Sequence[Place],
    leaves: Leaves,
    wanted: Sequence[Leaf],
    persons: Mapping[str, str],
    *,
    of_articles: bool,
    scored: bool,
) -> tuple[Hit, ...]:
    """The hits of a page; `wanted` are the leaves they may match, `scored` says whether to show scores."""
    shelf = Shelf(leaves.snapshot)
    best = _BestParagraph(leaves, wanted)
    marker = Marker(wanted)
    hits = []
    for place in places:
        part = leaves.snapshot.parts[place.part]
        number = place.doc if of_articles else part.article_of.item(place.doc)
        article, copies = shelf.article(place.part, number)
        if of_articles:
            shown = _Shown("article", None, best.of(place, article))
        else:
            shown = _passage_shown(part, place.doc, article)
        hits.append(_hit(article, shown, rounded(place.score) if scored else None, marker, persons, copies))
    return tuple(hits)


def _passage_shown(part: Part, doc: int, article: StoredArticle) -> _Shown:
    ordinal = part.segment.array("passage.ordinal").item(doc)
    if doc >= part.segment.quotes:
        return _Shown("paragraph", None, article.paragraph(ordinal))
    return _Shown("quote", article.quote(ordinal), article.paragraph_of_quote(ordinal))


class _BestParagraph:
    """Finds the paragraph that stands for an article: the one that scores highest, else the first of the body."""

    def __init__(self, leaves: Leaves, wanted: Iterable[Leaf]) -> None:
        self._snapshot = leaves.snapshot
        self._paragraphs = Passages(leaves, frozenset({PARAGRAPH}))
        self._leaves = [leaf for leaf in wanted if on_text(leaf) and leaf.field == "text"]

    def of(self, place: Place, article: StoredArticle) -> Paragraph | None:
        """The paragraph of an article, None when it has none."""
        segment = self._snapshot.parts[place.part].segment
        first, last = (int(segment.paragraph_starts[place.doc + behind]) for behind in (0, 1))
        scores = np.zeros(last - first)
        for leaf in self._leaves:
            matches = self._paragraphs.matches(leaf, place.part)
            at = np.arange(*matches.docs.searchsorted(np.array((first, last), np.uint32)).tolist())
            own = matches.scores(at)
            if own is not None:
                scores[matches.docs[at].astype(np.int64) - first] += own
        if not scores.any():
            return article.first_of_the_body()
        return article.paragraph(segment.array("passage.ordinal").item(first + int(scores.argmax())))


def _hit(
    stored: StoredArticle,
    shown: _Shown,
    score: float | None,
    marker: Marker,
    persons: Mapping[str, str],
    copies: tuple[str, ...],
) -> Hit:
    article, quote, paragraph = stored.about, shown.quote, shown.paragraph
    place: Quote | Paragraph | None = quote or paragraph
    start, end = (place.start, place.end) if place else (0, stored.length)
    spans: tuple[Span, ...] = quote.spans if quote else ((start, end),)
    text = stored.text(start, end)
    speaker = quote.speaker if quote else None
    return Hit(
        id=article.id if place is None or shown.unit == "article" else place.id,
        unit=shown.unit,
        score=score,
        text=text,
        highlights=marker.highlights(text, [(first - start, last - start) for first, last in spans]),
        context=stored.text(paragraph.start, paragraph.end) if paragraph else text,
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
        kind=paragraph.kind if paragraph and shown.unit != "article" else None,
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
