"""Very long lines, compression bombs and millions of blank lines are refused or skipped in little memory."""

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
"""Bytes: room for a few decoded records of a megabyte, where the test files hold dozens of megabytes."""


def record(id: str, text: str = "A.") -> bytes:
    return json.dumps({"id": id, "text": text}).encode() + b"\n"


def write(file: Path, pieces: Iterable[bytes]) -> Path:
    """Write a file piece by piece, gzipped if its name ends with .gz."""
    packer = zlib.compressobj(wbits=31) if file.suffix == ".gz" else None
    with file.open("wb") as stream:
        for piece in pieces:
            stream.write(packer.compress(piece) if packer else piece)
        stream.write(packer.flush() if packer else b"")
    return file


def summarize(results: Iterable[ReadResult]) -> Iterator[tuple[int | None, str]]:
    """Yield the line and the article id of each result, or the line and the reason of its error."""
    for result in results:
        if result.article:
            yield result.line, result.article.id
        elif result.error:
            assert result.error.line == result.line
            yield result.line, result.error.reason


def read_in_little_memory(file: Path) -> list[tuple[int | None, str]]:
    """Read a file, check that it takes less than MEMORY, and summarize its results."""
    tracemalloc.start()
    try:
        lines = list(summarize(read_file(file, file.name, Settings(max_record=MEGABYTE))))
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()
    return lines


TOO_LONG = "the line is longer than 1 MB"
MARKS = [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
@pytest.mark.parametrize("mark", MARKS)
def test_a_very_long_line_is_refused_and_the_others_are_read(tmp_path: Path, name: str, mark: bytes) -> None:
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
    assert read_in_little_memory(file) == [(1, "first"), (2, TOO_LONG), (4, "last")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
@pytest.mark.parametrize("blank", [b"\n", b"\r\n", b" \t\n", b" " * 99 + b"\n"])
def test_millions_of_blank_lines_are_counted_and_skipped(tmp_path: Path, name: str, blank: bytes) -> None:
    """There are up to ten million lines: the test ends in time only because they are not handled one by one."""
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
def test_a_very_long_line_of_anything_is_refused(tmp_path: Path, filler: bytes, end: bytes) -> None:
    pieces = (filler * (MEGABYTE // len(filler)) for _ in range(30))
    file = write(tmp_path / "a.jsonl.gz", [record("first"), *pieces, end])
    assert read_in_little_memory(file) == [(1, "first"), (2, TOO_LONG)]


def test_a_compressed_file_cut_off_in_a_very_long_line_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl.gz", [record("first"), *[b"x" * MEGABYTE] * 30])
    file.write_bytes(file.read_bytes()[:-20])
    assert read_in_little_memory(file) == [(1, "first"), (2, "the compressed file breaks off here")]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_very_long_text_is_refused(tmp_path: Path, name: str) -> None:
    file = write(tmp_path / name, (b"words " * MEGABYTE for _ in range(8)))
    assert read_in_little_memory(file) == [(None, "the file is longer than 1 MB")]
    with file.open("r+b") as stream:
        stream.truncate(10**12)  # a sparse file, which takes no room on the disk
    assert read_in_little_memory(file) == [(None, "the file is longer than 1 MB")]


def test_a_record_of_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    text = "a" * (MEGABYTE - len(record("x", "")) + 1)
    file = write(tmp_path / "a.jsonl", [record("x", text), record("y", text + "a")])
    assert list(summarize(read_file(file, "a.jsonl", Settings(max_record=MEGABYTE)))) == [(1, "x"), (2, TOO_LONG)]
    file = write(tmp_path / "a.txt", [b"a" * MEGABYTE])
    assert list(summarize(read_file(file, "a.txt", Settings(max_record=MEGABYTE)))) == [(None, "a")]
    (result,) = read_file(write(file, [b"a" * (MEGABYTE + 1)]), "a.txt", Settings(max_record=MEGABYTE))
    assert result.error is not None
    assert result.error.hint == "if it is an article, put max-record-mb = 2 into searchkit.toml"


@given(st.lists(st.sampled_from([b"\n", b"\r\n", b" ", b"x", b"yy", b"\t", b"\r"]), max_size=30), st.integers(1, 9))
def test_lines_do_not_depend_on_the_size_of_blocks(pieces: list[bytes], size: int) -> None:
    content = b"".join(pieces)
    blocks = [content[start : start + size] for start in range(0, len(content), size)]
    expected = [
        (number, None if len(line) > 4 else line.rstrip(b"\r"))
        for number, line in enumerate(content.split(b"\n"), 1)
        if line.strip() or len(line) > 4
    ]
    lines = list(Lines(blocks, 4))
    # Blank lines may be skipped before their length is known.
    blank = {number for number, line in enumerate(content.split(b"\n"), 1) if not line.strip()}
    assert [one for one in lines if one[0] not in blank] == [one for one in expected if one[0] not in blank]
    assert all(line is None for number, line in lines if number in blank)


def test_several_gzip_members_are_one_file(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(b"".join(gzip.compress(piece) for piece in (b"", b"{", record("a")[1:], b"", record("b"))))
    assert list(summarize(read_file(file, file.name))) == [(1, "a"), (2, "b")]
