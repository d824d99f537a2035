"""Long and deeply nested queries are parsed or refused, in time proportional to their length."""

from datetime import date

import pytest

from searchkit.errors import QueryError
from searchkit.query.explain import explain
from searchkit.query.parser import MAX_DEPTH, MAX_TERMS, parse
from searchkit.query.tree import (
    Node,
    Phrase,
    Word,
    leaves,
)
from searchkit.query.unparse import to_query

TODAY = date(2018, 5, 16)
A, B, C, D = (Word(letter) for letter in "abcd")


def read(text: str) -> Node:
    return parse(text, TODAY)


def attempt(text: str) -> Node | QueryError:
    try:
        return parse(text, TODAY)
    except QueryError as error:
        return error


def refused(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text, TODAY)
    return caught.value


def test_deep_nesting_is_refused_and_not_followed() -> None:
    deepest = "(a OR -" * MAX_DEPTH + "b" + ")" * MAX_DEPTH
    tree = read(deepest)
    assert len(leaves(tree)) == MAX_DEPTH + 1
    assert parse(to_query(tree), TODAY) == tree
    assert explain(tree)
    assert "nested" in refused("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1)).message
    assert "nested" in refused("(" * 10_000 + "a" + ")" * 10_000).message
    assert "nested" in refused("title:(" + "-(" * 10_000 + "a" + ")" * 10_000).message


@pytest.mark.parametrize("piece", ["a", "-", "'", "*", ":", "&", "a:", "[", "a-", ".", "\u0301", "AND"])
def test_a_megabyte_of_one_piece(piece: str) -> None:
    found = attempt(piece * (1_000_000 // len(piece)))
    assert not isinstance(found, QueryError) or len(str(found)) < 500


@pytest.mark.parametrize("mark", ['"', "“", "(", ")"])
def test_a_megabyte_of_one_sign_is_an_error(mark: str) -> None:
    assert len(str(refused(mark * 1_000_001))) < 500


@pytest.mark.parametrize("piece", ["()", "NOT ", "-(", "date:(", "a)", '-"', "AND "])
def test_many_pieces_that_are_an_error(piece: str) -> None:
    assert len(str(refused(piece * 100_001))) < 500


def test_long_queries() -> None:
    assert len(leaves(read("oil " * MAX_TERMS))) == MAX_TERMS
    assert read('"' + "oil " * 100_000 + '"') == Phrase(("oil " * 100_000).strip())
    for text, terms in (("oil " * 100_000, 100_000), ("oil OR " * 100_000 + "x", 100_001), ('a"b"' * 50_000, 100_000)):
        error = refused(text)
        assert f"there are {terms:,} words and phrases" in error.message
        assert error.span is not None
        assert len(leaves(read(text[: error.span[0]].removesuffix("OR ")))) == MAX_TERMS
    assert read("NOT " * 100_000 + "a") == A
    assert refused("date:" + "a" * 1_000_000).span == (5, 1_000_005)
    assert refused("confidence:" + "1" * 1_000_000).span == (11, 1_000_011)
