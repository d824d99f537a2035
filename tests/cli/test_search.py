"""The `search` command: what it prints, where, and its exit codes."""

from __future__ import annotations

import gc
import json
import os
import shlex
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.engines import registry
from searchkit.fields import FIELDS
from searchkit.query.filters import FIELD_FILTERS
from tests.cli.running import Command


def test_the_text_shows_who_said_it_where_when_and_how_to_look_closer(search: Command) -> None:
    code, out, err = search("foreign armed forces", "--type", "direct")
    assert (code, err) == (0, "")
    *said, who, title, _, summary = out.splitlines()
    assert " ".join(said).startswith("“Given the victories and successes")
    assert who == "  Vladimir Putin (“the Russian leader”) · Kurdistan 24 · 17 May 2018"
    assert title.split() == [
        *["Assad", "meets", "Putin", "in", "Sochi", "to", "discuss", "political", "process", "in", "Syria"],
        "assad-putin-sochi#q1567",
    ]
    assert summary == "1 hit"


def test_one_argument_with_spaces_is_a_phrase_and_several_are_words(search: Command) -> None:
    code, out, _ = search("state nation")
    assert code == 1
    offered = next(line for line in out.splitlines() if "search state nation" in line)
    assert "search state nation" in offered
    assert search("state", "nation")[0] == 0


def test_a_name_in_full_is_offered_as_a_command_to_paste(search: Command) -> None:
    code, out, _ = search("speaker:vladimir putin", "--type", "direct")
    assert (code, out.splitlines()[0]) == (1, "0 hits")
    assert out.splitlines()[1].startswith("as one name: search 'speaker:\"vladimir putin\"' --type direct --archive ")


def test_an_offered_command_keeps_the_filters(search: Command, sample_archive: Archive) -> None:
    _, out, _ = search("state nation", "--since", "last 9 years")
    [offered] = [line for line in out.splitlines() if "search state" in line]
    command = offered[offered.index("search state") :].split("   ")[0]
    assert shlex.split(command) == [
        "search",
        "state",
        "nation",
        "--since",
        "last 9 years",
        "--archive",
        str(sample_archive.folder),
    ]


def test_count_prints_the_number_alone(search: Command) -> None:
    assert search("foreign armed forces", "--count") == (0, "3\n", "")
    assert search("no such words anywhere", "--count") == (1, "0\n", "")


def test_a_dashed_word_is_left_out_and_a_dashed_n_is_the_option(search: Command) -> None:
    _, every, _ = search("oil", "--count")
    _, without, _ = search("oil", "-gas", "--count")
    assert int(without) < int(every)
    assert len(json.loads(search("oil", "-n2", "--format", "json")[1])["hits"]) == 2


