"""A stock Whoosh index of the same passages, written by Whoosh's own writer and codec, finds the same sets."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import Index

from searchkit.engines.whoosh.engine import WhooshEngine, create_engine, open_engine
from searchkit.query.request import Request
from searchkit.query.tree import And, DateRange, Name, Node, Not, Or, Phrase, Prefix, Value, Word
from searchkit.text.analysis import exact_terms, fold, tokens
from tests.engines.contract.builders import Metadata, make_extraction

WORDS = ("river", "rivers", "mills", "the", "news", "boat")
TAGS, PLACES = ("Mills", "boats & quays", "news"), ("Ard", "Upper Ard", "Sol")
DATES = (None, *(date(2018, 1, day) for day in range(1, 12)))
TEXTS = [" ".join(WORDS[(number * step * step + number + step) % 6] for step in range(8)) for number in range(60)]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    folder = tmp_path_factory.mktemp("ours")
    engine = create_engine(folder, extraction=1)
    for start in (0, 25, 50):
        with engine.writer() as changing:
            for number in range(start, min(start + 25, 60)):
                changing.add(make_extraction(f"a{number}", f"{TEXTS[number]} own{number}", **_given(number)))
            if start:
                changing.delete("a7" if start == 25 else "a30")
            changing.commit(notes={}, catalogue={})
        engine = open_engine(folder)
    return engine


@pytest.fixture(scope="module")
def stock() -> Index:
    analyser = SpaceSeparatedTokenizer()
    fields = Schema(
        id=ID(stored=True),
        every=ID(),
        stems=TEXT(analyser),
        exact=TEXT(analyser),
        place=TEXT(analyser),
        tag=KEYWORD(commas=True),
        day=NUMERIC(),
        dated=ID(),
    )
    index = RamStorage().create_index(fields)
    writer = index.writer()
    for number, text in enumerate(TEXTS):
        if number not in {7, 30}:
            stems = " ".join(token.stem for token in tokens(text))
            given, day = _given(number), DATES[number % len(DATES)]
            writer.add_document(
                id=f"a{number}#p1",
                every="x",
                stems=stems,
                exact=" ".join(exact_terms(text)),
                place=" ".join(exact_terms(given["places"][0])),
                tag=",".join(map(fold, given["tags"])),
                **({"day": day.toordinal(), "dated": "x"} if day else {}),
            )
    writer.commit()
    return index


def _given(number: int) -> Metadata:
    """The metadata of an article."""
    day = DATES[number % len(DATES)]
    tags = tuple(tag for place, tag in enumerate(TAGS) if number % (place + 2) == 0)
    return {"tags": tags, "places": (PLACES[number % 3],), "date": day.isoformat() if day else None}


def to_whoosh(node: Node) -> query.Query:
    match node:
        case Not(child):
            # A date that is negated keeps to dated articles.
            universe = "dated" if isinstance(child, DateRange) else "every"
            return query.And([query.Term(universe, "x"), query.Not(to_whoosh(child))])
        case And(children):
            return query.And([to_whoosh(child) for child in children])
        case Or(children):
            return query.Or([to_whoosh(child) for child in children])
        case DateRange(start, end):
            first, day_after = (day.toordinal() if day else None for day in (start, end))
            return query.NumericRange("day", first, day_after, endexcl=True)
    return leaf_to_whoosh(node)


def leaf_to_whoosh(node: Node) -> query.Query:
    match node:
        case Word(text):
            return query.Term("stems", tokens(text)[0].stem)
        case Phrase(text):
            return query.Phrase("exact", text.split(" "))
        case Prefix(text):
            return query.Prefix("exact", text)
        case Value(_, text):
            return query.Term("tag", fold(text))
        case Name(_, text):
            words = list(exact_terms(text))
            return query.Phrase("place", words) if len(words) > 1 else query.Term("place", words[0])
    raise AssertionError(node)


timeless = st.one_of(
    st.builds(Word, st.sampled_from(WORDS)),
    st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(" ".join)),
    st.builds(Prefix, st.sampled_from(("ri", "river", "n", "b", "x"))),
    st.builds(Value, st.just("tag"), st.sampled_from((*TAGS, "boats"))),
    st.builds(Name, st.just("place"), st.sampled_from((*PLACES, "upper", "ard sol"))),
)
days = st.sampled_from((None, *DATES[1:]))
ranges = st.tuples(days, days).filter(any).map(lambda ends: DateRange(*ends))


def trees(leaves: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    kinds = st.sampled_from((And, Or))
    return st.recursive(
        leaves,
        lambda smaller: st.builds(
            lambda kind, parts: kind(tuple(parts)), kinds, st.lists(smaller, min_size=2, max_size=3)
        ),
        max_leaves=5,
    )


negated = st.builds(Not, st.one_of(ranges, trees(timeless)))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees(st.one_of(timeless, ranges, negated)))
def test_the_sets_are_the_same(tree: Node, engine: WhooshEngine, stock: Index) -> None:
    with stock.searcher() as searcher:
        wanted = {hit["id"] for hit in searcher.search(to_whoosh(tree), limit=None)}
    assert {hit.id for hit in engine.search(Request(tree, "paragraph", limit=100), {}).hits} == wanted
