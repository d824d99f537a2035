"""An update indexes what was added, changed, renamed or deleted, and nothing else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.errors import CorpusMissing, MostFilesGone
from tests.archives import MILL, PORT, Build


def test_an_update_touches_only_what_changed(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    assert archive.update().unchanged == 2
    (tmp_path / "corpus" / "new.txt").write_text(MILL.replace("mill", "bridge"), encoding="utf-8")
    report = archive.update()
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 0, 0, 2)
    assert {hit.article for hit in archive.search("bridge").hits} == {"new"}
    (tmp_path / "corpus" / "new.txt").unlink()
    assert archive.update().removed == 1
    assert not archive.search("bridge").total
    (tmp_path / "corpus" / "port.txt").write_text(PORT.replace("quiet", "loud"), encoding="utf-8")
    assert archive.update().changed == 1
    assert archive.search("loud").total
    assert not archive.search("quiet").total


def test_an_update_without_a_change_leaves_the_index_alone(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT})
    os.utime(tmp_path / "corpus" / "port.txt", ns=(1, 1))  # long ago, so that its time can be trusted
    archive.update()
    before = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "index").iterdir() if file.name[0] != "."}
    assert archive.update().unchanged == 1
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
    assert archive.update().changed == 1


def test_a_renamed_file_is_the_same_article_elsewhere(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    (tmp_path / "corpus" / "port.txt").rename(tmp_path / "corpus" / "harbour.txt")
    report = archive.update()
    assert (report.renamed, report.added, report.removed) == (1, 0, 0)
    assert {hit.article for hit in archive.search("cranes").hits} == {"harbour"}


def test_records_of_a_file_are_compared_one_by_one(build: Build, tmp_path: Path) -> None:
    lines = [f'{{"id": "r{n}", "text": "Record number {n} speaks of cranes."}}' for n in range(5)]
    archive = build({"all.jsonl": "\n".join(lines)})
    lines[2] = lines[2].replace("cranes", "boats")
    del lines[4]
    (tmp_path / "corpus" / "all.jsonl").write_text("\n".join([*lines, '{"text": "One more."}']), encoding="utf-8")
    report = archive.update()
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
    report = archive.update()
    assert [(error.path, error.line) for error in report.refused] == [
        ("corpus/empty.txt", None),
        ("corpus/some.jsonl", 2),
        ("corpus/some.jsonl", 3),
    ]
    assert dict(report.not_read) == {".png": 1}
    assert report.counts["article"] == 2
    assert archive.search("fine words").total == 1


def test_a_file_rewritten_with_its_size_and_time_kept_is_seen(build: Build) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    for name in ("port.txt", "mill.txt"):
        os.utime(archive.corpus / name, (1, 1))
    assert archive.update().unchanged == 2
    (archive.corpus / "mill.txt").write_text(MILL.replace("Monday", "Friday"), encoding="utf-8")
    os.utime(archive.corpus / "mill.txt", (1, 1))
    assert not archive.status().stale
    assert archive.update().changed == 1
    assert archive.search("friday").total


def test_other_rights_write_no_article_anew(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    segments = sorted((tmp_path / "index").glob("*.seg"))
    (archive.corpus / "mill.txt").chmod(0o600)
    report = archive.update()
    assert (report.unchanged, report.changed) == (2, 0)
    assert sorted((tmp_path / "index").glob("*.seg")) == segments
    assert not archive.status().stale


def test_an_encoding_in_the_settings_lets_a_refused_file_in(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT})
    (tmp_path / "corpus" / "old.txt").write_bytes("Café\n\nThe café on the quay opened.\n".encode("cp1252"))
    [refused] = archive.update().refused
    assert refused.hint is not None
    assert 'encoding = "cp1252"' in refused.hint
    (tmp_path / "searchkit.toml").write_text('encoding = "cp1252"\n', encoding="utf-8")
    report = Archive(tmp_path).update()
    assert (report.refused, report.added, report.unchanged) == ((), 1, 1)
    assert Archive(tmp_path).search("quay").total == 1


def test_most_files_gone_needs_prune(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    for file in (tmp_path / "corpus").iterdir():
        file.unlink()
    with pytest.raises(MostFilesGone):
        archive.update()
    assert archive.search("cranes").total == 1
    assert archive.update(prune=True).removed == 2
    assert not archive.search("cranes").total


def test_a_rebuild_gives_the_same_answers(build: Build) -> None:
    archive = build({"port.txt": PORT, "mill.txt": MILL})
    before = archive.search("the", facets=["speaker"])
    report = archive.update(rebuild=True)
    assert (report.added, report.counts["article"]) == (2, 2)
    assert archive.search("the", facets=["speaker"]) == before


def test_the_index_looks_stale_when_files_come_or_go(build: Build, tmp_path: Path) -> None:
    archive = build({"port.txt": PORT, "wire/mill.txt": MILL})
    assert not archive.looks_stale()
    (tmp_path / "corpus" / "wire" / "new.txt").write_text(MILL, encoding="utf-8")
    os.utime(tmp_path / "corpus" / "wire", ns=(1, 1))
    assert archive.looks_stale()
    assert archive.status().stale.new == ("wire/new.txt",)


def test_an_update_reads_the_settings_again(build: Build) -> None:
    archive = build({"port.txt": PORT})
    table = archive.folder / "speakers.toml"
    for person in ("Zed Pell", "Zoe Pell"):
        table.write_text(f'[people]\n"{person}" = ["Ada Pell"]\n', encoding="utf-8")
        archive.update()
        assert [speaker.name for speaker in archive.speakers()] == [person]


@pytest.mark.parametrize("instead", ["nothing", "a file", "a pipe", "a link to nowhere"])
@pytest.mark.parametrize("prune", [False, True])
def test_a_corpus_that_is_no_folder_empties_no_index(
    build: Build, tmp_path: Path, instead: str, *, prune: bool
) -> None:
    archive = build({"port.txt": PORT})
    shutil.rmtree(archive.corpus)
    if instead == "a file":
        archive.corpus.write_text("x", encoding="utf-8")
    elif instead == "a pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no named pipes on this system")
        os.mkfifo(archive.corpus)
    elif instead == "a link to nowhere":
        archive.corpus.symlink_to(tmp_path / "not mounted")
    for rebuild in (False, True):
        with pytest.raises(CorpusMissing):
            archive.update(prune=prune, rebuild=rebuild)
    assert archive.search("crane OR harbour OR strike").total
