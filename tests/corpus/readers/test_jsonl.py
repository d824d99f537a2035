import codecs
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit.config.settings import Settings
from searchkit.corpus.read import ReadResult, read_file
from searchkit.model.article import Article

BODY = "ARLEN (Coast Herald) – The ministers met behind closed doors."


def read(folder: Path, data: bytes | str, name: str = "a.jsonl", encoding: str | None = None) -> list[ReadResult]:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_file(file, name, Settings(encoding=encoding)))


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
