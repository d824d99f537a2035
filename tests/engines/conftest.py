"""Articles made by hand, and an engine that looks at every passage for every query: slow, short and independent."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from searchkit.engines.protocol import NEWEST, RELEVANCE, Request
from searchkit.engines.whoosh.engine import WhooshEngine, create_engine, open_engine
from searchkit.fields import BY_NAME
from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, Quote, paragraph_id, quote_id
from searchkit.model.results import FacetCount
from searchkit.query.tree import (
    And,
    Boost,
    DateRange,
    Everything,
    Fuzzy,
    Leaf,
    Name,
    Near,
    Node,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Value,
    Wildcard,
    Word,
    leaves,
)
from searchkit.text.analysis import FUNCTION_WORDS, exact_terms, fold, tokens

ON_TEXT = (Word, Phrase, Prefix, Near, Wildcard, Fuzzy)


@dataclass(frozen=True)
class Said:
    """A quote to be made: the stretches of its paragraph that it says, in order."""

    spans: tuple[str, ...]
    speaker: str | None = None
    role: str | None = None
    cue: str | None = None
    via: str | None = None
    type: str = "direct"
    confidence: float = 0.9


def _write(
    id: str, *paragraphs: str | tuple[str, str] | tuple[str, str, list[Said]], title: str | None = None, **about: object
) -> Extraction:
    """An extraction of paragraphs: text, or (kind, text), or (kind, text, quotes)."""
    text, found, quotes = "", [], []
    taken: set[str] = set()
    for number, given in enumerate(paragraphs, 1):
        kind, own, said = ("body", given, []) if isinstance(given, str) else (*given, []) if len(given) == 2 else given
        start = len(text)
        home = paragraph_id(id, number)
        found.append(Paragraph(home, start, start + len(own), kind))
        for quote in said:
            spans, place = [], 0
            for span in quote.spans:
                place = own.index(span, place)
                spans.append((start + place, start + place + len(span)))
                place += len(span)
            name = quote_id(id, spans[0][0], spans[-1][1], taken)
            taken.add(name)
            quotes.append(
                Quote(
                    name,
                    spans[0][0],
                    spans[-1][1],
                    tuple(spans),
                    quote.type,
                    home,
                    quote.confidence,
                    speaker=quote.speaker,
                    role=quote.role,
                    cue=quote.cue,
                    via=quote.via,
                )
            )
        text += own + "\n\n"
    quotes.sort(key=lambda quote: quote.start)
    article = Article(id=id, text=text, path=f"{id}.txt", title=title, **about)  # type: ignore[arg-type]
    return Extraction(article, tuple(found), tuple(quotes))


@dataclass(frozen=True)
class _Doc:
    """A paragraph, a quote, or (with neither) a whole article."""

    extraction: Extraction
    unit: str
    place: Paragraph | Quote | None
    row: tuple[str, ...]
    stems: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.place.id if self.place else self.extraction.article.id

    @property
    def quote(self) -> Quote | None:
        return self.place if isinstance(self.place, Quote) else None

    @property
    def kind(self) -> str | None:
        if isinstance(self.place, Paragraph):
            return self.place.kind
        kinds = {paragraph.id: paragraph.kind for paragraph in self.extraction.paragraphs}
        return kinds.get(self.place.paragraph) if self.place else None


@dataclass(frozen=True)
class Answer:
    """What a search should find: ids in order with their scores, the number of hits, facets, undated articles."""

    ids: list[str]
    scores: list[float]
    copies: list[tuple[str, ...]]
    total: int
    facets: Mapping[str, tuple[FacetCount, ...]]
    undated_left_out: int
    histogram: tuple[FacetCount, ...] | None


def _without_repetitions(node: Node) -> Node:
    if isinstance(node, Not | Boost):
        return replace(node, child=_without_repetitions(node.child))
    if not isinstance(node, And | Or):
        return node
    left: list[Node] = []
    for child in map(_without_repetitions, node.children):
        if child not in left:
            left.append(child)
    return left[0] if len(left) == 1 else replace(node, children=tuple(left))


class Oracle:
    """Answers by the words of the design, passage by passage."""

    def __init__(self, extractions: Sequence[Extraction], persons: Mapping[str, str], title: float = 0.0) -> None:
        self.title = title
        self.extractions = extractions
        self.persons = persons
        self.passages = [doc for extraction in extractions for doc in _passages(extraction)]
        self.articles = [_Doc(extraction, "article", None, (), ()) for extraction in extractions]
        self.date_passes_undated = False

    def search(self, request: Request) -> Answer:
        hits = self._hits(request)
        tree = _without_repetitions(request.tree)
        scores = {doc.id: self.score(tree, doc) for doc in hits}
        order = sorted(hits, key=lambda doc: self._order(doc, scores[doc.id], request.sort))
        shown, seen = [], set()
        for doc in order:
            if (key := self._same(doc)) not in seen:
                seen.add(key)
                shown.append(doc)
        page = shown[request.offset : request.offset + request.limit]
        return Answer(
            [doc.id for doc in page],
            [scores[doc.id] for doc in page],
            [self.copies(doc.extraction) for doc in page],
            len(shown),
            {field: self.facet(field, shown) for field in request.facets},
            self._undated_left_out(request),
            self.histogram(request.histogram, shown) if request.histogram else None,
        )

    def _hits(self, request: Request) -> list[_Doc]:
        if request.unit == "article":
            return [doc for doc in self.articles if self.holds(request.tree, doc)]
        units = {request.unit} if request.unit else {"paragraph", "quote"}
        found = [doc for doc in self.passages if doc.unit in units and self.holds(request.tree, doc)]
        if request.unit is None:
            shown_as_quotes = {doc.quote.paragraph for doc in found if doc.quote}
            found = [doc for doc in found if doc.quote or doc.id not in shown_as_quotes]
        return found

    def _undated_left_out(self, request: Request) -> int:
        if not any(isinstance(leaf, DateRange) for leaf in leaves(request.tree)):
            return 0
        self.date_passes_undated = True
        found = {doc.extraction.article.id for doc in self._hits(request) if doc.extraction.article.date is None}
        self.date_passes_undated = False
        return len(found)

    def holds(self, node: Node, doc: _Doc) -> bool:
        return self._truth(node, doc)[0]

    def _truth(self, node: Node, doc: _Doc) -> tuple[bool, bool]:
        """Whether a document matches a node, and whether it matches its opposite: perhaps neither."""
        match node:
            case Everything():
                return True, False
            case Not(child):
                matches, opposite = self._truth(child, doc)
                return opposite, matches
            case And(children) | Or(children):
                answers = [self._truth(child, doc) for child in children]
                first, second = (all, any) if isinstance(node, And) else (any, all)
                return first(answer[0] for answer in answers), second(answer[1] for answer in answers)
            case Boost(child):
                return self._truth(child, doc)
            case DateRange() if doc.extraction.article.date is None:
                return self.date_passes_undated, self.date_passes_undated
        found = self.frequency(node, doc) > 0
        return found, not found and (bool(doc.quote) or not _on_quotes_only(node))

    def frequency(self, leaf: Leaf, doc: _Doc) -> int:
        """How often a leaf occurs in a document; 1 or 0 for those that are not counted."""
        if doc.unit == "article" and isinstance(leaf, Value) and leaf.field == "kind":
            return int(any(self.frequency(leaf, part) for part in self._paragraphs(doc)))
        if doc.unit == "article" and isinstance(leaf, ON_TEXT) and leaf.field == "text":
            inside = sum(self.frequency(leaf, part) for part in self._paragraphs(doc))
            titled = self.frequency(replace(leaf, field="title"), doc)
            return inside + titled if self._title_apart(doc) else inside or titled
        if isinstance(leaf, Word | Phrase):
            return self._times(leaf, doc)
        if isinstance(leaf, Near):
            return _windows(leaf, self._row(leaf.field, doc))
        return int(self._passes(leaf, doc))

    def _times(self, leaf: Word | Phrase, doc: _Doc) -> int:
        row = tokens(leaf.text)
        if isinstance(leaf, Word) and len(row) == 1:
            return self._row(leaf.field, doc, stems=True).count(row[0].stem)
        return _count(exact_terms(leaf.text), self._row(leaf.field, doc))

    def _passes(self, leaf: Leaf, doc: _Doc) -> bool:
        match leaf:
            case Prefix(text, field):
                names = [self._row(field, doc)] if field in {"text", "title"} else self._names(field, doc)
                return any(term.startswith(fold(text)) for name in names for term in name)
            case Wildcard(text, field) | Fuzzy(text, _, field):
                names = [self._row(field, doc)] if field in {"text", "title"} else self._names(field, doc)
                distance = leaf.distance if isinstance(leaf, Fuzzy) else None
                return any(_stands_for(fold(text), distance, term) for name in names for term in name)
            case Name(field, text):
                return any(_count(exact_terms(text), name) for name in self._names(field, doc))
            case Value(field, text):
                return fold(text) in [fold(value) for value in self._values(field, doc)]
            case NumberRange(_, low, high):
                number = doc.quote.confidence if doc.quote else math.nan
                return (low is None or low <= number) and (high is None or number <= high) and bool(doc.quote)
            case DateRange(start, end):
                first, after = _stretch(doc.extraction.article.date or "")
                return (end is None or first < end) and (start is None or start < after)
        raise AssertionError(leaf)

    def score(self, node: Node, doc: _Doc) -> float:
        match node:
            case And(children) | Or(children):
                return sum(self.score(child, doc) for child in children if self.holds(child, doc))
            case Boost(child, factor):
                return factor * self.score(child, doc)
            case Word(text) if len(exact_terms(text)) == 1 and exact_terms(text)[0] in FUNCTION_WORDS:
                return 0.0
            case Word() | Phrase() | Near() if often := self.frequency(node, doc):
                return self._bm25(node, doc, often) + self._title_evidence(node, doc)
            case Prefix(_, "text" | "title") | Wildcard(_, "text" | "title") | Fuzzy(_, _, "text" | "title") if (
                self.frequency(node, doc)
            ):
                return 1.0
        return 0.0

    def _title_evidence(self, leaf: Word | Phrase | Near, doc: _Doc) -> float:
        if doc.unit != "article" or leaf.field != "text" or not self.title:
            return 0.0
        titled = replace(leaf, field="title")
        often = self.frequency(titled, doc)
        return self.title * self._bm25(titled, doc, often) if often else 0.0

    def _bm25(self, leaf: Word | Phrase | Near, doc: _Doc, often: int) -> float:
        if leaf.field == "title":
            pool = self.articles
            lengths = [_content(self._row("title", other)) for other in pool]
            mine = _content(self._row("title", doc))
        else:
            pool = [other for other in (*self.passages, *self.articles) if other.unit == doc.unit]
            lengths = [self._length(other) for other in pool]
            mine = self._length(doc)
        having = sum(1 for other in pool if self.frequency(leaf, other))
        idf = math.log(1 + (len(pool) - having + 0.5) / (having + 0.5))
        average = max(sum(lengths), 1) / len(pool)
        return idf * often * 2.2 / (often + 1.2 * (1 - 0.75 + 0.75 * mine / average))

    def _length(self, doc: _Doc) -> int:
        if doc.unit != "article":
            return _content(doc.row)
        title = self._row("title", doc) if self._title_apart(doc) else ()
        return _content(title) + sum(_content(part.row) for part in self._paragraphs(doc))

    def _title_apart(self, article: _Doc) -> bool:
        return self._row("title", article) not in [part.row for part in self._paragraphs(article)]

    def _paragraphs(self, article: _Doc) -> list[_Doc]:
        return [doc for doc in _passages(article.extraction) if doc.unit == "paragraph"]

    def _row(self, field: str, doc: _Doc, *, stems: bool = False) -> tuple[str, ...]:
        if field == "text":
            return doc.stems if stems else doc.row
        return tuple(token.stem if stems else token.exact for token in tokens(doc.extraction.article.title or ""))

    def _names(self, field: str, doc: _Doc) -> list[tuple[str, ...]]:
        names = list(self._values(field, doc))
        if field == "speaker":
            names += [self.persons[name] for name in names if name in self.persons]
        return [exact_terms(name) for name in names]

    def _values(self, field: str, doc: _Doc) -> Sequence[str]:
        article, quote = doc.extraction.article, doc.quote
        if field in {"place", "author", "tag"}:
            return {"place": article.places, "author": article.authors, "tag": article.tags}[field]
        single = {"source": article.source, "date": article.date, "kind": doc.kind}
        value = single[field] if field in single else getattr(quote, field) if quote else None
        return () if value is None else (value,)

    def facet(self, field: str, docs: Sequence[_Doc]) -> tuple[FacetCount, ...]:
        spellings: dict[str, Counter[str]] = {}
        for doc in docs:
            values = self._values(field, doc)
            if field == "speaker":
                values = [self.persons.get(value, value) for value in values]
            once: dict[str, str] = {}
            for value in values:
                once.setdefault(value if field == "speaker" else fold(value), value)
            for folded, value in once.items():
                spellings.setdefault(folded, Counter())[value] += 1
        counts = [
            FacetCount(min(found, key=lambda value: (-found[value], value)), sum(found.values()))
            for found in spellings.values()
        ]
        return tuple(sorted(counts, key=lambda count: (-count.count, count.value)))

    def histogram(self, by: str, docs: Sequence[_Doc]) -> tuple[FacetCount, ...]:
        dates = [doc.extraction.article.date for doc in docs]
        counts = Counter("-".join(date.split("-")[: 2 if by == "month" else 1]) for date in dates if date)
        return tuple(FacetCount(*pair) for pair in sorted(counts.items()))

    def copies(self, extraction: Extraction) -> tuple[str, ...]:
        mine = _story(extraction)
        others = [other for other in self.extractions if other is not extraction and _story(other) == mine]
        return tuple(sorted(other.article.id for other in others))

    def _same(self, doc: _Doc) -> tuple[object, ...]:
        alike = [other for other in _passages(doc.extraction) if (other.unit, other.row) == (doc.unit, doc.row)]
        nth = [other.id for other in alike].index(doc.id) if doc.place else 0
        return _story(doc.extraction), doc.unit, doc.row, nth

    def _order(self, doc: _Doc, score: float, sort: str) -> tuple[object, ...]:
        printed = doc.extraction.article.date
        first = _stretch(printed)[0].toordinal() if printed else math.inf
        day = first if sort not in (RELEVANCE, NEWEST) or not printed else -first
        unit = ("quote", "paragraph", "article").index(doc.unit)
        places = (*doc.extraction.paragraphs, *doc.extraction.quotes)  # each in the order of their start
        ties = doc.extraction.article.id, places.index(doc.place) if doc.place else 0
        worth = -round(score, 7)
        return (worth, unit, day, *ties) if sort == RELEVANCE else (day, worth, unit, *ties)


def _content(row: Sequence[str]) -> int:
    return sum(word not in FUNCTION_WORDS for word in row)


def _on_quotes_only(leaf: Leaf) -> bool:
    return not isinstance(leaf, DateRange) and BY_NAME[leaf.field].on_quotes_only


def _passages(extraction: Extraction) -> Iterator[_Doc]:
    repeats = {paragraph.id for paragraph in extraction.paragraphs if paragraph.kind == "repeat"}
    for paragraph in extraction.paragraphs:
        if paragraph.id not in repeats:
            yield _doc(extraction, "paragraph", paragraph, [(paragraph.start, paragraph.end)])
    for quote in extraction.quotes:
        if quote.paragraph not in repeats:
            yield _doc(extraction, "quote", quote, quote.spans)


def _doc(extraction: Extraction, unit: str, place: Paragraph | Quote, spans: Sequence[tuple[int, int]]) -> _Doc:
    row = [token for start, end in spans for token in tokens(extraction.article.text[start:end])]
    return _Doc(extraction, unit, place, tuple(token.exact for token in row), tuple(token.stem for token in row))


def _story(extraction: Extraction) -> tuple[str, ...]:
    parts = [part for part in extraction.paragraphs if part.kind not in {"title", "byline", "repeat"}]
    story = tuple(term for part in parts for term in exact_terms(extraction.text_of(part)))
    return story or exact_terms(extraction.article.text)


def _windows(leaf: Near, row: Sequence[str]) -> int:
    words = exact_terms(" ".join(leaf.words))
    found = 0
    for start, first in enumerate(row):
        window = row[start : start + leaf.window]
        if leaf.ordered:
            rest = iter(window)
            found += first == words[0] and all(word in rest for word in words)
        else:
            found += first in words and not Counter(words) - Counter(window)
    return found


def _stands_for(text: str, distance: int | None, word: str) -> bool:
    if distance is None:
        pattern = "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in text)
        return re.fullmatch(pattern, word, re.DOTALL) is not None
    return _edits(text, word) <= distance


def _edits(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    if one[-1] == other[-1]:
        return _edits(one[:-1], other[:-1])
    return 1 + min(_edits(one[:-1], other), _edits(one, other[:-1]), _edits(one[:-1], other[:-1]))


def _count(row: Sequence[str], within: Sequence[str]) -> int:
    return sum(tuple(within[at : at + len(row)]) == tuple(row) for at in range(len(within))) if row else 0


def _stretch(printed: str) -> tuple[date, date]:
    numbers = [int(number) for number in re.findall(r"\d+", printed)]
    year, month, day = (*numbers, None, None)[:3]
    first = date(year, month or 1, day or 1)  # type: ignore[arg-type]
    if day:
        return first, date.fromordinal(first.toordinal() + 1)
    months = first.year * 12 + first.month - 1 + (1 if month else 12)
    return first, date(months // 12, months % 12 + 1, 1)


@pytest.fixture(scope="session")
def write() -> Callable[..., Extraction]:
    return _write


@pytest.fixture(scope="session")
def said() -> type[Said]:
    return Said


@pytest.fixture(scope="session")
def oracle() -> type[Oracle]:
    return Oracle


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., WhooshEngine]:
    """An engine over some extractions, committed one change after the other."""

    def commit(*changes: Sequence[Extraction]) -> WhooshEngine:
        engine = create_engine(tmp_path / "index", extraction=7)
        for change in changes:
            with engine.writer() as writer:
                for extraction in change:
                    writer.add(extraction)
                writer.commit(notes={"folders": {"a": 1}}, catalogue={"files": len(change)})
            engine = open_engine(tmp_path / "index")
        return engine

    return commit
