"""The `searchkit` command: what holds for several of its commands, and `check`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Command


def test_the_archive_may_be_said_before_or_after_the_command(run: Command, folder: Path) -> None:
    assert run("searchkit", "--archive", str(folder), "index")[0] == 0
    assert run("searchkit", "status", "--archive", str(folder))[0] == 0
    assert run("searchkit", "--archive", "/nowhere", "status", "--archive", str(folder))[0] == 0


def test_a_long_list_is_cut_and_says_so(run: Command, folder: Path) -> None:
    keys = ", ".join(f'"key{number:02}": 1' for number in range(25))
    (folder / "corpus" / "a.jsonl").write_text(f'{{"text": "Fine.", {keys}}}\n', encoding="utf-8")
    for number in range(25):
        (folder / "corpus" / f"scan.x{number:02}").touch()
    names = ", ".join(f'"Name {number:02}"' for number in range(25))
    (folder / "speakers.toml").write_text(f"[apart]\nnames = [{names}]\n", encoding="utf-8")
    _, out, _ = run("searchkit", "index", "--archive", str(folder))
    assert ".x19 (1) and 5 more\n" in out
    assert "key19 (1) and 5 more; rename" in out
    _, _, err = run("searchkit", "speakers", "--archive", str(folder))
    assert err.endswith("Name 18, Name 19 and 5 more\n")


def test_settings_that_cannot_be_read_are_one_line(run: Command, folder: Path) -> None:
    (folder / "searchkit.toml").mkdir()
    for arguments in (["extract", str(folder / "corpus" / "port.txt")], ["index", "--archive", str(folder)]):
        code, out, err = run("searchkit", *arguments)
        assert (code, out) == (2, "")
        assert "searchkit.toml cannot be read" in err
        assert len(err.splitlines()) == 1


def test_check_names_problems_and_exits_2(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    well = "1 article of the index and 1 corpus file checked: all is well\n"
    assert run("searchkit", "check", "--archive", str(folder)) == (0, well, "")
    (folder / "corpus" / "new.txt").write_text("News.", encoding="utf-8")
    code, out, err = run("searchkit", "check", "--archive", str(folder))
    assert (code, err) == (2, "")
    assert out.splitlines() == [
        "corpus/new.txt: is not indexed yet",
        f"1 article of the index and 1 corpus file checked: 1 problem; run: searchkit index --archive {folder}",
    ]
    report = json.loads(run("searchkit", "check", "--archive", str(folder), "--format", "json")[1])
    assert report == {
        "version": 1,
        "problems": [{"where": "corpus/new.txt", "what": "is not indexed yet", "damage": False, "to_mend": False}],
        "hint": "run: searchkit index",
        "articles": 1,
        "files": 1,
    }


def test_status_of_an_index_that_cannot_be_used_exits_2(run: Command, folder: Path) -> None:
    assert run("searchkit", "status", "--archive", str(folder))[0] == 0  # none yet
    run("searchkit", "index", "--archive", str(folder))
    (folder / "index" / "MANIFEST").write_text("none", encoding="utf-8")
    for form in ("text", "json"):
        code, out, err = run("searchkit", "status", "--archive", str(folder), "--format", form)
        assert (code, err) == (2, "")
        assert "the manifest is not as it was written; run: searchkit index --rebuild" in out


def test_a_first_index_that_was_interrupted_is_started_over_and_told(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    (folder / "index" / "MANIFEST").unlink()
    assert run("searchkit", "status", "--archive", str(folder))[0] == 2
    code, out, err = run("searchkit", "index", "--archive", str(folder))
    assert (code, err) == (0, "")
    assert "note: the first index was not finished; it was started over\n" in out
    assert "started over" not in run("searchkit", "index", "--archive", str(folder))[1]
