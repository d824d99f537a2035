"""Lines without an end, bombs and blank gigabytes: refused by line number or passed over, in little memory."""

from __future__ import annotations

import codecs
import gzip
import json
import tracemalloc
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchkit.config.settings import MEGABYTE, Settings
from searchkit.corpus.lines import Lines
from searchkit.corpus.read import ReadResult, read_file

MEMORY = 12 * MEGABYTE
"""Some records of a megabyte, decoded; the files below hold hundreds."""


def record(id: str, text: str = "A.") -> bytes:
    return json.dumps({"id": id, "text": text}).encode() + b"\n"


def write(file: Path, pieces: Iterable[bytes]) -> Path:
    """A file of pieces, gzipped if its name says so, made without holding it all."""
    packer = zlib.compressobj(wbits=31) if file.suffix == ".gz" else None
    with file.open("wb") as stream:
        for piece in pieces:
            stream.write(packer.compress(piece) if packer else piece)
        stream.write(packer.flush() if packer else b"")
    return file


def told(readings: Iterable[ReadResult]) -> Iterator[tuple[int | None, str]]:
    for reading in readings:
        if reading.article:
            yield reading.line, reading.article.id
        elif reading.error:
            assert reading.error.line == reading.line
            yield reading.line, reading.error.reason


def read_in_little_memory(file: Path) -> list[tuple[int | None, str]]:
    tracemalloc.start()
    try:
        found = list(told(read_file(file, file.name, Settings(max_record=MEGABYTE))))
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()
    return found


LONG = "the line is longer than 1 MB"
WIDE = [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
@pytest.mark.parametrize("mark", WIDE)
def test_an_endless_line_is_refused_and_the_others_go_in(tmp_path: Path, name: str, mark: bytes) -> None:
    codec = {2: "utf-16-le", 4: "utf-32-le"}.get(len(mark), "utf-8")
    codec = "utf-16-be" if mark == codecs.BOM_UTF16_BE else codec

    def pieces() -> Iterator[bytes]:
        yield mark
        yield record("first").decode().encode(codec)
        yield '{"id": "bomb", "text": "'.encode(codec)
        for _ in range(25):
            yield ("x" * MEGABYTE).encode(codec)
        yield '"}\n\n'.encode(codec)
        yield record("last").decode().encode(codec)

    file = write(tmp_path / name, pieces())
    assert read_in_little_memory(file) == [(1, "first"), (2, LONG), (4, "last")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
@pytest.mark.parametrize("blank", [b"\n", b"\r\n", b" \t\n", b" " * 99 + b"\n"])
def test_blank_lines_without_an_end_are_counted_and_passed_over(tmp_path: Path, name: str, blank: bytes) -> None:
    """Lines by the ten million: that this ends at all within a test says that they are not looked at one by one."""
    many = 40 * MEGABYTE // len(blank) // 4

    def pieces() -> Iterator[bytes]:
        yield blank * 3 + record("first")
        for _ in range(4):
            yield blank * many
        yield record("last")

    file = write(tmp_path / name, pieces())
    assert read_in_little_memory(file) == [(4, "first"), (5 + 4 * many, "last")]


@pytest.mark.parametrize("end", [b"", b"\n"])
@pytest.mark.parametrize("filler", [b"x", b" ", b"\r", b"[", b'{"a":'])
def test_any_endless_line_is_refused(tmp_path: Path, filler: bytes, end: bytes) -> None:
    pieces = (filler * (MEGABYTE // len(filler)) for _ in range(30))
    file = write(tmp_path / "a.jsonl.gz", [record("first"), *pieces, end])
    assert read_in_little_memory(file) == [(1, "first"), (2, LONG)]


def test_a_file_that_breaks_off_within_an_endless_line_says_so(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl.gz", [record("first"), *[b"x" * MEGABYTE] * 30])
    file.write_bytes(file.read_bytes()[:-20])
    assert read_in_little_memory(file) == [(1, "first"), (2, "the compressed file breaks off here")]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_without_an_end_is_refused(tmp_path: Path, name: str) -> None:
    file = write(tmp_path / name, (b"words " * MEGABYTE for _ in range(8)))
    assert read_in_little_memory(file) == [(None, "the file is longer than 1 MB")]
    with file.open("r+b") as stream:
        stream.truncate(10**12)  # a hole, which takes no room
    assert read_in_little_memory(file) == [(None, "the file is longer than 1 MB")]


def test_the_longest_that_may_be_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    text = "a" * (MEGABYTE - len(record("x", "")) + 1)
    file = write(tmp_path / "a.jsonl", [record("x", text), record("y", text + "a")])
    assert list(told(read_file(file, "a.jsonl", Settings(max_record=MEGABYTE)))) == [(1, "x"), (2, LONG)]
    file = write(tmp_path / "a.txt", [b"a" * MEGABYTE])
    assert list(told(read_file(file, "a.txt", Settings(max_record=MEGABYTE)))) == [(None, "a")]
    (reading,) = read_file(write(file, [b"a" * (MEGABYTE + 1)]), "a.txt", Settings(max_record=MEGABYTE))
    assert reading.error is not None
    assert reading.error.hint == "if it is an article, put max-record-mb = 2 into searchkit.toml"


@given(st.lists(st.sampled_from([b"\n", b"\r\n", b" ", b"x", b"yy", b"\t", b"\r"]), max_size=30), st.integers(1, 9))
def test_lines_are_those_of_the_whole_whatever_the_blocks(pieces: list[bytes], size: int) -> None:
    whole = b"".join(pieces)
    blocks = [whole[start : start + size] for start in range(0, len(whole), size)]
    expected = [
        (number, None if len(line) > 4 else line.rstrip(b"\r"))
        for number, line in enumerate(whole.split(b"\n"), 1)
        if line.strip() or len(line) > 4
    ]
    found = list(Lines(blocks, 4))
    # A blank line may be passed over before its length is known.
    blank = {number for number, line in enumerate(whole.split(b"\n"), 1) if not line.strip()}
    assert [one for one in found if one[0] not in blank] == [one for one in expected if one[0] not in blank]
    assert all(line is None for number, line in found if number in blank)


def test_gzip_in_several_members_is_one_file(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(b"".join(gzip.compress(piece) for piece in (b"", b"{", record("a")[1:], b"", record("b"))))
    assert list(told(read_file(file, file.name))) == [(1, "a"), (2, "b")]
