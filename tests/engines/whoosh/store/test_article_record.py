from __future__ import annotations

import zlib

import pytest

from searchkit.engines.whoosh.store.article_record import encode_article
from searchkit.engines.whoosh.store.lazy_article import LazyArticle
from searchkit.model.frozen import replace
from searchkit.model.passage import Extraction
from tests.engines.contract.builders import QuoteSpec, make_extraction


@pytest.fixture
def extraction() -> Extraction:
    spoken = QuoteSpec(("Come,", "and bring friends."), "Ola Berg")
    return make_extraction(
        "fair",
        ("title", "Fair opens"),
        ("body", "“Come,” said Ola Berg, “and bring friends.” Then he left.", [spoken]),
        ("repeat", "Read more"),
        title="Fair opens",
        places=("Upper Ellery", "Ellery Bay"),
        tags=("Fun Fair",),
    )


def lazy(record: bytes) -> LazyArticle:
    return LazyArticle(lambda: record)


def test_an_extraction_survives_storing(extraction: Extraction) -> None:
    text = extraction.article.text + "\ud800\0\n é" * 9_000
    odd = replace(extraction, article=replace(extraction.article, text=text, line=3, url="x\n"))
    stored = lazy(encode_article(odd))
    assert stored.extraction() == odd
    for start, end in ((0, 5), (8_190, 8_195), (7, 7), (3, len(text) + 9), (len(text), len(text) + 1)):
        assert stored.text(start, end) == text[start:end]


def test_passages_without_their_paragraph_and_with_other_ids_survive(extraction: Extraction) -> None:
    first = extraction.quotes[0]
    quotes = (replace(first, paragraph="fair#p9"), replace(first, id="other", continues="fair#q1"))
    paragraphs = (replace(extraction.paragraphs[0], id="odd"), *extraction.paragraphs[1:])
    odd = replace(extraction, quotes=quotes, paragraphs=paragraphs)
    assert lazy(encode_article(odd)).extraction() == odd


def test_the_first_paragraph_of_the_body(extraction: Extraction) -> None:
    assert lazy(encode_article(extraction)).first_body_paragraph() == extraction.paragraphs[1]
    title = replace(extraction, paragraphs=extraction.paragraphs[:1], quotes=())
    assert lazy(encode_article(title)).first_body_paragraph() == title.paragraphs[0]
    assert lazy(encode_article(replace(title, paragraphs=()))).first_body_paragraph() is None


@pytest.mark.parametrize("lost", [1, 3, 10])
def test_a_text_of_another_length_is_not_shown(extraction: Extraction, lost: int) -> None:
    stored = lazy(encode_article(extraction)[:-lost])
    assert stored.article.title == "Fair opens"
    with pytest.raises(ValueError, match="not as it was written"):
        stored.text(0, 5)


@pytest.mark.parametrize("record", [b"", b"\n", b"text", b"[]\ntext", b'{"article":[]}\ntext', b"\x00\xff"])
def test_rubbish_is_no_article(record: bytes) -> None:
    with pytest.raises((ValueError, LookupError, TypeError, zlib.error)):
        lazy(record)
