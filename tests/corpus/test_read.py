import os
from pathlib import Path

import pytest

from searchkit.corpus.read import read_file


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a.MD"])
def test_the_reader_is_chosen_by_suffix_whatever_its_case(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"text": "A."}', encoding="utf-8")
    (reading,) = read_file(tmp_path / name, name)
    assert reading.article is not None
    assert reading.article.text == '{"text": "A."}'


def test_records_are_read_whatever_the_case_of_the_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.JSONL").write_text('{"text": "A."}', encoding="utf-8")
    (reading,) = read_file(tmp_path / "a.JSONL", "a.JSONL")
    assert reading.article is not None
    assert reading.article.text == "A."


def test_other_suffixes_are_refused_with_those_that_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (reading,) = read_file(tmp_path / "a.pdf", "a.pdf")
    assert reading.error is not None
    assert "type" in reading.error.reason
    assert ".jsonl.gz" in str(reading.error.hint)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.jsonl.gz"])
def test_a_file_that_cannot_be_opened_is_one_error(tmp_path: Path, name: str) -> None:
    (gone,) = read_file(tmp_path / name, name)
    assert gone.error is not None
    assert (gone.line, gone.error.reason) == (None, "cannot be opened: No such file or directory")
    (tmp_path / name).mkdir()
    (folder,) = read_file(tmp_path / name, name)
    assert folder.error is not None
    assert folder.error.reason == "is a folder, not a file"
    (impossible,) = read_file(tmp_path / "a\0.txt", "a\0.txt")
    assert impossible.error is not None


def test_undecodable_names_do_not_reach_what_is_written(tmp_path: Path) -> None:
    for name, data in ((b"caf\xe9.txt", b"Text."), (b"caf\xe9.jsonl", b'{"text": "A."}\n{')):
        path = os.fsdecode(name)
        (tmp_path / path).write_bytes(data)
        for reading in read_file(tmp_path / path, path):
            repr(reading).encode()
            if reading.article:
                assert reading.article.id.startswith("caf%E9")
                assert reading.article.path == path.replace("\udce9", "%E9")
