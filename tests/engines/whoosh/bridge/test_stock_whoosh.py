"""The index is a Whoosh index: Whoosh's own reader opens it, and its Searcher finds what our execution finds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query
from whoosh.reading import IndexReader
from whoosh.scoring import Frequency, WeightingModel

from searchkit.engines.whoosh.bridge.codec import ArrayCodec
from searchkit.engines.whoosh.bridge.compile import silent_stems
from searchkit.engines.whoosh.bridge.index import ArrayIndex
from searchkit.engines.whoosh.bridge.weighting import UnitWeighting
from searchkit.engines.whoosh.engine import WhooshEngine, create_engine, open_engine
from searchkit.engines.whoosh.matching.docsets import ConstantScore, Filter
from searchkit.engines.whoosh.matching.evaluate import evaluate
from searchkit.engines.whoosh.matching.leaf_matcher import LeafMatcher
from searchkit.engines.whoosh.matching.passage_scope import PassageScope
from searchkit.engines.whoosh.segment.segment_schema import PARAGRAPH, QUOTE
from searchkit.query.tree import And, Name, Node, Or, Phrase, Value, Word
from tests.engines.contract.builders import QuoteSpec, make_extraction
from tests.engines.whoosh.indexes import folder_of

WORDS = ("river", "mill", "the", "news", "boat")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """Four segments, one with deletions."""
    folder = tmp_path_factory.mktemp("stock")
    opened = create_engine(folder, extraction=1)
    for change in range(3):
        with opened.writer() as changing:
            for number in range(12):
                texts = [" ".join(WORDS[(number * step + change + step) % 5] for step in range(7)) for _ in range(3)]
                quote = QuoteSpec(
                    (texts[2].split(" ")[0], texts[2].split(" ")[3]), speaker=f"Ana {WORDS[number % 5]} Sol"
                )
                changing.add(
                    make_extraction(
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


def trees(*, phrases: bool) -> st.SearchStrategy[Node]:
    stems = ("river", "mill", "the", "boat")
    leaf: st.SearchStrategy[Node] = st.one_of(
        st.builds(Word, st.sampled_from(stems), st.sampled_from(("text", "title"))),
        st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(" ".join)),
        st.builds(Name, st.just("speaker"), st.sampled_from(("ana river", "mill sol", "river sol ana"))),
        st.just(Value("tag", "a tag")),
    )
    if not phrases:  # Whoosh scores a phrase as its words
        leaf = st.builds(Word, st.sampled_from(stems), st.sampled_from(("text", "title")))
    return st.recursive(
        leaf,
        lambda smaller: st.builds(
            lambda kind, parts: kind(tuple(parts)),
            st.sampled_from((And, Or)),
            st.lists(smaller, min_size=2, max_size=3),
        ),
        max_leaves=6,
    )


def our_scores(tree: Node, engine: WhooshEngine) -> dict[tuple[int, int], float]:
    """Scores by segment and number there."""
    found = evaluate(tree, PassageScope(LeafMatcher(engine._snapshot, {}), frozenset({PARAGRAPH, QUOTE})))
    matches = ConstantScore(found.every()) if isinstance(found, Filter) else found
    scores = matches.scores(None)
    values = [0.0] * len(matches.docs) if scores is None else scores.tolist()
    places = map(engine._snapshot.reader.locate_passage, matches.docs.tolist())
    return dict(zip(places, values, strict=True))


def by_segment(engine: WhooshEngine, docs: dict[int, float]) -> dict[tuple[int, int], float]:
    """Whoosh counts documents through all segments, each with all its units."""
    firsts = list(accumulate((part.segment.docs for part in engine._snapshot.live_segments), initial=0))
    pairs = ((bisect_right(firsts, doc) - 1, doc, score) for doc, score in docs.items())
    return {(number, doc - firsts[number]): score for number, doc, score in pairs}


def whoosh_scores(tree: Node, engine: WhooshEngine, weighting: WeightingModel) -> dict[tuple[int, int], float]:
    with ArrayIndex(folder_of(engine)).searcher(weighting=weighting) as searcher:
        units = query.Or([query.Term("unit", "paragraph"), query.Term("unit", "quote")])
        found = searcher.search(to_whoosh(tree), filter=units, limit=None)
        return by_segment(engine, {hit.docnum: hit.score for hit in found})


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees(phrases=True))
def test_whooshs_searcher_finds_the_same(tree: Node, engine: WhooshEngine) -> None:
    ours, theirs = (
        our_scores(tree, engine),
        whoosh_scores(tree, engine, Frequency()),
    )  # Whoosh drops documents with score 0
    assert theirs.keys() == ours.keys()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees(phrases=False))
def test_whooshs_searcher_scores_the_same(tree: Node, engine: WhooshEngine) -> None:
    wanted = whoosh_scores(tree, engine, UnitWeighting(engine._snapshot, silent_stems(tree)))
    assert our_scores(tree, engine) == pytest.approx(wanted, rel=1e-5, abs=1e-10)


def test_whooshs_reader_has_the_documents(engine: WhooshEngine) -> None:
    reader = ArrayIndex(folder_of(engine)).reader()
    assert reader.doc_count() == sum(engine.manifest.counts.values())
    assert reader.doc_frequency("unit", "article") == 36
    assert b"mill" in set(reader.lexicon("exact"))
    assert reader.has_column("tag")
    assert reader.column_reader("tag")[0] == ("A tag",)
    stored = reader.stored_fields(0)
    assert (stored["id"], stored["unit"], stored["tag"]) == ("0.0", "quote", ("A tag",))
    reader.close()


def test_whooshs_reader_walks_terms_and_postings(engine: WhooshEngine) -> None:
    reader = ArrayIndex(folder_of(engine)).reader()
    first = next(leaf for leaf, _ in reader.leaf_readers() if not leaf.has_deletions())
    terms = list(first.all_terms())
    assert terms == sorted(terms)
    assert [term for field, term in first.terms_from("exact", b"n") if field == "exact"] == [b"news", b"river", b"the"]
    matcher = first.postings("exact", "news")
    matcher.skip_to(5)
    assert matcher.id() >= 5
    assert matcher.value_as("positions") == sorted(matcher.value_as("positions"))
    assert matcher.weight() == len(matcher.value_as("positions"))
    assert first.frequency("exact", "news") == sum(weight for _, _, weight in _walk(first))
    reader.close()


def _walk(reader: IndexReader) -> Iterator[tuple[int, list[int], float]]:
    matcher = reader.postings("exact", "news")
    while matcher.is_active():
        yield matcher.id(), matcher.value_as("positions"), matcher.weight()
        matcher.next()


def test_whoosh_does_not_write(engine: WhooshEngine) -> None:
    index = ArrayIndex(folder_of(engine))
    with pytest.raises(NotImplementedError):
        index.writer()
    with pytest.raises(NotImplementedError):
        ArrayCodec().new_segment(index.storage, "MAIN")
    assert index.up_to_date()
    assert (index.is_empty(), index.doc_count_all()) == (False, index.doc_count() + 5)
