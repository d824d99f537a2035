"""What a search gives back: a page of hits, facet counts and what to try instead. Plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from searchkit.model.frozen import Frozen
from searchkit.model.passage import Span


class Hit(Frozen):
    """One finding: a quote, a paragraph, or an article shown by its best paragraph.

    `text` is the passage's own text and `highlights` are offsets into it; `start`, `end` and `spans` are offsets into the
    article's text. `context` is the text of the paragraph it stands in. `score` is None when sorted by date. `speaker` is
    the person by the archive's table, `article_speaker` the name this article gives. `copies` are the ids of the other
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
    """A value of a field and how many of all the hits have it."""

    value: str
    count: int  # type: ignore[assignment]  # hides a method of tuples that nobody needs here


_NONE: Mapping[str, tuple[FacetCount, ...]] = {}


class Found(Frozen):
    """What an engine answers: one page of hits; the other fields speak of all of them.

    `histogram` counts the dated ones by month (`YYYY-MM`, `YYYY` where no month is known) or year, in the order of time;
    months without a hit are left out. It is None when it was not asked for.
    `undated_left_out` counts the undated articles that would have had a hit but for a date filter.
    """

    total: int
    offset: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]] = _NONE
    undated_left_out: int = 0
    histogram: tuple[FacetCount, ...] | None = None


class Suggestion(Frozen):
    """Another question that finds more: its query text, the same as arguments to paste into a shell, its unit (None for
    the default) and how many hits it has. `whole_name` says that words behind a name became part of it.
    """

    query: str
    arguments: str
    unit: str | None
    total: int
    whole_name: bool = False


class Results(Frozen):
    """The answer to a search: what was asked, how it was understood, and what was found."""

    query: str
    filters: Mapping[str, tuple[str, ...]]
    explanation: str
    found: Found
    suggestion: Suggestion | None = None
