import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.corpus.ids import encoded_id, path_id, printable, text_id
from searchkit.corpus.registry import counted_suffix, handled_suffix, without_suffix


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.txt", ".txt"),
        ("wire/a.MD", ".md"),
        ("a.jsonl", ".jsonl"),
        ("a.Jsonl.GZ", ".jsonl.gz"),
        ("a.gz", None),
        ("a.json.gz", None),
        ("txt", None),
        ("a.txt.bak", None),
    ],
)
def test_suffixes_that_are_read(name: str, suffix: str | None) -> None:
    assert handled_suffix(name) == suffix


def test_suffixes_that_are_counted() -> None:
    assert [counted_suffix(name) for name in ("a.PDF", "a.tar.gz", "README", "a.")] == [".pdf", ".gz", "", "."]


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("a.txt", "a"),
        ("wire/2018/a.b.md", "wire/2018/a.b"),
        ("a.jsonl.gz", "a"),
        ("a.txt.jsonl", "a.txt"),
        ("50% off #1.txt", "50%25 off %231"),
        ("a\nb.txt", "a%0Ab"),
        ("a\x85b\u2028.txt", "a%C2%85b%E2%80%A8"),
        (os.fsdecode(b"caf\xe9.txt"), "caf%E9"),
        ("café.txt", "café"),
        ("wire/.txt", "wire/.txt"),
    ],
)
def test_a_path_becomes_an_id(path: str, id: str) -> None:
    assert path_id(path) == id


def test_a_text_without_id_is_named_by_its_hash() -> None:
    id = text_id("wire/a.jsonl", "Text.")
    assert id.startswith("wire/a:")
    assert len(id) == len("wire/a:") + 12
    assert id == text_id("wire/a.jsonl.gz", "Text.") != text_id("wire/a.jsonl", "Text")


def test_what_is_printed_stays_on_its_line_and_keeps_its_marks() -> None:
    assert printable("50% #1\n" + os.fsdecode(b"\xff")) == "50% #1%0A%FF"


def test_parts_of_names_are_no_suffixes() -> None:
    assert without_suffix("v1.2/article") == "v1.2/article"


@given(st.text(st.characters()), st.text(st.sampled_from("a%#\n2365A0é")))
def test_ids_are_utf8_on_one_line_and_tell_apart_what_differs(text: str, other: str) -> None:
    id = encoded_id(text)
    id.encode()
    assert len(id.splitlines()) <= 1
    assert "#" not in id
    assert (encoded_id(other) == id) == (other == text)
