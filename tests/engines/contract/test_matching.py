"""Which documents match a query."""

from __future__ import annotations

from datetime import date

import pytest

from searchkit.engines.protocol import Engine
from searchkit.query.request import Request
from searchkit.query.tree import (
    And,
    DateRange,
    Everything,
    Name,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Value,
    Word,
)
from tests.engines.contract.searching import hit_ids


def test_units_list_only_themselves(town: Engine) -> None:
    assert hit_ids(town, Word("ferry"), "paragraph") == ["ferry#p1"]
    assert hit_ids(town, Word("ferry"), "quote") == ["ferry#q0"]
    assert hit_ids(town, Word("ferry"), "article") == ["ferry"]


def test_an_article_matches_anywhere_in_title_or_text(town: Engine) -> None:
    assert hit_ids(town, And((Word("council"), Word("June"))), "paragraph") == []
    assert hit_ids(town, And((Word("council"), Word("June"))), "article") == ["bridge"]
    assert hit_ids(town, And((Word("ferry"), Word("bridge"))), "article") == ["ferry"]
    assert hit_ids(town, Not(Word("bridge")), "article") == []


def test_a_phrase_runs_over_an_interruption(town: Engine) -> None:
    (hit,) = town.search(Request(Phrase("the bridge will be"), "quote"), {}).hits
    assert [hit.text[start:end] for start, end in hit.highlights] == ["The bridge", "will be"]
    assert hit_ids(town, Phrase("the bridge will be"), "paragraph") == []


def test_a_phrase_is_as_typed(town: Engine) -> None:
    assert hit_ids(town, Phrase("repairs by June")) == []
    assert hit_ids(town, Word("repairs"), "quote") != []
    assert hit_ids(town, Phrase("council engineer")) == ["bridge#p3"]
    assert hit_ids(town, Word("UN-built")) == hit_ids(town, Phrase("un built")) == ["toll#p1"]
    assert hit_ids(town, Word("1750")) == ["toll#p1"]


def test_a_title_counts_for_passages_only_when_asked(town: Engine) -> None:
    assert hit_ids(town, Word("council", "title"), "quote") != []
    assert hit_ids(town, Phrase("ferry for the bridge", "title")) == ["ferry#q0"]
    assert hit_ids(town, And((Word("old"), Word("June")))) == []


def test_prefixes(town: Engine) -> None:
    assert hit_ids(town, Prefix("traff")) == ["bridge#p3"]
    assert hit_ids(town, Prefix("un-b")) == ["toll#p1"]
    assert hit_ids(town, Prefix("bran", "speaker")) == hit_ids(town, Name("speaker", "ida"))
    assert hit_ids(town, Prefix("")) == []


@pytest.mark.parametrize("name", ["harbour", "Post", "HARBOUR-POST", "Hárbour post"])
def test_a_name_matches_by_whole_words_in_order(town: Engine, name: str) -> None:
    assert {id.partition("#")[0] for id in hit_ids(town, Name("source", name))} == {"bridge", "ferry"}


@pytest.mark.parametrize("name", ["harb", "post harbour", "harbour mail", "ellery upper"])
def test_a_name_does_not_match_by_parts_or_across_values(town: Engine, name: str) -> None:
    assert hit_ids(town, Or((Name("source", name), Name("place", name)))) == []


def test_a_speaker_matches_by_the_articles_name_or_the_persons(town: Engine) -> None:
    persons = {"the mayor": "Ida Brandt"}
    assert hit_ids(town, Name("speaker", "brandt")) == ["bridge#q35"]
    assert set(hit_ids(town, Name("speaker", "brandt"), None, persons)) == {"bridge#q35", "ferry#q0"}
    assert hit_ids(town, Name("speaker", "mayor"), None, persons) == ["ferry#q0"]
    assert set(hit_ids(town, Prefix("bra", "speaker"), None, persons)) == {"bridge#q35", "ferry#q0"}
    (hit,) = town.search(Request(Name("via", "tide")), persons).hits
    assert (hit.speaker, hit.article_speaker) == ("Ida Brandt", "the mayor")


def test_whole_values(town: Engine) -> None:
    assert hit_ids(town, Value("tag", "ROADS & RAIL"), "article") == ["bridge", "ferry"]
    assert hit_ids(town, Value("tag", "roads")) == []
    assert hit_ids(town, Value("type", "indirect")) == ["ferry#q0"]
    assert hit_ids(town, Value("kind", "title")) == ["bridge#p1"]


def test_numbers_include_both_ends(town: Engine) -> None:
    assert hit_ids(town, NumberRange("confidence", 0.95, None)) == ["bridge#q35"]
    assert hit_ids(town, NumberRange("confidence", None, 0.4)) == ["ferry#q0"]
    assert len(hit_ids(town, NumberRange("confidence", None, None))) == 2


def test_a_year_overlaps_its_days_and_the_undated_are_counted(town: Engine) -> None:
    found = town.search(Request(DateRange(date(2018, 5, 18), date(2018, 6, 1)), "article"), {})
    assert [hit.id for hit in found.hits] == ["toll"]
    assert found.undated_left_out == 1
    found = town.search(Request(And((Word("toll"), DateRange(None, date(2019, 1, 1))))), {})
    assert (found.total, found.undated_left_out) == (1, 0)
    assert town.search(Request(Word("ferry")), {}).undated_left_out == 0


def test_a_negation_keeps_to_what_has_the_field(town: Engine) -> None:
    assert hit_ids(town, Not(Name("speaker", "brandt"))) == ["ferry#q0"]
    assert hit_ids(town, Not(Name("via", "tide"))) == ["bridge#q35"]
    assert hit_ids(town, Not(DateRange(None, date(2018, 1, 1))), "article") == ["bridge", "toll"]
    assert "ferry#p1" in hit_ids(town, Not(Word("bridge")), "paragraph")


def test_everything_and_nothing(town: Engine) -> None:
    assert len(hit_ids(town, Everything())) == 5
    assert hit_ids(town, Not(Everything())) == []
    assert hit_ids(town, Word("…")) == hit_ids(town, Phrase("?")) == hit_ids(town, Name("source", "!")) == []
