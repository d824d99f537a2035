"""`searchkit index`: what it did, what it refuses, and an index of another version."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from searchkit.engines.whoosh.directory.manifest import commit_to_bytes
from searchkit.engines.whoosh.searcher.snapshot import open_snapshot
from searchkit.model.frozen import replace
from tests.cli.running import Command


def test_index_says_what_it_did(run: Command, folder: Path) -> None:
    code, out, err = run("searchkit", "index", "--archive", str(folder))
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "1 added; 0 unchanged"
    assert run("searchkit", "index", "--archive", str(folder))[1].splitlines()[0] == "nothing to do; 1 unchanged"
    report = json.loads(run("searchkit", "--archive", str(folder), "index", "--format", "json")[1])
    assert (report["version"], report["unchanged"], report["counts"]["quote"]) == (1, 1, 1)


def test_index_names_what_it_refuses_and_exits_2(run: Command, folder: Path) -> None:
    (folder / "corpus" / "bad.jsonl").write_text('{"id": 1, "text": "Fine."}\n{"id":\n', encoding="utf-8")
    (folder / "corpus" / "scan.pdf").write_bytes(b"%PDF")
    code, out, err = run("searchkit", "index", "--archive", str(folder))
    assert code == 2
    assert err.startswith("searchkit: corpus/bad.jsonl, line 2: ")
    assert len(err.splitlines()) == 1
    assert out.startswith("2 added")
    assert "not read: no reader for .pdf (1)" in out


def test_index_says_which_keys_mean_nothing_and_what_to_do(run: Command, folder: Path) -> None:
    record = '{"titel": "Mill", "text": "Fine.", "lang": "en"}\n{"lang": "en", "text": "Well.", "title": {}}\n'
    (folder / "corpus" / "mill.jsonl").write_text(record, encoding="utf-8")
    code, out, err = run("searchkit", "index", "--archive", str(folder))
    assert (code, err) == (0, "")
    assert out.splitlines()[2:] == [
        (
            "unknown keys of front matter and records: lang (2), titel (1); "
            "rename those that mean id, title, source, date, place, author, tag or url"
        ),
        "note: corpus/mill.jsonl, line 2: title: a table is not text, left out",
    ]


def test_prune_is_asked_for(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    (folder / "corpus" / "port.txt").unlink()
    code, out, err = run("searchkit", "index", "--archive", str(folder))
    assert (code, out) == (2, "")
    assert "1 of the 1 indexed files are gone" in err
    assert "--prune" in err
    assert run("searchkit", "index", "--prune", "--archive", str(folder))[1].startswith("1 removed")


def test_an_index_of_another_version_is_one_line(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    state = open_snapshot(folder / "index").commit
    other = replace(state, info=replace(state.info, analysis=999))
    (folder / "index" / "MANIFEST").write_bytes(commit_to_bytes(other))
    code, out, err = run("search", "--archive", str(folder), "cranes")
    assert (code, out) == (2, "")
    assert "analysis version 999" in err
    assert err.endswith(f"run: searchkit index --rebuild --archive {folder}\n")
    assert len(err.splitlines()) == 1
    assert run("searchkit", "index", "--archive", str(folder))[0] == 2
    assert run("searchkit", "index", "--rebuild", "--archive", str(folder))[0] == 0
    assert run("search", "--archive", str(folder), "cranes", "--count")[1] == "1\n"


def test_an_older_extraction_still_answers_and_is_mentioned(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    state = open_snapshot(folder / "index").commit
    older = replace(state, info=replace(state.info, extraction=0))
    (folder / "index" / "MANIFEST").write_bytes(commit_to_bytes(older))
    assert run("search", "--archive", str(folder), "cranes", "--count")[:2] == (0, "1\n")
    assert "older extraction" in run("searchkit", "status", "--archive", str(folder))[1]
    assert "older extraction" in run("searchkit", "index", "--archive", str(folder))[1]


def test_a_folder_that_cannot_be_read_is_one_line(run: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.scandir", refuse)
    code, out, err = run("searchkit", "index", "--archive", str(folder))
    assert (code, out) == (2, "")
    assert "Permission denied" in err
    assert len(err.splitlines()) == 1


def test_a_damaged_index_is_one_line(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    for file in (folder / "index").glob("*.seg"):
        file.write_bytes(b"")
    code, _, err = run("search", "--archive", str(folder), "cranes")
    assert code == 2
    assert "--rebuild" in err
    assert len(err.splitlines()) == 1
    shutil.rmtree(folder / "index")
    assert run("searchkit", "index", "--archive", str(folder))[0] == 0


def test_a_link_that_leads_nowhere_is_named(run: Command, folder: Path) -> None:
    (folder / "corpus" / "dead.txt").symlink_to(folder / "nowhere.txt")
    code, _, err = run("searchkit", "index", "--archive", str(folder))
    assert code == 2
    assert err.startswith("searchkit: corpus/dead.txt: ")
