"""`searchkit show`: an article, or a passage in its surroundings."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Command


def test_show_an_article_and_a_passage(searchkit: Command) -> None:
    code, out, _ = searchkit("show", "assad-putin-sochi")
    assert code == 0
    assert out.startswith(
        "Assad meets Putin in Sochi to discuss political process in Syria\nKurdistan 24 · 17 May 2018"
    )
    assert "Foreign troops currently in Syria" in out
    code, out, _ = searchkit("show", "assad-putin-sochi#q1567")
    assert code == 0
    assert "speaker     Vladimir Putin" in out
    assert "mentioned   the Russian leader" in out
    article = json.loads(searchkit("show", "assad-putin-sochi", "--format", "json")[1])
    assert (article["version"], article["copies"]) == (1, [])
    passage = json.loads(searchkit("show", "assad-putin-sochi#q1567", "--format", "json")[1])
    assert (passage["unit"], passage["speaker"]) == ("quote", "Vladimir Putin")
    assert passage["text"] in passage["context"]["text"]
    paragraph = json.loads(searchkit("show", "assad-putin-sochi#p1", "--format", "json")[1])
    assert (paragraph["unit"], paragraph["before"]) == ("paragraph", None)


def test_show_of_an_unknown_id_exits_1(searchkit: Command) -> None:
    code, out, err = searchkit("show", "nobody#q1")
    assert (code, out) == (1, "")
    assert err.startswith("searchkit: no article or passage 'nobody'")


def test_show_of_a_path_offers_the_id(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    for path in ("corpus/port.txt", "port.txt"):
        code, out, err = run("searchkit", "show", path, "--archive", str(folder))
        assert (code, out) == (1, "")
        assert err == f"searchkit: no article or passage '{path}' in this index; did you mean port?\n"
