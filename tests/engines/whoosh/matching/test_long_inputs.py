"""No text and no query takes more than time in proportion to its length."""

from __future__ import annotations

from typing import Any

from searchkit.engines.protocol import Request
from searchkit.query.tree import Phrase, Prefix, Word


def test_a_megabyte_of_anything(build: Any, write: Any) -> None:
    engine = build(
        [
            write("letter", "x" * 1_000_000),
            write("marks", '"' * 1_000_000),
            write("brackets", "(" * 500_000 + ")" * 500_000),
            write("same", "a " * 500_000, title="a " * 1000),
        ]
    )
    assert engine.search(Request(Word("x" * 1_000_000)), {}).total == 1
    assert engine.search(Request(Prefix("x")), {}).total == 1
    found = engine.search(Request(Phrase("a " * 20_000)), {})
    assert [hit.id for hit in found.hits] == ["same#p1"]
    assert found.hits[0].highlights == ((0, 999_999),)
    assert engine.search(Request(Phrase("a " * 20_000 + "b")), {}).total == 0
    assert engine.search(Request(Phrase('"' * 1_000_000)), {}).total == 0


def test_an_article_of_many_passages(build: Any, write: Any, said: Any) -> None:
    quotes = [said((f"number {number} ends",), speaker="Ola Berg") for number in range(3000)]
    text = " ".join(f"number {number} ends" for number in range(3000))
    engine = build([write("long", ("body", text, quotes), *["same words"] * 3000)])
    assert engine.search(Request(Word("number")), {}).total == 3000
    assert engine.search(Request(Word("words"), "article"), {}).total == 1
