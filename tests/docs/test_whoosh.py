"""docs/whoosh.md says what the Whoosh index does: its example is run, its fields are those of the schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from whoosh.index import Index
from whoosh.qparser import QueryParser
from whoosh.query import Every
from whoosh.sorting import FieldFacet

from searchkit import Archive, whoosh_index
from searchkit.engines.whoosh.segment.segment_schema import FACETED, MANY
from searchkit.errors import IndexMissing, QueryError

PAGE = (Path(__file__).parent.parent.parent / "docs" / "whoosh.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def texts_found(index: Index, query: str) -> set[str]:
    with index.searcher() as searcher:
        return {hit["text"] for hit in searcher.search(QueryParser("text", index.schema).parse(query), limit=None)}


def test_the_example_prints_what_the_page_says(
    sample_archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample_archive.folder)
    exec(compile(block("python"), "docs/whoosh.md", "exec"), {})  # noqa: S102 - it is our own page
    assert capsys.readouterr().out == block("text")


def test_the_page_names_every_field(sample_archive: Archive) -> None:
    index = sample_archive.whoosh_index()
    assert isinstance(index, Index)
    assert set(index.schema.names()) == set(re.findall(r"`([a-z_]+)`", PAGE)) & {*index.schema.names(), "withdr"}
    assert [name for name in FACETED if index.schema[name].column_type is None] == []


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("prices unit:paragraph", "prices"),
        ('exact:"foreign armed forces" unit:paragraph', '"foreign armed forces"'),
        ("exact:withdr* unit:paragraph", "withdr*"),
        ('speaker:"vladimir putin" unit:quote', 'speaker:"vladimir putin"'),
        ('tag:"gas carriers" unit:paragraph', 'tag:"gas carriers"'),
        ("title:sochi unit:paragraph", "title:sochi"),
        ("(oil OR gas) unit:paragraph", "oil OR gas"),
    ],
)
def test_whooshs_query_parser_finds_what_search_finds(sample_archive: Archive, text: str, ours: str) -> None:
    unit = text.rpartition("unit:")[2]
    hits = sample_archive.search(ours, unit=unit, limit=1000).hits
    assert hits
    assert texts_found(sample_archive.whoosh_index(), text) == {hit.text for hit in hits}


def test_a_hit_holds_its_fields(sample_archive: Archive) -> None:
    with whoosh_index(sample_archive.folder).searcher() as searcher:
        for hit in searcher.search(Every(), limit=None):
            assert {name for name in MANY if isinstance(hit[name], tuple)} == set(MANY)
            stored = sample_archive.article(hit["id"]).extraction
            texts = {
                "article": [stored.article.text],
                "quote": [stored.article.text[quote.start : quote.end] for quote in stored.quotes],
                "paragraph": [stored.article.text[one.start : one.end] for one in stored.paragraphs],
            }
            assert hit["text"] in texts[hit["unit"]]
            assert (hit["title"], hit["date"]) == (stored.article.title, stored.article.date or "")


def test_a_document_is_in_the_group_of_each_of_its_values(sample_archive: Archive) -> None:
    with whoosh_index(sample_archive.folder).searcher() as searcher:
        results = searcher.search(Every(), groupedby=FieldFacet("tag", allow_overlap=True), limit=None)
        assert {"gas carriers", "shipbuilding"} <= set(results.groups("tag"))


@pytest.mark.parametrize("text", ["date:2018", "date:[2017 TO 2018]"])
def test_a_date_is_refused(sample_archive: Archive, text: str) -> None:
    with pytest.raises(QueryError):
        QueryParser("text", sample_archive.whoosh_index().schema).parse(text)


def test_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        whoosh_index(tmp_path)
