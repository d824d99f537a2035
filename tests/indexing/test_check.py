"""A check names what is wrong with an archive, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.engines.whoosh.directory.manifest import commit_to_bytes, verify_checksum, with_checksum
from searchkit.engines.whoosh.engine import open_engine
from searchkit.engines.whoosh.searcher.snapshot import open_snapshot
from searchkit.errors import INDEX, REBUILD, IndexDamaged, IndexMissing, IndexVersionMismatch
from searchkit.indexing import check as module
from searchkit.model.frozen import replace
from searchkit.model.reports import CheckReport

TEXTS = {
    "port.txt": 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n',
    "wire/all.jsonl": '{"id": "mill", "text": "The mill ground on."}\n{"id": "lake", "text": "The lake froze."}\n',
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    for name, text in TEXTS.items():
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    archive = Archive(tmp_path)
    archive.update()
    return archive


def said(report: CheckReport) -> list[str]:
    return [f"{problem.where}: {problem.what}" for problem in report.problems]


def only(archive: Archive, pattern: str) -> Path:
    (path,) = archive.index.glob(pattern)
    return path


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_all_is_well(archive: Archive) -> None:
    before = {path: path.read_bytes() for path in archive.folder.rglob("*") if path.is_file()}
    seen: list[tuple[str, int, int]] = []
    report = archive.check(progress=lambda stage, done, of: seen.append((stage.value, done, of)))
    assert report == CheckReport((), articles=3, files=2)
    assert (report.hint, report.command) == (None, None)
    assert seen[-1] == ("checking files", 2, 2)
    assert {path: path.read_bytes() for path in archive.folder.rglob("*") if path.is_file()} == before


def test_a_flipped_bit_of_a_segment(archive: Archive) -> None:
    segment = open_snapshot(archive.index).live_segments[0].segment
    path = only(archive, "*.seg")
    place = path.read_bytes().index(segment.array("exact.low").tobytes())
    del segment
    flip(path, place)
    report = archive.check()
    assert said(report) == [f"index/{path.name}: exact.low in {path.name} is not as it was written"]
    assert (report.hint, report.command) == (None, REBUILD)
    archive.update(rebuild=True)
    assert not archive.check().problems


def test_a_stored_article_that_cannot_be_read(archive: Archive) -> None:
    segment = open_snapshot(archive.index).live_segments[0].segment
    path, number = only(archive, "*.seg"), segment.find_article("mill")
    assert number is not None
    block = segment.store.compressed_block(0).tobytes()
    in_block = {segment.id_of(article) for article in segment.store.articles_in(0)}
    place = path.read_bytes().index(block)
    del segment
    for at in range(len(block)):
        flip(path, place + at)
    problems = said(archive.check())
    assert problems[0].startswith(f"index/{path.name}: store.blocks")
    assert {line.partition(": cannot be read: ")[0] for line in problems[1:]} == {f"article {id}" for id in in_block}
    records = archive.corpus / "wire" / "all.jsonl"
    records.write_text(
        records.read_text(encoding="utf-8").replace("The mill ground on", "It stopped"), encoding="utf-8"
    )
    assert archive.update().changed == 1
    assert archive.article("mill").extraction.article.text == "It stopped."


@pytest.mark.parametrize("pattern", ["*.seg", "catalogue.*"])
def test_every_damaged_file_is_named(archive: Archive, pattern: str) -> None:
    path = only(archive, pattern)
    path.write_bytes(path.read_bytes()[:-1])
    other = only(archive, "catalogue.*")
    other.write_bytes(b"{" * other.stat().st_size)
    report = archive.check()
    assert {problem.where for problem in report.problems} == {f"index/{path.name}", f"index/{other.name}"}
    path.unlink()
    assert f"index/{path.name}: {path.name}: No such file or directory" in said(archive.check())


def test_a_damaged_manifest(archive: Archive) -> None:
    flip(archive.index / "MANIFEST", 60)
    assert said(archive.check()) == ["index/MANIFEST: the manifest is not as it was written"]


def test_a_catalogue_that_was_changed_is_named_and_made_anew(archive: Archive) -> None:
    path = only(archive, "catalogue.*")
    content = path.read_bytes()
    path.write_bytes(content.replace(b",[],[],[],", b",[],[   ],", 1))
    assert path.stat().st_size == len(content)
    assert said(archive.check()) == [f"index/{path.name}: the catalogue is not as it was written"]
    with pytest.raises(IndexDamaged):
        archive.update()
    assert archive.status().problem is not None
    archive.update(rebuild=True)
    assert not archive.check().problems


def test_a_table_of_persons_that_was_changed_is_named_and_made_anew(archive: Archive) -> None:
    path = only(archive, "persons.json")
    path.write_bytes(path.read_bytes() + b" ")
    assert said(archive.check()) == ["index/persons.json: is damaged, missing or about other articles"]
    assert (archive.check().hint, archive.check().command) == (None, INDEX)
    archive.update()
    assert not archive.check().problems
    path.unlink()
    assert said(archive.check()) == ["index/persons.json: is damaged, missing or about other articles"]


def test_a_file_that_cannot_be_opened_or_was_refused(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path, max_record: int) -> str:  # noqa: ARG001
        raise PermissionError(13, "Permission denied", str(file))

    with monkeypatch.context() as patch:
        patch.setattr("searchkit.indexing.check.file_digest", refuse)
        assert "corpus/port.txt: cannot be opened: Permission denied" in said(archive.check())
    (archive.corpus / "bad.jsonl").write_text("[]\n", encoding="utf-8")
    archive.update()
    report = archive.check()
    assert [one.partition(":")[0] for one in said(report)] == ["corpus/bad.jsonl"]
    assert (report.hint, report.command) == ("mend what is named", INDEX)
    assert archive.status().refused == 1


def test_an_id_that_is_taken_and_settings_that_cannot_be_read(archive: Archive) -> None:
    (archive.corpus / "wire" / "more.jsonl").write_text('{"id": "mill", "text": "Another mill."}\n', encoding="utf-8")
    archive.update()
    (archive.folder / "speakers.toml").write_text("[people\n", encoding="utf-8")
    found = archive.check()
    assert [problem.where for problem in found.problems] == ["speakers.toml", "corpus/wire/more.jsonl"]
    assert "is taken by corpus/wire/all.jsonl, line 1" in found.problems[1].what
    assert (found.hint, found.command) == ("mend what is named", INDEX)


def test_a_file_of_deletions(archive: Archive) -> None:
    path = archive.corpus / "wire" / "all.jsonl"
    path.write_text(TEXTS["wire/all.jsonl"].splitlines()[0] + "\n", encoding="utf-8")
    archive.update()
    assert archive.check() == CheckReport((), articles=2, files=2)
    deletions = only(archive, "deleted.*")
    flip(deletions, 0)
    assert archive.check().problems[0].where == f"index/{deletions.name}"


def test_counts_that_are_not_those_of_the_segments(archive: Archive) -> None:
    state = open_snapshot(archive.index).commit
    counts = {**state.info.counts, "quote": 7}
    changed = replace(state, info=replace(state.info, counts=counts))
    (archive.index / "MANIFEST").write_bytes(commit_to_bytes(changed))
    assert said(archive.check()) == [
        "index/MANIFEST: says 3 articles, 4 paragraphs, 7 quotes, and the segments hold 3 articles, 4 paragraphs, 1 quotes"
    ]


def rewrite(archive: Archive, change: Callable[[list[list[object]]], None]) -> None:
    """Change what is noted of the corpus files, and make MANIFEST say so."""
    state = open_snapshot(archive.index).commit
    assert state.catalogue is not None
    path = archive.index / state.catalogue.name
    catalogue = verify_checksum("catalogue", path.read_bytes())
    change(catalogue["files"])
    path.write_bytes(with_checksum("catalogue", catalogue))
    entry = state.catalogue._replace(size=path.stat().st_size)
    (archive.index / "MANIFEST").write_bytes(commit_to_bytes(replace(state, catalogue=entry)))


def test_articles_that_are_not_what_was_noted(archive: Archive) -> None:
    def change(files: list[list[object]]) -> None:
        records = next(file for file in files if file[0] == "wire/all.jsonl")[5]
        assert isinstance(records, list)
        records[0][2] = "0" * 16
        records[1][0] = "pond"

    rewrite(archive, change)
    assert said(archive.check()) == [
        "article lake: no file of the corpus has it",
        "article mill: its text differs from corpus/wire/all.jsonl, line 1",
        "article pond: is in corpus/wire/all.jsonl, line 2, but not in the index",
    ]


def test_a_corpus_that_moved_on(archive: Archive) -> None:
    (archive.corpus / "port.txt").unlink()
    (archive.corpus / "new.txt").write_text("News.", encoding="utf-8")
    (archive.corpus / "wire" / "all.jsonl").write_text(
        TEXTS["wire/all.jsonl"].replace("mill", "mall"), encoding="utf-8"
    )
    report = archive.check()
    assert said(report) == [
        "corpus/new.txt: is not indexed yet",
        "corpus/port.txt: is gone",
        "corpus/wire/all.jsonl: changed since it was indexed",
    ]
    assert (report.hint, report.command) == (None, INDEX)


def test_no_index_or_an_old_one(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Archive(tmp_path / "nowhere").check()
    state = open_snapshot(archive.index).commit
    older = replace(state, info=replace(state.info, format=1))
    (archive.index / "MANIFEST").write_bytes(commit_to_bytes(older))
    with pytest.raises(IndexVersionMismatch):
        archive.check()


def test_a_change_meanwhile_is_no_problem(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = module._check
    rounds = []

    def once_disturbed(*arguments: object) -> CheckReport:
        rounds.append(1)
        if len(rounds) == 1:
            (archive.corpus / "new.txt").write_text("News.", encoding="utf-8")
            report = checked(*arguments)  # type: ignore[arg-type]
            archive.update()
            return report
        return checked(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_check", once_disturbed)
    assert not archive.check().problems
    assert len(rounds) == 2
    assert open_engine(archive.index).manifest.counts["article"] == 4
