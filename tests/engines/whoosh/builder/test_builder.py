from __future__ import annotations

import pytest

from searchkit.engines.whoosh.builder.builder import SegmentBuilder
from searchkit.engines.whoosh.builder.segment_data import SegmentData
from searchkit.engines.whoosh.segment.segment_schema import NOWHERE
from searchkit.model.frozen import replace
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


def build(*extractions: Extraction) -> SegmentData:
    builder = SegmentBuilder()
    for extraction in extractions:
        builder.add(extraction)
    return builder.build()


def terms_of(segment: SegmentData, passage: int) -> list[str]:
    first, count = segment.text.doc_starts.item(passage), segment.text.doc_lengths.item(passage)
    return [segment.text.terms[number] for number in segment.text.tokens[first : first + count].tolist()]


def test_quotes_come_before_paragraphs(extraction: Extraction) -> None:
    segment = build(extraction, extraction)
    assert [segment.articles[name].tolist() for name in ("quotes", "paragraphs")] == [[1, 1], [2, 2]]
    assert segment.quotes["parent"].tolist() == [3, 5]
    assert segment.passages["ordinal"].tolist() == [0, 0, 0, 1, 0, 1]


def test_a_quote_has_only_what_was_said(extraction: Extraction) -> None:
    segment = build(extraction)
    assert terms_of(segment, 0) == ["come", "and", "bring", "friends"]
    assert terms_of(segment, 2) == ["come", "said", "ola", "berg", "and", "bring", "friends", "then", "he", "left"]
    speakers = segment.values["speaker"]
    assert [speakers.texts[ref] for ref in speakers.refs.tolist()] == ["Ola Berg"]


def test_the_tokens_of_a_quote_are_stored_once() -> None:
    text = "“We stay,” said Ola. “We go,” said Ida, “and stay.” “We wait,” said Bo."
    quotes = [QuoteSpec(("We stay",)), QuoteSpec(("We go", "and stay")), QuoteSpec(("We wait",))]
    segment = build(make_extraction("a", ("body", text, quotes)))
    assert [terms_of(segment, number) for number in range(3)] == [
        ["we", "stay"],
        ["we", "go", "and", "stay"],
        ["we", "wait"],
    ]
    paragraph = range(
        segment.text.doc_starts.item(3), segment.text.doc_starts.item(3) + segment.text.doc_lengths.item(3)
    )
    assert [first in paragraph for first in segment.text.doc_starts.tolist()] == [True, False, False, True]
    assert segment.text.doc_starts[:3].tolist() == sorted(segment.text.doc_starts[:3].tolist())
    assert len(segment.text.tokens) == len(paragraph) + 1 + 4 + 1 + 2 + 1


@pytest.mark.parametrize("part", ["ay,” said", "stay,” said Ola. “We", "—"])
def test_a_quote_that_cuts_words_has_its_own_tokens(part: str) -> None:
    segment = build(
        make_extraction("a", ("body", "“We stay,” said Ola. “We go.” —", [QuoteSpec(("We stay",)), QuoteSpec((part,))]))
    )
    assert terms_of(segment, 0) == ["we", "stay"]
    assert terms_of(segment, 1) == list(exact_terms(part))


def test_an_owner_may_have_several_values(extraction: Extraction) -> None:
    places = build(
        extraction, make_extraction("other", "No place."), make_extraction("third", "Two.", places=("Bay", "BAY", ""))
    ).values["place"]
    assert places.offsets is not None
    assert places.offsets.tolist() == [0, 2, 2, 3]
    assert [places.texts[ref] for ref in places.refs.tolist()] == ["Upper Ellery", "Ellery Bay", "Bay"]


def test_a_quote_without_its_paragraph_is_indexed(extraction: Extraction) -> None:
    stray = replace(extraction.quotes[0], paragraph="fair#p9")
    assert build(replace(extraction, quotes=(stray,))).quotes["parent"].tolist() == [NOWHERE]


def test_copies_have_equal_digests_and_duplicate_keys() -> None:
    main_text = ("The lake froze.", "Skaters came.", "Skaters came.")
    first, copy, other = (
        make_extraction("a", *main_text),
        make_extraction("b", ("byline", "By Ann"), *main_text),
        make_extraction("c", *main_text, "More."),
    )
    segment = build(first, copy, other)
    digests, same = segment.articles["digest"].tolist(), segment.passages["duplicate_key"].tolist()
    assert digests[0] == digests[1] != digests[2]
    assert same[:3] == same[4:7]
    assert len(set(same)) == 3 + 1 + 4
