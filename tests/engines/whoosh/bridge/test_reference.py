"""Whoosh's own Searcher gives the same hits for the same query."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.engines.whoosh.bridge.reference import ReferenceEngine, open_reference
from searchkit.engines.whoosh.engine import WhooshEngine, create_engine, open_engine
from searchkit.errors import QueryError
from searchkit.query.request import Request
from searchkit.query.tree import (
    And,
    DateRange,
    Everything,
    Fuzzy,
    Name,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Value,
    Word,
)
from tests.engines.contract.builders import QuoteSpec, make_extraction

WORDS = ("river", "mill", "the", "news", "boat")
Engines = tuple[WhooshEngine, ReferenceEngine]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Engines:
    folder = tmp_path_factory.mktemp("reference")
    engine = create_engine(folder, extraction=1)
    for change in range(3):
        with engine.writer() as changing:
            for number in range(10):
                text = " ".join(WORDS[(number * step * step + change + step) % 5] for step in range(9))
                quote = QuoteSpec((text[:12].rsplit(" ", 1)[0],), speaker=f"Ana {WORDS[number % 5]} Sol")
                changing.add(
                    make_extraction(
                        f"{change}.{number}", ("body", text, [quote]), text[9:], title=text[5:], tags=("A tag",)
                    )
                )
            if change:
                changing.delete("0.3" if change == 1 else "1.4")
            changing.commit(notes={}, catalogue={})
        engine = open_engine(folder)
    return engine, open_reference(folder)


stems = st.builds(Word, st.sampled_from(("river", "mill", "the", "boat")), st.sampled_from(("text", "title")))
others = st.one_of(
    stems,
    st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)),
    st.builds(Near, st.permutations(WORDS).map(lambda words: tuple(words[:2])), st.integers(2, 5)),
    st.builds(Name, st.just("speaker"), st.sampled_from(("ana river", "mill sol", "sol"))),
    st.just(Value("tag", "a TAG")),
)


def trees(leaf: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    kinds = st.sampled_from((And, Or))
    return st.recursive(
        leaf,
        lambda smaller: st.builds(
            lambda kind, parts: kind(tuple(parts)), kinds, st.lists(smaller, min_size=2, max_size=3)
        ),
        max_leaves=5,
    )


units = st.sampled_from((None, "quote", "paragraph"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees(others), unit=units)
def test_it_finds_the_same(tree: Node, unit: str | None, engines: Engines) -> None:
    embedded, reference = (engine.search(Request(tree, unit, "newest", facets=("speaker",)), {}) for engine in engines)
    assert (reference.total, reference.facets) == (embedded.total, embedded.facets)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees(stems), unit=units)
def test_it_puts_words_in_the_same_order(tree: Node, unit: str | None, engines: Engines) -> None:
    embedded, reference = (engine.search(Request(tree, unit), {}) for engine in engines)
    assert [hit.id for hit in reference.hits] == [hit.id for hit in embedded.hits]
    assert [hit.score for hit in reference.hits] == pytest.approx(
        [hit.score for hit in embedded.hits], rel=1e-5, abs=1e-8
    )


def test_everything(engines: Engines) -> None:
    embedded, reference = (engine.search(Request(Everything()), {}) for engine in engines)
    assert reference.total == embedded.total > 0


@pytest.mark.parametrize(
    ("tree", "what"),
    [
        (Prefix("ri"), "a word beginning with ri"),
        (Not(Word("mill")), "not the word mill"),
        (Fuzzy("mill"), "a word at most 1 letter from mill"),
        (DateRange(None, date(2018, 1, 1)), "printed until 31 December 2017"),
        (Near(("mill", "the", "boat"), 4), "words near each other, unless they are two different ones"),
        (Near(("mill", "mill"), 4), "words near each other, unless they are two different ones"),
        (Near(("mill", "the"), 4, ordered=True), "the words mill and the within 4 words, in this order"),
        (Phrase("?"), "a text without words"),
        (And((Word("will"), Word("wills"))), "a function word beside another word of its stem"),
    ],
)
def test_a_query_that_whoosh_gets_wrong_is_refused_by_name(tree: Node, what: str, engines: Engines) -> None:
    with pytest.raises(QueryError) as caught:
        engines[1].search(Request(And((Word("mill"), tree))), {})
    assert str(caught.value) == f"Whoosh does not get this right: {what}; ask without the reference engine"


def test_speakers_of_a_table_are_refused(engines: Engines) -> None:
    request = Request(And((Word("mill"), Name("speaker", "ana"))))
    assert engines[1].search(request, {}).total == engines[0].search(request, {}).total
    with pytest.raises(QueryError, match="table of persons; ask without the reference engine"):
        engines[1].search(request, {"ana": "Ana River"})


def test_articles_are_refused(engines: Engines) -> None:
    with pytest.raises(QueryError, match="not whole articles; ask without the reference engine"):
        engines[1].search(Request(Word("mill"), "article"), {})
