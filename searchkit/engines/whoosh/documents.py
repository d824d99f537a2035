"""An extraction as the documents that are indexed: their terms, numbers and values, each text analysed once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from searchkit.analysis import Token, exact_terms, fold, tokens
from searchkit.article import Article
from searchkit.engines.whoosh.schema import ARTICLE, EXACT, PARAGRAPH, QUOTE, STEMS, UNIT_NAMES, pack
from searchkit.engines.whoosh.stored import pack_extraction
from searchkit.passage import Extraction, Paragraph, Quote

Terms = Mapping[str, Mapping[str, "int | bytes"]]
"""Field -> term -> what its posting holds: how often the term occurs, or its packed positions."""

_NOT_THE_STORY = frozenset({"title", "byline", "repeat"})


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a group; numbers and values that are missing are 0 and ()."""

    unit: int
    terms: Terms
    numbers: Mapping[str, float]
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one article, its own first, and what all of them share."""

    id: str
    stored: bytes
    terms: Terms
    numbers: Mapping[str, float]
    values: Mapping[str, tuple[str, ...]]
    documents: Sequence[Document]


def group_of(extraction: Extraction) -> Group:
    """The documents of an article: for itself, for each of its paragraphs and, after its paragraph, for each quote.

    Repeated lines and the quotes in them are left out; they stay in the stored article.
    """
    article = extraction.article
    title = tokens(article.title or "")
    passages = _Passages(extraction)
    for paragraph in extraction.paragraphs:
        if paragraph.kind != "repeat":
            passages.add_paragraph(paragraph)
    passages.add_homeless_quotes()
    own = Document(
        ARTICLE,
        {"id": {article.id: 1}, **_one_unit(ARTICLE)},
        {"unit": ARTICLE, "length": passages.length, "same": passages.digest},
        {},
    )
    return Group(
        id=article.id,
        stored=pack_extraction(extraction),
        terms={**_text_terms("title", title), **_article_terms(article)},
        numbers={"title_length": len(title)},
        values=_article_values(article),
        documents=(own, *passages.documents),
    )


class _Passages:
    """Collects the passages' documents, which refer to each other by how far apart they stand."""

    def __init__(self, extraction: Extraction) -> None:
        self._text = extraction.article.text
        self._analysed = {paragraph.id: tokens(extraction.text_of(paragraph)) for paragraph in extraction.paragraphs}
        self._paragraphs = {paragraph.id: number for number, paragraph in enumerate(extraction.paragraphs)}
        self._quotes: dict[str, list[tuple[int, Quote]]] = defaultdict(list)
        for number, quote in enumerate(extraction.quotes):
            self._quotes[quote.paragraph].append((number, quote))
        self._seen: Counter[tuple[int, bytes]] = Counter()
        self._digest = _story_digest(extraction, self._analysed)
        self.documents: list[Document] = []
        self.length = 0

    @property
    def digest(self) -> int:
        """Equal for articles with the same text."""
        return int.from_bytes(self._digest, "big")

    def add_paragraph(self, paragraph: Paragraph) -> None:
        """Add a paragraph and its quotes."""
        row = self._analysed[paragraph.id]
        self.length += len(row)
        kind = paragraph.kind
        self._add(PARAGRAPH, self._paragraphs[paragraph.id], row, _kind_terms(kind), {"kind": (kind,)}, parent=0)
        home = len(self.documents) - 1
        for number, quote in self._quotes[paragraph.id]:
            self._add_quote(number, quote, kind, len(self.documents) - home)

    def add_homeless_quotes(self) -> None:
        """Add the quotes whose paragraph the article does not have."""
        for paragraph in self._quotes.keys() - self._paragraphs.keys():
            for number, quote in self._quotes[paragraph]:
                self._add_quote(number, quote, None, 0)

    def _add_quote(self, number: int, quote: Quote, kind: str | None, parent: int) -> None:
        row = [token for start, end in quote.spans for token in tokens(self._text[start:end])]
        named = {"speaker": quote.speaker, "role": quote.role, "via": quote.via, "cue": quote.cue}
        terms: dict[str, Mapping[str, int | bytes]] = {
            name: _name_terms([value]) for name, value in named.items() if value
        }
        terms |= {"type": {fold(quote.type): 1}, **_kind_terms(kind)}
        values = {name: (value,) for name, value in {**named, "type": quote.type, "kind": kind}.items() if value}
        self._add(QUOTE, number, row, terms, values, parent=parent, confidence=quote.confidence)

    def _add(
        self,
        unit: int,
        ordinal: int,
        row: Sequence[Token],
        terms: Terms,
        values: Mapping[str, tuple[str, ...]],
        *,
        parent: int,
        confidence: float = 0.0,
    ) -> None:
        numbers = {
            "unit": unit,
            "back": len(self.documents) + 1,
            "parent": parent,
            "ordinal": ordinal,
            "length": len(row),
            "same": self._same(unit, row),
            "confidence": confidence,
        }
        self.documents.append(Document(unit, {**_text_terms("text", row), **_one_unit(unit), **terms}, numbers, values))

    def _same(self, unit: int, row: Sequence[Token]) -> int:
        own = _hash(token.exact for token in row)
        nth = self._seen[unit, own]
        self._seen[unit, own] += 1
        return int.from_bytes(blake2b(self._digest + own + b"%d %d" % (unit, nth), digest_size=8).digest(), "big")


def _story_digest(extraction: Extraction, analysed: Mapping[str, Sequence[Token]]) -> bytes:
    story = [
        token.exact
        for paragraph in extraction.paragraphs
        if paragraph.kind not in _NOT_THE_STORY
        for token in analysed[paragraph.id]
    ]
    return _hash(story or exact_terms(extraction.article.text))


def _hash(terms: Iterable[str]) -> bytes:
    return blake2b("\0".join(terms).encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _text_terms(field: str, row: Sequence[Token]) -> dict[str, Mapping[str, int | bytes]]:
    return {
        STEMS[field]: Counter([token.stem for token in row]),
        EXACT[field]: _positions([token.exact for token in row]),
    }


def _positions(terms: Iterable[str | None]) -> dict[str, int | bytes]:
    places: dict[str, list[int]] = {}
    for position, term in enumerate(terms):
        if term is not None:
            places.setdefault(term, []).append(position)
    return {term: pack(found) for term, found in places.items()}


def _name_terms(names: Iterable[str]) -> dict[str, int | bytes]:
    # An empty place between two names keeps a row of words from matching across them.
    row: list[str | None] = []
    for name in names:
        row += (*exact_terms(name), None)
    return _positions(row)


def _one_unit(unit: int) -> dict[str, Mapping[str, int | bytes]]:
    return {"unit": {UNIT_NAMES[unit]: 1}}


def _kind_terms(kind: str | None) -> dict[str, Mapping[str, int | bytes]]:
    return {"kind": {kind: 1}} if kind else {}


def _article_terms(article: Article) -> dict[str, Mapping[str, int | bytes]]:
    return {
        "source": _name_terms([article.source or ""]),
        "place": _name_terms(article.places),
        "author": _name_terms(article.authors),
        "tag": {fold(tag): 1 for tag in article.tags if tag},
    }


def _article_values(article: Article) -> dict[str, tuple[str, ...]]:
    return {
        "source": (article.source,) if article.source else (),
        "date": (article.date,) if article.date else (),
        "place": article.places,
        "author": article.authors,
        "tag": article.tags,
    }
