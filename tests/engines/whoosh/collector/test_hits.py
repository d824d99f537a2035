"""Hits read themselves when they are looked at, and what they say is what was there when they were found."""

from __future__ import annotations

import copy
import pickle
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from searchkit.engines.protocol import Request
from searchkit.engines.whoosh.engine import WhooshEngine, open_engine
from searchkit.errors import IndexDamaged
from searchkit.model.results import Hit
from searchkit.query.tree import Or, Word

ASKED = Or((Word("boats"), Word("mills")))


@pytest.fixture
def engine(build: Any, write: Any, said: Any) -> WhooshEngine:
    spoken = ("body", "“Boats, all boats,” said the miller of Ard.", [said(("Boats, all boats,",), speaker="miller")])
    opened: WhooshEngine = build([write("a1", spoken, "No mills were sold."), write("a2", "A boat came late.")])
    return opened


def folder_of(engine: WhooshEngine) -> Path:
    return engine._snapshot.folder


@pytest.mark.parametrize("unit", [None, "quote", "paragraph", "article"])
def test_the_order_of_looking_does_not_matter(engine: WhooshEngine, unit: str | None) -> None:
    names = list(Hit.__dataclass_fields__)
    for turn in range(len(names)):
        first, second = (engine.search(Request(ASKED, unit), {}).hits for _ in range(2))
        one = [{name: getattr(hit, name) for name in names[turn:] + names[:turn]} for hit in first]
        other = [{name: getattr(hit, name) for name in names} for hit in second]
        assert one == other


def test_a_hit_equals_one_that_reads_nothing(engine: WhooshEngine) -> None:
    hit = engine.search(Request(ASKED), {}).hits[0]
    plain = Hit(**{name: getattr(hit, name) for name in Hit.__dataclass_fields__})
    assert plain == hit
    assert hit == plain
    assert hash(hit) == hash(plain)
    assert replace(plain, text="") != hit


@pytest.mark.parametrize(
    "taken",
    [copy.copy, copy.deepcopy, lambda hit: pickle.loads(pickle.dumps(hit)), replace, Hit.replaced],  # noqa: S301 - its own
)
def test_a_hit_may_be_copied_before_it_is_looked_at(engine: WhooshEngine, taken: Any) -> None:
    hit = engine.search(Request(ASKED), {}).hits[0]
    assert taken(hit) == hit


def test_a_hit_has_no_other_attributes(engine: WhooshEngine) -> None:
    hit = engine.search(Request(ASKED), {}).hits[0]
    assert not hasattr(hit, "texts")
    with pytest.raises(AttributeError):
        hit.text = ""  # type: ignore[misc]


def test_a_hit_outlives_its_index(engine: WhooshEngine) -> None:
    before = [asdict(hit) for hit in engine.search(Request(ASKED), {}).hits]
    unread = engine.search(Request(ASKED), {}).hits
    folder = folder_of(engine)
    with open_engine(folder).writer() as changing:
        changing.clear()
        changing.commit(notes={}, catalogue={})
    del engine
    assert not list(folder.glob("*.seg"))
    assert [asdict(hit) for hit in unread] == before


def test_a_damaged_text_says_so_when_it_is_looked_at(engine: WhooshEngine) -> None:
    (path,) = folder_of(engine).glob("*.seg")
    segment = engine._snapshot.live_segments[0].segment
    content = bytearray(path.read_bytes())
    pieces = segment.array("stored.pieces").tobytes()
    start = content.index(pieces)
    content[start : start + len(pieces)] = bytes(len(pieces))
    path.write_bytes(content)
    for name in ("text", "highlights", "title"):
        hit = open_engine(path.parent).search(Request(ASKED), {}).hits[0]
        with pytest.raises(IndexDamaged):
            getattr(hit, name)
