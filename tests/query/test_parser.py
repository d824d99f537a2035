"""Query text to trees."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchkit.errors import QueryError
from searchkit.query.explain import explain
from searchkit.query.parser import parse
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


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        (" \n\x00", Everything()),
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b c", And((A, B, C))),
        ("a OR b", Or((A, B))),
        ("a b OR c AND d", Or((And((A, B)), And((C, D))))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("(a b) (c d)", And((A, B, C, D))),
        ("(a OR b) OR (c OR d)", Or((A, B, C, D))),
        ("((a))", A),
        ("-a", Not(A)),
        ("NOT a b", And((Not(A), B))),
        ("NOT (a b)", Not(And((A, B)))),
        ("a -(b OR c)", And((A, Not(Or((B, C)))))),
        ("a AND NOT b OR NOT c", Or((And((A, Not(B))), Not(C)))),
        ("NOT NOT a", A),
        ("NOT -(NOT a)", Not(A)),
        ("-(-a)", A),
        ("-AND", Not(Word("AND"))),
        ("a & b -", And((A, B))),
        ("a AND & b", And((A, B))),
        ('"a b"', Phrase("a b")),
        ("« a\n b »", Phrase("a b")),
        ('"a* AND (b) -c x:y"', Phrase("a* AND (b) -c x:y")),
        ('-"a b"', Not(Phrase("a b"))),
        ("UN-sponsored", Word("UN-sponsored")),
        ("it’s", Word("it’s")),
        ("sanction*", Prefix("sanction")),
        ("‘sanction*", Prefix("sanction")),
        ("O'Br* U.S* 3.5* a*", And((Prefix("O'Br"), Prefix("U.S"), Prefix("3.5"), Prefix("a")))),
        ("title:a HEADLINE:b", And((Word("a", "title"), Word("b", "title")))),
        ('title:"a b"', Phrase("a b", "title")),
        ("title:oil*", Prefix("oil", "title")),
        ("title:AND", Word("AND", "title")),
        ("text:x:y", Word("x:y")),
        ("speaker:putin", Name("speaker", "putin")),
        ('by:"Vladimir  Putin"', Name("speaker", "Vladimir Putin")),
        ('speaker:"put*"', Name("speaker", "put*")),
        ("speaker:put*", Prefix("put", "speaker")),
        ("-speaker:putin", Not(Name("speaker", "putin"))),
        ('tag:"crude oil" tag:c&a', And((Value("tag", "crude oil"), Value("tag", "c&a")))),
        ("topic:&", Value("tag", "&")),
        ('tag:"5*"', Value("tag", "5*")),
        ("type:Direct", Value("type", "direct")),
        ("date:2017..2018-05", DateRange(date(2017, 1, 1), date(2018, 6, 1))),
        ("date:2018-05..2017", DateRange(date(2017, 1, 1), date(2018, 6, 1))),
        ('date:"last week"', DateRange(date(2018, 5, 7), date(2018, 5, 14))),
        ("date:“17 May 2018..”", DateRange(date(2018, 5, 17), None)),
        ("confidence:0.8..", NumberRange("confidence", 0.8, None)),
        ("confidence:..0.5", NumberRange("confidence", None, 0.5)),
        ("confidence:0.9..0.5", NumberRange("confidence", 0.5, 0.9)),
        ("confidence:1", NumberRange("confidence", 1.0, 1.0)),
        (
            "speaker:(putin OR -“the Kremlin” assad*)",
            Or((Name("speaker", "putin"), And((Not(Name("speaker", "the Kremlin")), Prefix("assad", "speaker"))))),
        ),
        ("title:(a b) c", And((Word("a", "title"), Word("b", "title"), C))),
        ("-type:(direct OR mixed)", Not(Or((Value("type", "direct"), Value("type", "mixed"))))),
    ],
)
def test_trees(text: str, tree: Node) -> None:
    assert read(text) == tree


def test_leaves_know_where_they_stand() -> None:
    spans = [leaf.span for leaf in leaves(read(' oil -title:gas* by:"a b" "c d" date:2018'))]
    assert spans == [(1, 4), (6, 16), (17, 25), (26, 31), (32, 41)]


@settings(max_examples=2000)
@given(st.text() | st.text(alphabet="ab ANDORT-:*()\"“»&'\n\x00é1.") | st.text(alphabet='date:speaker() 0189.-"'))
@example("date:0001..")
@example("-date:9999-12-31")
@example("speaker://x")
def test_any_text_is_a_tree_or_a_query_error(text: str) -> None:
    tree = attempt(text)
    if isinstance(tree, QueryError):
        assert tree.query == text
        assert tree.span is not None
        assert 0 <= tree.span[0] < tree.span[1] <= len(text)
        assert "\n" not in str(tree)
        return
    assert parse(to_query(tree), TODAY) == tree
    assert "\n" not in explain(tree)
    assert all(leaf.span and leaf.span[1] <= len(text) for leaf in leaves(tree))
