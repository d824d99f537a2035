"""The oracle: answers a request by looking at every document. Slow and short; it shares no code with any engine."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from searchkit.model.passage import Extraction
from searchkit.model.results import FacetCount
from searchkit.query.request import NEWEST, RELEVANCE, Request
from searchkit.query.tree import DateRange, leaves
from searchkit.text.analysis import fold
from tests.engines.contract.oracle_documents import Document, day_range, main_text_terms, passages_of
from tests.engines.contract.oracle_matching import Matching
from tests.engines.contract.oracle_scoring import Scoring, drop_repeated_children

TITLE_WEIGHT = 0.5


@dataclass(frozen=True)
class Expected:
    """What an engine must answer. For the page: ids, scores and copies, in order. For all hits: the total and the counts."""

    ids: list[str]
    scores: list[float]
    copies: list[tuple[str, ...]]
    total: int
    facets: Mapping[str, tuple[FacetCount, ...]]
    undated_left_out: int
    histogram: tuple[FacetCount, ...] | None


class Oracle:
    """Answers requests over some extractions, with a table of people."""

    def __init__(
        self, extractions: Sequence[Extraction], persons: Mapping[str, str], title_weight: float = TITLE_WEIGHT
    ) -> None:
        self._extractions = extractions
        self._persons = persons
        self._passages = [document for extraction in extractions for document in passages_of(extraction)]
        self._articles = [Document(extraction, "article", None) for extraction in extractions]
        self._matching = Matching(persons)
        self._scoring = Scoring(self._matching, (*self._passages, *self._articles), title_weight)

    def search(self, request: Request) -> Expected:
        hits = self._hits(request, self._matching)
        tree = drop_repeated_children(request.tree)
        scores = {hit.id: self._scoring.score(tree, hit) for hit in hits}
        ordered = sorted(hits, key=lambda hit: _order(hit, scores[hit.id], request.sort))
        first_hits: dict[tuple[object, ...], Document] = {}
        for hit in ordered:
            first_hits.setdefault(_collapse_key(hit), hit)
        collapsed = list(first_hits.values())
        page = collapsed[request.offset : request.offset + request.limit]
        return Expected(
            [hit.id for hit in page],
            [scores[hit.id] for hit in page],
            [self._copies(hit.extraction) for hit in page],
            len(collapsed),
            {field: self._facet(field, collapsed) for field in request.facets},
            self._undated_left_out(request),
            _histogram(request.histogram, collapsed) if request.histogram else None,
        )

    def _hits(self, request: Request, matching: Matching) -> list[Document]:
        """The documents of the requested unit that match; without a unit a quote replaces its paragraph."""
        documents = self._articles if request.unit == "article" else self._passages
        matches = [document for document in documents if matching.matches(request.tree, document)]
        if request.unit:
            return [document for document in matches if document.unit == request.unit]
        parents = {document.quote.paragraph for document in matches if document.quote}
        return [document for document in matches if document.quote or document.id not in parents]

    def _undated_left_out(self, request: Request) -> int:
        """The number of undated articles that would have hits if the query named no dates."""
        if not any(isinstance(leaf, DateRange) for leaf in leaves(request.tree)):
            return 0
        hits = self._hits(request, replace(self._matching, undated_match=True))
        return len({hit.extraction.article.id for hit in hits if hit.date is None})

    def _facet(self, field: str, hits: Sequence[Document]) -> tuple[FacetCount, ...]:
        """The number of hits of each value, highest first. Spellings of a value count together; the most frequent is shown."""
        spellings: dict[str, Counter[str]] = {}
        for hit in hits:
            values: dict[str, str] = {}
            for value in hit.values(field):
                shown = self._persons.get(value, value) if field == "speaker" else value
                values.setdefault(shown if field == "speaker" else fold(shown), shown)
            for key, value in values.items():
                spellings.setdefault(key, Counter())[value] += 1
        counts = [
            FacetCount(min(counted, key=lambda value: (-counted[value], value)), counted.total())
            for counted in spellings.values()
        ]
        return tuple(sorted(counts, key=lambda count: (-count.count, count.value)))

    def _copies(self, extraction: Extraction) -> tuple[str, ...]:
        """The ids of the other articles with the same main text."""
        terms = main_text_terms(extraction)
        others = [other for other in self._extractions if other is not extraction and main_text_terms(other) == terms]
        return tuple(sorted(other.article.id for other in others))


def _histogram(by: str, hits: Sequence[Document]) -> tuple[FacetCount, ...]:
    """Dated hits of each month or year, in order."""
    dates = [hit.date for hit in hits if hit.date]
    counts = Counter("-".join(date.split("-")[: 2 if by == "month" else 1]) for date in dates)
    return tuple(FacetCount(value, count) for value, count in sorted(counts.items()))


def _collapse_key(hit: Document) -> tuple[object, ...]:
    """Equal for the same passage of copies: main text, unit, terms, and a number among passages with the same terms."""
    alike = [other.id for other in passages_of(hit.extraction) if (other.unit, other.exact) == (hit.unit, hit.exact)]
    return main_text_terms(hit.extraction), hit.unit, hit.exact, alike.index(hit.id) if hit.passage else 0


def _order(hit: Document, score: float, sort: str) -> tuple[object, ...]:
    """The sort key: score or date, then the other one, then article id and start of the passage."""
    first = day_range(hit.date)[0].toordinal() if hit.date else math.inf
    day = -first if sort in {RELEVANCE, NEWEST} and hit.date else first
    unit = ("quote", "paragraph", "article").index(hit.unit)
    passages = (*hit.extraction.paragraphs, *hit.extraction.quotes)  # each in the order of their start
    ties = hit.extraction.article.id, passages.index(hit.passage) if hit.passage else 0
    rank = -round(score, 7)
    return (rank, unit, day, *ties) if sort == RELEVANCE else (day, rank, unit, *ties)
