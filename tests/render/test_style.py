"""Text for a terminal: wrapping, marking, windows, and nothing that commands the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.render.style import (
    Style,
    columns,
    join_parts,
    mark_highlights,
    pluralise,
    truncate,
    window,
    wrap,
)
from searchkit.text.control_characters import one_line, replace_controls


@given(st.text(), st.integers(1, 40))
def test_wrapping_keeps_every_word_in_order(text: str, width: int) -> None:
    lines = [text[start:end] for start, end in wrap(text, 0, len(text), width)]
    assert " ".join(lines).split() == text.split()
    assert all(columns(line) <= width or len(line.split()) == 1 for line in lines)


@pytest.mark.parametrize(
    ("text", "taken"),
    [("", 0), ("plain", 5), ("Café", 4), ("Cafe\u0301", 4), ("港口", 4), ("🎉!", 3), ("\x1b[1;33mab\x1b[0m", 2)],
)
def test_columns_are_those_of_a_terminal(text: str, taken: int) -> None:
    assert columns(text) == taken
    assert text.startswith(truncate(text, 3))
    assert columns(truncate(text, 3)) <= 3


def test_wide_characters_fill_a_line_sooner() -> None:
    assert [slice(*span) for span in wrap("港口 港口 ab", 0, 8, 7)] == [slice(0, 2), slice(3, 8)]


def test_parts_are_joined_in_lines_that_fit() -> None:
    strong = Style(colour=True).strong("Ada Pell")
    assert list(join_parts([strong, "The Echo", "May 2018"], 23, "  ")) == [f"  {strong} · The Echo", "  May 2018"]
    assert list(join_parts(["a long part alone"], 5)) == ["a long part alone"]


def test_the_first_line_leaves_room_for_what_stands_before_it() -> None:
    assert [slice(*span) for span in wrap("aa bb cc", 0, 8, 5, 3)] == [slice(0, 2), slice(3, 8)]


def test_highlights_are_painted_where_they_meet_the_stretch() -> None:
    style = Style(colour=True)
    assert mark_highlights("one two three", 2, 9, [(0, 3), (4, 7), (8, 13)], style) == (
        style.match("e") + " " + style.match("two") + " " + style.match("t")
    )
    assert mark_highlights("one two", 0, 7, [(4, 7)], Style(colour=False)) == "one two"


@given(st.text(), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=4), st.integers(10, 60))
def test_a_window_lies_in_the_text_and_shows_the_first_highlight(
    text: str, spans: list[tuple[int, int]], size: int
) -> None:
    highlights = tuple(sorted((min(a, b), max(a, b)) for a, b in spans if max(a, b) <= len(text)))
    start, end = window(text, highlights, size)
    assert 0 <= start <= end <= len(text)
    assert end - start <= size


def test_a_window_is_cut_between_words_around_the_match() -> None:
    text = "lead " * 40 + "needle " + "tail " * 40
    at = text.index("needle")
    start, end = window(text, ((at, at + 6),), 60)
    assert start < at < at + 6 < end
    assert text[start:end].split() == text[start:end].strip().split(" ")
    assert text[start - 1].isspace()


def test_control_characters_become_harmless_and_offsets_stay() -> None:
    evil = "a\x1b[31mb\u202ec\x07"
    assert len(replace_controls(evil)) == len(evil)
    assert not {"\x1b", "\u202e", "\x07"} & set(replace_controls(evil))
    assert one_line("a\nb\tc") == "a b c"


def test_counting() -> None:
    assert [pluralise(1, "hit"), pluralise(1234, "hit"), pluralise(2, "copy", "copies")] == [
        "1 hit",
        "1,234 hits",
        "2 copies",
    ]
