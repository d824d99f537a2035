"""The `searchkit` command: index, extract, show, speakers, sources, status."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from searchkit.engines.whoosh.directory.manifest import commit_to_bytes
from searchkit.engines.whoosh.searcher.snapshot import open_snapshot

Command = Callable[..., tuple[int, str, str]]

PORT = 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of one article, not indexed."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "port.txt").write_text(PORT, encoding="utf-8")
    return tmp_path


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
    assert "not read yet: .pdf 1" in out


def test_index_says_which_keys_mean_nothing_and_what_to_do(run: Command, folder: Path) -> None:
    record = '{"titel": "Mill", "text": "Fine.", "lang": "en"}\n{"lang": "en", "text": "Well.", "title": {}}\n'
    (folder / "corpus" / "mill.jsonl").write_text(record, encoding="utf-8")
    code, out, err = run("searchkit", "index", "--archive", str(folder))
    assert (code, err) == (0, "")
    assert out.splitlines()[2:] == [
        (
            "keys of front matter and records that mean nothing here: lang 2, titel 1; "
            "rename those that mean id, title, source, date, place, author, tag or url"
        ),
        "note: corpus/mill.jsonl, line 2: title: a table is no text, left out",
    ]


def test_the_archive_may_be_said_before_or_after_the_command(run: Command, folder: Path) -> None:
    assert run("searchkit", "--archive", str(folder), "index")[0] == 0
    assert run("searchkit", "status", "--archive", str(folder))[0] == 0
    assert run("searchkit", "--archive", "/nowhere", "status", "--archive", str(folder))[0] == 0


def test_prune_is_asked_for(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    (folder / "corpus" / "port.txt").unlink()
    code, out, err = run("searchkit", "index", "--archive", str(folder))
    assert (code, out) == (2, "")
    assert "1 of the 1 indexed files are gone" in err
    assert "--prune" in err
    assert run("searchkit", "index", "--prune", "--archive", str(folder))[1].startswith("1 removed")


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


def test_extract_says_why_a_path_is_no_file_to_read(run: Command, folder: Path) -> None:
    code, out, err = run("searchkit", "extract", str(folder), str(folder / "none"), str(folder / "none.pdf"))
    assert (code, out) == (2, "")
    assert [line.removeprefix(f"searchkit: {folder}") for line in err.splitlines()] == [
        ": is a folder; name the files in it",
        "/none: there is no such file",
        "/none.pdf: there is no such file",
    ]


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


def test_a_long_list_is_cut_and_says_so(run: Command, folder: Path) -> None:
    keys = ", ".join(f'"key{number:02}": 1' for number in range(25))
    (folder / "corpus" / "a.jsonl").write_text(f'{{"text": "Fine.", {keys}}}\n', encoding="utf-8")
    for number in range(25):
        (folder / "corpus" / f"scan.x{number:02}").touch()
    names = ", ".join(f'"Name {number:02}"' for number in range(25))
    (folder / "speakers.toml").write_text(f"[apart]\nnames = [{names}]\n", encoding="utf-8")
    _, out, _ = run("searchkit", "index", "--archive", str(folder))
    assert ".x19 1 and 5 more\n" in out
    assert "key19 1 and 5 more; rename" in out
    _, _, err = run("searchkit", "speakers", "--archive", str(folder))
    assert err.endswith("Name 18, Name 19 and 5 more\n")


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
        "not sure whose these are (speakers.toml can say):",
        "1  Pell: perhaps Ada Pell, Tom Pell",
    ]
    answer = json.loads(run("searchkit", "speakers", "--archive", str(tmp_path), "--format", "json")[1])
    assert answer["unsure"] == [{"name": "Pell", "quotes": 1, "persons": ["Ada Pell", "Tom Pell"]}]


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


def test_an_index_of_another_version_is_one_line(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    state = open_snapshot(folder / "index").state
    other = replace(state, manifest=replace(state.manifest, analysis=999))
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
    state = open_snapshot(folder / "index").state
    older = replace(state, manifest=replace(state.manifest, extraction=0))
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
    for file in (folder / "index").glob("*.toc"):
        file.write_bytes(b"junk")
    code, _, err = run("search", "--archive", str(folder), "cranes")
    assert code == 2
    assert "--rebuild" in err
    assert len(err.splitlines()) == 1
    shutil.rmtree(folder / "index")
    assert run("searchkit", "index", "--archive", str(folder))[0] == 0


def test_extract_knows_the_corpus_behind_a_path_with_dots(
    run: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "corpus" / "wire").mkdir()
    (folder / "README.txt").write_text(PORT, encoding="utf-8")
    monkeypatch.chdir(folder / "corpus" / "wire")
    _, out, _ = run("searchkit", "extract", "../port.txt", "../../README.txt")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["port", "README"]


def test_settings_that_cannot_be_read_are_one_line(run: Command, folder: Path) -> None:
    (folder / "searchkit.toml").mkdir()
    for arguments in (["extract", str(folder / "corpus" / "port.txt")], ["index", "--archive", str(folder)]):
        code, out, err = run("searchkit", *arguments)
        assert (code, out) == (2, "")
        assert "searchkit.toml cannot be read" in err
        assert len(err.splitlines()) == 1


def test_a_new_encoding_makes_the_index_stale(run: Command, folder: Path) -> None:
    run("searchkit", "index", "--archive", str(folder))
    (folder / "searchkit.toml").write_text('encoding = "cp1252"\n', encoding="utf-8")
    assert "up to date  no" in run("searchkit", "status", "--archive", str(folder))[1]
    run("searchkit", "index", "--archive", str(folder))
    assert "up to date  yes" in run("searchkit", "status", "--archive", str(folder))[1]


def test_a_link_that_leads_nowhere_is_named(run: Command, folder: Path) -> None:
    (folder / "corpus" / "dead.txt").symlink_to(folder / "nowhere.txt")
    code, _, err = run("searchkit", "index", "--archive", str(folder))
    assert code == 2
    assert err.startswith("searchkit: corpus/dead.txt: ")


def test_a_parser_that_is_not_installed_is_one_line(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Ada Pell said that the harbour would close.", encoding="utf-8")
    code, out, err = run("searchkit", "extract", "--parser", "no_such_model", str(file))
    assert (code, out) == (2, "")
    assert err.startswith("searchkit: the parser no_such_model cannot be used: ")
    assert err.count("\n") == 1


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
    assert "note: the first index had not been finished; it was started over\n" in out
    assert "started over" not in run("searchkit", "index", "--archive", str(folder))[1]
