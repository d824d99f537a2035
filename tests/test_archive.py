"""The Python API on the sample corpus and on small archives that change."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.errors import (
    CorpusMissing,
    IndexMissing,
    MostFilesGone,
    QueryError,
    SettingsError,
    UnitConflict,
    UnknownFacet,
    UnknownId,
)
from searchkit.model.passage import Quote
from searchkit.model.results import FacetCount, Hit

Build = Callable[[dict[str, str]], Archive]

PORT = 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n\nThe harbour is quiet today.\n'
MILL = "Mill reopens\n\nThe old mill on the river reopened on Monday, its owner Boris Lunt said.\n"


def shut(patch: pytest.MonkeyPatch, *files: Path) -> None:
    """Let nobody open some files."""
    opened = Path.open

    def refuse(path: Path, *arguments: object, **more: object) -> object:
        if path in files:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **more)  # type: ignore[call-overload]

    patch.setattr(Path, "open", refuse)


def ids(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.id for hit in hits]


def test_the_starting_article_says_who_speaks_of_foreign_forces(sample_archive: Archive) -> None:
    found = sample_archive.search('"foreign armed forces"', facets=["speaker"]).found
    assert found.total == 3
    assert {hit.speaker for hit in found.hits} == {"Vladimir Putin"}
    assert [(count.value, count.count) for count in found.facets["speaker"]] == [("Vladimir Putin", 3)]
    assert {hit.via for hit in found.hits} == {None, "TASS"}
    assert not sample_archive.search('"foreign armed forces"', filters={"speaker": ["assad"]}).found.total


def test_a_phrase_is_as_written_and_offers_its_words(sample_archive: Archive) -> None:
    results = sample_archive.search('"state nation"')
    assert results.found.total == 0
    assert results.suggestion is not None
    assert (results.suggestion.query, results.suggestion.arguments) == ("state nation", "state nation")
    assert results.suggestion.total == sample_archive.search("state nation").found.total > 0


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("speaker:bashar al assad", 'speaker:"bashar al assad"'),
        ("syrian speaker:vladimir putin", 'syrian speaker:"vladimir putin"'),
        ("speaker:vladimir putin syrian", 'speaker:"vladimir putin" syrian'),
    ],
)
def test_a_name_whose_quote_marks_a_shell_took_is_offered_whole(
    asked: str, offered: str, sample_archive: Archive
) -> None:
    results = sample_archive.search(asked)
    assert results.found.total == 0
    assert results.suggestion is not None
    assert (results.suggestion.query, results.suggestion.whole_name) == (offered, True)
    assert results.suggestion.total == sample_archive.search(offered).found.total > 0


def test_few_passages_but_articles_offer_the_articles(build: Build) -> None:
    archive = build({"port.txt": PORT})
    results = archive.search("cranes quiet")
    assert results.found.total == 0
    assert results.suggestion is not None
    assert (results.suggestion.unit, results.suggestion.total) == ("article", 1)
    assert archive.search("cranes quiet", filters={"speaker": ["pell"]}).suggestion is None


def test_a_word_left_out(sample_archive: Archive) -> None:
    every = sample_archive.search("oil", limit=1000).found
    without = sample_archive.search("oil -gas", limit=1000).found
    assert 0 < without.total < every.total
    assert not any("gas" in hit.text.lower().split() for hit in without.hits)


def test_highlights_mark_what_was_asked_for(sample_archive: Archive) -> None:
    [hit] = sample_archive.search('"foreign armed forces"', filters={"type": ["direct"]}).found.hits
    assert [hit.text[start:end] for start, end in hit.highlights] == ["foreign armed forces"]
    assert hit.context[hit.context.index(hit.text) :].startswith(hit.text)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("putin", True),
        ("Vladimir Putin", True),
        ("VLADIMIR  PUTIN", True),
        ("bashar al assad", True),
        ("Bashar al-Assad", True),
        ("bashar assad", False),
        ("Putin Vladimir", False),
        ("puti", False),
    ],
)
def test_a_speaker_is_asked_for_by_whole_words_in_order(sample_archive: Archive, name: str, *, found: bool) -> None:
    assert bool(sample_archive.search(filters={"speaker": [name]}).found.total) is found


def test_values_of_one_flag_are_either_and_flags_are_both(sample_archive: Archive) -> None:
    def total(**filters: list[str]) -> int:
        return sample_archive.search(filters=filters).found.total

    assert total(speaker=["putin", "assad"]) == total(speaker=["putin"]) + total(speaker=["assad"])
    assert total(speaker=["putin"], type=["direct"]) == 1


def test_dates_keep_undated_articles_out_and_count_them(build: Build) -> None:
    dated = "---\ndate: 2018-05-17\n---\n\n" + PORT
    archive = build({"dated.txt": dated, "undated.txt": PORT.replace("quiet", "silent")})
    found = archive.search("cranes", filters={"since": ["2018"]}).found
    assert ({hit.article for hit in found.hits}, found.undated_left_out) == ({"dated"}, 1)
    assert archive.search("cranes").found.undated_left_out == 0


def test_today_is_asked_for_not_read(build: Build, tmp_path: Path) -> None:
    build({"port.txt": "---\ndate: 2018-05-17\n---\n\n" + PORT})
    then = Archive(tmp_path, today=lambda: date(2018, 5, 18))
    assert then.search(filters={"since": ["yesterday"]}).found.total
    assert not Archive(tmp_path, today=lambda: date(2018, 5, 20)).search(filters={"since": ["yesterday"]}).found.total


def test_an_update_touches_only_what_changed(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    assert archive.sync().unchanged == 2
    (tmp_path / "corpus" / "new.txt").write_text(MILL.replace("mill", "bridge"), encoding="utf-8")
    report = archive.sync()
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 0, 0, 2)
    assert {hit.article for hit in archive.search("bridge").found.hits} == {"new"}
    (tmp_path / "corpus" / "new.txt").unlink()
    assert archive.sync().removed == 1
    assert not archive.search("bridge").found.total
    (tmp_path / "corpus" / "port.txt").write_text(PORT.replace("quiet", "loud"), encoding="utf-8")
    assert archive.sync().changed == 1
    assert archive.search("loud").found.total
    assert not archive.search("quiet").found.total


def test_an_update_without_a_change_leaves_the_index_alone(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT})
    os.utime(tmp_path / "corpus" / "port.txt", ns=(1, 1))  # long ago, so that its time can be trusted
    archive.sync()
    before = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "index").iterdir() if file.name[0] != "."}
    assert archive.sync().unchanged == 1
    after = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "index").iterdir() if file.name[0] != "."}
    assert {name: after[name] for name in before if "lock" not in name} == {
        name: time for name, time in before.items() if "lock" not in name
    }


def test_a_change_is_seen_though_size_and_time_are_the_same(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT})
    file = tmp_path / "corpus" / "port.txt"
    stat = file.stat()
    file.write_text(PORT.replace("quiet", "noisy"), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert archive.sync().changed == 1


def test_a_renamed_file_is_the_same_article_elsewhere(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    (tmp_path / "corpus" / "port.txt").rename(tmp_path / "corpus" / "harbour.txt")
    report = archive.sync()
    assert (report.renamed, report.added, report.removed) == (1, 0, 0)
    assert {hit.article for hit in archive.search("cranes").found.hits} == {"harbour"}


def test_records_of_a_file_are_compared_one_by_one(build: Build, tmp_path: Path) -> None:
    lines = [f'{{"id": "r{n}", "text": "Record number {n} speaks of cranes."}}' for n in range(5)]
    archive = build({"all.jsonl": "\n".join(lines)})
    lines[2] = lines[2].replace("cranes", "boats")
    del lines[4]
    (tmp_path / "corpus" / "all.jsonl").write_text("\n".join([*lines, '{"text": "One more."}']), encoding="utf-8")
    report = archive.sync()
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 3)


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(build: Build) -> None:
    archive = build(
        {
            "good.txt": PORT,
            "empty.txt": "",
            "some.jsonl": '{"id": "ok", "text": "Fine words."}\n{broken\n{"id": "none"}\n',
            "picture.png": "x",
        }
    )
    report = archive.sync()
    assert [(error.path, error.line) for error in report.refused] == [
        ("corpus/empty.txt", None),
        ("corpus/some.jsonl", 2),
        ("corpus/some.jsonl", 3),
    ]
    assert dict(report.not_read) == {".png": 1}
    assert report.counts["article"] == 2
    assert archive.search("fine words").found.total == 1


def test_a_file_that_cannot_be_opened_keeps_its_articles(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    mill = archive.folder / "corpus" / "mill.txt"
    os.utime(mill, (1, 1))
    with monkeypatch.context() as patch:
        shut(patch, mill)
        report = archive.sync()
        again = archive.sync()
    assert (report.unchanged, report.removed) == (2, 0)
    assert [refused.reason for refused in report.refused] == [
        "cannot be opened: Permission denied; its articles stay as last read"
    ]
    assert [str(one) for one in again.refused] == [str(one) for one in report.refused]
    assert ids(archive.search("reopened", unit="article").found.hits) == ["mill"]
    mill.write_text(MILL.replace("Monday", "Tuesday"), encoding="utf-8")
    assert (archive.sync().changed, archive.sync().refused) == (1, ())


def test_a_new_file_that_could_not_be_opened_is_tried_again(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = build({"port.txt": PORT})
    mill = archive.corpus / "mill.txt"
    mill.write_text(MILL, encoding="utf-8")
    os.utime(mill, (1, 1))
    with monkeypatch.context() as patch:
        shut(patch, mill)
        assert [len(archive.sync().refused) for _ in range(2)] == [1, 1]
    report = archive.sync()  # as after a disk that failed for a moment: nothing about the file has changed
    assert (report.added, report.refused) == (1, ())
    assert ids(archive.search("reopened", unit="article").found.hits) == ["mill"]


def test_a_rebuild_keeps_the_articles_of_files_that_cannot_be_opened(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = "\n".join(f'{{"id": "r{n}", "text": "Record number {n} speaks of cranes."}}' for n in range(3))
    archive = build({"port.txt": PORT, "mill.txt": MILL, "all.jsonl": records})
    before = archive.search("the", facets=["speaker"]).found
    with monkeypatch.context() as patch:
        shut(patch, archive.corpus / "mill.txt", archive.corpus / "all.jsonl")
        reports = [archive.sync(rebuild=rebuild) for rebuild in (True, False, True)]
        assert archive.search("the", facets=["speaker"]).found == before
        assert not any(problem.damage for problem in archive.check().problems)
    for report in reports:
        assert report.counts["article"] == 5
        assert [refused.reason for refused in report.refused] == [
            "cannot be opened: Permission denied; its articles stay as last read"
        ] * 2
    report = archive.sync()
    assert (report.changed, report.unchanged, report.refused) == (4, 1, ())
    assert archive.search("the", facets=["speaker"]).found == before
    assert archive.check().problems == ()


def test_a_rebuild_without_an_index_leaves_out_what_cannot_be_opened(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    (tmp_path / "index" / "MANIFEST").write_bytes(b"")
    with monkeypatch.context() as patch:
        shut(patch, archive.corpus / "mill.txt")
        report = archive.sync(rebuild=True)
    assert report.counts["article"] == 1
    assert [refused.reason for refused in report.refused] == ["cannot be opened: Permission denied"]


def test_a_file_rewritten_with_its_size_and_time_kept_is_seen(build: Build) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    for name in ("port.txt", "mill.txt"):
        os.utime(archive.corpus / name, (1, 1))
    assert archive.sync().unchanged == 2
    (archive.corpus / "mill.txt").write_text(MILL.replace("Monday", "Friday"), encoding="utf-8")
    os.utime(archive.corpus / "mill.txt", (1, 1))
    assert not archive.status().stale
    assert archive.sync().changed == 1
    assert archive.search("friday").found.total


def test_other_rights_write_no_article_anew(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    segments = sorted((tmp_path / "index").glob("*.seg"))
    (archive.corpus / "mill.txt").chmod(0o600)
    report = archive.sync()
    assert (report.unchanged, report.changed) == (2, 0)
    assert sorted((tmp_path / "index").glob("*.seg")) == segments
    assert not archive.status().stale


def test_an_encoding_in_the_settings_lets_a_refused_file_in(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT})
    (tmp_path / "corpus" / "old.txt").write_bytes("Café\n\nThe café on the quay opened.\n".encode("cp1252"))
    [refused] = archive.sync().refused
    assert refused.hint is not None
    assert 'encoding = "cp1252"' in refused.hint
    (tmp_path / "searchkit.toml").write_text('encoding = "cp1252"\n', encoding="utf-8")
    report = Archive(tmp_path).sync()
    assert (report.refused, report.added, report.unchanged) == ((), 1, 1)
    assert Archive(tmp_path).search("quay").found.total == 1


def test_most_files_gone_needs_prune(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    for file in (tmp_path / "corpus").iterdir():
        file.unlink()
    with pytest.raises(MostFilesGone):
        archive.sync()
    assert archive.search("cranes").found.total == 1
    assert archive.sync(prune=True).removed == 2
    assert not archive.search("cranes").found.total


def test_a_rebuild_gives_the_same_answers(build: Build) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    before = archive.search("the", facets=["speaker"]).found
    report = archive.sync(rebuild=True)
    assert (report.added, report.counts["article"]) == (2, 2)
    assert archive.search("the", facets=["speaker"]).found == before


def test_the_table_of_speakers_is_applied_when_asked(build: Build, tmp_path: Path) -> None:
    build({"port.txt": PORT})
    (tmp_path / "speakers.toml").write_text('[people]\n"Augusta Pell" = ["Ada Pell"]\n', encoding="utf-8")
    archive = Archive.open(tmp_path)
    for name in ("augusta", "ada pell"):
        [hit] = archive.search("cranes", filters={"speaker": [name]}).found.hits
        assert (hit.speaker, hit.article_speaker) == ("Augusta Pell", "Ada Pell")
    [speaker] = [speaker for speaker in archive.speakers() if speaker.name == "Augusta Pell"]
    assert [(name.value, name.count) for name in speaker.names] == [("Ada Pell", 1)]
    (tmp_path / "speakers.toml").write_text("people = 3", encoding="utf-8")
    with pytest.raises(SettingsError):
        _ = Archive.open(tmp_path).search("cranes")


def test_an_article_and_a_passage_with_its_surroundings(sample_archive: Archive) -> None:
    stored = sample_archive.article("assad-putin-sochi")
    assert stored.extraction.article.date == "2018-05-17"
    quote = next(quote for quote in stored.extraction.quotes if quote.mention == "the Russian leader")
    place = sample_archive.passage(quote.id)
    assert isinstance(place.passage, Quote)
    assert place.paragraph.id == quote.paragraph
    assert place.before is not None
    assert place.after is not None
    assert place.before.end < place.paragraph.start < place.after.start


def test_unknown_ids_name_the_nearest(sample_archive: Archive) -> None:
    with pytest.raises(UnknownId, match="did you mean assad-putin-sochi"):
        sample_archive.article("asad-putin-sochi")
    with pytest.raises(UnknownId, match="'assad-putin-sochi#q7'"):
        sample_archive.passage("assad-putin-sochi#q7")


def test_wrong_questions_are_refused(sample_archive: Archive) -> None:
    with pytest.raises(UnknownFacet, match="did you mean speaker"):
        sample_archive.search("oil", facets=["speeker"])
    with pytest.raises(UnknownFacet, match="cannot be counted"):
        sample_archive.search("oil", facets=["text"])


def test_the_reference_engine_gives_a_second_opinion(sample_archive: Archive) -> None:
    reference = Archive(sample_archive.folder, engine="reference")
    asked = '"foreign armed forces"'
    ours, theirs = (archive.search(asked, sort="newest").found for archive in (sample_archive, reference))
    assert theirs == ours
    few = reference.search("assad forces putin")
    assert (few.found.total, few.suggestion) == (sample_archive.search("assad forces putin").found.total, None)
    with pytest.raises(QueryError, match="not get this right: not the word gas"):
        reference.search("oil -gas")
    with pytest.raises(ValueError, match="no engine 'whoosh'"):
        Archive(sample_archive.folder, engine="whoosh")


def test_a_histogram_is_by_month_or_year(sample_archive: Archive) -> None:
    found = sample_archive.search('"foreign armed forces"', histogram="year").found
    assert found.histogram == (FacetCount("2018", 3),)
    assert sample_archive.search("oil").found.histogram is None
    with pytest.raises(QueryError, match="no histogram by week"):
        sample_archive.search("oil", histogram="week")
    with pytest.raises(UnitConflict):
        sample_archive.search("speaker:putin", unit="article")
    with pytest.raises(QueryError):
        sample_archive.search("oil AND")


def test_the_index_looks_stale_when_files_come_or_go(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT, "wire/mill.txt": MILL})
    assert not archive.looks_stale()
    (tmp_path / "corpus" / "wire" / "new.txt").write_text(MILL, encoding="utf-8")
    os.utime(tmp_path / "corpus" / "wire", ns=(1, 1))
    assert archive.looks_stale()
    assert archive.status().stale.new == ("wire/new.txt",)


def test_without_an_index_or_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Archive.open(tmp_path)
    with pytest.raises(CorpusMissing):
        Archive(tmp_path).sync()
    status = Archive(tmp_path).status()
    assert status.manifest is None
    assert isinstance(status.problem, IndexMissing)


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "quotes"},
        {"sort": "bogus"},
        {"offset": -1},
        {"offset": 1.5},
        {"limit": None},
        {"facets": "speaker"},
        {"filters": {"speaker": "putin"}},
    ],
)
def test_what_no_search_can_be_asked_for_is_the_question_s_fault(
    sample_archive: Archive, wrong: dict[str, object]
) -> None:
    with pytest.raises(QueryError):
        sample_archive.search("said", **wrong)  # type: ignore[arg-type]


def test_an_update_reads_the_settings_again(build: Build) -> None:
    archive = build({"port.txt": PORT})
    table = archive.folder / "speakers.toml"
    for person in ("Zed Pell", "Zoe Pell"):
        table.write_text(f'[people]\n"{person}" = ["Ada Pell"]\n', encoding="utf-8")
        archive.sync()
        assert [speaker.name for speaker in archive.speakers()] == [person]
