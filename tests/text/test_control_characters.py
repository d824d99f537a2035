"""Characters that command a terminal or turn a line around, and what becomes of them."""

from __future__ import annotations

import json
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.text.control_characters import (
    escape_controls,
    one_line,
    replace_cell_controls,
    replace_controls,
    shell_quote,
)

COMMANDING = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *("\u061c", "\u200e", "\u200f", "\u2028", "\u2029"),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    *("\ud800", "\udcff", "\udfff"),
]
"""Every control character, separator and mark of direction, and some half characters."""


@pytest.mark.parametrize("character", COMMANDING, ids=ascii)
def test_nothing_that_commands_a_terminal_stays_and_offsets_do(character: str) -> None:
    assert one_line(f"a{character}b") in {"a b", "a\ufffdb"}
    assert (replace_controls(character) == "\ufffd") == (character not in "\t\n")


@pytest.mark.parametrize("text", ["plain", "Zoe\u0308", "نی\u200cما", "👩\u200d🚀", "港口", "שלום"])
def test_other_text_stays(text: str) -> None:
    assert replace_controls(text) == one_line(text) == replace_cell_controls(text) == text


@pytest.mark.parametrize("character", COMMANDING, ids=ascii)
def test_json_is_escaped_and_means_the_same(character: str) -> None:
    value = {f"k{character}": [f"“a{character}b”"]}
    line = escape_controls(json.dumps(value, ensure_ascii=False))
    assert replace_controls(line) == one_line(line) == line
    assert json.loads(line) == value


@given(st.text())
def test_any_json_is_escaped_and_means_the_same(text: str) -> None:
    line = escape_controls(json.dumps(text, ensure_ascii=False))
    assert replace_controls(line) == line
    assert json.loads(line) == text


def test_controls_are_replaced_where_marks_of_direction_stay() -> None:
    assert (
        replace_cell_controls("a\tb\rc\nd\x85e\x1bf\x9bg\x7fh\u202ei\u2028")
        == "a b c\nd e\ufffdf\ufffdg\ufffdh\u202ei\u2028"
    )


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("plain", "plain"),
        ("two words", "'two words'"),
        ("it's", "'it'\"'\"'s'"),
        ("a\x1b[31mb", r"$'a\033[31mb'"),
        ("it's \\ \n", r"$'it\'s \\ \012'"),
        ("\u202ecba", r"$'\342\200\256cba'"),
        ("no\xa0break", r"$'no\302\240break'"),
        ("caf\udce9", r"$'caf\351'"),
    ],
)
def test_a_word_is_quoted_for_a_shell(word: str, typed: str) -> None:
    assert shell_quote(word) == typed
    assert one_line(typed) == typed


@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]) | st.sampled_from("\x1b\x9b\n'\\\u202e1"))
)
def test_a_shell_reads_a_quoted_word_as_it_was(word: str) -> None:
    done = subprocess.run(["bash", "-c", f"printf %s {shell_quote(word)}"], capture_output=True, check=True)
    assert done.stdout == word.encode()
