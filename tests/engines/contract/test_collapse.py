"""One hit for a quote and its paragraph, and for the copies of an article."""

from __future__ import annotations

from searchkit.engines.protocol import Engine
from searchkit.model.results import FacetCount
from searchkit.query.request import OLDEST, Request
from searchkit.query.tree import (
    And,
    Word,
)
from tests.engines.contract.backends import Index
from tests.engines.contract.builders import QuoteSpec, make_extraction
from tests.engines.contract.searching import hit_ids


def test_a_quote_replaces_its_paragraph(town: Engine) -> None:
    assert hit_ids(town, And((Word("bridge"), Word("June")))) == ["bridge#q35"]
    assert hit_ids(town, And((Word("bridge"), Word("June"))), "paragraph") == ["bridge#p2"]


def test_a_paragraph_is_a_hit_when_its_quote_is_not(town: Engine) -> None:
    assert hit_ids(town, And((Word("bridge"), Word("Brandt")))) == ["bridge#p2"]


def test_copies_are_shown_once_in_every_search(index: Index) -> None:
    main_text = ("The lake froze over.", "Skaters came.", "Skaters came.")
    engine = index.build(
        [
            make_extraction("late", *main_text, date="2018-02-02"),
            make_extraction("early", *main_text, date="2018-02-01"),
            make_extraction("none", *main_text),
        ]
    )
    for _ in range(20):
        assert hit_ids(engine, Word("skaters")) == ["late#p2", "late#p3"]
        assert hit_ids(engine, Word("skaters"), sort=OLDEST) == ["early#p2", "early#p3"]
        assert hit_ids(engine, Word("lake"), "article") == ["late"]


def test_wire_copies_are_shown_once(index: Index) -> None:
    main_text = ("The lake froze over.", "Skaters came.", "Skaters came.")
    engine = index.build(
        [
            make_extraction("late", ("byline", "By Ann"), *main_text, date="2018-02-02", title="Frost"),
            make_extraction("early", ("title", "Ice"), *main_text, date="2018-02-01"),
            make_extraction("other", "The lake froze over."),
        ]
    )
    assert hit_ids(engine, Word("skaters")) == ["late#p3", "late#p4"]
    assert hit_ids(engine, Word("skaters"), sort=OLDEST) == ["early#p3", "early#p4"]
    result = engine.search(Request(Word("lake"), facets=("date",)), {})
    assert [(hit.id, hit.copies) for hit in result.hits] == [("late#p2", ("early",)), ("other#p1", ())]
    assert result.facets["date"] == (FacetCount("2018-02-02", 1),)
    assert hit_ids(engine, Word("frost"), "article") == ["late"]
    stored = engine.article("early")
    assert stored is not None
    assert stored.copies == ("late",)


def test_repeated_lines_are_stored_but_not_indexed(index: Index) -> None:
    extraction = make_extraction(
        "ad", "News of the day.", ("repeat", "“Subscribe now”", [QuoteSpec(("Subscribe now",))])
    )
    engine = index.build([extraction])
    assert hit_ids(engine, Word("subscribe")) == []
    stored = engine.article("ad")
    assert stored is not None
    assert stored.extraction == extraction
