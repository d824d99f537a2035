"""Facets, histograms and the values of fields count exactly."""

from __future__ import annotations

import pytest

from searchkit.engines.protocol import Engine
from searchkit.model.results import FacetCount
from searchkit.query.request import MONTH, YEAR, Request
from searchkit.query.tree import (
    Everything,
    Name,
)


def test_facets_count_all_hits_and_merge_spellings(town: Engine) -> None:
    request = Request(Everything(), "article", limit=1, facets=("source", "place", "tag", "date", "speaker"))
    result = town.search(request, {})
    assert (result.total, len(result.hits)) == (3, 1)
    assert result.facets["source"] == (FacetCount("HARBOUR POST", 2), FacetCount("Evening Mail", 1))
    assert result.facets["place"] == (FacetCount("Port Ellery", 2), FacetCount("Upper Ellery", 1))
    assert result.facets["tag"] == (FacetCount("Roads & rail", 2), FacetCount("budget", 1))
    assert result.facets["date"] == (FacetCount("2018", 1), FacetCount("2018-05-17", 1))
    assert result.facets["speaker"] == ()


def test_the_speaker_facet_counts_persons(town: Engine) -> None:
    result = town.search(Request(Everything(), facets=("speaker",)), {"the mayor": "Ida Brandt"})
    assert result.facets["speaker"] == (FacetCount("Ida Brandt", 2),)


def test_the_speaker_facet_follows_the_table_that_is_given(town: Engine) -> None:
    request = Request(Name("speaker", "brandt"), facets=("speaker",))
    for table, wanted in (
        ({}, (FacetCount("Ida Brandt", 1),)),
        ({"the mayor": "Ida Brandt"}, (FacetCount("Ida Brandt", 2),)),
        ({"the mayor": "Ida Moss"}, (FacetCount("Ida Brandt", 1),)),
        ({"the mayor": "Ole Brandt"}, (FacetCount("Ida Brandt", 1), FacetCount("Ole Brandt", 1))),
    ):
        assert town.search(request, table).facets["speaker"] == wanted


def test_values_of_a_facet_are_a_row_like_any_other(town: Engine) -> None:
    counts = town.search(Request(Everything(), "article", facets=("source",)), {}).facets["source"]
    post, mail = FacetCount("HARBOUR POST", 2), FacetCount("Evening Mail", 1)
    assert (counts[0], counts[-1], counts[:1], counts[5:]) == (post, mail, (post,), ())
    assert (list(counts), len(counts), repr(counts)) == ([post, mail], 2, repr((post, mail)))
    with pytest.raises(IndexError):
        counts[2]


def test_values_are_spelled_as_in_articles(town: Engine) -> None:
    assert town.values("speaker") == (FacetCount("Ida Brandt", 1), FacetCount("the mayor", 1))
    assert town.values("source") == tuple(
        FacetCount(name, 1) for name in ("Evening Mail", "HARBOUR POST", "Harbour Post")
    )
    assert town.values("kind") == (FacetCount("body", 3), FacetCount("title", 1))


def test_a_histogram_counts_dated_hits_in_order(town: Engine) -> None:
    result = town.search(Request(Everything(), "article", limit=0, histogram=MONTH), {})
    assert result.histogram == (FacetCount("2018", 1), FacetCount("2018-05", 1))
    result = town.search(Request(Everything(), histogram=YEAR), {})
    assert result.histogram == (FacetCount("2018", 4),)
    assert town.search(Request(Everything()), {}).histogram is None
