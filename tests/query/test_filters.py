"""The filter flags to a tree."""

from datetime import date

import pytest

from searchkit.errors import BadDate, BadNumber, QueryError, UnknownField
from searchkit.fields import BY_NAME
from searchkit.query.filters import FIELD_FILTERS, filter_tree
from searchkit.query.tree import And, DateRange, Everything, Name, Node, NumberRange, Or, Prefix, Value

TODAY = date(2018, 5, 16)


@pytest.mark.parametrize(
    ("filters", "tree"),
    [
        ({}, Everything()),
        ({"speaker": (), "since": []}, Everything()),
        ({"speaker": ["putin"]}, Name("speaker", "putin")),
        ({"speaker": [" Ada \n Lovell "]}, Name("speaker", "Ada Lovell")),
        ({"speaker": ["putin", "assad"]}, Or((Name("speaker", "putin"), Name("speaker", "assad")))),
        ({"speaker": ["put*"]}, Prefix("put", "speaker")),
        ({"speaker": ["a OR b"]}, Name("speaker", "a OR b")),
        ({"tag": ["crude oil"]}, Value("tag", "crude oil")),
        ({"tag": ["5*"]}, Value("tag", "5*")),
        ({"type": ["Direct"]}, Value("type", "direct")),
        ({"confidence": ["0.8"]}, NumberRange("confidence", 0.8, None)),
        (
            {"confidence": ["0.8", "1"]},
            Or((NumberRange("confidence", 0.8, None), NumberRange("confidence", 1, None))),
        ),
        ({"since": ["2018-05"]}, DateRange(date(2018, 5, 1), None)),
        ({"until": ["2018-05"]}, DateRange(None, date(2018, 6, 1))),
        ({"since": ["2017"], "until": ["last week"]}, DateRange(date(2017, 1, 1), date(2018, 5, 14))),
        ({"since": ["2018"], "until": ["2017"]}, DateRange(date(2017, 1, 1), date(2019, 1, 1))),
        (
            {"since": ["2018"], "via": ["tass"], "speaker": ["a", "b"]},
            And(
                (
                    Or((Name("speaker", "a"), Name("speaker", "b"))),
                    Name("via", "tass"),
                    DateRange(date(2018, 1, 1), None),
                )
            ),
        ),
    ],
)
def test_or_within_a_flag_and_between_flags(filters: dict[str, list[str]], tree: Node) -> None:
    assert filter_tree(filters, TODAY) == tree


@pytest.mark.parametrize(
    ("filters", "error", "says"),
    [
        ({"since": ["yesterdayish"]}, BadDate, "since: 'yesterdayish' is not a date; write 2018"),
        ({"until": ["2017..2018"]}, BadDate, "until: '2017..2018' is not a date"),
        ({"since": [""]}, BadDate, "since: '' is not a date"),
        ({"since": ["2017", "2018"]}, QueryError, "since: given 2 times; give it once"),
        ({"speaker": ["putin", "&"]}, QueryError, "speaker: there is no letter or digit"),
        ({"author": [""]}, QueryError, "author: there is no letter or digit"),
        ({"place": ["*"]}, QueryError, "place: * needs letters"),
        ({"place": ["bin sal*"]}, QueryError, "place: a word with * is one word"),
        ({"tag": [" "]}, QueryError, "tag: tag needs a value"),
        ({"type": ["foo"]}, QueryError, "type: type cannot be 'foo'; it is one of direct, indirect, mixed"),
        (
            {"confidence": ["high"]},
            BadNumber,
            "confidence: 'high' is not a number; write a number from 0 to 1, such as",
        ),
        ({"confidence": ["80"]}, BadNumber, "confidence: '80' is more than 1; write a number"),
        ({"confidence": ["0.5..0.8"]}, BadNumber, "confidence: '0.5..0.8' is not a number; write a number"),
        ({"confidence": [""]}, BadNumber, "confidence: '' is not a number; write a number"),
        ({"speakr": ["a"]}, UnknownField, "there is no filter 'speakr'; the filters are speaker, source"),
    ],
)
def test_what_is_wrong_is_said_with_the_flag(filters: dict[str, list[str]], error: type[QueryError], says: str) -> None:
    with pytest.raises(QueryError) as caught:
        filter_tree(filters, TODAY)
    assert type(caught.value) is error
    assert str(caught.value).startswith(says)
    assert caught.value.query is None
    assert caught.value.span is None


def test_every_field_filter_is_a_field() -> None:
    assert all(BY_NAME[flag].name == flag for flag in FIELD_FILTERS)
