"""The answer to a search: a page of hits, counts, and what to try instead. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from searchkit.model.frozen import Frozen
from searchkit.model.passage import Span


class Hit(Frozen):
    """One hit: a quote, a paragraph, or an article shown by its best paragraph.

    `text` is the passage's text, `highlights` are offsets [start, end) into it; `start`, `end` and `spans` are offsets
    into the article's text. `context` is the text of the passage's paragraph. `score` is None if sorted by date. `speaker`
    is the person by the archive's table, `article_speaker` the name in this article. `copies` are the ids of the other
    articles with the same text.
    """

    id: str
    unit: str
    score: float | None
    text: str
    highlights: tuple[Span, ...]
    context: str
    start: int
    end: int
    spans: tuple[Span, ...]
    article: str
    paragraph: str
    path: str
    speaker: str | None = None
    article_speaker: str | None = None
    mention: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    role: str | None = None
    cue: str | None = None
    via: str | None = None
    type: str | None = None
    confidence: float | None = None
    kind: str | None = None
    continues: str | None = None
    title: str | None = None
    source: str | None = None
    date: str | None = None
    places: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
    copies: tuple[str, ...] = ()


class FacetCount(NamedTuple):
    """A value of a field, and the number of all hits that have it."""

    value: str
    count: int  # type: ignore[assignment]  # hides a method of tuples that nobody needs here


_NO_FACETS: Mapping[str, tuple[FacetCount, ...]] = {}
_NO_FILTERS: Mapping[str, tuple[str, ...]] = {}


class Suggestion(Frozen):
    """Another query that finds more: its text, the same as arguments to paste into a shell, its unit (None for
    paragraphs and quotes) and its number of hits. `whole_name` says that it takes the words behind a name for a part of
    the name.
    """

    query: str
    arguments: str
    unit: str | None
    total: int
    whole_name: bool = False


class SearchResult(Frozen):
    """The answer to a search: one page of hits, counts of all hits, and how the query was understood.

    `facets` counts the values of each field asked for, most frequent first. `histogram` counts dated hits by month
    (`YYYY-MM`, `YYYY` where no month is known) or by year, ascending and without zeros; None if not asked for.
    `undated_left_out` counts the undated articles that would have a hit but for a date filter.
    An engine leaves out what follows: `query` as typed, `filters` by name, `explanation` of both in words, and a
    `suggestion` if there are few hits.
    """

    total: int
    offset: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]] = _NO_FACETS
    undated_left_out: int = 0
    histogram: tuple[FacetCount, ...] | None = None
    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = _NO_FILTERS
    explanation: str = ""
    suggestion: Suggestion | None = None
