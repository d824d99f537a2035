from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from searchkit.engines.whoosh.documents import group_of
from searchkit.engines.whoosh.schema import ARTICLE, PARAGRAPH, QUOTE, schema, unpack
from searchkit.engines.whoosh.stored import pack_extraction, unpack_extraction
from searchkit.engines.whoosh.words import words_and_beginning


@pytest.fixture
def extraction(write: Any, said: Any) -> Any:
    return write(
        "fair",
        ("title", "Fair opens"),
        (
            "body",
            "“Come,” said Ola Berg, “and bring friends.” Then he left.",
            [said(("Come,", "and bring friends."), "Ola Berg")],
        ),
        ("repeat", "Read more"),
        title="Fair opens",
        places=("Upper Ellery", "Ellery Bay"),
        tags=("Fun Fair",),
    )


def test_an_articles_documents_lie_together(extraction: Any) -> None:
    group = group_of(extraction)
    assert [document.unit for document in group.documents] == [ARTICLE, PARAGRAPH, PARAGRAPH, QUOTE]
    assert [document.numbers.get("back", 0) for document in group.documents] == [0, 1, 2, 3]
    assert group.documents[3].numbers["parent"] == 1
    assert group.documents[0].numbers["length"] == 2 + 10


def test_a_quote_has_only_what_was_said(extraction: Any) -> None:
    quote = group_of(extraction).documents[3]
    positions = {term: unpack(posting) for term, posting in quote.terms["exact"].items() if isinstance(posting, bytes)}
    assert positions == {"come": (0,), "and": (1,), "bring": (2,), "friends": (3,)}
    assert quote.terms["text"]["friend"] == 1
    assert quote.values["speaker"] == ("Ola Berg",)


def test_names_have_a_gap_between_them(extraction: Any) -> None:
    places = group_of(extraction).terms["place"]
    assert {term: unpack(posting) for term, posting in places.items() if isinstance(posting, bytes)} == {
        "upper": (0,),
        "ellery": (1, 3),
        "bay": (4,),
    }


def test_a_quote_without_its_paragraph_is_kept(extraction: Any) -> None:
    stray = replace(extraction.quotes[0], paragraph="fair#p9")
    group = group_of(replace(extraction, quotes=(stray,)))
    assert [document.numbers.get("parent") for document in group.documents if document.unit == QUOTE] == [0]


def test_every_term_and_value_has_its_field(extraction: Any) -> None:
    group, fields = group_of(extraction), schema()
    for document in group.documents:
        assert all(fields[name].format for name in {**group.terms, **document.terms})
        assert all(fields[name].column_type for name in {**group.values, **document.values, **document.numbers})


def test_an_extraction_survives_storing(extraction: Any) -> None:
    odd = replace(
        extraction, article=replace(extraction.article, text=extraction.article.text + "\ud800\0 ", line=3, url="x")
    )
    assert unpack_extraction(pack_extraction(odd)) == odd


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
def test_words_and_beginning(text: str, words: tuple[str, ...], beginning: str) -> None:
    assert words_and_beginning(text) == (words, beginning)
