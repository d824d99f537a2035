"""Query text to trees, and the errors that point at the spot."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchkit.errors import BadDate, BadNumber, QueryError, UnknownField
from searchkit.query.explain import explain
from searchkit.query.parser import DEEPEST, MOST_TERMS, nearest_field, parse
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


def refused(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text, TODAY)
    return caught.value


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


@pytest.mark.parametrize(
    ("text", "spot", "says"),
    [
        ("oil AND", "AND", "AND needs a word after it"),
        ("AND", "AND", "AND needs a word before it"),
        ("OR oil", "OR", "OR needs a word before it"),
        ("oil AND OR gas", "AND", "AND needs a word after it"),
        ("oil OR AND gas", "OR", "OR needs a word after it"),
        ("oil AND &", "AND", "AND needs a word after it"),
        ("NOT", "NOT", "NOT needs a word after it"),
        ("oil NOT OR gas", "NOT", "NOT needs a word after it"),
        ("(oil AND) gas", "AND", "AND needs a word after it"),
        ("(OR oil)", "OR", "OR needs a word before it"),
        ("oil ()", "()", "there is no word between the parentheses"),
        ("( & )", "( & )", "there is no word between the parentheses"),
        ("title:()", "()", "there is no word between the parentheses"),
        ("(oil (gas)", "(", "never closed"),
        ("oil (", "(", "never closed"),
        ("oil) gas", ")", "never opened"),
        (")", ")", "never opened"),
        ('oil "gas', '"', "never closed"),
        ("&", "&", "there is no word to search for"),
        ('"&" - ’', '"&" - ’', "there is no word to search for"),
        ("speaker:&", "&", "no letter or digit"),
        ("typo:foo", "typo", "no field typo"),
        ("a -typo:foo", "typo", "no field typo"),
        ("typo:(a OR b)", "typo", "no field typo"),
        ("type:foo", "foo", "type cannot be 'foo'"),
        ("kind:repeat", "repeat", "kind cannot be 'repeat'"),
        ("date:yesterdayish", "yesterdayish", "'yesterdayish' is not a date"),
        ('date:"2017 .. soon"', " soon", "is not a date"),
        ("date:2018*", "*", "a date has no *"),
        ("oil speaker:", "speaker:", "speaker: needs its value right behind the colon"),
        ("speaker: putin", "speaker:", "speaker: needs its value right behind the colon"),
        ("title:(By: oil)", "By:", "By: needs its value right behind the colon"),
        ("confidence:high", "high", "'high' is not a number"),
        ("confidence:0.5..80", "80", "'80' is more than 1"),
        ("confidence:..", "..", "a range needs a number"),
        ("confidence:1e-3", "1e-3", "is not a number"),
        ("confidence:nan", "nan", "is not a number"),
        ("oil *", "*", "* needs letters or digits before it"),
        ("'* oil", "'*", "* needs letters or digits before it"),
        ('"oil"*', "*", "* needs letters or digits before it"),
        ("s*n", "*", "* stands only at the end of a word"),
        ("*tion", "*", "* stands only at the end of a word"),
        ("sanction**", "*", "* stands only at the end of a word"),
        ("UN-spons*", "UN-spons*", "a word with * is one word"),
        ("tag:oil*", "*", "compared whole"),
        ("title:-(a OR b)", "-", "the - goes before the field"),
        ("speaker:-putin", "-putin", "the - goes before the field"),
        ("speaker:(putin title:oil)", "title:", "a field inside the parentheses of speaker"),
    ],
)
def test_what_is_not_understood_is_pointed_at(text: str, spot: str, says: str) -> None:
    error = refused(text)
    assert says in error.message
    assert error.query == text
    assert error.span is not None
    assert text[slice(*error.span)] == spot


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("oil AND", 'leave it out, or write "and" to search for the word itself'),
        ("typo:foo", 'did you mean type:foo? (for the words themselves write "typo: foo")'),
        ("Speeker:“Ada Lovell”", "did you mean speaker:“Ada Lovell”?"),
        ("headlin:(a OR b)", "did you mean headline:?"),
        ("type:foo", "it is one of direct, indirect, mixed"),
        ("date:last week", 'did you mean date:"last week", that is date:2018-05-07..2018-05-13?'),
        ("oil date:17 May 2018 x", 'did you mean date:"17 May 2018", that is date:2018-05-17?'),
        ("date:(2017 OR last year)", 'did you mean "last year", that is 2017?'),
        ("date:03/04/2018", "write 2018-04-03 or 2018-03-04"),
        ("speaker:", 'write speaker:…, or "speaker" for the word itself'),
        ("oil -by: OR gas", 'write by:…, or "by" for the word itself'),
        ("speaker: putin oil", 'write speaker:putin, or "speaker" for the word itself'),
        ('date: "last week"', 'write date:"last week", or "date" for the word itself'),
        ("speaker:-putin", "write -speaker:putin, or put it in double quotes if the - is part of it"),
    ],
)
def test_suggestions(text: str, suggestion: str) -> None:
    assert refused(text).suggestion == suggestion


def test_a_field_that_is_like_no_other_lists_them() -> None:
    assert "text, title, speaker, role" in (refused("qqqq:foo").suggestion or "")
    assert nearest_field("qqqq") is None
    assert nearest_field("s" * 1_000_000) is None


@pytest.mark.parametrize("text", ["date:last (week)", "date:last OR week", "date:last one two three week"])
def test_words_that_make_no_date_are_not_suggested(text: str) -> None:
    assert "did you mean" not in (refused(text).suggestion or "")


def test_each_mistake_has_its_class() -> None:
    assert type(refused("typo:foo")) is UnknownField
    assert type(refused("date:foo")) is BadDate
    assert type(refused("confidence:foo")) is BadNumber
    assert type(refused("type:foo")) is QueryError
    assert refused("(").exit_code == 2


def test_deep_nesting_is_refused_and_not_followed() -> None:
    deepest = "(a OR -" * DEEPEST + "b" + ")" * DEEPEST
    tree = read(deepest)
    assert len(leaves(tree)) == DEEPEST + 1
    assert parse(to_query(tree), TODAY) == tree
    assert explain(tree)
    assert "nested" in refused("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1)).message
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
    assert len(leaves(read("oil " * MOST_TERMS))) == MOST_TERMS
    assert read('"' + "oil " * 100_000 + '"') == Phrase(("oil " * 100_000).strip())
    for text, terms in (("oil " * 100_000, 100_000), ("oil OR " * 100_000 + "x", 100_001), ('a"b"' * 50_000, 100_000)):
        error = refused(text)
        assert f"there are {terms:,} words and phrases" in error.message
        assert error.span is not None
        assert len(leaves(read(text[: error.span[0]].removesuffix("OR ")))) == MOST_TERMS
    assert read("NOT " * 100_000 + "a") == A
    assert refused("date:" + "a" * 1_000_000).span == (5, 1_000_005)
    assert refused("confidence:" + "1" * 1_000_000).span == (11, 1_000_011)


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
