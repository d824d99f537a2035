"""From the places of a page to its hits, of which nothing is read before it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from searchkit.engines.whoosh.contents import PARAGRAPH
from searchkit.engines.whoosh.fold import copies_of
from searchkit.engines.whoosh.leaves import Leaves
from searchkit.engines.whoosh.order import Place
from searchkit.engines.whoosh.part import Part
from searchkit.engines.whoosh.rank import rounded
from searchkit.engines.whoosh.snapshot import damage_in
from searchkit.engines.whoosh.snippets import Marker
from searchkit.engines.whoosh.stored import StoredArticle
from searchkit.engines.whoosh.universe import Passages, on_text
from searchkit.passage import Paragraph, Quote, Span
from searchkit.query.tree import Leaf
from searchkit.results import Hit


def hits_of_page(
    places: Sequence[Place],
    leaves: Leaves,
    wanted: Sequence[Leaf],
    persons: Mapping[str, str],
    *,
    of_articles: bool,
    scored: bool,
) -> tuple[Hit, ...]:
    """The hits of a page; `wanted` are the leaves they may match, `scored` says whether to show scores.

    A hit reads itself when it is looked at, from the generation it was found in, which it holds open; that raises
    IndexDamaged where the index is.
    """
    page = _Page(leaves, wanted, persons, of_articles=of_articles, scored=scored)
    return tuple([_unread(_Draft(page, place)) for place in places])


_FIELDS = frozenset(Hit.__match_args__)


class UnreadHit(Hit):
    """A hit whose fields are worked out when they are first looked at, and kept."""

    __slots__ = ("_draft",)

    def __getattr__(self, name: str) -> Any:
        """A field that was not looked at before."""
        if name not in _FIELDS:
            raise AttributeError(name)
        value = self._draft.value(name)
        object.__setattr__(self, name, value)
        return value

    def __reduce__(self) -> tuple[type[Hit], tuple[Any, ...]]:
        """A copy is a hit that was read."""
        return Hit, tuple([getattr(self, name) for name in Hit.__match_args__])


def _unread(draft: _Draft) -> UnreadHit:
    hit = UnreadHit.__new__(UnreadHit)
    object.__setattr__(hit, "_draft", draft)
    return hit


class _Page:
    """What the hits of a page share."""

    def __init__(
        self,
        leaves: Leaves,
        wanted: Sequence[Leaf],
        persons: Mapping[str, str],
        *,
        of_articles: bool,
        scored: bool,
    ) -> None:
        self.leaves = leaves
        self.snapshot = leaves.snapshot
        self.persons = persons
        self.of_articles = of_articles
        self.scored = scored
        self._wanted = wanted

    @cached_property
    def marker(self) -> Marker:
        """Marks what was asked for."""
        return Marker(self._wanted)

    @cached_property
    def best(self) -> _BestParagraph:
        """Says what to show of articles."""
        return _BestParagraph(self.leaves, self._wanted)


class _Draft:
    """A hit that is still to be read: its text is first, because for some it is all they look at."""

    __slots__ = ("_doc", "_number", "_page", "_part", "_place", "_whole")

    def __init__(self, page: _Page, place: Place) -> None:
        self._page = page
        self._place = place
        whole = page.snapshot.whole
        find = whole.place_of_article if page.of_articles else whole.place_of_passage
        self._number, self._doc = find(place.doc)
        self._part = page.snapshot.parts[self._number]
        self._whole: Hit | None = None

    def value(self, name: str) -> Any:
        """A field of the hit. Raises IndexDamaged."""
        with damage_in(self._page.snapshot.folder):
            if name == "text" and self._whole is None:
                return self._text()
            if self._whole is None:
                self._whole = self._read()
            if name == "highlights":
                return self._marked(self._whole)
            return getattr(self._whole, name)

    def _text(self) -> str:
        stored = self._stored()
        if self._page.of_articles:
            return stored.text(*_bounds(self._shown(stored), stored))
        segment = self._part.segment
        ordinal = segment.array("passage.ordinal").item(self._doc)
        is_quote = self._doc < segment.quotes
        return stored.text(*(stored.bounds_of_quote if is_quote else stored.bounds_of_paragraph)(ordinal))

    def _article(self) -> int:
        return self._doc if self._page.of_articles else self._part.article_of.item(self._doc)

    def _stored(self) -> StoredArticle:
        return self._page.snapshot.stored(self._number, self._article())

    def _shown(self, stored: StoredArticle) -> _Shown:
        if self._page.of_articles:
            return _Shown("article", None, self._page.best.of(self._place.doc, stored))
        return _passage_shown(self._part, self._doc, stored)

    def _read(self) -> Hit:
        """All of it but what to mark."""
        page, stored = self._page, self._stored()
        score = rounded(self._place.score) if page.scored else None
        return _hit(
            stored, self._shown(stored), score, page.persons, copies_of(page.snapshot, self._part, self._article())
        )

    def _marked(self, hit: Hit) -> tuple[Span, ...]:
        parts = [(first - hit.start, last - hit.start) for first, last in hit.spans]
        return self._page.marker.highlights(hit.text, parts)


class _Shown(NamedTuple):
    """What of an article a hit shows: a quote, a paragraph, or a paragraph for the whole of it (None: it has none)."""

    unit: str
    quote: Quote | None
    paragraph: Paragraph | None


def _bounds(shown: _Shown, stored: StoredArticle) -> Span:
    place = shown.quote or shown.paragraph
    return (place.start, place.end) if place else (0, stored.length)


def _passage_shown(part: Part, doc: int, article: StoredArticle) -> _Shown:
    ordinal = part.segment.array("passage.ordinal").item(doc)
    if doc >= part.segment.quotes:
        return _Shown("paragraph", None, article.paragraph(ordinal))
    return _Shown("quote", article.quote(ordinal), article.paragraph_of_quote(ordinal))


class _BestParagraph:
    """Finds the paragraph that stands for an article: the one that scores highest, else the first of the body."""

    def __init__(self, leaves: Leaves, wanted: Iterable[Leaf]) -> None:
        self._whole = leaves.whole
        self._paragraphs = Passages(leaves, frozenset({PARAGRAPH}))
        self._leaves = [leaf for leaf in wanted if on_text(leaf) and leaf.field == "text"]

    def of(self, number: int, article: StoredArticle) -> Paragraph | None:
        """The paragraph of an article, None when it has none."""
        first, last = self._whole.paragraph_starts[number : number + 2].tolist()
        scores = np.zeros(last - first)
        for leaf in self._leaves:
            matches = self._paragraphs.matches(leaf)
            at = np.arange(*matches.docs.searchsorted((first, last)).tolist())
            own = matches.scores(at)
            if own is not None:
                scores[matches.docs[at] - first] += own
        if not scores.any():
            return article.first_of_the_body()
        return article.paragraph(self._whole.of_passages("passage.ordinal").item(first + int(scores.argmax())))


def _hit(
    stored: StoredArticle,
    shown: _Shown,
    score: float | None,
    persons: Mapping[str, str],
    copies: tuple[str, ...],
) -> Hit:
    article, quote, paragraph = stored.about, shown.quote, shown.paragraph
    place: Quote | Paragraph | None = quote or paragraph
    start, end = _bounds(shown, stored)
    text = stored.text(start, end)
    spans: tuple[Span, ...] = quote.spans if quote else ((start, end),)
    speaker = quote.speaker if quote else None
    return Hit(
        id=article.id if place is None or shown.unit == "article" else place.id,
        unit=shown.unit,
        score=score,
        text=text,
        highlights=(),
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
