"""From document numbers to the hits of a page, with their texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from searchkit.engines.whoosh.fold import copies_of
from searchkit.engines.whoosh.leaves import Leaves
from searchkit.engines.whoosh.rank import Scores, rounded
from searchkit.engines.whoosh.schema import ARTICLE, PARAGRAPH, QUOTE
from searchkit.engines.whoosh.snapshot import Snapshot, damage_in
from searchkit.engines.whoosh.snippets import highlights
from searchkit.engines.whoosh.stored import unpack_extraction
from searchkit.engines.whoosh.universe import Universe
from searchkit.passage import Extraction, Paragraph, Quote, Span
from searchkit.query.tree import Leaf, Phrase, Prefix, Word
from searchkit.results import Hit


def hits_of_page(
    docs: Sequence[int], scores: Scores | None, leaves: Leaves, wanted: Sequence[Leaf], persons: Mapping[str, str]
) -> tuple[Hit, ...]:
    """The hits of some documents, in their order; `wanted` are the leaves they may match, `scores` None hides scores."""
    snapshot = leaves.snapshot
    back = snapshot.numbers("back")
    copies = copies_of(snapshot, {doc - back[doc] for doc in docs}) if docs else {}
    reader = _ArticleReader(snapshot)
    best = _BestParagraph(leaves, wanted)
    hits = []
    for doc in docs:
        article = doc - back[doc]
        extraction = reader.read(article)
        shown = _shown(snapshot, doc, extraction, best)
        score = None if scores is None else rounded(scores[doc])
        hits.append(_hit(extraction, shown, score, wanted, persons, copies[article]))
    return tuple(hits)


def read_extraction(snapshot: Snapshot, article: int) -> Extraction:
    """The stored article of an article's own document; raises IndexDamaged."""
    stored = snapshot.bytes_of("stored", article)
    with damage_in(snapshot.folder):
        return unpack_extraction(stored)


class _ArticleReader:
    """Reads each article once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._read: dict[int, Extraction] = {}

    def read(self, article: int) -> Extraction:
        if article not in self._read:
            self._read[article] = read_extraction(self._snapshot, article)
        return self._read[article]


class _BestParagraph:
    """Finds the paragraph that stands for an article: the one that scores highest, else the first of the body."""

    def __init__(self, leaves: Leaves, wanted: Iterable[Leaf]) -> None:
        self._snapshot = leaves.snapshot
        paragraphs = Universe(leaves, frozenset({PARAGRAPH}))
        on_text = [leaf for leaf in wanted if isinstance(leaf, Word | Phrase | Prefix) and leaf.field == "text"]
        self._leaves, self._paragraphs = on_text, paragraphs
        self._scores: list[Scores] | None = None

    def of(self, article: int, extraction: Extraction) -> Paragraph | None:
        if self._scores is None:
            self._scores = [self._paragraphs.scores(leaf) for leaf in self._leaves]
        units, back, ordinals = (self._snapshot.numbers(name) for name in ("unit", "back", "ordinal"))
        best: Paragraph | None = None
        highest = 0.0
        doc = article + 1
        while doc < len(back) and back[doc] == doc - article:
            score = sum(scores.get(doc, 0.0) for scores in self._scores)
            if units[doc] == PARAGRAPH and score > highest:
                best, highest = extraction.paragraphs[ordinals[doc]], score
            doc += 1
        body = (paragraph for paragraph in extraction.paragraphs if paragraph.kind == "body")
        return best or next(body, next(iter(extraction.paragraphs), None))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of an article a hit shows: a quote, a paragraph, or a paragraph for the whole of it (None: it has none)."""

    unit: str
    quote: Quote | None
    paragraph: Paragraph | None


def _shown(snapshot: Snapshot, doc: int, extraction: Extraction, best: _BestParagraph) -> _Shown:
    unit, ordinal = snapshot.numbers("unit")[doc], snapshot.numbers("ordinal")[doc]
    if unit == QUOTE:
        quote = extraction.quotes[ordinal]
        home = (paragraph for paragraph in extraction.paragraphs if paragraph.id == quote.paragraph)
        return _Shown("quote", quote, next(home, None))
    if unit == ARTICLE:
        return _Shown("article", None, best.of(doc, extraction))
    return _Shown("paragraph", None, extraction.paragraphs[ordinal])


def _hit(
    extraction: Extraction,
    shown: _Shown,
    score: float | None,
    leaves: Iterable[Leaf],
    persons: Mapping[str, str],
    copies: tuple[str, ...],
) -> Hit:
    article, quote, paragraph = extraction.article, shown.quote, shown.paragraph
    place: Quote | Paragraph | None = quote or paragraph
    start, end = (place.start, place.end) if place else (0, len(article.text))
    spans: tuple[Span, ...] = quote.spans if quote else ((start, end),)
    text = article.text[start:end]
    speaker = quote.speaker if quote else None
    return Hit(
        id=article.id if place is None or shown.unit == "article" else place.id,
        unit=shown.unit,
        score=score,
        text=text,
        highlights=highlights(text, [(first - start, last - start) for first, last in spans], leaves),
        context=extraction.text_of(paragraph) if paragraph else text,
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
