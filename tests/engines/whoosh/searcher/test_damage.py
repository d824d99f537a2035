from __future__ import annotations

import pickle
import random
import shutil
import tracemalloc
from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import whoosh.fields
import whoosh.index

from searchkit.engines.whoosh.directory.manifest import commit_to_bytes
from searchkit.engines.whoosh.engine import create_engine, open_engine
from searchkit.errors import FolderUnreadable, IndexDamaged, IndexMissing, IndexVersionMismatch
from searchkit.fields import FACETS
from searchkit.model.frozen import replace
from searchkit.query.request import Request
from searchkit.query.tree import (
    And,
    DateRange,
    Everything,
    Fuzzy,
    Name,
    Near,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Wildcard,
    Word,
)
from tests.engines.contract.builders import QuoteSpec, make_extraction
from tests.engines.whoosh.indexes import Build, folder_of


@pytest.fixture
def index(build: Build) -> Path:
    paragraph = (
        "body",
        "“All is well,” said the clerk of the works.",
        [QuoteSpec(("All is well",), speaker="the clerk")],
    )
    articles = [
        make_extraction(f"a{number}", paragraph, f"word{number} and more words", date="2018") for number in range(40)
    ]
    return folder_of(build(articles))


def only(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


def test_no_folder_and_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        open_engine(tmp_path / "nowhere")
    with pytest.raises(IndexMissing):
        open_engine(tmp_path)


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("", "utf-8")
    with pytest.raises(FolderUnreadable):
        open_engine(tmp_path / "index")


@pytest.mark.parametrize("pattern", ["MANIFEST", "*.seg", "catalogue.*"])
@pytest.mark.parametrize("kept", [0, 1, 10, -1])
def test_a_truncated_file(index: Path, pattern: str, kept: int) -> None:
    path = only(index, pattern)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(IndexDamaged):
        open_engine(index)


@pytest.mark.parametrize("pattern", ["*.seg", "catalogue.*"])
def test_a_missing_file(index: Path, pattern: str) -> None:
    only(index, pattern).unlink()
    with pytest.raises(IndexDamaged):
        open_engine(index)


@pytest.mark.parametrize("pattern", ["MANIFEST", "*.seg"])
def test_a_file_of_rubbish(index: Path, pattern: str) -> None:
    path = only(index, pattern)
    path.write_bytes(bytes(at * at % 251 for at in range(path.stat().st_size)))
    with pytest.raises(IndexDamaged):
        open_engine(index)


@pytest.mark.parametrize("content", ["[]", "{}", "7", '{"format": 1}', '{"format": 1, "analysis": 1, "counts": 3}'])
def test_a_manifest_that_is_none(index: Path, content: str) -> None:
    only(index, "MANIFEST").write_text(content, "utf-8")
    with pytest.raises(IndexDamaged):
        open_engine(index)


def test_a_manifest_that_was_changed(index: Path) -> None:
    path = index / "MANIFEST"
    path.write_bytes(path.read_bytes().replace(b'"article":40', b'"article":41'))
    with pytest.raises(IndexDamaged, match="not as it was written"):
        open_engine(index)


def test_an_index_that_lost_its_manifest(index: Path) -> None:
    (index / "MANIFEST").unlink()
    with pytest.raises(IndexDamaged):
        open_engine(index)


def test_verifying_finds_any_flipped_bit(index: Path) -> None:
    path = only(index, "*.seg")
    content = bytearray(path.read_bytes())
    segment = open_engine(index)._snapshot.live_segments[0].segment
    segment.file.verify()
    place = content.index(segment.array("exact.low").tobytes())
    content[place + 5] ^= 4
    path.write_bytes(content)
    with pytest.raises(ValueError, match="not as it was written"):
        open_engine(index)._snapshot.live_segments[0].segment.file.verify()


def test_nothing_of_an_index_is_unpickled(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(pickle, "loads", refuse)
    monkeypatch.setattr(pickle, "load", refuse)
    engine = open_engine(index)
    assert engine.search(Request(Phrase("more words"), facets=("speaker",)), {}).total == 40
    assert engine.article("a3") is not None
    assert engine.catalogue() == {"files": 40}


def test_a_catalogue_of_rubbish(index: Path) -> None:
    path = only(index, "catalogue.*")
    path.write_text("{" * path.stat().st_size, "utf-8")
    with pytest.raises(IndexDamaged):
        open_engine(index).catalogue()


def write_other_version(index: Path, what: str) -> None:
    state = open_engine(index)._snapshot.commit
    other = replace(state, info=replace(state.info, **{what: 99}))
    (index / "MANIFEST").write_bytes(commit_to_bytes(other))


@pytest.mark.parametrize("what", ["format", "analysis"])
def test_another_version(index: Path, what: str) -> None:
    write_other_version(index, what)
    with pytest.raises(IndexVersionMismatch) as error:
        open_engine(index)
    assert f"{what} version 99" in str(error.value)


def test_an_older_extraction_still_answers(index: Path) -> None:
    assert open_engine(index).manifest.extraction == 7


def test_an_index_of_somebody_elses(tmp_path: Path) -> None:
    whoosh.index.create_in(str(tmp_path), whoosh.fields.Schema(text=whoosh.fields.TEXT))
    with pytest.raises(IndexDamaged):
        open_engine(tmp_path)


@pytest.mark.parametrize("harm", ["damaged", "other version", "foreign"])
def test_a_rebuild_needs_nothing_of_the_old_index(index: Path, harm: str) -> None:
    if harm == "damaged":
        only(index, "*.seg").write_bytes(b"")
    elif harm == "other version":
        write_other_version(index, "format")
    else:
        (index / "MANIFEST").unlink()
    with create_engine(index, extraction=7).writer() as changing:
        changing.add(make_extraction("new", "fresh words"))
        changing.commit(notes={}, catalogue={})
    assert list(open_engine(index).article_ids()) == ["new"]
    assert len(list(index.glob("*.seg"))) == 1


def test_flipped_bytes_are_answered_or_named(index: Path, tmp_path: Path) -> None:
    chance = random.Random(11)  # noqa: S311 - the same damage every time
    for number in range(60):
        folder = tmp_path / f"copy{number}"
        shutil.copytree(index, folder)
        path = only(folder, "*.seg")
        content = bytearray(path.read_bytes())
        for _ in range(20):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        try:
            engine = open_engine(folder)
            engine.search(Request(Word("words"), facets=("speaker",)), {})
            engine.search(Request(Phrase("all is well")), {})
            engine.search(Request(Everything(), "article"), {})
        except IndexDamaged:
            pass


ASKED = [
    Request(And((Word("words"), Word("more"))), limit=2, facets=FACETS, histogram="month"),
    Request(Or((Word("word7"), Prefix("wo"), Word("well"))), "article", limit=2, facets=FACETS, sort="newest"),
    Request(And((Phrase("all is well"), Name("speaker", "the clerk"))), "quote", limit=2),
    Request(And((Near(("more", "words"), 3), Not(Phrase("all is")))), limit=2, facets=("kind",)),
    Request(Or((Wildcard("w*d?"), Fuzzy("wel"), Word("works", "title"))), limit=1),
    Request(And((Everything(), DateRange(date(2018, 1, 1), None), NumberRange("confidence", 0.1, None))), limit=1),
]


def ask_all(folder: Path) -> None:
    engine = open_engine(folder)
    for request in ASKED:
        with suppress(IndexDamaged):
            for hit in engine.search(request, {"the clerk": "A Clerk"}).hits:
                assert hit.text or hit.highlights is not None
    with suppress(IndexDamaged):
        list(engine.article_ids())
        engine.values("tag")


def test_no_flipped_bit_becomes_the_size_of_an_array(index: Path) -> None:
    """The highest bit of numbers in every array, which may be a length, a place or an offset."""
    path = only(index, "*.seg")
    content = path.read_bytes()
    arrays = open_engine(index)._snapshot.live_segments[0].segment.file._arrays
    chance = random.Random(5)  # noqa: S311 - the same damage every time
    ask_all(index)
    for name, (kind, place, count, _) in arrays.items():
        itemsize = np.dtype(kind).itemsize
        for number in {chance.randrange(count), count - 1} if count else ():
            damaged = bytearray(content)
            damaged[place + number * itemsize + itemsize - 1] ^= 1 << 7
            path.unlink()  # the old one is mapped
            path.write_bytes(damaged)
            tracemalloc.start()
            ask_all(index)
            assert tracemalloc.get_traced_memory()[1] < 40_000_000, name
            tracemalloc.stop()