def test_confidence_gives_the_quotes_that_are_at_least_so_sure(search: Command) -> None:
    quotes = json.loads(search("--unit", "quote", "--format", "json", "-n", "1000")[1])["hits"]
    least = sorted(quote["confidence"] for quote in quotes)[len(quotes) // 2]
    answer = json.loads(search("--confidence", str(least), "--format", "json", "-n", "1000")[1])
    assert answer["filters"] == {"confidence": [str(least)]}
    sure = {quote["id"] for quote in quotes if quote["confidence"] >= least}
    assert {hit["id"] for hit in answer["hits"]} == sure
    assert 0 < len(sure) < len(quotes)


def test_filters_alone_give_all_that_pass(search: Command) -> None:
    answer = json.loads(search("--speaker", "assad", "--format", "json", "-n", "50")[1])
    assert answer["total"] == len(answer["hits"]) > 0
    assert {hit["speaker"] for hit in answer["hits"]} == {"Bashar al-Assad"}
    everything = int(search("--count")[1])
    assert (
        int(search("--unit", "quote", "--count")[1]) + int(search("--unit", "paragraph", "--count")[1])
        > everything
        > 100
    )


def test_the_reference_engine_answers_or_refuses_in_one_line(search: Command) -> None:
    code, out, _ = search("foreign armed forces", "--engine", "reference", "--count")
    assert (code, out) == (0, "3\n")
    code, out, err = search("withdr*", "--engine", "reference")
    assert (code, out) == (2, "")
    assert err == (
        "search: Whoosh does not get this right: a word beginning with withdr; ask without the reference engine\n"
    )


def test_a_histogram_comes_with_bars(search: Command) -> None:
    code, out, _ = search("foreign armed forces", "--by", "month", "-n", "0")
    assert code == 0
    assert out.splitlines()[0].startswith("  2018-05  3  █")
    assert json.loads(search("--by", "year", "-n", "0", "--format", "json")[1])["histogram"][-1]["value"]


def test_facets_come_with_their_counts(search: Command) -> None:
    code, out, _ = search("--facet", "type", "--facet", "source", "-n", "0")
    assert code == 0
    assert out.splitlines()[0] == "type"
    assert "source" in out.splitlines()


def test_an_index_is_built_when_there_is_none(run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "port.txt").write_text("Port\n\nThe cranes stand still, Ada Pell said.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    gc.disable()  # as the console script begins
    code, out, err = run("search", "cranes")
    assert gc.isenabled()
    assert code == 0
    assert "Ada Pell" in out
    assert "no index yet; building it" in err
    assert run("search", "cranes")[2] == ""


def test_a_stale_index_is_mentioned(run: Command, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "port.txt").write_text("Port\n\nThe cranes stand still.\n", encoding="utf-8")
    assert run("searchkit", "index", "--archive", str(tmp_path))[0] == 0
    (tmp_path / "corpus" / "mill.txt").write_text("Mill\n\nThe mill stands still.\n", encoding="utf-8")
    code, out, err = run("search", "--archive", str(tmp_path), "cranes", "--count")
    assert (code, out) == (0, "1\n")
    assert err == f"search: the corpus has changed since it was indexed; run: searchkit index --archive {tmp_path}\n"


def test_colours_on_a_terminal_unless_told_otherwise(search: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout.__class__, "isatty", lambda _: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[1;33mforeign armed forces\x1b[0m" in search("foreign armed forces")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in search("foreign armed forces")[1]


def test_the_explanation_says_what_was_understood(search: Command) -> None:
    assert 'understood as the phrase "foreign armed forces"' in search("foreign armed forces", "--explain")[2]


def test_an_offered_command_names_the_archive_that_was_named(search: Command, sample_archive: Archive) -> None:
    assert f"search state nation --archive {sample_archive.folder}" in search("state nation")[1]


def test_streams_that_fail_are_no_bugs(sample_archive: Archive, tmp_path: Path) -> None:
    def shell(line: str) -> subprocess.CompletedProcess[str]:
        script = f"search() {{ '{sys.executable}' -P -c 'from searchkit.cli.entry import search; search()' \"$@\"; }}; {line}"
        environment = {**os.environ, "SEARCHKIT_ARCHIVE": str(sample_archive.folder)}
        return subprocess.run(
            ["bash", "-c", script], capture_output=True, text=True, cwd=tmp_path, env=environment, check=False
        )

    piped = shell("search the -n 1000 | head -1; echo ${PIPESTATUS[0]}")
    assert (piped.stdout.splitlines()[-1], piped.stderr) == ("0", "")
    full = shell("search oil > /dev/full")
    assert (full.returncode, full.stderr) == (2, "search: cannot write the answer: No space left on device\n")
    closed = shell("search oil >&-")
    assert (closed.returncode, closed.stderr) == (0, "")
    gone = shell("mkdir gone; cd gone; rmdir ../gone; search oil --count")
    assert (gone.returncode, gone.stderr) == (0, "")


def test_a_search_does_not_load_what_extraction_needs() -> None:
    asked = "import sys, searchkit.cli.search; print([name for name in sys.modules if name.startswith('searchkit.extraction.')])"
    assert (
        subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout.strip() == "[]"
    )


def test_a_first_index_that_was_interrupted_is_started_over(run: Command, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "one.txt").write_text("One\n\nOil.\n", encoding="utf-8")
    (tmp_path / "index" / "writing.tmp").mkdir(parents=True)
    (tmp_path / "index" / "0123456789abcdef.seg").write_bytes(b"half")
    code, out, err = run("search", "--archive", str(tmp_path), "oil")
    assert (code, "1 hit" in out) == (0, True)
    assert err == (
        f"search: the first index was not finished; starting over with {tmp_path / 'corpus'}\n"
        "search: indexed 1 article\n"
    )
    assert not (tmp_path / "index" / "0123456789abcdef.seg").exists()


def test_a_first_search_writes_through_no_link(run: Command, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "one.txt").write_text("One\n\nOil.\n", encoding="utf-8")
    (tmp_path / "precious").write_text("mine", encoding="utf-8")
    (tmp_path / "index").mkdir()
    for name in ("persons.json.draft", "persons.json", "MANIFEST", "catalogue.1.json", "deleted.1.arrays"):
        (tmp_path / "index" / name).symlink_to(tmp_path / "precious")
    code, _, err = run("search", "--archive", str(tmp_path), "oil")
    assert code == 2
    assert err.count("\n") == 1
    assert "MANIFEST: is a link, not a file" in err
    (tmp_path / "index" / "MANIFEST").unlink()
    assert run("search", "--archive", str(tmp_path), "oil")[0] == 0
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "mine"


def test_an_engine_that_a_package_adds(search: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("other", "searchkit.engines.whoosh.engine:BACKEND", registry.GROUP)
    monkeypatch.setattr(registry, "_entry_point", {"other": point}.get)
    assert search("--engine", "other", "the").out == search("the").out
    assert search("--engine", "nowhere", "the").code == 2


def test_every_field_with_a_filter_has_an_option(search: Command) -> None:
    assert FIELD_FILTERS == ("speaker", "source", "via", "place", "author", "tag", "type", "confidence")
    printed = search("--help").out
    for field in FIELDS:
        assert field.name in printed
        assert (f"--{field.name} " in printed) == (field.name in FIELD_FILTERS)
