"""Random archives, changed at random, asked at random: the index must answer as the engine that looks at everything."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.engines.protocol import HISTOGRAMS, SORTS, Request
from searchkit.engines.whoosh.engine import WhooshEngine, create_engine, open_engine
from searchkit.engines.whoosh.searcher.bm25 import PLAIN, Ranking
from searchkit.fields import FACETS, UNITS
from searchkit.model.passage import Extraction
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
)

WORDS = ("river", "rivers", "Mill", "mîll", "the", "UN-led", "U.S.", "mayor’s", "new", "news")
NAMES = ("Ana Sol", "Sol", "Ána-Sól Ruiz", "Ben Ruiz", "Ruiz")
PERSONS = {"Sol": "Ana Sol Vega", "Ruiz": "Ben Ruiz"}
DATES = (None, "2018", "2018-05", "2018-05-17", "2019-01-01")
DAYS = (date(2018, 1, 17), date(2018, 5, 17), date(2018, 5, 18), date(2018, 6, 17), date(2019, 1, 1))

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
words = st.sampled_from(WORDS)
names = st.sampled_from(NAMES)
maybe_names = st.none() | names


def _leaves(*, quotes: bool) -> st.SearchStrategy[Leaf]:
    fields = st.sampled_from(("text", "text", "title"))
    named = ("source", "place", "author", *(("speaker", "speaker", "role", "via") if quotes else ()))
    shared: list[st.SearchStrategy[Leaf]] = [
        st.builds(Word, words, fields),
        st.builds(Word, words, fields),
        st.builds(Phrase, texts, fields),
        st.builds(Prefix, st.sampled_from(("riv", "m", "u.", "n")), fields),
        st.builds(
            Near,
            st.lists(st.sampled_from(("river", "mill", "the", "new")), min_size=1, max_size=3).map(tuple),
            st.integers(1, 5),
            st.booleans(),
            fields,
        ),
        st.builds(Wildcard, st.sampled_from(("r*r", "m?ll", "*", "n*w*", "?.?", "RIV?r*")), fields),
        st.builds(Fuzzy, st.sampled_from(("mil", "rivér", "news", "tne")), st.integers(0, 2), fields),
        st.builds(Wildcard, st.sampled_from(("s?l", "*iz", "v*a")), st.sampled_from(named)),
        st.builds(Fuzzy, st.sampled_from(("soll", "rui", "vega")), st.just(1), st.sampled_from(named)),
        st.builds(Name, st.sampled_from(named), st.sampled_from((*NAMES, "vega", "sol ruiz", "ana"))),
        st.builds(Prefix, st.sampled_from(("so", "ru", "v", "a")), st.sampled_from(named)),
        st.builds(Value, st.just("tag"), st.sampled_from(("Town", "TOWN hall", "tówn"))),
        st.builds(Value, st.just("kind"), st.sampled_from(("title", "body", "caption"))),
        st.builds(DateRange, st.none() | st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS)),
    ]
    only: list[st.SearchStrategy[Leaf]] = [
        st.builds(Value, st.just("type"), st.sampled_from(("direct", "indirect"))),
        st.builds(NumberRange, st.just("confidence"), st.sampled_from((None, 0.5)), st.sampled_from((None, 0.9))),
    ]
    return st.one_of(shared + only if quotes else shared)


def _trees(*, quotes: bool) -> st.SearchStrategy[Node]:
    def larger(smaller: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        factors = st.sampled_from((0.5, 2.0))
        several = st.lists(smaller, min_size=2, max_size=3).map(tuple)
        return (
            st.builds(And, several)
            | st.builds(Or, several)
            | st.builds(Not, smaller)
            | st.builds(Boost, smaller, factors)
        )

    return st.recursive(_leaves(quotes=quotes) | st.builds(Everything), larger, max_leaves=5)


@st.composite
def requests(draw: st.DrawFn) -> Request:
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


@st.composite
def articles(draw: st.DrawFn, id: str, write: Callable[..., Extraction], said: Callable[..., Any]) -> Extraction:
    paragraphs = []
    for _ in range(draw(st.integers(1, 3))):
        text = draw(texts)
        parts = text.split(" ")
        quotes = []
        for _ in range(draw(st.integers(0, 2))):
            cut = sorted(draw(st.tuples(*[st.integers(0, len(parts))] * 2)))
            spans = [" ".join(parts[: cut[0]]), " ".join(parts[cut[1] :])]
            if draw(st.booleans()):
                spans = spans[:1]
            if spans := [span for span in spans if span]:
                quotes.append(_quote(draw, said, tuple(spans)))
        paragraphs.append(
            (draw(st.sampled_from(("body", "body", "title", "caption", "byline", "repeat"))), text, quotes)
        )
    return write(
        id,
        *paragraphs,
        title=draw(st.sampled_from((None, draw(texts), paragraphs[0][1]))),
        source=draw(maybe_names),
        date=draw(st.sampled_from(DATES)),
        places=tuple(draw(st.lists(names, max_size=2))),
        authors=tuple(draw(st.lists(names, max_size=1))),
        tags=tuple(draw(st.lists(st.sampled_from(("Town", "town", "town hall")), max_size=2))),
    )


def _quote(draw: st.DrawFn, said: Callable[..., Any], spans: tuple[str, ...]) -> Any:
    return said(
        spans,
        speaker=draw(maybe_names),
        role=draw(maybe_names),
        via=draw(maybe_names),
        type=draw(st.sampled_from(("direct", "indirect"))),
        confidence=draw(st.sampled_from((0.25, 0.5, 0.9))),
    )


@contextmanager
def _index(history: list[dict[str, Extraction | None]], ranking: Ranking = PLAIN) -> Iterator[WhooshEngine]:
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(Path(folder), extraction=1)
        for change in history:
            with engine.writer() as writer:
                for id in change:
                    if engine.article(id):
                        writer.delete(id)
                for extraction in change.values():
                    if extraction:
                        writer.add(extraction)
                writer.commit(notes={}, catalogue={})
            engine = open_engine(Path(folder), ranking)
        yield engine


def _draw_history(data: st.DataObject, write: Any, said: Any) -> list[dict[str, Extraction | None]]:
    ids = ("ant", "bee", "cat%20fly", "dé/eel")
    history = []
    for _ in range(data.draw(st.integers(1, 4))):
        changed = data.draw(st.lists(st.sampled_from(ids), unique=True, min_size=1))
        history.append({id: data.draw(st.none() | articles(id, write, said)) for id in changed})
    for change in history:  # a wire copy now and then: the same text under another id
        if data.draw(st.booleans()) and (first := next((item for item in change.values() if item), None)):
            change["zoo"] = _renamed(first, "zoo", write)
    return history


def _renamed(extraction: Extraction, id: str, write: Any) -> Extraction:
    parts = [(paragraph.kind, extraction.text_of(paragraph)) for paragraph in extraction.paragraphs]
    result: Extraction = write(id, *parts, title="copied", date="2019-01-01")
    return result


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_answers_as_the_oracle_does(data: st.DataObject, write: Any, said: Any, oracle: Any) -> None:
    history = _draw_history(data, write, said)
    final: dict[str, Extraction | None] = {}
    for change in history:
        final |= change
    ranking = data.draw(st.sampled_from((PLAIN, Ranking(title=0.5))))
    slow = oracle([extraction for extraction in final.values() if extraction], PERSONS, ranking.title)
    with _index(history, ranking) as engine:
        for request in data.draw(st.lists(requests(), min_size=1, max_size=8)):
            wanted, found = slow.search(request), engine.search(request, PERSONS)
            assert [hit.id for hit in found.hits] == wanted.ids
            assert (found.total, found.undated_left_out) == (wanted.total, wanted.undated_left_out)
            assert (found.facets, found.histogram) == (wanted.facets, wanted.histogram)
            assert [hit.copies for hit in found.hits] == wanted.copies
            if request.sort == "relevance":
                assert [hit.score for hit in found.hits] == pytest.approx(wanted.scores, abs=1e-6)
            else:
                assert all(hit.score is None for hit in found.hits)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_an_updated_index_answers_as_a_rebuilt_one(data: st.DataObject, write: Any, said: Any) -> None:
    history = _draw_history(data, write, said)
    final: dict[str, Extraction | None] = {}
    for change in history:
        final |= change
    with _index(history) as updated, _index([final]) as rebuilt:
        assert updated.manifest == rebuilt.manifest
        assert list(updated.article_ids()) == list(rebuilt.article_ids())
        assert all(updated.values(field) == rebuilt.values(field) for field in FACETS)
        for id in final:
            assert updated.article(id) == rebuilt.article(id)
        for request in data.draw(st.lists(requests(), min_size=1, max_size=5)):
            assert updated.search(request, PERSONS) == rebuilt.search(request, PERSONS)
