import codecs
import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.corpus.registry import ReadResult, read_file
from searchkit.model.article import Article

BODY = "ARLEN (Coast Herald) – The ministers met behind closed doors."


def read(folder: Path, data: bytes | str, name: str = "a.jsonl", encoding: str | None = None) -> list[ReadResult]:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_file(file, name, encoding=encoding))


def lines(*records: Any) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def ids(readings: list[ReadResult]) -> list[str | None]:
    return [reading.article.id if reading.article else None for reading in readings]


def test_every_record_is_an_article(tmp_path: Path) -> None:
    text = f" {BODY}\r\n\r\nMore.\x0b\u2028"
    record = {
        "id": "a1",
        "title": "Ministers meet",
        "date": "2018-05-17T10:00:00",
        "source": "The Post",
        "byline": "By Ada Lovelace, The Post",
        "places": ["Orn", "Arlen"],
        "topics": ["oil"],
        "keywords": "gas, oil",
        "url": "https://example.org/a1",
        "mood": "b",
        "text": text,
    }
    first, second = read(tmp_path, lines(record, {"text": BODY}))
    assert first.article == Article(
        id="a1",
        text=text,
        path="a.jsonl",
        line=1,
        title="Ministers meet",
        source="The Post",
        date="2018-05-17",
        places=("Orn", "Arlen"),
        authors=("Ada Lovelace",),
        tags=("oil", "gas"),
        url="https://example.org/a1",
    )
    assert (first.line, first.unused, first.doubts) == (1, ("mood",), ())
    assert second.article is not None
    assert (second.line, second.article.source, second.article.places) == (2, "Coast Herald", ("Arlen",))


def test_a_title_is_taken_from_a_text_that_opens_with_one(tmp_path: Path) -> None:
    (reading,) = read(tmp_path, lines({"text": f"Ministers meet\n\n{BODY}"}))
    assert reading.article is not None
    assert reading.article.title == "Ministers meet"
    assert reading.article.text.startswith("Ministers meet")


def test_ids_are_the_record_s_else_made_from_its_text(tmp_path: Path) -> None:
    found = ids(
        read(
            tmp_path,
            lines({"id": " x#1 ", "text": "A."}, {"id": 17, "text": "A."}, {"text": "A."}, {"id": "", "text": "B."}),
        )
    )
    assert found[:2] == ["x%231", "17"]
    assert found[2] != found[3]
    for id in found[2:]:
        assert id is not None
        assert id.startswith("a:")
        assert len(id) == len("a:") + 12


def test_blank_lines_are_skipped_and_counted(tmp_path: Path) -> None:
    found = read(tmp_path, '\n  \n{"text": "A."}\n\r\n{"text": "B."}\n\n')
    assert [reading.line for reading in found] == [3, 5]


def test_only_line_feeds_end_lines(tmp_path: Path) -> None:
    text = "A\x85b\u2028c\u2029d."
    (reading,) = read(tmp_path, lines({"text": text}))
    assert reading.article is not None
    assert reading.article.text == text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "A.",}', "bad JSON: "),
        ('{"text": "A."', "bad JSON: "),
        ('{"text": "A."} x', "bad JSON: Extra data at column 16"),
        ("text", "bad JSON: Expecting value at column 1"),
        ("[" * 100_000, "bad JSON: nested too deeply"),
        ('{"id": ' + "1" * 10_000 + "}", "bad JSON: "),
        ('["text"]', "not a JSON object but a list"),
        ("null", "not a JSON object but null"),
        ('"text"', "not a JSON object but a text"),
        ("1.5", "not a JSON object but a number"),
        ("{}", "no text"),
        ('{"text": null}', "no text"),
        ('{"text": ["A."]}', "no text"),
        ('{"text": " \\n\\t\\u00a0"}', "no text"),
        ('{"text": "A \\ud83d b."}', "text holds half a character (\\ud83d at character 2)"),
        ('{"text": "A.", "id": "\\udc80"}', "id holds half a character"),
        ('{"text": "A.", "tags": ["b", "\\udc80"]}', "tags holds half a character"),
        ('{"text": "A\0b."}', "not text (a NUL byte at offset 11)"),
    ],
)
def test_a_record_that_cannot_be_read_is_named_and_the_others_go_in(tmp_path: Path, line: str, reason: str) -> None:
    first, second, third = read(tmp_path, f'{{"text": "A."}}\n{line}\n{{"text": "B."}}\n')
    assert first.article is not None
    assert third.article is not None
    assert second.article is None
    assert second.error is not None
    assert (second.line, second.error.line, second.error.path) == (2, 2, "a.jsonl")
    assert second.error.reason.startswith(reason)
    assert "\n" not in str(second.error)


def test_what_json_forbids_but_python_reads_is_read(tmp_path: Path) -> None:
    (reading,) = read(tmp_path, '{"text": "no", "score": NaN, "text": "A \\ud83d\\ude00."}')
    assert reading.article is not None
    assert reading.article.text == "A 😀."
    assert reading.unused == ("score",)


def test_keys_that_cannot_be_printed_are_shown_all_the_same(tmp_path: Path) -> None:
    (reading,) = read(tmp_path, '{"text": "A.", "\\ud83d": 1}')
    assert reading.unused == ("%ED%A0%BD",)


@pytest.mark.parametrize("data", [b"", b"\n\n", codecs.BOM_UTF8, gzip.compress(b"")])
def test_a_file_without_records_is_named(tmp_path: Path, data: bytes) -> None:
    (reading,) = read(tmp_path, data, "a.jsonl.gz" if data.startswith(b"\x1f") else "a.jsonl")
    assert reading.error is not None
    assert (reading.error.reason, reading.line) == ("the file holds no records", None)


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


def test_a_file_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(lines({"id": 1, "text": "A."}, {"id": 2, "text": "B."}), encoding="utf-8")
    readings = read_file(file, "a.jsonl")
    first = next(readings)
    readings.close()  # type: ignore[attr-defined]
    assert first.article is not None
    assert first.article.id == "1"


def test_a_line_may_have_any_length(tmp_path: Path) -> None:
    text = "Long. " * 500_000
    (reading,) = read(tmp_path, lines({"text": text}))
    assert reading.article is not None
    assert reading.article.text == text


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
_KEYS = st.sampled_from(["id", "title", "date", "source", "author", "byline", "place", "tags", "url", "text", "mood"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(_KEYS, _VALUES), st.text(st.characters(), max_size=30))
def test_any_record_is_an_article_that_can_be_written_or_an_error(
    tmp_path: Path, values: dict[str, Any], text: str
) -> None:
    (reading,) = read(tmp_path, json.dumps({"text": text, **values}))
    assert (reading.article is None) != (reading.error is None)
    if reading.article:
        assert reading.article.text == {"text": text, **values}["text"]
        repr(reading).encode()
        json.dumps([reading.article.id, reading.article.text, reading.article.authors], ensure_ascii=False).encode()
    for remark in (*reading.doubts, *reading.unused, str(reading.error)):
        assert len(remark.splitlines()) <= 1
        remark.encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=80), st.sampled_from(["a.jsonl", "a.jsonl.gz", "a.txt", "a.md"]))
def test_any_bytes_give_readings(tmp_path: Path, data: bytes, name: str) -> None:
    for reading in read(tmp_path, data, name):
        assert (reading.article is None) != (reading.error is None)
        assert len(str(reading.error).splitlines()) == 1
