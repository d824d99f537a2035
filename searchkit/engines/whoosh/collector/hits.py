"""From the places of a page to its hits, of which nothing is read before it is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

import numpy as np

from searchkit.engines.whoosh.collector.collapse import copies_of
from searchkit.engines.whoosh.collector.highlight import Marker
from searchkit.engines.whoosh.collector.top_hits import ScoredDoc
from searchkit.engines.whoosh.matching.leaf_matcher import LeafMatcher
from searchkit.engines.whoosh.matching.passage_scope import PassageScope, on_text
from searchkit.engines.whoosh.searcher.bm25 import rounded
from searchkit.engines.whoosh.searcher.snapshot import raising_index_damaged
from searchkit.engines.whoosh.segment.segment_schema import PARAGRAPH
from searchkit.engines.whoosh.store.store_reader import LazyArticle
from searchkit.model.passage import Paragraph, Quote, Span
from searchkit.model.results import Hit
from searchkit.query.tree import Leaf


def hits_of_page(
    places: Sequence[ScoredDoc],
    leaves: LeafMatcher,
    wanted: Sequence[Leaf],
    persons: Mapping[str, str],
    *,
    by_article: bool,
    scored: bool,
) -> tuple[Hit, ...]:
    """The hits of a page; `wanted` are the leaves they may match, `scored` says whether to show scores.

    A hit reads itself when it is looked at, from the generation it was found in, which it holds open; that raises
    IndexDamaged where the index is.
    """
    page = _Page(leaves, places, wanted, persons, by_article=by_article, scored=scored)
    return tuple([_unread(page, at) for at in range(len(places))])


class UnreadHit(Hit):
    """A hit whose fields are worked out when they are first looked at, and kept."""

    __slots__ = ("_read",)

    def __getattr__(self, name: str) -> Any:
        """A field that was not looked at before."""
        if name not in _FIELDS:
            raise AttributeError(name)
        value = self._read(name)
        _set(self, name, value)
        return value

    def __reduce__(self) -> tuple[type[Hit], tuple[Any, ...]]:
        """A copy is a hit that was read."""
        return Hit, tuple([getattr(self, name) for name in Hit.__match_args__])


_FIELDS = frozenset(Hit.__match_args__)
_set = object.__setattr__


def _unread(page: _Page, at: int) -> UnreadHit:
    hit = UnreadHit.__new__(UnreadHit)
    _set(hit, "_read", partial(page.value, at))
    return hit


class _Page:
    """Reads the hits of a page; what can be is worked out for all of them at once."""

    def __init__(
        self,
        leaves: LeafMatcher,
        places: Sequence[ScoredDoc],
        wanted: Sequence[Leaf],
        persons: Mapping[str, str],
        *,
        by_article: bool,
        scored: bool,
    ) -> None:
        self._leaves = leaves
        self._snapshot = leaves.snapshot
        self._reader = leaves.reader
        self._places = places
        self._persons = persons
        self._of_articles = by_article
        self._scored = scored
        self._wanted = wanted
        self._read: dict[int, Hit] = {}

    @cached_property
    def _articles(self) -> list[int]:
        """The article of each hit."""
        docs = [place.doc for place in self._places]
        return docs if self._of_articles else self._reader.article_of.take(docs).tolist()

    @cached_property
    def _ordinals(self) -> list[int]:
        """Which of its article's paragraphs or quotes each hit is, where they are no articles."""
        found: list[int] = (
            self._reader.passage_column("passage.ordinal").take([place.doc for place in self._places]).tolist()
        )
        return found

    def value(self, at: int, name: str) -> Any:
        """A field of one of the hits: its text is read apart, because for some it is all they look at.

        Raises IndexDamaged.
        """
        try:
            hit = self._read.get(at)
            if hit is None:
                if name == "text":
                    return self._text(at)
                hit = self._read[at] = self._read_hit(at)
            return self._marked(hit) if name == "highlights" else getattr(hit, name)
        except Exception:
            with raising_index_damaged(self._snapshot.folder):
                raise

    def _text(self, at: int) -> str:
        stored = self._snapshot.stored(self._articles[at])
        if self._of_articles:
            return stored.text(*_bounds(self._shown(at, stored), stored))
        is_quote = self._places[at].doc < self._reader.quotes
        bounds = stored.bounds_of_quote if is_quote else stored.bounds_of_paragraph
        return stored.text(*bounds(self._ordinals[at]))

    def _shown(self, at: int, stored: LazyArticle) -> _Shown:
        doc = self._places[at].doc
        if self._of_articles:
            return _Shown("article", None, self._best.of(doc, stored))
        ordinal = self._ordinals[at]
        if doc >= self._reader.quotes:
            return _Shown("paragraph", None, stored.paragraph(ordinal))
        return _Shown("quote", stored.quote(ordinal), stored.paragraph_of_quote(ordinal))

    def _read_hit(self, at: int) -> Hit:
        """All of it but what to mark."""
        article = self._articles[at]
        stored = self._snapshot.stored(article)
        score = rounded(self._places[at].score) if self._scored else None
        part, number = self._reader.locate_article(article)
        copies = copies_of(self._snapshot, self._snapshot.live_segments[part], number)
        return _hit(stored, self._shown(at, stored), score, self._persons, copies)

    def _marked(self, hit: Hit) -> tuple[Span, ...]:
        parts = [(first - hit.start, last - hit.start) for first, last in hit.spans]
        return self._marker.highlights(hit.text, parts)

    @cached_property
    def _marker(self) -> Marker:
        """Marks what was asked for."""
        return Marker(self._wanted)

    @cached_property
    def _best(self) -> _BestParagraph:
        """Says what to show of articles."""
        return _BestParagraph(self._leaves, self._wanted)


class _Shown(NamedTuple):
    """What of an article a hit shows: a quote, a paragraph, or a paragraph for the whole of it (None: it has none)."""

    unit: str
    quote: Quote | None
    paragraph: Paragraph | None


def _bounds(shown: _Shown, stored: LazyArticle) -> Span:
    place = shown.quote or shown.paragraph
    return (place.start, place.end) if place else (0, stored.length)


class _BestParagraph:
    """Finds the paragraph that stands for an article: the one that scores highest, else the first of the body."""

    def __init__(self, leaves: LeafMatcher, wanted: Iterable[Leaf]) -> None:
        self._reader = leaves.reader
        self._paragraphs = PassageScope(leaves, frozenset({PARAGRAPH}))
        self._leaves = [leaf for leaf in wanted if on_text(leaf) and leaf.field == "text"]

    def of(self, number: int, article: LazyArticle) -> Paragraph | None:
        """The paragraph of an article, None when it has none."""
        first, last = self._reader.paragraph_starts[number : number + 2].tolist()
        scores = np.zeros(last - first)
        for leaf in self._leaves:
            matches = self._paragraphs.matches(leaf)
            at = np.arange(*matches.docs.searchsorted((first, last)).tolist())
            own = matches.scores(at)
            if own is not None:
                scores[matches.docs[at] - first] += own
        if not scores.any():
            return article.first_of_the_body()
        return article.paragraph(self._reader.passage_column("passage.ordinal").item(first + int(scores.argmax())))


def _hit(
    stored: LazyArticle,
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
