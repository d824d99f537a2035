"""Hypothesis strategies: articles, archives that change, and requests with random query trees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from searchkit.fields import BY_NAME, FACETS, UNITS
from searchkit.model.frozen import replace
from searchkit.model.passage import Extraction
from searchkit.query.request import HISTOGRAMS, RELEVANCE, SORTS, Request
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
from tests.engines.contract.builders import ParagraphSpec, QuoteSpec, make_extraction

Change = dict[str, Extraction | None]
"""Article id -> the article that is added or replaced, None if it is deleted."""

WORDS = ("river", "rivers", "Mill", "mîll", "the", "UN-led", "U.S.", "mayor’s", "new", "news")
NAMES = ("Ana Sol", "Sol", "Ána-Sól Ruiz", "Ben Ruiz", "Ruiz")
PERSONS = {"Sol": "Ana Sol Vega", "Ruiz": "Ben Ruiz"}
DATES = (None, "2018", "2018-05", "2018-05-17", "2019-01-01")
DAYS = (date(2018, 1, 17), date(2018, 5, 17), date(2018, 5, 18), date(2018, 6, 17), date(2019, 1, 1))
KINDS = ("body", "body", "title", "caption", "byline", "repeat")
TAGS = ("Town", "town", "town hall")
IDS = ("ant", "bee", "cat%20fly", "dé/eel")

words = st.sampled_from(WORDS)
texts = st.lists(words, min_size=1, max_size=6).map(" ".join)
names = st.sampled_from(NAMES)
maybe_names = st.none() | names


def _leaves(*, quotes: bool) -> st.SearchStrategy[Leaf]:
    """Leaves; with `quotes` also of fields that only quotes have."""
    fields = st.sampled_from(("text", "text", "title"))
    name_fields = st.sampled_from(
        ("source", "place", "author", *(("speaker", "speaker", "role", "via") if quotes else ()))
    )
    near_words = st.lists(st.sampled_from(("river", "mill", "the", "new")), min_size=1, max_size=3).map(tuple)
    days = st.none() | st.sampled_from(DAYS)
    strategies: list[st.SearchStrategy[Leaf]] = [
        *[st.builds(Word, words, fields)] * 6,
        st.builds(Phrase, texts, fields),
        st.builds(Prefix, st.sampled_from(("riv", "m", "u.", "n")), fields),
        st.builds(Near, near_words, st.integers(1, 5), st.booleans(), fields),
        st.builds(Wildcard, st.sampled_from(("r*r", "m?ll", "*", "n*w*", "?.?", "RIV?r*")), fields),
        st.builds(Fuzzy, st.sampled_from(("mil", "rivér", "news", "tne")), st.integers(0, 2), fields),
        st.builds(Wildcard, st.sampled_from(("s?l", "*iz", "v*a")), name_fields),
        st.builds(Fuzzy, st.sampled_from(("soll", "rui", "vega")), st.just(1), name_fields),
        st.builds(Name, name_fields, st.sampled_from((*NAMES, "vega", "sol ruiz", "ana"))),
        st.builds(Prefix, st.sampled_from(("so", "ru", "v", "a")), name_fields),
        st.builds(Value, st.just("tag"), st.sampled_from(("Town", "TOWN hall", "tówn"))),
        st.builds(Value, st.just("kind"), st.sampled_from(("title", "body", "caption"))),
        st.builds(DateRange, days, days),
    ]
    if quotes:
        strategies += [
            st.builds(Value, st.just("type"), st.sampled_from(("direct", "indirect"))),
            st.builds(NumberRange, st.just("confidence"), st.sampled_from((None, 0.5)), st.sampled_from((None, 0.9))),
        ]
    return st.one_of(strategies)


def _trees(*, quotes: bool) -> st.SearchStrategy[Node]:
    def larger(smaller: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(smaller, min_size=2, max_size=3).map(tuple)
        return (
            st.builds(And, several)
            | st.builds(Or, several)
            | st.builds(Not, smaller)
            | st.builds(Boost, smaller, st.sampled_from((0.5, 2.0)))
        )

    return st.recursive(_leaves(quotes=quotes) | st.builds(Everything), larger, max_leaves=5)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    """A page of a search, in any unit and order, with counts."""
    unit = draw(st.sampled_from((None, None, *UNITS)))
    return Request(
        draw(_trees(quotes=unit in (None, "quote"))),
        unit,
        draw(st.sampled_from(SORTS)),
        draw(st.integers(0, 3)),
        draw(st.sampled_from((0, 1, 3, 50))),
        tuple(draw(st.sets(st.sampled_from(FACETS), max_size=3))),
        draw(st.sampled_from((None, *HISTOGRAMS))),
    )


def in_every_unit(request: Request) -> list[Request]:
    """The request, and all hits of its query in each unit that has the fields of the query, best first."""
    on_quotes = any(
        BY_NAME[leaf.field].on_quotes_only for leaf in leaves(request.tree) if not isinstance(leaf, DateRange)
    )
    units = (None, "quote") if on_quotes else (None, *UNITS)
    return [request, *(replace(request, unit=unit, sort=RELEVANCE, offset=0, limit=50) for unit in units)]


@st.composite
def _quotes(draw: st.DrawFn, text: str) -> list[QuoteSpec]:
    """At most two quotes of a paragraph: its beginning, or its beginning and its end."""
    tokens = text.split(" ")
    quotes = []
    for _ in range(draw(st.integers(0, 2))):
        first, second = sorted(draw(st.tuples(*[st.integers(0, len(tokens))] * 2)))
        spans = [" ".join(tokens[:first]), " ".join(tokens[second:])]
        if draw(st.booleans()):
            spans = spans[:1]
        if spans := [span for span in spans if span]:
            speaker, role, via = draw(maybe_names), draw(maybe_names), draw(maybe_names)
            type, confidence = draw(st.sampled_from(("direct", "indirect"))), draw(st.sampled_from((0.25, 0.5, 0.9)))
            quotes.append(QuoteSpec(tuple(spans), speaker, role, via=via, type=type, confidence=confidence))
    return quotes


@st.composite
def articles(draw: st.DrawFn, id: str) -> Extraction:
    """An article of one to three paragraphs, with quotes."""
    bodies = [draw(texts) for _ in range(draw(st.integers(1, 3)))]
    paragraphs: list[ParagraphSpec] = [(draw(st.sampled_from(KINDS)), text, draw(_quotes(text))) for text in bodies]
    return make_extraction(
        id,
        *paragraphs,
        title=draw(st.sampled_from((None, draw(texts), bodies[0]))),
        source=draw(maybe_names),
        date=draw(st.sampled_from(DATES)),
        places=tuple(draw(st.lists(names, max_size=2))),
        authors=tuple(draw(st.lists(names, max_size=1))),
        tags=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=2))),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """One to four changes of an archive; now and then one adds a copy of an article under another id."""
    history: list[Change] = []
    for _ in range(draw(st.integers(1, 4))):
        changed = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1))
        change: Change = {id: draw(st.none() | articles(id)) for id in changed}
        original = next((extraction for extraction in change.values() if extraction), None)
        if original and draw(st.booleans()):
            change["zoo"] = _copy_article(original, "zoo")
        history.append(change)
    return history


def _copy_article(extraction: Extraction, id: str) -> Extraction:
    """The same paragraphs without quotes, under another id, title and date."""
    paragraphs = [(paragraph.kind, extraction.text_of(paragraph)) for paragraph in extraction.paragraphs]
    return make_extraction(id, *paragraphs, title="copied", date="2019-01-01")


def last_state(history: Sequence[Change]) -> Change:
    """The articles after all changes; None for deleted ones."""
    state: Change = {}
    for change in history:
        state |= change
    return state
