"""Trees to query text and to shell words, and back."""

import re
import shlex
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchkit.fields import BY_NAME, PARAGRAPH_KINDS, QUOTE_TYPES, FieldKind
from searchkit.query.lexer import MARKS, collapse_gaps, has_letter_or_digit
from searchkit.query.parser import parse
from searchkit.query.shell import query_text, split_options
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
    flatten,
)
from searchkit.query.unparse import all_words, to_arguments, to_query

TODAY = date(2018, 5, 16)
SHELL_WORD = re.compile(r"""\$'(?:[^'\\]|\\.)*'|(?:'[^']*'|"'"|[^\s'"])+""")
FLAGS, VALUED = ("--count", "-h"), ("-n", "--since")
TEXT_FIELDS = tuple(field.name for field in BY_NAME.values() if field.kind is FieldKind.TEXT)
NAME_FIELDS = tuple(field.name for field in BY_NAME.values() if field.kind is FieldKind.NAME)


def a_word(text: str) -> bool:
    """Whether a text without gaps, marks or parentheses can be a word of a query."""
    return has_letter_or_digit(text) and not (text[0] == "-" and text[1:2].isalnum())


TRICKY = st.sampled_from(
    ["AND", "OR", "NOT", "not", "x:y", "a://b", "n5", "h", "--count", "--x", "-'a", "it's", "#a", "$HOME", "!1"]
)
RUNS = st.text(st.characters(exclude_categories=["Z", "C"], exclude_characters=f"{MARKS}()*"), min_size=1)
WORDS = TRICKY | RUNS.filter(a_word) | st.text("abé1-.’:", min_size=1).filter(a_word)
SPACED = (st.text(st.characters(exclude_characters=MARKS)) | st.lists(WORDS, min_size=2, max_size=3).map(" ".join)).map(
    collapse_gaps
)
BEGINNINGS = st.from_regex(r"[a-zA-Z0-9é][a-zA-Z0-9é’']*", fullmatch=True) | st.sampled_from(["AND", "U.S", "3.5"])
NUMBERS = st.integers(0, 10**12).map(lambda number: float(f"{number / 10**12:.12f}"))


def dates() -> st.SearchStrategy[Node]:
    ends = st.none() | st.dates(max_value=date(9999, 12, 30))
    ordered = st.tuples(ends, ends).filter(lambda pair: pair != (None, None))
    return ordered.map(lambda pair: _stretch(*pair))


def _stretch(first: date | None, last: date | None) -> DateRange:
    if first and last and first > last:
        first, last = last, first
    return DateRange(first, date.fromordinal(last.toordinal() + 1) if last else None)


def numbers() -> st.SearchStrategy[Node]:
    closed = st.tuples(NUMBERS, NUMBERS).map(lambda pair: NumberRange("confidence", min(pair), max(pair)))
    return (
        closed
        | NUMBERS.map(lambda low: NumberRange("confidence", low, None))
        | NUMBERS.map(lambda high: NumberRange("confidence", None, high))
    )


def title_words(text: str) -> bool:
    return not text.startswith("//")


LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.builds(Word, WORDS),
    st.builds(Word, WORDS.filter(title_words), st.just("title")),
    st.builds(Phrase, SPACED.filter(has_letter_or_digit), st.sampled_from(TEXT_FIELDS)),
    st.builds(Prefix, BEGINNINGS, st.sampled_from(TEXT_FIELDS + NAME_FIELDS)),
    st.builds(Name, st.sampled_from(NAME_FIELDS), SPACED.filter(has_letter_or_digit) | WORDS),
    st.builds(Value, st.just("tag"), SPACED.filter(bool) | WORDS),
    st.builds(Value, st.just("type"), st.sampled_from(QUOTE_TYPES)),
    st.builds(Value, st.just("kind"), st.sampled_from(PARAGRAPH_KINDS[:-1])),
    dates(),
    numbers(),
)
TREES = st.recursive(
    LEAVES,
    lambda nodes: (
        st.lists(nodes, min_size=2, max_size=3).map(lambda some: flatten(And, some))
        | st.lists(nodes, min_size=2, max_size=3).map(lambda some: flatten(Or, some))
        | nodes.map(lambda node: node.child if isinstance(node, Not) else Not(node))
    ),
    max_leaves=8,
) | st.just(Everything())


def from_shell(line: str) -> Node:
    options, words = split_options([_unquoted(word[0]) for word in SHELL_WORD.finditer(line)], FLAGS, VALUED)
    assert not options
    return parse(query_text(words), TODAY)


