from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from searchkit.engines.protocol import NEWEST, OLDEST, Request
from searchkit.model.results import FacetCount
from searchkit.query.tree import (
    And,
    DateRange,
    Everything,
    Name,
    Node,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Value,
    Word,
)


@pytest.fixture
def town(build: Any, write: Any, said: Any) -> Any:
    """Three articles about one bridge, the second undated."""
    return build(
        [
            write(
                "bridge",
                ("title", "Council to repair the old bridge"),
                (
                    "body",
                    "“The bridge,” said Mayor Ida Brandt, “will be repaired by June.”",
                    [
                        said(
                            ("The bridge,", "will be repaired by June."),
                            speaker="Ida Brandt",
                            role="mayor",
                            cue="said",
                            confidence=0.95,
                        )
                    ],
                ),
                "Traffic over the bridge goes on, the council's engineer wrote.",
                title="Council to repair the old bridge",
                source="Harbour Post",
                date="2018-05-17",
                places=("Port Ellery", "Upper Ellery"),
                authors=("Jo van der Meer",),
                tags=("Roads & rail", "budget"),
            ),
            write(
                "ferry",
                (
                    "body",
                    "The ferry takes over, the mayor was quoted as saying by the Tide Agency.",
                    [
                        said(
                            ("The ferry takes over",),
                            speaker="the mayor",
                            via="Tide Agency",
                            type="indirect",
                            confidence=0.4,
                        )
                    ],
                ),
                title="A ferry for the bridge",
                source="HARBOUR POST",
                places=("Port Ellery",),
                tags=("roads & rail",),
            ),
            write("toll", "A toll of 1,750 crowns on the UN-built bridge.", date="2018", source="Evening Mail"),
        ]
    )


def ids(
    engine: Any, tree: Node, unit: str | None = None, persons: dict[str, str] | None = None, **asked: Any
) -> list[str]:
    return [hit.id for hit in engine.search(Request(tree, unit, limit=50, **asked), persons or {}).hits]


def test_a_quote_stands_for_its_paragraph(town: Any) -> None:
    assert ids(town, And((Word("bridge"), Word("June")))) == ["bridge#q35"]
    assert ids(town, And((Word("bridge"), Word("June"))), "paragraph") == ["bridge#p2"]


def test_a_paragraph_is_a_hit_when_its_quote_is_not(town: Any) -> None:
    assert ids(town, And((Word("bridge"), Word("Brandt")))) == ["bridge#p2"]


def test_units_list_only_themselves(town: Any) -> None:
    assert ids(town, Word("ferry"), "paragraph") == ["ferry#p1"]
    assert ids(town, Word("ferry"), "quote") == ["ferry#q0"]
    assert ids(town, Word("ferry"), "article") == ["ferry"]


def test_an_article_matches_anywhere_in_title_or_text(town: Any) -> None:
    assert ids(town, And((Word("council"), Word("June"))), "paragraph") == []
    assert ids(town, And((Word("council"), Word("June"))), "article") == ["bridge"]
    assert ids(town, And((Word("ferry"), Word("bridge"))), "article") == ["ferry"]
    assert ids(town, Not(Word("bridge")), "article") == []


def test_an_article_shows_its_best_paragraph(town: Any) -> None:
    hit = town.search(Request(Word("traffic"), "article"), {}).hits[0]
    assert (hit.id, hit.paragraph, hit.unit) == ("bridge", "bridge#p3", "article")
    assert hit.text == hit.context == "Traffic over the bridge goes on, the council's engineer wrote."
    assert hit.highlights == ((0, 7),)
    first = town.search(Request(Name("source", "harbour"), "article"), {}).hits[0]
    assert first.paragraph == "bridge#p2"


def test_a_phrase_runs_over_an_interruption(town: Any) -> None:
    (hit,) = town.search(Request(Phrase("the bridge will be"), "quote"), {}).hits
    assert [hit.text[start:end] for start, end in hit.highlights] == ["The bridge", "will be"]
    assert ids(town, Phrase("the bridge will be"), "paragraph") == []


def test_a_phrase_is_as_typed(town: Any) -> None:
    assert ids(town, Phrase("repairs by June")) == []
    assert ids(town, Word("repairs"), "quote") != []
    assert ids(town, Phrase("council engineer")) == ["bridge#p3"]
    assert ids(town, Word("UN-built")) == ids(town, Phrase("un built")) == ["toll#p1"]
    assert ids(town, Word("1750")) == ["toll#p1"]


def test_a_title_counts_for_passages_only_when_asked(town: Any) -> None:
    assert ids(town, Word("council", "title"), "quote") != []
    assert ids(town, Phrase("ferry for the bridge", "title")) == ["ferry#q0"]
    assert ids(town, And((Word("old"), Word("June")))) == []


def test_prefixes(town: Any) -> None:
    assert ids(town, Prefix("traff")) == ["bridge#p3"]
    assert ids(town, Prefix("un-b")) == ["toll#p1"]
    assert ids(town, Prefix("bran", "speaker")) == ids(town, Name("speaker", "ida"))
    assert ids(town, Prefix("")) == []


