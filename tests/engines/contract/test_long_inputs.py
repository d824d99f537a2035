"""Long texts and queries are answered; the time grows in proportion to their length."""

from __future__ import annotations

from searchkit.query.request import Request
from searchkit.query.tree import Phrase, Prefix, Word
from tests.engines.contract.backends import Index
from tests.engines.contract.builders import QuoteSpec, make_extraction
from tests.engines.contract.searching import total


def test_a_megabyte_of_anything(index: Index) -> None:
    engine = index.build(
        [
            make_extraction("letter", "x" * 1_000_000),
            make_extraction("marks", '"' * 1_000_000),
            make_extraction("brackets", "(" * 500_000 + ")" * 500_000),
            make_extraction("same", "a " * 500_000, title="a " * 1000),
        ]
    )
    assert total(engine, Word("x" * 1_000_000)) == 1
    assert total(engine, Prefix("x")) == 1
    result = engine.search(Request(Phrase("a " * 20_000)), {})
    assert [hit.id for hit in result.hits] == ["same#p1"]
    assert result.hits[0].highlights == ((0, 999_999),)
    assert total(engine, Phrase("a " * 20_000 + "b")) == 0
    assert total(engine, Phrase('"' * 1_000_000)) == 0


def test_an_article_of_many_passages(index: Index) -> None:
    texts = [f"number {number} ends" for number in range(3000)]
    quotes = [QuoteSpec((text,), speaker="Ola Berg") for text in texts]
    engine = index.build([make_extraction("long", ("body", " ".join(texts), quotes), *["same words"] * 3000)])
    assert total(engine, Word("number")) == 3000
    assert total(engine, Word("words"), "article") == 1
