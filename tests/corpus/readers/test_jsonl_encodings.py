"""Encodings and compression of files of records."""

import codecs
import gzip
import json
import random
from pathlib import Path
from typing import Any

from searchkit.config.settings import Settings
from searchkit.corpus.read import ReadResult, read_file


def read(folder: Path, data: bytes | str, name: str = "a.jsonl", encoding: str | None = None) -> list[ReadResult]:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_file(file, name, Settings(encoding=encoding)))


def lines(*records: Any) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def ids(readings: list[ReadResult]) -> list[str | None]:
    return [reading.article.id if reading.article else None for reading in readings]


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    text = lines({"id": 1, "text": "Café – ਊ."}, {"id": 2, "text": "B."})
    for codec, mark in (
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ):
        assert ids(read(tmp_path, mark + text.encode(codec))) == ["1", "2"]
        assert ids(read(tmp_path, gzip.compress(mark + text.encode(codec)), "a.jsonl.gz")) == ["1", "2"]


def test_utf16_without_a_mark_needs_the_setting(tmp_path: Path) -> None:
    data = lines({"id": 1, "text": "A ਊ."}, {"id": 2, "text": "B."}).encode("utf-16-le")
    assert ids(read(tmp_path, data, encoding="utf-16-le")) == ["1", "2"]
    (reading,) = read(tmp_path, data)
    assert reading.error is not None
    assert reading.error.hint == 'put encoding = "utf-16-le" into searchkit.toml'


def test_utf16_that_breaks_gives_what_stands_before(tmp_path: Path) -> None:
    data = codecs.BOM_UTF16_LE + lines({"id": 1, "text": "A."}).encode("utf-16-le") + b"{\0\x00\xd8"
    first, last = read(tmp_path, data)
    assert first.article is not None
    assert last.error is not None
    assert last.error.line == 2


def test_a_line_in_another_encoding_is_refused_or_read_by_the_setting(tmp_path: Path) -> None:
    data = '{"id": 1, "text": "Café."}\n'.encode() + '{"id": 2, "text": "Café."}\n'.encode("cp1252")
    first, second = read(tmp_path, data)
    assert first.article is not None
    assert second.error is not None
    assert (second.error.line, second.error.reason) == (2, "not UTF-8 (byte 0xe9 at offset 22)")
    assert second.error.hint == 'put encoding = "cp1252" into searchkit.toml'
    assert [r.article.text for r in read(tmp_path, data, encoding="cp1252") if r.article] == ["Café."] * 2


def test_a_gzipped_file_with_a_broken_tail_gives_what_could_be_read(tmp_path: Path) -> None:
    noise = random.Random(1)  # noqa: S311 - it only has to be hard to compress
    texts = ["".join(noise.choices("abcdefgh ", k=500)) for _ in range(200)]
    data = gzip.compress(lines(*({"id": n, "text": text} for n, text in enumerate(texts, 1))).encode())
    *read_well, last = read(tmp_path, data[: len(data) // 2], "a.jsonl.gz")
    assert 50 < len(read_well) < 150
    assert ids(read_well) == [str(n) for n in range(1, len(read_well) + 1)]
    assert last.error is not None
    assert last.line == last.error.line == len(read_well) + 1
    assert last.error.reason == "the compressed file breaks off here"


def test_other_damage_to_gzipped_files_is_an_error_too(tmp_path: Path) -> None:
    whole = gzip.compress(lines({"id": 1, "text": "A."}).encode())
    (plain,) = read(tmp_path, lines({"id": 1, "text": "A."}), "a.jsonl.gz")
    assert plain.error is not None
    assert plain.error.line == 1
    first, last = read(tmp_path, whole + b"junk", "a.jsonl.gz")
    assert first.article is not None
    assert last.error is not None
    assert last.error.reason.startswith("no gzip data from here on")
    assert ids(read(tmp_path, whole + whole, "a.jsonl.gz")) == ["1", "1"]
