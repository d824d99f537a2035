"""The table of persons beside the index: the same for the same articles, and done without when it is no good."""

from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.indexing.bookkeeping import person_table
from searchkit.indexing.bookkeeping.person_table import FILE
from tests.archives import Build

ARTICLES = {
    "visit.txt": "Visit\n\n“The road is open,” President Bashar al-Assad said on Monday. “It was shut,” he said.\n",
    "talks.txt": "Talks\n\n“We will talk,” Bashar Al-Assad said.\n",
    "brief.txt": "Brief\n\n“Nothing is decided,” Assad said on Tuesday.\n",
    "vote.txt": "Vote\n\n“I will vote,” Hillary Clinton said. “So will I,” Bill Clinton said.\n",
    "short.txt": "Short\n\n“No comment,” Clinton said on Friday.\n",
}
ONE = {"Assad": "Bashar al-Assad", "Bashar Al-Assad": "Bashar al-Assad"}


def speakers(archive: Archive) -> Mapping[str, int]:
    found = archive.search(facets=["speaker"], limit=100)
    shown = [hit.speaker for hit in found.hits if hit.speaker]
    assert set(shown) == {count.value for count in found.facets["speaker"]}
    return {count.value: count.count for count in found.facets["speaker"]}


def test_one_person_is_one_value_and_two_are_two(build: Build) -> None:
    archive = build(ARTICLES)
    assert archive.persons == ONE
    assert speakers(archive) == {"Bashar al-Assad": 4, "Hillary Clinton": 1, "Bill Clinton": 1, "Clinton": 1}
    assert archive.search(filters={"speaker": ["bashar al assad"]}).total == 4
    [shared] = archive.shared_names()
    assert (shared.name, shared.quotes, set(shared.persons)) == ("Clinton", 1, {"Bill Clinton", "Hillary Clinton"})
    [assad] = [speaker for speaker in archive.speakers() if speaker.name == "Bashar al-Assad"]
    assert {name.value: name.count for name in assad.names} == {
        "Assad": 1,
        "Bashar Al-Assad": 1,
        "Bashar al-Assad": 2,
    }


@pytest.mark.parametrize("order", list(permutations(ARTICLES))[::23])
def test_the_order_of_adding_plays_no_part(build: Build, order: Sequence[str]) -> None:
    for name in order:
        archive = build({name: ARTICLES[name]})
    assert archive.persons == ONE
    assert speakers(archive) == {"Bashar al-Assad": 4, "Hillary Clinton": 1, "Bill Clinton": 1, "Clinton": 1}


def test_an_article_added_changed_or_deleted_changes_the_table_at_once(build: Build, tmp_path: Path) -> None:
    archive = build({name: ARTICLES[name] for name in ("visit.txt", "brief.txt")})
    assert archive.persons == {"Assad": "Bashar al-Assad"}
    archive = build({"other.txt": "Other\n\n“I am the brother,” Rifaat al-Assad said.\n"})
    assert archive.persons == {}
    (tmp_path / "corpus" / "other.txt").unlink()
    archive.update()
    assert archive.persons == {"Assad": "Bashar al-Assad"}
    assert speakers(archive) == {"Bashar al-Assad": 3}


def test_a_table_that_is_there_is_only_read(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = build(ARTICLES)
    monkeypatch.setattr(person_table, "_compute_table", lambda engine: pytest.fail(f"worked out again for {engine}"))
    assert Archive(tmp_path).persons == ONE
    archive.update()
    assert archive.persons == ONE


@pytest.mark.parametrize("order", list(permutations(ARTICLES))[::29])
def test_a_change_leaves_the_file_of_a_rebuild_without_working_out_all(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: Sequence[str]
) -> None:
    file = tmp_path / "index" / FILE
    archive = build({order[0]: ARTICLES[order[0]]})
    kept = {}
    with monkeypatch.context() as patch:
        patch.setattr(person_table, "_compute_table", lambda engine: pytest.fail(f"worked out again for {engine}"))
        for number, name in enumerate(order[1:], 2):
            archive = build({name: ARTICLES[name]})
            kept[frozenset(order[:number])] = file.read_bytes()
        for number in range(1, len(order) - 1):
            (archive.corpus / order[number - 1]).unlink()
            archive.update(prune=True)
            kept[frozenset(order[number:])] = file.read_bytes()
    for names, content in kept.items():
        for name in ARTICLES:
            (archive.corpus / name).unlink(missing_ok=True)
        for name in names:
            (archive.corpus / name).write_text(ARTICLES[name], encoding="utf-8")
        archive.update(rebuild=True, prune=True)
        assert file.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"\xff\n[]", b"no table\n[]", None])
