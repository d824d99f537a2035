"""`searchkit status`: what is indexed, and how far it is behind."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import PORT, Command


def test_status_tells_what_is_indexed_and_how_stale(run: Command, folder: Path) -> None:
    _, out, _ = run("searchkit", "status", "--archive", str(folder))
    assert "holds no index yet" in out
    run("searchkit", "index", "--archive", str(folder))
    status = json.loads(run("searchkit", "status", "--archive", str(folder), "--format", "json")[1])
    assert (status["indexed"]["article"], status["stale"]) == (1, {"new": [], "changed": [], "gone": []})
    assert status["bytes"]["index"] > 0
    (folder / "corpus" / "new.txt").write_text(PORT, encoding="utf-8")
    _, out, _ = run("searchkit", "status", "--archive", str(folder))
    assert f"no; run: searchkit index --archive {folder}\n" in out
    assert f"no; run: searchkit index --archive {folder}\n" in run("searchkit", "--archive", str(folder), "status")[1]
    assert "new: new.txt" in out


def test_a_new_encoding_makes_the_index_stale(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    (folder / "searchkit.toml").write_text('encoding = "cp1252"\n', encoding="utf-8")
    assert "up to date  no" in run("searchkit", "status", "--archive", str(folder))[1]
    run("searchkit", "index", "--archive", str(folder))
    assert "up to date  yes" in run("searchkit", "status", "--archive", str(folder))[1]