@pytest.mark.parametrize("name", ["harbour", "Post", "HARBOUR-POST", "Hárbour post"])
def test_a_name_matches_by_whole_words_in_order(town: Any, name: str) -> None:
    assert {id.partition("#")[0] for id in ids(town, Name("source", name))} == {"bridge", "ferry"}


@pytest.mark.parametrize("name", ["harb", "post harbour", "harbour mail", "ellery upper"])
def test_a_name_does_not_match_by_parts_or_across_values(town: Any, name: str) -> None:
    assert ids(town, Or((Name("source", name), Name("place", name)))) == []


def test_a_speaker_matches_by_the_articles_name_or_the_persons(town: Any) -> None:
    persons = {"the mayor": "Ida Brandt"}
    assert ids(town, Name("speaker", "brandt")) == ["bridge#q35"]
    assert set(ids(town, Name("speaker", "brandt"), None, persons)) == {"bridge#q35", "ferry#q0"}
    assert ids(town, Name("speaker", "mayor"), None, persons) == ["ferry#q0"]
    assert set(ids(town, Prefix("bra", "speaker"), None, persons)) == {"bridge#q35", "ferry#q0"}
    (hit,) = town.search(Request(Name("via", "tide")), persons).hits
    assert (hit.speaker, hit.article_speaker) == ("Ida Brandt", "the mayor")


def test_whole_values(town: Any) -> None:
    assert ids(town, Value("tag", "ROADS & RAIL"), "article") == ["bridge", "ferry"]
    assert ids(town, Value("tag", "roads")) == []
    assert ids(town, Value("type", "indirect")) == ["ferry#q0"]
    assert ids(town, Value("kind", "title")) == ["bridge#p1"]


def test_numbers_include_both_ends(town: Any) -> None:
    assert ids(town, NumberRange("confidence", 0.95, None)) == ["bridge#q35"]
    assert ids(town, NumberRange("confidence", None, 0.4)) == ["ferry#q0"]
    assert len(ids(town, NumberRange("confidence", None, None))) == 2


def test_a_year_overlaps_its_days_and_the_undated_are_counted(town: Any) -> None:
    found = town.search(Request(DateRange(date(2018, 5, 18), date(2018, 6, 1)), "article"), {})
    assert [hit.id for hit in found.hits] == ["toll"]
    assert found.undated_left_out == 1
    found = town.search(Request(And((Word("toll"), DateRange(None, date(2019, 1, 1))))), {})
    assert (found.total, found.undated_left_out) == (1, 0)
    assert town.search(Request(Word("ferry")), {}).undated_left_out == 0


def test_a_negation_keeps_to_what_has_the_field(town: Any) -> None:
    assert ids(town, Not(Name("speaker", "brandt"))) == ["ferry#q0"]
    assert ids(town, Not(Name("via", "tide"))) == ["bridge#q35"]
    assert ids(town, Not(DateRange(None, date(2018, 1, 1))), "article") == ["bridge", "toll"]
    assert "ferry#p1" in ids(town, Not(Word("bridge")), "paragraph")


def test_everything_and_nothing(town: Any) -> None:
    assert len(ids(town, Everything())) == 5
    assert ids(town, Not(Everything())) == []
    assert ids(town, Word("…")) == ids(town, Phrase("?")) == ids(town, Name("source", "!")) == []


def test_facets_count_all_hits_and_merge_spellings(town: Any) -> None:
    request = Request(Everything(), "article", limit=1, facets=("source", "place", "tag", "date", "speaker"))
    found = town.search(request, {})
    assert (found.total, len(found.hits)) == (3, 1)
    assert found.facets["source"] == (FacetCount("HARBOUR POST", 2), FacetCount("Evening Mail", 1))
    assert found.facets["place"] == (FacetCount("Port Ellery", 2), FacetCount("Upper Ellery", 1))
    assert found.facets["tag"] == (FacetCount("Roads & rail", 2), FacetCount("budget", 1))
    assert found.facets["date"] == (FacetCount("2018", 1), FacetCount("2018-05-17", 1))
    assert found.facets["speaker"] == ()


def test_the_speaker_facet_counts_persons(town: Any) -> None:
    found = town.search(Request(Everything(), facets=("speaker",)), {"the mayor": "Ida Brandt"})
    assert found.facets["speaker"] == (FacetCount("Ida Brandt", 2),)


def test_the_speaker_facet_follows_the_table_that_is_given(town: Any) -> None:
    request = Request(Name("speaker", "brandt"), facets=("speaker",))
    for table, wanted in (
        ({}, (FacetCount("Ida Brandt", 1),)),
        ({"the mayor": "Ida Brandt"}, (FacetCount("Ida Brandt", 2),)),
        ({"the mayor": "Ida Moss"}, (FacetCount("Ida Brandt", 1),)),
        ({"the mayor": "Ole Brandt"}, (FacetCount("Ida Brandt", 1), FacetCount("Ole Brandt", 1))),
    ):
        assert town.search(request, table).facets["speaker"] == wanted


