"""The words of a command line: options, phrases, words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.errors import QueryError
from searchkit.query.parser import parse
from searchkit.query.shell import query_text, split_options
from searchkit.query.tree import And, Not, Or, Phrase, Word

TODAY = date(2018, 5, 16)
FLAGS = ("--count", "--help", "-h")
VALUED = ("-n", "--speaker", "--since")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ([], ""),
        (["", "  "], ""),
        (["oil"], "oil"),
        (["state", "nation"], "state nation"),
        (["foreign armed forces"], '"foreign armed forces"'),
        (["foreign armed forces", "putin"], '"foreign armed forces" putin'),
        ([" foreign  forces "], '"foreign  forces"'),
        ([" oil ", ""], "oil"),
        (["Moscow: the end"], '"Moscow: the end"'),
        (["it's over"], '"it\'s over"'),
        (["a -"], '"a -"'),
        (["oil", "-gas"], "oil -gas"),
        (["oil", "OR", "natural gas"], 'oil OR "natural gas"'),
        (["NOT", "natural gas"], 'NOT "natural gas"'),
        (["oil -gas"], "oil -gas"),
        (["“natural gas” prices"], "“natural gas” prices"),
        (["oil OR gas", "prices"], "(oil OR gas) prices"),
        (["oil OR gas"], "oil OR gas"),
        (["NOT", "oil gas*"], "NOT (oil gas*)"),
        (["(a OR b) OR c", "d"], "((a OR b) OR c) d"),
        (["(a OR b)", "d"], "(a OR b) d"),
        (['speaker:"Ada Lovell"', "oil"], 'speaker:"Ada Lovell" oil'),
        (['-speaker:"Ada Lovell"', "oil"], '-speaker:"Ada Lovell" oil'),
        (["oil", "OR gas*"], "oil OR gas*"),
        (["oil gas* AND", "prices"], "oil gas* AND prices"),
        (["(oil OR", "gas OR coal)"], "(oil OR gas OR coal)"),
        (["oil) gas OR (coal", "wind"], "oil) gas OR (coal wind"),
        (["(oil", "natural gas)"], "(oil natural gas)"),
        (['say "oil gas', 'x"'], 'say "oil gas x"'),
    ],
)
def test_the_query_that_arguments_make(arguments: list[str], text: str) -> None:
    assert query_text(arguments) == text


def test_what_they_mean() -> None:
    oil, gas, prices = Word("oil"), Word("gas"), Word("prices")
    assert parse(query_text(["oil OR gas", "prices"]), TODAY) == And((Or((oil, gas)), prices))
    assert parse(query_text(["oil", "-gas"]), TODAY) == And((oil, Not(gas)))
    assert parse(query_text(["oil gas", "prices"]), TODAY) == And((Phrase("oil gas"), prices))


def test_an_error_points_into_the_text_that_is_shown() -> None:
    text = query_text(["natural gas", "oil OR coal", "typo:foo"])
    with pytest.raises(QueryError) as caught:
        parse(text, TODAY)
    assert caught.value.query == text
    assert caught.value.span is not None
    assert text[slice(*caught.value.span)] == "typo"


@settings(max_examples=500)
@given(st.lists(st.text(alphabet='ab -:*()"“&AORND'), max_size=4))
def test_no_character_is_lost(arguments: list[str]) -> None:
    added = str.maketrans("", "", '()" ')
    assert query_text(arguments).translate(added) == "".join(arguments).translate(added)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(["a b", "a OR b", "-a", "c", "(a OR b) c", '"a b" OR c*', "NOT (a b)", "a AND b"])))
def test_arguments_stand_for_themselves(arguments: list[str]) -> None:
    trees = [parse(query_text([argument]), TODAY) for argument in arguments]
    together = parse(query_text(arguments), TODAY)
    flat = [part for tree in trees for part in (tree.children if isinstance(tree, And) else (tree,))]
    assert not flat or together == (And(tuple(flat)) if len(flat) > 1 else flat[0])


@pytest.mark.parametrize(
    ("argv", "options", "words"),
    [
        ([], [], []),
        (["oil", "gas"], [], ["oil", "gas"]),
        (["oil", "-gas"], [], ["oil", "-gas"]),
        (["russia", "-nato"], [], ["russia", "-nato"]),
        (["-n5", "oil"], ["-n5"], ["oil"]),
        (["-n", "5", "oil"], ["-n", "5"], ["oil"]),
        (["-n", "-3", "oil"], ["-n", "-3"], ["oil"]),
        (["-n"], ["-n"], []),
        (["-nx", "-n5x", "-n٥", "-m5"], [], ["-nx", "-n5x", "-n٥", "-m5"]),
        (["-h5", "-hat"], [], ["-h5", "-hat"]),
        (["-h", "oil", "--count"], ["-h", "--count"], ["oil"]),
        (["--speaker", "putin", "oil"], ["--speaker", "putin"], ["oil"]),
        (["oil", "--speaker=putin", "gas"], ["--speaker=putin"], ["oil", "gas"]),
        (["--speaker", "--count", "oil"], ["--speaker", "--count"], ["oil"]),
        (["--speaker", "--", "oil"], ["--speaker", "--"], ["oil"]),
        (["--speker", "oil"], ["--speker"], ["oil"]),
        (["--count", "--", "--speaker", "-n"], ["--count"], ["--speaker", "-n"]),
        (["-", "---", "--5", "-- a b"], [], ["-", "---", "--5", "-- a b"]),
    ],
)
def test_options_and_words(argv: list[str], options: list[str], words: list[str]) -> None:
    assert split_options(argv, FLAGS, VALUED) == (options, words)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(["-n", "-n5", "--speaker", "--count", "--", "-gas", "oil", "--x", "a b", ""])))
def test_nothing_is_lost(argv: list[str]) -> None:
    options, words = split_options(argv, FLAGS, VALUED)
    ends = 1 if len(options) + len(words) < len(argv) else 0
    assert sorted([*options, *words, *["--"] * ends]) == sorted(argv)
