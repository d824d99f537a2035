"""`search --format json`, `jsonl` and `csv`: what programs read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

from searchkit import Archive
from searchkit.render.json_output import HIT_KEYS
from tests.cli.running import Command


def test_the_json_holds_its_promise(search: Command) -> None:
    code, out, _ = search("foreign armed forces", "--speaker", "putin", "--facet", "speaker", "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert set(answer) >= {
        "version", "query", "filters", "explanation", "total", "offset", "hits", "facets", "histogram", "undated_left_out",
    }  # fmt: skip
    assert (answer["version"], answer["total"], answer["offset"]) == (1, 3, 0)
    assert answer["filters"] == {"speaker": ["putin"]}
    assert answer["facets"] == {"speaker": [{"value": "Vladimir Putin", "count": 3}]}
    for hit in answer["hits"]:
        assert tuple(hit) == HIT_KEYS
        assert hit["spans"]
        [[start, end]] = hit["highlights"]
        assert hit["text"][start:end] == "foreign armed forces"
        assert (hit["date"], hit["article"], hit["unit"]) == ("2018-05-17", "assad-putin-sochi", "quote")


def test_scores_are_null_when_sorted_by_date(search: Command) -> None:
    newest = json.loads(search("oil", "--sort", "newest", "--format", "json", "-n", "50")[1])
    dates = [hit["date"] for hit in newest["hits"] if hit["date"]]
    assert dates == sorted(dates, reverse=True)
    assert {hit["score"] for hit in newest["hits"]} == {None}
    oldest = json.loads(search("oil", "--sort", "oldest", "--format", "json", "-n", "50")[1])
    assert oldest["total"] == newest["total"]
    assert [hit["date"] for hit in oldest["hits"] if hit["date"]] == sorted(
        hit["date"] for hit in oldest["hits"] if hit["date"]
    )


def test_pages_follow_each_other(search: Command) -> None:
    def page(number: int) -> list[str]:
        _, out, _ = search("said", "-n", "4", "--page", str(number), "--format", "jsonl")
        return [json.loads(line)["id"] for line in out.splitlines()]

    whole = [json.loads(line)["id"] for line in search("said", "-n", "8", "--format", "jsonl")[1].splitlines()]
    assert page(1) + page(2) == whole
    code, out, _ = search("said", "--page", "999")
    assert code == 0
    assert "past the last" in out


def test_csv_has_the_same_names_and_lists_as_json(search: Command) -> None:
    _, out, _ = search("foreign armed forces", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    hits = [json.loads(line) for line in search("foreign armed forces", "--format", "jsonl")[1].splitlines()]
    assert [row["text"] for row in rows] == [hit["text"] for hit in hits]
    assert [json.loads(row["spans"]) for row in rows] == [hit["spans"] for hit in hits]
    assert {row["source"] for row in rows} == {"Kurdistan 24"}
    assert {row["url"] for row in rows} == {""}


def test_hits_alone_say_beside_them_that_there_are_more(search: Command) -> None:
    code, out, err = search("said", "--format", "jsonl")
    assert (code, len(out.splitlines())) == (0, 10)
    assert err.startswith("search: 1–10 of ")
    assert err.endswith(" hits · more with --page 2\n")
    assert search("said", "--format", "csv", "-n", "10")[2] == ""
    assert search("foreign armed forces", "--format", "csv")[2] == ""


def test_json_is_utf8_whatever_the_terminal_speaks(sample_archive: Archive) -> None:
    environment = {**os.environ, "SEARCHKIT_ARCHIVE": str(sample_archive.folder), "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-c", "from searchkit.cli.entry import search; search()", "foreign armed forces"]
    done = subprocess.run([*command, "--format", "json"], capture_output=True, env=environment, check=True)
    assert "army’s" in json.loads(done.stdout.decode("utf-8"))["hits"][0]["text"]
