"""`searchkit speakers` and `searchkit sources`: who is quoted, and where articles were printed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Command


def test_nobody_and_nowhere_are_said(run: Command, folder: Path) -> None:
    (folder / "corpus" / "port.txt").write_text("Nothing was said.\n", encoding="utf-8")
    run("searchkit", "index", "--archive", str(folder))
    at = ("--archive", str(folder))
    assert run("searchkit", "speakers", *at) == (0, "", "searchkit: nobody is quoted here yet\n")
    assert run("searchkit", "speakers", "Pell", *at) == (1, "", "searchkit: nobody quoted is called Pell\n")
    assert run("searchkit", "sources", *at) == (0, "", "searchkit: no article says where it was printed\n")
    assert run("searchkit", "sources", "--format", "json", *at)[2] == ""


def test_speakers_and_sources_are_counted(searchkit: Command) -> None:
    _, out, _ = searchkit("speakers")
    listed = out.partition("\n\n")[0].splitlines()
    counts = {line.split("  ")[-1]: int(line.split()[0].replace(",", "")) for line in listed}
    assert counts["Vladimir Putin"] == 3
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    speakers = json.loads(searchkit("speakers", "--format", "json")[1])["speakers"]
    assert {"speaker": "Vladimir Putin", "quotes": 3, "names": [{"name": "Vladimir Putin", "quotes": 3}]} in speakers
    sources = json.loads(searchkit("sources", "--format", "json")[1])["sources"]
    assert {"source": "Kurdistan 24", "articles": 1} in sources
    assert "1  Kurdistan 24" in searchkit("sources")[1].splitlines()


def test_speakers_of_a_name(searchkit: Command) -> None:
    code, out, _ = searchkit("speakers", "putin")
    assert (code, out) == (0, "3  Vladimir Putin\n")
    assert searchkit("speakers", "Nobody", "Ofthisname")[:2] == (1, "")
    assert len(searchkit("speakers", "-n", "2")[1].split("\n\n")[0].splitlines()) == 2


def test_speakers_names_slips_in_the_table(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    (folder / "speakers.toml").write_text('[people]\n"Ada Pell" = ["Ada Pelll"]\n', encoding="utf-8")
    _, _, err = run("searchkit", "speakers", "--archive", str(folder))
    assert err == "searchkit: speakers.toml has names that no article gives: Ada Pelll\n"


def test_speakers_names_what_it_is_unsure_of(run: Command, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    text = "Vote\n\n“Aye,” Tom Pell said. “No,” Ada Pell said. “Aye,” Sue Quill said.\n"
    (tmp_path / "corpus" / "vote.txt").write_text(text, encoding="utf-8")
    (tmp_path / "corpus" / "brief.txt").write_text("Brief\n\n“Well,” Pell said on Monday.\n", encoding="utf-8")
    run("searchkit", "index", "--archive", str(tmp_path))
    _, out, _ = run("searchkit", "speakers", "--archive", str(tmp_path))
    listed, _, unsure = out.partition("\n\n")
    assert "1  Pell" in listed.splitlines()
    assert unsure.splitlines() == [
        "names that may be several persons' (speakers.toml can say whose they are):",
        "1  Pell: perhaps Ada Pell, Tom Pell",
    ]
    answer = json.loads(run("searchkit", "speakers", "--archive", str(tmp_path), "--format", "json")[1])
    assert answer["unsure"] == [{"name": "Pell", "quotes": 1, "persons": ["Ada Pell", "Tom Pell"]}]
