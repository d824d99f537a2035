"""Links are followed within the archive, and out of it only when the settings say so."""

from __future__ import annotations

from pathlib import Path

from searchkit import Archive
from tests.indexing.corpora import all_ids, refused


def outside(archive: Archive) -> Path:
    folder = archive.folder.parent / "outside"
    (folder / "inner").mkdir(parents=True)
    (folder / "secret.txt").write_text("A secret text.", encoding="utf-8")
    (folder / "inner" / "more.txt").write_text("More secrets.", encoding="utf-8")
    return folder


def test_links_that_lead_out_are_refused_until_they_may_be_followed(archive: Archive) -> None:
    folder = outside(archive)
    (archive.corpus / "file.txt").symlink_to(folder / "secret.txt")
    (archive.corpus / "folder").symlink_to(folder)
    (archive.corpus / "chain.txt").symlink_to("file.txt")
    (archive.corpus / "picture.png").symlink_to(folder / "secret.txt")
    settings = archive.folder / "searchkit.toml"
    report = archive.update()
    assert refused(report) == [
        f"corpus/{name}: is a link that leads out of the archive; copy what it leads to, or put follow-links = true into searchkit.toml"
        for name in ("chain.txt", "file.txt", "folder")
    ]
    assert all_ids(archive) == ["lake", "port", "sea", "wire/mill"]
    assert [problem.where for problem in archive.check().problems] == [
        f"corpus/{one}" for one in ("chain.txt", "file.txt", "folder")
    ]
    settings.write_text("follow-links = true\n", encoding="utf-8")
    archive = Archive(archive.folder)
    assert archive.status().stale
    assert refused(archive.update()) == []
    followed = ["chain", "file", "folder/inner/more", "folder/secret", "lake", "port", "sea", "wire/mill"]
    assert all_ids(archive) == followed
    assert not archive.check().problems
    settings.unlink()
    archive = Archive(archive.folder)
    assert archive.status().stale
    assert len(archive.update(prune=True).refused) == 3
    assert all_ids(archive) == ["lake", "port", "sea", "wire/mill"]


def test_links_that_stay_within_the_archive_are_followed(archive: Archive) -> None:
    store = archive.folder / "store"
    store.mkdir()
    (store / "kept.txt").write_text("A text that is kept.", encoding="utf-8")
    (archive.corpus / "kept.txt").symlink_to("../store/kept.txt")
    (archive.corpus / "linked").symlink_to(store)
    assert refused(archive.update()) == []
    assert {"kept", "linked/kept"} <= set(all_ids(archive))


def test_a_corpus_that_is_a_link_is_followed(archive: Archive, tmp_path: Path) -> None:
    disk = tmp_path / "disk" / "articles"
    disk.parent.mkdir()
    archive.corpus.rename(disk)
    archive.corpus.symlink_to(disk)
    (disk / "within.txt").symlink_to(disk / "port.txt")
    (disk / "beside.txt").symlink_to(tmp_path / "disk" / "beside.txt")
    (tmp_path / "disk" / "beside.txt").write_text("Beside.", encoding="utf-8")
    report = archive.update()
    assert [one.path for one in report.refused] == ["corpus/beside.txt"]
    assert all_ids(archive) == ["lake", "port", "sea", "wire/mill", "within"]
