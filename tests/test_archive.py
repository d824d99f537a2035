"""The Python API on the sample corpus and on small archives that change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.errors import (
    CorpusMissing,
    IndexMissing,
    QueryError,
    SettingsError,
    UnitConflict,
    UnknownFacet,
    UnknownId,
)
from searchkit.model.passage import Quote
from searchkit.model.results import FacetCount
from tests.archives import PORT, Build


def test_the_starting_article_says_who_speaks_of_foreign_forces(sample_archive: Archive) -> None:
    found = sample_archive.search('"foreign armed forces"', facets=["speaker"])
    assert found.total == 3
    assert {hit.speaker for hit in found.hits} == {"Vladimir Putin"}
    assert [(count.value, count.count) for count in found.facets["speaker"]] == [("Vladimir Putin", 3)]
    assert {hit.via for hit in found.hits} == {None, "TASS"}
    assert not sample_archive.search('"foreign armed forces"', filters={"speaker": ["assad"]}).total


def test_a_phrase_is_as_written_and_offers_its_words(sample_archive: Archive) -> None:
    results = sample_archive.search('"state nation"')
    assert results.total == 0
    assert results.suggestion is not None
    assert (results.suggestion.query, results.suggestion.arguments) == ("state nation", "state nation")
    assert results.suggestion.total == sample_archive.search("state nation").total > 0


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
    assert results.total == 0
    assert results.suggestion is not None
    assert (results.suggestion.query, results.suggestion.whole_name) == (offered, True)
    assert results.suggestion.total == sample_archive.search(offered).total > 0


def test_few_passages_but_articles_offer_the_articles(build: Build) -> None:
    archive = build({"port.txt": PORT})
    results = archive.search("cranes quiet")
    assert results.total == 0
    assert results.suggestion is not None
    assert (results.suggestion.unit, results.suggestion.total) == ("article", 1)
    assert archive.search("cranes quiet", filters={"speaker": ["pell"]}).suggestion is None


def test_a_word_left_out(sample_archive: Archive) -> None:
    every = sample_archive.search("oil", limit=1000)
    without = sample_archive.search("oil -gas", limit=1000)
    assert 0 < without.total < every.total
    assert not any("gas" in hit.text.lower().split() for hit in without.hits)


def test_highlights_mark_what_was_asked_for(sample_archive: Archive) -> None:
    [hit] = sample_archive.search('"foreign armed forces"', filters={"type": ["direct"]}).hits
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
    assert bool(sample_archive.search(filters={"speaker": [name]}).total) is found


def test_values_of_one_flag_are_either_and_flags_are_both(sample_archive: Archive) -> None:
    def total(**filters: list[str]) -> int:
        return sample_archive.search(filters=filters).total

    assert total(speaker=["putin", "assad"]) == total(speaker=["putin"]) + total(speaker=["assad"])
    assert total(speaker=["putin"], type=["direct"]) == 1


def test_dates_keep_undated_articles_out_and_count_them(build: Build) -> None:
    dated = "---\ndate: 2018-05-17\n---\n\n" + PORT
    archive = build({"dated.txt": dated, "undated.txt": PORT.replace("quiet", "silent")})
    found = archive.search("cranes", filters={"since": ["2018"]})
    assert ({hit.article for hit in found.hits}, found.undated_left_out) == ({"dated"}, 1)
    assert archive.search("cranes").undated_left_out == 0


def test_today_is_asked_for_not_read(build: Build, tmp_path: Path) -> None:
    build({"port.txt": "---\ndate: 2018-05-17\n---\n\n" + PORT})
    then = Archive(tmp_path, today=lambda: date(2018, 5, 18))
    assert then.search(filters={"since": ["yesterday"]}).total
    assert not Archive(tmp_path, today=lambda: date(2018, 5, 20)).search(filters={"since": ["yesterday"]}).total


def test_the_table_of_speakers_is_applied_when_asked(build: Build, tmp_path: Path) -> None:
    build({"port.txt": PORT})
    (tmp_path / "speakers.toml").write_text('[people]\n"Augusta Pell" = ["Ada Pell"]\n', encoding="utf-8")
    archive = Archive.open(tmp_path)
    for name in ("augusta", "ada pell"):
        [hit] = archive.search("cranes", filters={"speaker": [name]}).hits
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
    ours, theirs = (archive.search(asked, sort="newest") for archive in (sample_archive, reference))
    assert theirs == ours
    few = reference.search("assad forces putin")
    assert (few.total, few.suggestion) == (sample_archive.search("assad forces putin").total, None)
    with pytest.raises(QueryError, match="not get this right: not the word gas"):
        reference.search("oil -gas")
    with pytest.raises(ValueError, match="no engine 'whoosh'"):
        Archive(sample_archive.folder, engine="whoosh")


def test_a_histogram_is_by_month_or_year(sample_archive: Archive) -> None:
    found = sample_archive.search('"foreign armed forces"', histogram="year")
    assert found.histogram == (FacetCount("2018", 3),)
    assert sample_archive.search("oil").histogram is None
    with pytest.raises(QueryError, match="no histogram 'week'"):
        sample_archive.search("oil", histogram="week")
    with pytest.raises(UnitConflict):
        sample_archive.search("speaker:putin", unit="article")
    with pytest.raises(QueryError):
        sample_archive.search("oil AND")


def test_without_an_index_or_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Archive.open(tmp_path)
    with pytest.raises(CorpusMissing):
        Archive(tmp_path).update()
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
