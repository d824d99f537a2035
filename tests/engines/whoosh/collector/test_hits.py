"""Hits are plain values: what they say is what stood there when they were found."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest

from searchkit.engines.whoosh.engine import WhooshEngine, open_engine
from searchkit.errors import IndexDamaged
from searchkit.model.frozen import replace
from searchkit.model.results import Hit
from searchkit.query.request import Request
from searchkit.query.tree import Or, Word
from tests.engines.contract.builders import QuoteSpec, make_extraction
from tests.engines.whoosh.indexes import Build, folder_of

TREE = Or((Word("boats"), Word("mills")))


@pytest.fixture
def engine(build: Build) -> WhooshEngine:
    quoted = (
        "body",
        "“Boats, all boats,” said the miller of Ard.",
        [QuoteSpec(("Boats, all boats,",), speaker="miller")],
    )
    return build([make_extraction("a1", quoted, "No mills were sold."), make_extraction("a2", "A boat came late.")])


def test_a_hit_cannot_be_changed(engine: WhooshEngine) -> None:
    hit = engine.search(Request(TREE), {}).hits[0]
    with pytest.raises(AttributeError):
        hit.text = ""  # type: ignore[misc]


@pytest.mark.parametrize(
    "taken",
    [copy.copy, copy.deepcopy, lambda hit: pickle.loads(pickle.dumps(hit)), replace],  # noqa: S301 - its own
)
def test_a_hit_may_be_copied(engine: WhooshEngine, taken: Callable[[Hit], Hit]) -> None:
    hit = engine.search(Request(TREE), {}).hits[0]
    assert taken(hit) == hit
    assert replace(hit, text="") != hit


def test_a_hit_outlives_its_index(engine: WhooshEngine) -> None:
    before = [dict(vars(hit)) for hit in engine.search(Request(TREE), {}).hits]
    hits = engine.search(Request(TREE), {}).hits
    folder = folder_of(engine)
    with open_engine(folder).writer() as changing:
        changing.clear()
        changing.commit(notes={}, catalogue={})
    del engine
    assert not list(folder.glob("*.seg"))
    assert [vars(hit) for hit in hits] == before


@pytest.mark.parametrize("unit", [None, "quote", "paragraph", "article"])
def test_a_search_that_shows_a_damaged_text_says_so(engine: WhooshEngine, unit: str | None) -> None:
    (path,) = folder_of(engine).glob("*.seg")
    segment = engine._snapshot.live_segments[0].segment
    content = bytearray(path.read_bytes())
    pieces = segment.array("store.blocks").tobytes()
    start = content.index(pieces)
    content[start : start + len(pieces)] = bytes(len(pieces))
    path.write_bytes(content)
    assert open_engine(path.parent).search(Request(TREE, unit, limit=0), {}).total
    with pytest.raises(IndexDamaged):
        open_engine(path.parent).search(Request(TREE, unit), {})
