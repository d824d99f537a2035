"""Several segments are read as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchkit.engines.whoosh.engine import WhooshEngine, create_engine, open_engine
from searchkit.engines.whoosh.searcher import field_terms
from searchkit.query.request import Request
from searchkit.query.tree import And, Near, Node, Not, Phrase, Prefix, Word
from tests.engines.contract.builders import QuoteSpec, make_extraction
from tests.engines.whoosh.indexes import folder_of

TREES: tuple[Node, ...] = (
    Word("ferry"),
    Phrase("the ferry"),
    Phrase("ferry leaves the pier"),
    Near(("pier", "ferry"), 4),
    Prefix("the fer"),
    And((Prefix("pi"), Not(Phrase("two piers")))),
    Word("tide", "title"),
)


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    """Three segments of unlike make: one has no quotes, one has deletions."""
    folder = tmp_path / "index"
    opened = create_engine(folder, extraction=1)
    for change, count in enumerate((4, 1, 6)):
        with opened.writer() as changing:
            for number in range(count):
                quote = ("body", "“The ferry leaves the pier,” she said.", [QuoteSpec(("The ferry leaves the pier,",))])
                changing.add(
                    make_extraction(
                        f"{change}.{number}",
                        *([quote] if change != 1 else []),
                        f"Two piers, one ferry {number}.",
                        title=f"Tide {number}",
                        date=f"2019-0{1 + change}-1{number}",
                    )
                )
            if change == 2:
                changing.delete("0.1")
            changing.commit(notes={}, catalogue={})
        opened = open_engine(folder)
    assert len(opened._snapshot.live_segments) == 3
    return opened


def ids_and_scores(engine: WhooshEngine, tree: Node, unit: str | None = None) -> list[tuple[str, float | None]]:
    return [(hit.id, hit.score) for hit in engine.search(Request(tree, unit, limit=100), {}).hits]


def test_each_document_has_one_number(engine: WhooshEngine) -> None:
    reader = engine._snapshot.reader
    located = [reader.locate_passage(number) for number in range(reader.passages)]
    assert sorted(located) == [
        (index, number) for index, segment in enumerate(reader.segments) for number in range(segment.passages)
    ]
    assert all(number < reader.segments[index].quotes for index, number in located[: reader.quotes])
    articles = [reader.locate_article(number) for number in range(reader.articles)]
    assert articles == [(index, number) for index, one in enumerate(reader.segments) for number in range(one.articles)]


def test_what_is_deleted_has_no_postings(engine: WhooshEngine) -> None:
    reader = engine._snapshot.reader
    ids = {reader.segments[index].id_of(number) for index, number in map(reader.locate_article, range(reader.articles))}
    assert "0.1" in ids
    articles = reader.article_of.take(reader.stem_postings("text", "ferri").docs).tolist()
    assert len(set(articles)) == len(ids) - 1
    assert "0.1" not in {hit for hit, _ in ids_and_scores(engine, Word("ferry"), "article")}


def test_articles_of_equal_score_come_newest_first(engine: WhooshEngine) -> None:
    hits = engine.search(Request(Phrase("two piers"), "article", limit=100), {}).hits
    assert len({hit.score for hit in hits}) <= 2
    for score in {hit.score for hit in hits}:
        dates = [hit.date or "" for hit in hits if hit.score == score]
        assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("unit", [None, "quote", "article"])
def test_positions_of_eight_bytes_match_the_same(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch, unit: str | None
) -> None:
    usual = [ids_and_scores(engine, tree, unit) for tree in TREES]
    assert any(usual)
    monkeypatch.setattr(field_terms, "_HIGHEST", 10)  # as if there were more positions than four bytes count
    other = open_engine(folder_of(engine))
    assert [ids_and_scores(other, tree, unit) for tree in TREES] == usual
    assert other._snapshot.reader.field_terms("exact").positions("ferry").dtype.itemsize == 8