def test_values_of_a_facet_are_a_row_like_any_other(town: Any) -> None:
    counts = town.search(Request(Everything(), "article", facets=("source",)), {}).facets["source"]
    post, mail = FacetCount("HARBOUR POST", 2), FacetCount("Evening Mail", 1)
    assert (counts[0], counts[-1], counts[:1], counts[5:]) == (post, mail, (post,), ())
    assert (list(counts), len(counts), repr(counts)) == ([post, mail], 2, repr((post, mail)))
    with pytest.raises(IndexError):
        counts[2]


def test_copies_are_shown_once_however_often_one_asks(build: Any, write: Any) -> None:
    story = ("The lake froze over.", "Skaters came.", "Skaters came.")
    engine = build(
        [write("late", *story, date="2018-02-02"), write("early", *story, date="2018-02-01"), write("none", *story)]
    )
    for _ in range(20):
        assert ids(engine, Word("skaters")) == ["late#p2", "late#p3"]
        assert ids(engine, Word("skaters"), sort=OLDEST) == ["early#p2", "early#p3"]
        assert ids(engine, Word("lake"), "article") == ["late"]


def test_sorting_by_date_puts_the_undated_last(town: Any) -> None:
    assert ids(town, Everything(), "article", sort=NEWEST) == ["bridge", "toll", "ferry"]
    assert ids(town, Everything(), "article", sort=OLDEST) == ["toll", "bridge", "ferry"]
    assert all(hit.score is None for hit in town.search(Request(Word("bridge"), sort=NEWEST), {}).hits)


def test_pages(town: Any) -> None:
    everything = ids(town, Everything())
    pages = [town.search(Request(Everything(), offset=offset, limit=2), {}) for offset in (0, 2, 4, 6)]
    assert [hit.id for page in pages for hit in page.hits] == everything
    assert {page.total for page in pages} == {len(everything)}


def test_ids_are_ordered_by_place_and_not_by_letter(build: Any, write: Any) -> None:
    engine = build([write("long", *["same words"] * 12)])
    assert ids(engine, Word("words")) == [f"long#p{number}" for number in range(1, 13)]


def test_wire_copies_are_shown_once(build: Any, write: Any) -> None:
    story = ("The lake froze over.", "Skaters came.", "Skaters came.")
    engine = build(
        [
            write("late", ("byline", "By Ann"), *story, date="2018-02-02", title="Frost"),
            write("early", ("title", "Ice"), *story, date="2018-02-01"),
            write("other", "The lake froze over."),
        ]
    )
    assert ids(engine, Word("skaters")) == ["late#p3", "late#p4"]
    assert ids(engine, Word("skaters"), sort=OLDEST) == ["early#p3", "early#p4"]
    found = engine.search(Request(Word("lake"), facets=("date",)), {})
    assert [(hit.id, hit.copies) for hit in found.hits] == [("late#p2", ("early",)), ("other#p1", ())]
    assert found.facets["date"] == (FacetCount("2018-02-02", 1),)
    assert ids(engine, Word("frost"), "article") == ["late"]
    assert engine.article("early").copies == ("late",)


def test_repeated_lines_are_kept_and_not_found(build: Any, write: Any, said: Any) -> None:
    extraction = write("ad", "News of the day.", ("repeat", "“Subscribe now”", [said(("Subscribe now",))]))
    engine = build([extraction])
    assert ids(engine, Word("subscribe")) == []
    assert engine.article("ad").extraction == extraction


def test_hits_carry_what_the_article_says(town: Any) -> None:
    (hit,) = town.search(Request(Name("role", "mayor")), {}).hits
    assert hit.text == "The bridge,” said Mayor Ida Brandt, “will be repaired by June."
    assert (hit.context, hit.kind) == (f"“{hit.text}”", "body")
    assert (hit.article, hit.paragraph, hit.path, hit.date) == ("bridge", "bridge#p2", "bridge.txt", "2018-05-17")
    assert (hit.source, hit.places, hit.authors) == (
        "Harbour Post",
        ("Port Ellery", "Upper Ellery"),
        ("Jo van der Meer",),
    )
    assert (hit.type, hit.cue, hit.confidence, hit.copies) == ("direct", "said", 0.95, ())
    assert [hit.text[start - hit.start : end - hit.start] for start, end in hit.spans] == [
        "The bridge,",
        "will be repaired by June.",
    ]


def test_values_are_as_articles_give_them(town: Any) -> None:
    assert town.values("speaker") == (FacetCount("Ida Brandt", 1), FacetCount("the mayor", 1))
    assert town.values("source") == tuple(
        FacetCount(name, 1) for name in ("Evening Mail", "HARBOUR POST", "Harbour Post")
    )
    assert town.values("kind") == (FacetCount("body", 3), FacetCount("title", 1))


def test_an_empty_index_answers(build: Any) -> None:
    engine = build([])
    assert engine.search(Request(Word("a"), facets=("source",)), {}).total == 0
    assert engine.search(Request(Everything(), "article"), {}).hits == ()
    assert (engine.article("a"), list(engine.article_ids()), engine.values("tag")) == (None, [], ())
