"""What `search` refuses: one line, and a caret under the spot."""

from __future__ import annotations

import pytest

from tests.cli.running import Command


@pytest.mark.parametrize("value", ["high", "80", "-1", "0.5..", "nan"])
def test_a_confidence_that_is_no_number_is_one_line(search: Command, value: str) -> None:
    code, out, err = search("--confidence", value, "war")
    assert (code, out) == (2, "")
    assert err.startswith("search: --confidence: ")
    assert err.count("\n") == 1


def test_bare_search_prints_its_help_and_is_an_error(search: Command) -> None:
    code, out, err = search()
    assert (code, out) == (2, "")
    assert err.startswith("Usage: search")
    assert search("-n", "3")[0] == 2
    assert search("")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--since", "yesterdayish", "oil"], "'yesterdayish' is not a date"),
        (["date:2018-13"], "2018-13"),
        (["typo:foo"], "no field typo"),
        (["oil", "--facet", "colour"], "--facet: there is no such field: colour; facets are "),
        (["oil", "--colour"], "No such option"),
        (['"oil'], "never closed"),
        (["(oil"], "never closed"),
        (["oil", "AND"], "AND needs a word after it"),
        (["oil", "-n", "-3"], "-3"),
        (["oil", "--unit", "article", "--speaker", "putin"], "only quotes have a speaker"),
        (["oil", "--unit", "quote", "--unit", "article"], "more than once"),
        (["oil", "--speaker"], "requires an argument"),
        (["oil", "--by", "month", "--format", "csv"], "not the counts of --by; write --format json"),
        (["oil", "--facet", "speaker", "--format", "jsonl"], "not the counts of --facet; write --format json"),
        (["oil", "--by", "year", "--count"], "not the counts of --by; write -n 0"),
        (["oil", "--archive", "/nowhere/at/all"], "there is no such folder"),
    ],
)
def test_what_is_wrong_is_one_line_and_for_a_query_a_caret(search: Command, arguments: list[str], says: str) -> None:
    code, out, err = search(*arguments)
    assert (code, out) == (2, "")
    first, *rest = err.splitlines()
    assert first.startswith("search: ")
    assert says in first
    assert not rest or (len(rest) == 2 and set(rest[1].strip()) == {"^"})


def test_the_caret_stands_under_the_spot(search: Command) -> None:
    _, _, err = search("oil", "typo:foo", "gas")
    _, query, carets = err.splitlines()
    assert query[carets.index("^") : carets.rindex("^") + 1] == "typo"


def test_the_caret_stands_under_the_spot_behind_wide_letters(search: Command) -> None:
    _, _, err = search("港口", "cafe\u0301", "typo:foo")
    assert err.splitlines()[1:] == ["  港口 cafe\u0301 typo:foo", "            ^^^^"]


def test_an_unknown_facet_is_an_error_even_when_only_counting(search: Command) -> None:
    assert search("oil", "--count", "--facet", "colour")[0] == 2
