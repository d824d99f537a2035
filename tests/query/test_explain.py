"""What was understood, in words."""

from datetime import date

import pytest

from searchkit.query.explain import explain
from searchkit.query.filters import filter_tree
from searchkit.query.parser import parse
from searchkit.query.tree import DateRange, conjunction

TODAY = date(2018, 5, 16)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "everything"),
        ("oil", "the word oil"),
        ("state nation", "the words state and nation"),
        ("a b c", "the words a, b and c"),
        ("a OR b OR c", "the word a, b or c"),
        ("oil -gas", "the word oil and not the word gas"),
        ("a -(b OR c)", "the word a and not (the word b or c)"),
        ("NOT (a b)", "not (the words a and b)"),
        ("a OR b c", "the word a or (the words b and c)"),
        ("a (b OR speaker:putin)", "the word a and (the word b or speaker putin)"),
        ('"foreign armed forces"', 'the phrase "foreign armed forces"'),
        ('"a b" "c d" e', 'the phrases "a b" and "c d" and the word e'),
        ("bread and butter", 'the words bread, "and" and butter'),
        ("sanction*", "a word beginning with sanction"),
        ("oil* gas*", "words beginning with oil and gas"),
        ("title:oil gas", "the word oil in the title and the word gas"),
        ('title:(a b "c d")', 'the words a and b in the title and the phrase "c d" in the title'),
        ("title:e*", "a word beginning with e in the title"),
        ("speaker:(putin OR assad)", "speaker putin or assad"),
        ('via:"Kurdistan 24" type:direct', "via Kurdistan 24 and type direct"),
        ("speaker:put*", "a speaker with a word beginning with put"),
        ('tag:"oil, crude"', 'tag "oil, crude"'),
        ("confidence:0.8..", "confidence from 0.8"),
        ("confidence:..0.5 confidence:1", "confidence up to 0.5 and confidence 1"),
        ("confidence:0.5..0.8", "confidence 0.5 to 0.8"),
        ("date:2018", "printed in 2018"),
        ("date:0900", "printed in 900"),
        ("date:2018-05 oil", "the word oil, printed in May 2018"),
        ("date:2018-05-07 -oil", "not the word oil, printed on 7 May 2018"),
        ("date:2018..2018-05-17", "printed 1 January 2018 to 17 May 2018"),
        ("date:2018.. OR date:..2016", "printed since 1 January 2018 or printed until 31 December 2016"),
        ("oil -date:2018", "the word oil and not printed in 2018"),
    ],
)  # fmt: skip
def test_what_a_query_asks_for(query: str, words: str) -> None:
    assert explain(parse(query, TODAY)) == words


def test_a_query_with_filters() -> None:
    filters = filter_tree({"speaker": ["Vladimir Putin"], "since": ["2018"], "until": ["2018-05"]}, TODAY)
    query = parse('"foreign armed forces"', TODAY)
    assert explain(conjunction(query, filters)) == (
        'the phrase "foreign armed forces" and speaker Vladimir Putin, printed 1 January 2018 to 31 May 2018'
    )


def test_a_query_with_a_flag_given_twice() -> None:
    filters = filter_tree({"speaker": ["putin", "assad"], "tag": ["war"]}, TODAY)
    assert explain(conjunction(parse("oil", TODAY), filters)) == "the word oil and (speaker putin or assad) and tag war"


def test_a_date_range_without_ends() -> None:
    assert explain(DateRange(None, None)) == "printed until 9999"
