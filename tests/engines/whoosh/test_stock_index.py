"""A stock Whoosh index of the same passages, written by Whoosh's own writer and codec, finds the same sets."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage

from searchkit.analysis import exact_terms, tokens
from searchkit.engines.protocol import Request
from searchkit.engines.whoosh.engine import WhooshEngine, create_engine, open_engine
from searchkit.query.tree import And, Node, Or, Phrase, Word

WORDS = ("river", "rivers", "mills", "the", "news", "boat")
TEXTS = [" ".join(WORDS[(number * step * step + number + step) % 6] for step in range(8)) for number in range(60)]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, write: Any) -> WhooshEngine:
    folder = tmp_path_factory.mktemp("ours")
    engine = create_engine(folder, extraction=1)
    for start in (0, 25, 50):
        with engine.writer() as changing:
            for number in range(start, min(start + 25, 60)):
                changing.add(write(f"a{number}", f"{TEXTS[number]} own{number}"))
            if start:
                changing.delete("a7" if start == 25 else "a30")
            changing.commit(notes={}, catalogue={})
        engine = open_engine(folder)
    return engine


@pytest.fixture(scope="module")
def stock() -> Any:
    analyser = SpaceSeparatedTokenizer()
    fields = Schema(id=ID(stored=True), stems=TEXT(analyser), exact=TEXT(analyser))
    index = RamStorage().create_index(fields)
    writer = index.writer()
    for number, text in enumerate(TEXTS):
        if number not in {7, 30}:
            stems = " ".join(token.stem for token in tokens(text))
            writer.add_document(id=f"a{number}#p1", stems=stems, exact=" ".join(exact_terms(text)))
    writer.commit()
    return index


def to_whoosh(node: Node) -> query.Query:
    match node:
        case Word(text):
            return query.Term("stems", tokens(text)[0].stem)
        case Phrase(text):
            return query.Phrase("exact", text.split(" "))
        case And(children):
            return query.And([to_whoosh(child) for child in children])
        case Or(children):
            return query.Or([to_whoosh(child) for child in children])
    raise AssertionError(node)


leaf = st.one_of(
    st.builds(Word, st.sampled_from(WORDS)),
    st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(" ".join)),
)
trees: st.SearchStrategy[Node] = st.recursive(
    leaf,
    lambda smaller: st.builds(
        lambda kind, parts: kind(tuple(parts)), st.sampled_from((And, Or)), st.lists(smaller, min_size=2, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees)
def test_the_sets_are_the_same(tree: Node, engine: WhooshEngine, stock: Any) -> None:
    with stock.searcher() as searcher:
        wanted = {hit["id"] for hit in searcher.search(to_whoosh(tree), limit=None)}
    assert {hit.id for hit in engine.search(Request(tree, "paragraph", limit=100), {}).hits} == wanted
