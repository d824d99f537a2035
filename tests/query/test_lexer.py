"""Which characters of a query are syntax and which are text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.errors import QueryError
from searchkit.query.lexer import QueryToken, TokenKind, collapse_gaps, has_syntax, lex

QUERIES = st.text() | st.text(alphabet="ab AND OR NOT-:*()\"“»&'\n\x00é1")


def attempt(text: str) -> list[QueryToken] | QueryError:
    try:
        return lex(text)
    except QueryError as error:
        return error


def shapes(text: str) -> list[str]:
    return [f"{token.kind.name} {token.text}" for token in lex(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oil prices", ["WORD oil", "WORD prices"]),
        ("oil\tprices\u00a0rise\x00now", ["WORD oil", "WORD prices", "WORD rise", "WORD now"]),
        ("UN-sponsored talks", ["WORD UN-sponsored", "WORD talks"]),
        ("it's the envoys’ turn", ["WORD it's", "WORD the", "WORD envoys’", "WORD turn"]),
        ("'state nation'", ["WORD 'state", "WORD nation'"]),
        ("bread & butter [sic] a/b / -", ["WORD bread", "WORD butter", "WORD [sic]", "WORD a/b"]),
        ("a AND b OR NOT c", ["WORD a", "AND AND", "WORD b", "OR OR", "NOT NOT", "WORD c"]),
        ("a and AND, NOTE", ["WORD a", "WORD and", "WORD AND,", "WORD NOTE"]),
        ("(AND)", ["OPEN (", "AND AND", "CLOSE )"]),
        ("oil -gas", ["WORD oil", "MINUS -", "WORD gas"]),
        ("-5 -é", ["MINUS -", "WORD 5", "MINUS -", "WORD é"]),
        ("(-gas)", ["OPEN (", "MINUS -", "WORD gas", "CLOSE )"]),
        ("--gas -'gas -/a a- a-b", ["WORD --gas", "WORD -'gas", "WORD -/a", "WORD a-", "WORD a-b"]),
        ('-"a b" -(c)', ["MINUS -", "PHRASE a b", "MINUS -", "OPEN (", "WORD c", "CLOSE )"]),
        ('"Rolls-Royce"-made', ["PHRASE Rolls-Royce", "WORD made"]),
        ("-NOT", ["MINUS -", "WORD NOT"]),
        ('“a b” „c d‟ «e f» “g h"', ["PHRASE a b", "PHRASE c d", "PHRASE e f", "PHRASE g h"]),
        ('say"a b"too', ["WORD say", "PHRASE a b", "WORD too"]),
        ("f(x)", ["WORD f", "OPEN (", "WORD x", "CLOSE )"]),
        ("title:oil", ["FIELD title", "WORD oil"]),
        ('-title:"oil gas"', ["MINUS -", "FIELD title", "PHRASE oil gas"]),
        ("title:(a b)", ["FIELD title", "OPEN (", "WORD a", "WORD b", "CLOSE )"]),
        (
            "title:AND title:-a title:b:c",
            ["FIELD title", "WORD AND", "FIELD title", "WORD -a", "FIELD title", "WORD b:c"],
        ),
        ("title:& tag:*", ["FIELD title", "WORD &", "FIELD tag", "WORD *"]),
        ("Moscow: the end:", ["WORD Moscow:", "WORD the", "WORD end:"]),
        ("http://x.org 10:30 a1:b re-elect:c", ["WORD http://x.org", "WORD 10:30", "WORD a1:b", "WORD re-elect:c"]),
        ("sanction* *", ["WORD sanction*", "WORD *"]),
        ('oil "&" gas', ["WORD oil", "WORD gas"]),
        ("", []),
        (" & - ' \n", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert shapes(text) == expected


def test_a_token_knows_where_it_stands() -> None:
    assert [token.span for token in lex(' oil  -title:"a b"')] == [(1, 4), (6, 7), (7, 13), (13, 18)]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ('oil "gas', (4, 5)),
        ("oil “gas", (4, 5)),
        ('a "b" 5"', (7, 8)),
        ('oil ""', (4, 6)),
        ('oil " \n "', (4, 9)),
        ("(speaker:)", (8, 9)),
        ("NOT & oil", (4, 5)),
        ('oil -"&"', (5, 8)),
    ],
)
def test_what_cannot_be_a_token_is_pointed_at(text: str, span: tuple[int, int]) -> None:
    with pytest.raises(QueryError) as caught:
        lex(text)
    assert caught.value.span == span
    assert caught.value.query == text


@pytest.mark.parametrize(
    "text",
    [
        '"', "“a”", "a “", "(", "a) b", "fo*", "5 * 3", "oil -gas", "-a", "a OR b", "NOT", "AND b", "by speaker:putin", "x:y"
    ],
)  # fmt: skip
def test_syntax(text: str) -> None:
    assert has_syntax(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "foreign armed forces", "it's – 'so' & [that]", "UN-sponsored talks - in full", "a -- b", "the or and not",
        "ANDROID NOTES", "Moscow: the end", "see http://x.org at 10:30", "a:", "a: b", "x -'y", "U.S. $5 50%",
    ],
)  # fmt: skip
def test_text_without_syntax(text: str) -> None:
    assert not has_syntax(text)


@settings(max_examples=1000)
@given(QUERIES)
def test_text_without_syntax_is_words(text: str) -> None:
    if not has_syntax(text):
        assert {token.kind for token in lex(text)} <= {TokenKind.WORD}


@settings(max_examples=1000)
@given(QUERIES)
def test_tokens_stand_in_order_and_hold_their_text(text: str) -> None:
    tokens = attempt(text)
    if isinstance(tokens, QueryError):
        assert tokens.span is not None
        assert 0 <= tokens.span[0] < tokens.span[1] <= len(text)
        return
    ends = [0, *(token.end for token in tokens)]
    assert all(end <= token.start < token.end for end, token in zip(ends, tokens, strict=False))
    assert all(token.text in text[token.start : token.end] for token in tokens)


def test_one_line() -> None:
    assert collapse_gaps(" a\t\x00b\n\n c ") == "a b c"
    assert collapse_gaps("\x1b") == ""
