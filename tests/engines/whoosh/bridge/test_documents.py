from __future__ import annotations

from dataclasses import replace

import pytest

from searchkit.engines.whoosh.indexer.builder import SegmentBuilder
from searchkit.engines.whoosh.indexer.segment_data import SegmentData
from searchkit.engines.whoosh.matching.query_terms import prefix_terms
from searchkit.engines.whoosh.segment.segment_schema import NOWHERE
from searchkit.model.passage import Extraction
from searchkit.text.analysis import exact_terms
from tests.engines.contract.builders import QuoteSpec, make_extraction


@pytest.fixture
def extraction() -> Extraction:
    return make_extraction(
        "fair",
        ("title", "Fair opens"),
        (
            "body",
            "“Come,” said Ola Berg, “and bring friends.” Then he left.",
            [QuoteSpec(("Come,", "and bring friends."), "Ola Berg")],
        ),
        ("repeat", "Read more"),
        title="Fair opens",
        places=("Upper Ellery", "Ellery Bay"),
        tags=("Fun Fair",),
    )


def draft(*extractions: Extraction) -> SegmentData:
    builder = SegmentBuilder()
    for extraction in extractions:
        builder.add(extraction)
    return builder.draft()


def row(draft: SegmentData, passage: int) -> list[str]:
    first, count = draft.text.first.item(passage), draft.text.counts.item(passage)
    return [draft.text.texts[number] for number in draft.text.row[first : first + count].tolist()]


def test_quotes_come_before_paragraphs(extraction: Extraction) -> None:
    found = draft(extraction, extraction)
    assert [found.articles[name].tolist() for name in ("quotes", "paragraphs")] == [[1, 1], [2, 2]]
    assert found.quotes["parent"].tolist() == [3, 5]
    assert found.passages["ordinal"].tolist() == [0, 0, 0, 1, 0, 1]


def test_a_quote_has_only_what_was_said(extraction: Extraction) -> None:
    found = draft(extraction)
    assert row(found, 0) == ["come", "and", "bring", "friends"]
    assert row(found, 2) == ["come", "said", "ola", "berg", "and", "bring", "friends", "then", "he", "left"]
    speakers = found.values["speaker"]
    assert [speakers.texts[ref] for ref in speakers.refs.tolist()] == ["Ola Berg"]


def test_the_words_of_a_quote_are_kept_once() -> None:
    text = "“We stay,” said Ola. “We go,” said Ida, “and stay.” “We wait,” said Bo."
    quotes = [QuoteSpec(("We stay",)), QuoteSpec(("We go", "and stay")), QuoteSpec(("We wait",))]
    found = draft(make_extraction("a", ("body", text, quotes)))
    assert [row(found, number) for number in range(3)] == [["we", "stay"], ["we", "go", "and", "stay"], ["we", "wait"]]
    paragraph = range(found.text.first.item(3), found.text.first.item(3) + found.text.counts.item(3))
    assert [first in paragraph for first in found.text.first.tolist()] == [True, False, False, True]
    assert found.text.first[:3].tolist() == sorted(found.text.first[:3].tolist())
    assert len(found.text.row) == len(paragraph) + 1 + 4 + 1 + 2 + 1


@pytest.mark.parametrize("part", ["ay,” said", "stay,” said Ola. “We", "—"])
def test_a_quote_that_is_not_of_whole_words_has_its_own(part: str) -> None:
    found = draft(
        make_extraction("a", ("body", "“We stay,” said Ola. “We go.” —", [QuoteSpec(("We stay",)), QuoteSpec((part,))]))
    )
    assert row(found, 0) == ["we", "stay"]
    assert row(found, 1) == list(exact_terms(part))


def test_an_owner_may_have_several_values(extraction: Extraction) -> None:
    places = draft(
        extraction, make_extraction("other", "No place."), make_extraction("third", "Two.", places=("Bay", "BAY", ""))
    ).values["place"]
    assert places.starts is not None
    assert places.starts.tolist() == [0, 2, 2, 3]
    assert [places.texts[ref] for ref in places.refs.tolist()] == ["Upper Ellery", "Ellery Bay", "Bay"]


def test_a_quote_without_its_paragraph_is_kept(extraction: Extraction) -> None:
    stray = replace(extraction.quotes[0], paragraph="fair#p9")
    assert draft(replace(extraction, quotes=(stray,))).quotes["parent"].tolist() == [NOWHERE]


def test_the_same_passage_of_the_same_story_is_the_same() -> None:
    story = ("The lake froze.", "Skaters came.", "Skaters came.")
    first, copy, other = (
        make_extraction("a", *story),
        make_extraction("b", ("byline", "By Ann"), *story),
        make_extraction("c", *story, "More."),
    )
    found = draft(first, copy, other)
    digests, same = found.articles["digest"].tolist(), found.passages["duplicate_key"].tolist()
    assert digests[0] == digests[1] != digests[2]
    assert same[:3] == same[4:7]
    assert len(set(same)) == 3 + 1 + 4


@pytest.mark.parametrize(
    ("text", "words", "beginning"),
    [
        ("comp", (), "comp"),
        ("Ház", (), "haz"),
        ("un-spon", ("un",), "spon"),
        ("u.", (), "u."),
        ("U.S.", (), "u.s"),
        ("mayor’s", (), "mayor"),
        ("5.", (), "5"),
        ("—", (), ""),
    ],
)
def test_prefix_terms(text: str, words: tuple[str, ...], beginning: str) -> None:
    assert prefix_terms(text) == (words, beginning)
