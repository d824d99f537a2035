"""The parser that `searchkit.toml` asks for: a change makes the passages anew, and one that is missing loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from searchkit import Archive
from searchkit.errors import ParserMissing
from searchkit.extraction.bundled import bundled_models
from searchkit.extraction.dependency.model import DependencyModel
from searchkit.extraction.dependency.second_pass import DependencyPass
from searchkit.extraction.dependency.tree import ParsedToken
from searchkit.extraction.extractor import Extractor
from searchkit.indexing.single_file import extract_file
from searchkit.model.article import Article
from searchkit.model.frozen import replace
from searchkit.model.passage import Extraction
from searchkit.render.json_output import status_json
from searchkit.render.reports import status_text

TEXT = "Ada Pell said that the harbour would close."


class Silent:
    """A parser that counts what it is given and finds nothing."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def parse(self, texts: Sequence[str]) -> Iterator[Sequence[ParsedToken]]:
        self.given.extend(texts)
        return (() for _ in texts)


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> Silent:
    """Stands in for the one installed parser, called `silent`."""
    silent = Silent()

    def load_extractor(name: str | None = None) -> Extractor:
        if name == "missing":
            raise ParserMissing(name, "no such model is installed", hint="run: install it")
        return Extractor(bundled_models(), None if name is None else DependencyPass(silent, DependencyModel({}, 0.5)))

    monkeypatch.setattr("searchkit.indexing.write.load_extractor", load_extractor)
    monkeypatch.setattr("searchkit.indexing.single_file.load_extractor", load_extractor)
    return silent


def ask_for(archive: Archive, parser: str | None) -> Archive:
    """Write the setting; the archive opened anew."""
    text = "" if parser is None else f'[extraction]\nparser = "{parser}"\n'
    (archive.folder / "searchkit.toml").write_text(text, encoding="utf-8")
    return Archive(archive.folder)


def test_a_change_of_the_parser_reads_every_article_again_once(build: Callable[..., Archive], parser: Silent) -> None:
    archive = ask_for(build({"a.txt": TEXT, "b.txt": TEXT + " It was late."}), "silent")
    assert archive.update().unchanged == 0
    assert parser.given.count(TEXT) == 2
    assert archive.update().unchanged == 2
    assert parser.given.count(TEXT) == 2
    assert ask_for(archive, None).update().unchanged == 0
    assert parser.given.count(TEXT) == 2


@pytest.mark.usefixtures("parser")
def test_the_table_of_persons_follows_another_reading_of_the_same_articles(
    build: Callable[..., Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    class TomQuill(Extractor):
        def extract(self, article: Article) -> Extraction:
            found = Extractor(self.models).extract(article)
            return replace(found, quotes=tuple(replace(quote, speaker="Tom Quill") for quote in found.quotes))

    archive = build({"a.txt": "“It will close,” Ada Pell said.", "b.txt": "“It is late,” Pell said."})
    assert archive.persons == {"Pell": "Ada Pell"}
    monkeypatch.setattr("searchkit.indexing.write.load_extractor", lambda _: TomQuill(bundled_models()))
    archive = ask_for(archive, "silent")
    archive.update()
    assert (archive.engine.manifest.counts["quote"], archive.persons) == (2, {})
    monkeypatch.setattr("searchkit.indexing.write.load_extractor", lambda _: Extractor(bundled_models()))
    archive.update(rebuild=True)
    assert (archive.engine.manifest.counts["quote"], archive.persons) == (2, {"Pell": "Ada Pell"})


def test_status_says_that_the_passages_were_made_otherwise(build: Callable[..., Archive], parser: Silent) -> None:
    archive = build({"a.txt": TEXT})
    assert not any("parser" in line for line in status_text(archive.status(), "1"))
    archive = ask_for(archive, "silent")
    said = list(status_text(archive.status(), "1"))
    assert said[-2:] == [
        "parser      silent",
        "            the passages were made without a parser; the next searchkit index extracts them again",
    ]
    assert "up to date  no; run: searchkit index" in said
    assert status_json(archive.status(), "1")["parser"] == {"asked": "silent", "indexed": None}
    archive.update()
    assert "up to date  yes" in status_text(archive.status(), "1")
    assert list(status_text(archive.status(), "1"))[-1] == "parser      silent"
    said = list(status_text(ask_for(archive, None).status(), "1"))
    assert said[-1].strip().startswith("the passages were made with silent;")
    assert parser.given == [TEXT]


def test_a_missing_parser_leaves_the_index_as_it_was(build: Callable[..., Archive], parser: Silent) -> None:
    archive = build({"a.txt": TEXT})
    archive = ask_for(archive, "missing")
    with pytest.raises(ParserMissing):
        archive.update()
    assert [quote.speaker for quote in Archive(archive.folder).article("a").extraction.quotes] == ["Ada Pell"]
    assert parser.given == []


def test_extract_takes_the_setting_and_the_option_before_it(tmp_path: Path, parser: Silent) -> None:
    (tmp_path / "corpus").mkdir()
    file = tmp_path / "corpus" / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    list(extract_file(file, tmp_path))
    assert parser.given == []
    list(extract_file(file, tmp_path, "silent"))
    assert parser.given == [TEXT]
    (tmp_path / "searchkit.toml").write_text('[extraction]\nparser = "missing"\n', encoding="utf-8")
    with pytest.raises(ParserMissing):
        list(extract_file(file, tmp_path))
    list(extract_file(file, tmp_path, "silent"))
    assert parser.given == [TEXT, TEXT]