def _unquoted(word: str) -> str:
    """A word as bash reads it."""
    if not word.startswith("$'"):
        [plain] = shlex.split(word)
        return plain
    read = re.sub(rb"\\([0-7]{3}|.)", lambda found: _byte(found[1]), word[2:-1].encode())
    return read.decode("utf-8", "surrogateescape")


def _byte(written: bytes) -> bytes:
    return bytes([int(written, 8)]) if written.isdigit() else written


@settings(max_examples=500)
@given(TREES)
def test_query_text_reads_back(tree: Node) -> None:
    assert parse(to_query(tree), TODAY) == tree


@settings(max_examples=500)
@given(TREES)
def test_shell_words_read_back(tree: Node) -> None:
    assert from_shell(to_arguments(tree)) == tree


@settings(max_examples=500)
@given(TREES)
def test_the_all_words_form_can_be_typed_and_has_no_phrase_left(tree: Node) -> None:
    loose = all_words(tree)
    if loose is not None:
        assert loose != tree
        assert from_shell(to_arguments(loose)) == parse(to_query(loose), TODAY) == loose
        assert all_words(loose) is None


@pytest.mark.parametrize(
    ("tree", "query", "arguments"),
    [
        (Everything(), "", ""),
        (And((Word("state"), Word("nation"))), "state nation", "state nation"),
        (Phrase("foreign forces"), '"foreign forces"', "'foreign forces'"),
        (Phrase("gas"), '"gas"', "'\"gas\"'"),
        (Phrase("oil AND gas"), '"oil AND gas"', "'\"oil AND gas\"'"),
        (Phrase("- so it goes"), '"- so it goes"', "'\"- so it goes\"'"),
        (Or((Phrase("a b"), Word("c"))), '"a b" OR c', "'\"a b\" OR c'"),
        (Or((Not(Word("n5")), Word("c"))), "-n5 OR c", "'(-n5 OR c)'"),
        (Not(Word("n5")), "-n5", "NOT n5"),
        (And((Word("a"), Not(Phrase("b c")))), 'a -"b c"', "a NOT 'b c'"),
        (Not(Word("'a")), "NOT 'a", "NOT ''\"'\"'a'"),
        (And((Word("a"), Or((Word("b"), Word("c"))))), "a (b OR c)", "a '(b OR c)'"),
        (Word("AND"), "text:AND", "text:AND"),
        (Not(And((Word("a"), Word("x:")))), "-(a text:x:)", "NOT '(a text:x:)'"),
        (Word("--count"), "--count", "text:--count"),
        (Name("speaker", "putin"), "speaker:putin", "speaker:putin"),
        (Name("speaker", "//x"), 'speaker:"//x"', "'speaker:\"//x\"'"),
        (Value("tag", "-a"), 'tag:"-a"', "'tag:\"-a\"'"),
        (Name("speaker", "a\x1bb\u202e"), 'speaker:"a\x1bb\u202e"', r"""$'speaker:"a\033b\342\200\256"'"""),
        (And((Phrase("it's \u200f"), Word("c"))), '"it\'s \u200f" c', r"$'it\'s \342\200\217' c"),
        (DateRange(date(2018, 5, 1), date(2018, 6, 1)), "date:2018-05", "date:2018-05"),
        (NumberRange("confidence", 0.000001, None), "confidence:0.000001..", "confidence:0.000001.."),
    ],
)
def test_how_it_is_written(tree: Node, query: str, arguments: str) -> None:
    assert to_query(tree) == query
    assert to_arguments(tree) == arguments


@pytest.mark.parametrize(
    ("query", "loose"),
    [
        ('"state nation"', "state nation"),
        ('"state nation" oil', "state nation oil"),
        ('title:"state nation" OR x', "(title:state title:nation) OR x"),
        ('"gas"', "gas"),
        ('"Moscow: the end"', "Moscow the end"),
        ('"the (old) state - so-called, and -more 5*"', "the old state so-called, and more 5"),
        ('"oil AND gas"', "oil text:AND gas"),
        ('oil -"state nation" "a b"', 'oil -"state nation" a b'),
        ('oil -"state nation"', None),
        ('speaker:"Ada Lovell"', None),
        ("oil UN-sponsored", None),
        ("", None),
    ],
)
def test_all_words(query: str, loose: str | None) -> None:
    found = all_words(parse(query, TODAY))
    assert (None if found is None else to_query(found)) == loose


def test_a_double_quote_mark_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="double quote mark"):
        to_query(Value("tag", 'the "so-called" war'))
