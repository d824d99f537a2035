"""The order of hits, their pages, and the fields of a hit."""

from __future__ import annotations

from searchkit.engines.protocol import Engine
from searchkit.query.request import NEWEST, OLDEST, Request
from searchkit.query.tree import (
    Everything,
    Name,
    Word,
)
from tests.engines.contract.backends import Index
from tests.engines.contract.builders import make_extraction
from tests.engines.contract.searching import hit_ids


def test_an_article_shows_its_best_paragraph(town: Engine) -> None:
    hit = town.search(Request(Word("traffic"), "article"), {}).hits[0]
    assert (hit.id, hit.paragraph, hit.unit) == ("bridge", "bridge#p3", "article")
    assert hit.text == hit.context == "Traffic over the bridge goes on, the council's engineer wrote."
    assert hit.highlights == ((0, 7),)
    first = town.search(Request(Name("source", "harbour"), "article"), {}).hits[0]
    assert first.paragraph == "bridge#p2"


def test_sorting_by_date_puts_the_undated_last(town: Engine) -> None:
    assert hit_ids(town, Everything(), "article", sort=NEWEST) == ["bridge", "toll", "ferry"]
    assert hit_ids(town, Everything(), "article", sort=OLDEST) == ["toll", "bridge", "ferry"]
    assert all(hit.score is None for hit in town.search(Request(Word("bridge"), sort=NEWEST), {}).hits)


def test_pages(town: Engine) -> None:
    everything = hit_ids(town, Everything())
    pages = [town.search(Request(Everything(), offset=offset, limit=2), {}) for offset in (0, 2, 4, 6)]
    assert [hit.id for page in pages for hit in page.hits] == everything
    assert {page.total for page in pages} == {len(everything)}


def test_passages_are_in_the_order_of_the_article_not_of_their_ids(index: Index) -> None:
    engine = index.build([make_extraction("long", *["same words"] * 12)])
    assert hit_ids(engine, Word("words")) == [f"long#p{number}" for number in range(1, 13)]


def test_hits_have_the_metadata_of_their_article(town: Engine) -> None:
    (hit,) = town.search(Request(Name("role", "mayor")), {}).hits
    assert hit.text == "The bridge,” said Mayor Ida Brandt, “will be repaired by June."
    assert (hit.context, hit.kind) == (f"“{hit.text}”", "body")
    assert (hit.article, hit.paragraph, hit.path, hit.date) == ("bridge", "bridge#p2", "bridge.txt", "2018-05-17")
    assert (hit.source, hit.places, hit.authors) == (
        "Harbour Post",
        ("Port Ellery", "Upper Ellery"),
        ("Jo van der Meer",),
    )
    assert (hit.type, hit.cue, hit.confidence, hit.copies) == ("direct", "said", 0.95, ())
    assert [hit.text[start - hit.start : end - hit.start] for start, end in hit.spans] == [
        "The bridge,",
        "will be repaired by June.",
    ]


def test_an_empty_index_answers(index: Index) -> None:
    engine = index.build([])
    assert engine.search(Request(Word("a"), facets=("source",)), {}).total == 0
    assert engine.search(Request(Everything(), "article"), {}).hits == ()
    assert (engine.article("a"), list(engine.article_ids()), engine.values("tag")) == (None, [], ())
