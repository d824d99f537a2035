"""`searchkit extract`: the quotes of any file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import PORT, Command


def test_extract_needs_no_archive(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "port#1.txt").write_text(PORT, encoding="utf-8")
    code, out, err = run("searchkit", "extract", "port#1.txt")
    assert (code, err) == (0, "")
    article = json.loads(out)
    assert list(article)[:11] == [
        "version", "id", "title", "date", "source", "places", "authors", "tags", "url", "path", "text",
    ]  # fmt: skip
    assert (article["id"], article["title"], article["text"]) == ("port%231", "Port strike", PORT)
    [quote] = article["quotes"]
    assert set(quote) == {
        "id", "start", "end", "spans", "text", "type", "speaker", "mention", "mention_start", "mention_end", "role", "cue",
        "via", "paragraph", "continues", "confidence",
    }  # fmt: skip
    assert (quote["speaker"], quote["type"], quote["cue"]) == ("Ada Pell", "direct", "said")
    assert article["text"][quote["mention_start"] : quote["mention_end"]] == quote["mention"] == "Ada Pell"
    assert {paragraph["id"] for paragraph in article["paragraphs"]} >= {quote["paragraph"]}


def test_extract_gives_the_ids_of_the_corpus_and_exits_2_if_any_file_fails(run: Command, folder: Path) -> None:
    file = folder / "corpus" / "wire" / "port.txt"
    file.parent.mkdir()
    file.write_text(PORT, encoding="utf-8")
    code, out, err = run("searchkit", "extract", str(folder / "none.txt"), str(file))
    assert code == 2
    assert json.loads(out)["id"] == "wire/port"
    assert json.loads(out)["path"] == "wire/port.txt"
    assert "none.txt" in err


def test_extract_says_why_a_path_is_no_file_to_read(run: Command, folder: Path) -> None:
    code, out, err = run("searchkit", "extract", str(folder), str(folder / "none"), str(folder / "none.pdf"))
    assert (code, out) == (2, "")
    assert [line.removeprefix(f"searchkit: {folder}") for line in err.splitlines()] == [
        ": is a folder; name the files in it",
        "/none: there is no such file",
        "/none.pdf: there is no such file",
    ]


def test_extract_knows_the_corpus_behind_a_path_with_dots(
    run: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "corpus" / "wire").mkdir()
    (folder / "README.txt").write_text(PORT, encoding="utf-8")
    monkeypatch.chdir(folder / "corpus" / "wire")
    _, out, _ = run("searchkit", "extract", "../port.txt", "../../README.txt")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["port", "README"]


def test_a_parser_that_is_not_installed_is_one_line(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Ada Pell said that the harbour would close.", encoding="utf-8")
    code, out, err = run("searchkit", "extract", "--parser", "no_such_model", str(file))
    assert (code, out) == (2, "")
    assert err.startswith("searchkit: the parser no_such_model cannot be used: ")
    assert err.count("\n") == 1
