"""Limits of records: too long a record, very many bad records, and very many unknown keys."""

from __future__ import annotations

from pathlib import Path

from searchkit import Archive
from tests.archives import PORT, Build


def test_a_record_that_is_too_long_is_read_after_the_limit_is_raised(build: Build, tmp_path: Path) -> None:
    long = '{"id": "long", "text": "' + "A long record. " * 100_000 + '"}\n'
    (tmp_path / "searchkit.toml").write_text("max-record-mb = 1\n", encoding="utf-8")
    archive = build({"port.txt": PORT, "all.jsonl": long + '{"id": "short", "text": "Short."}\n'})
    [refused] = archive.update().refused
    assert (refused.path, refused.line, refused.reason) == ("corpus/all.jsonl", 1, "the line is longer than 1 MB")
    assert refused.hint == "if it is an article, put max-record-mb = 2 into searchkit.toml"
    assert not archive.status().stale
    (tmp_path / "searchkit.toml").write_text("max-record-mb = 2\n", encoding="utf-8")
    archive = Archive(tmp_path)
    assert archive.status().stale
    report = archive.update()
    assert (report.refused, report.added, report.unchanged) == ((), 1, 2)


def test_very_many_bad_records_are_reported_up_to_a_limit(build: Build) -> None:
    archive = build({"all.jsonl": "x\n" * 5000 + '{"id": "good", "text": "Good."}\n'})
    refused = archive.update().refused
    assert len(refused) == 1001
    assert (refused[-1].line, refused[-1].reason) == (1000, "4,000 more records after this one cannot be read")
    assert archive.search("good").total


def test_very_many_unknown_keys_are_counted_up_to_a_limit(build: Build) -> None:
    keys = ", ".join(f'"key{number}": 1' for number in range(5000))
    archive = build({"all.jsonl": f'{{"id": "a", "text": "A.", {keys}}}\n{{"id": "b", "text": "B.", "key7": 1}}\n'})
    unused = archive.update().unused
    assert (len(unused), unused["key7"]) == (1000, 2)