def test_a_table_that_is_no_good_is_worked_out_and_written_again(
    build: Build, tmp_path: Path, content: bytes | None
) -> None:
    archive = build(ARTICLES)
    file = tmp_path / "index" / FILE
    good = file.read_bytes()
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert Archive(tmp_path).persons == ONE
    archive.update()
    assert file.read_bytes() == good


def test_any_damage_to_the_file_is_seen(build: Build, tmp_path: Path) -> None:
    build(ARTICLES)
    file = tmp_path / "index" / FILE
    good = file.read_bytes()
    for at in range(len(good)):
        file.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert Archive(tmp_path).persons == ONE
        file.write_bytes(good[:at])
        assert Archive(tmp_path).persons == ONE


def test_the_table_of_other_articles_is_not_taken(build: Build, tmp_path: Path) -> None:
    build({name: ARTICLES[name] for name in ("visit.txt", "brief.txt")})
    file = tmp_path / "index" / FILE
    old = file.read_bytes()
    build({"brief.txt": ARTICLES["short.txt"]})
    file.write_bytes(old)
    assert Archive(tmp_path).persons == {}


def test_where_the_file_cannot_be_written_the_table_is_worked_out(build: Build, tmp_path: Path) -> None:
    (tmp_path / "index" / FILE).mkdir(parents=True)
    archive = build(ARTICLES)
    assert archive.persons == ONE
    assert speakers(archive)["Bashar al-Assad"] == 4


def test_a_title_of_the_other_sex_shows_another_person(build: Build) -> None:
    archive = build(
        {
            "one.txt": "One\n\n“I will vote,” Bill Clinton said on Monday.\n",
            "two.txt": "Two\n\n“No comment,” Mrs Clinton said on Friday.\n",
        }
    )
    assert archive.persons == {}
    assert [shared.name for shared in archive.shared_names()] == ["Clinton"]


@pytest.mark.parametrize("line", ["author: Karim al-Assad", "place: Assad", "source: Assad"])
def test_authors_places_and_papers_count_against_a_surname(build: Build, line: str) -> None:
    text = "---\n{}\n---\nVisit\n\n“The road is open,” Bashar al-Assad said on Monday.\n"
    brief = {"brief.txt": ARTICLES["brief.txt"]}
    assert build({**brief, "visit.txt": text.format("tags: roads")}).persons == {"Assad": "Bashar al-Assad"}
    assert build({**brief, "visit.txt": text.format(line)}).persons == {}


def test_what_the_user_says_holds_at_once(build: Build, tmp_path: Path) -> None:
    build(ARTICLES)
    file = tmp_path / "speakers.toml"
    file.write_text('[people]\n"Bill Clinton" = ["Clinton"]\n"B. Assad" = ["Bashar al-Assad"]\n', encoding="utf-8")
    archive = Archive(tmp_path)
    assert speakers(archive) == {"B. Assad": 4, "Hillary Clinton": 1, "Bill Clinton": 2}
    assert archive.shared_names() == ()
    file.write_text('[apart]\nnames = ["Assad", "Clinton"]\n', encoding="utf-8")
    archive = Archive(tmp_path)
    assert speakers(archive) == {
        "Bashar al-Assad": 3,
        "Assad": 1,
        "Hillary Clinton": 1,
        "Bill Clinton": 1,
        "Clinton": 1,
    }
    assert archive.shared_names() == ()
