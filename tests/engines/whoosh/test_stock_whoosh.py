"""The index is a Whoosh index: Whoosh's own reader opens it, and its Searcher finds what our execution finds."""

from __future__ import annotations

from typing import Any

import pytest
import whoosh.index
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query

from searchkit.engines.whoosh.engine import WhooshEngine, create_engine, open_engine
from searchkit.engines.whoosh.execute import matching
from searchkit.engines.whoosh.leaves import Leaves
from searchkit.engines.whoosh.schema import PARAGRAPH, QUOTE
from searchkit.engines.whoosh.universe import Universe
from searchkit.query.tree import And, Name, Node, Or, Phrase, Value, Word

WORDS = ("river", "mill", "the", "news", "boat")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, write: Any, said: Any) -> WhooshEngine:
    """Four segments, one with deletions."""
    folder = tmp_path_factory.mktemp("stock")
    opened = create_engine(folder, extraction=1)
    for change in range(3):
        with opened.writer() as changing:
            for number in range(12):
                texts = [" ".join(WORDS[(number * step + change + step) % 5] for step in range(7)) for _ in range(3)]
                quote = said((texts[2].split(" ")[0], texts[2].split(" ")[3]), speaker=f"Ana {WORDS[number % 5]} Sol")
                changing.add(
                    write(
                        f"{change}.{number}", *texts[:2], ("body", texts[2], [quote]), title=texts[0], tags=("A tag",)
                    )
                )
            if change == 2:
                changing.delete("0.3")
            changing.commit(notes={}, catalogue={})
        opened = open_engine(folder)
    return opened


def to_whoosh(node: Node) -> query.Query:
    match node:
        case Word(text, field):
            return query.Term(field, text)
        case Phrase(text, "text"):
            return query.Phrase("exact", text.split(" "))
        case Name(field, text):
            return query.Phrase(field, text.split(" "))
        case Value(field, text):
            return query.Term(field, text.lower())
        case And(children):
            return query.And([to_whoosh(child) for child in children])
        case Or(children):
            return query.Or([to_whoosh(child) for child in children])
    raise AssertionError(node)


def trees() -> st.SearchStrategy[Node]:
    stems = ("river", "mill", "the", "boat")
    leaf = st.one_of(
        st.builds(Word, st.sampled_from(stems), st.sampled_from(("text", "title"))),
        st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(" ".join)),
        st.builds(Name, st.just("speaker"), st.sampled_from(("ana river", "mill sol", "river sol ana"))),
        st.just(Value("tag", "a tag")),
    )
    return st.recursive(
        leaf,
        lambda smaller: st.builds(
            lambda kind, parts: kind(tuple(parts)),
            st.sampled_from((And, Or)),
            st.lists(smaller, min_size=2, max_size=3),
        ),
        max_leaves=6,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees())
def test_whooshs_searcher_finds_the_same(tree: Node, engine: WhooshEngine) -> None:
    snapshot = engine._snapshot
    ours = matching(tree, Universe(Leaves(snapshot, {}), frozenset({PARAGRAPH, QUOTE})))
    with whoosh.index.open_dir(str(snapshot.folder)).searcher() as searcher:
        units = query.Or([query.Term("unit", "paragraph"), query.Term("unit", "quote")])
        found = searcher.search(to_whoosh(tree), filter=units, limit=None)
        assert {hit.docnum for hit in found} == set(ours)


def test_whooshs_reader_has_the_documents(engine: WhooshEngine) -> None:
    reader = whoosh.index.open_dir(str(engine._snapshot.folder)).reader()
    assert reader.doc_count() == sum(engine.manifest.counts.values())
    assert reader.doc_frequency("unit", "article") == 36
    assert b"mill" in set(reader.lexicon("exact"))
    reader.close()
