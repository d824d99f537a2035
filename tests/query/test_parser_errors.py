"""What the parser does not understand: the spot, the reason, and what was perhaps meant."""

from datetime import date

import pytest

from searchkit.errors import BadDate, BadNumber, QueryError, UnknownField
from searchkit.query.parser import nearest_field, parse

TODAY = date(2018, 5, 16)


def refused(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text, TODAY)
    return caught.value


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
