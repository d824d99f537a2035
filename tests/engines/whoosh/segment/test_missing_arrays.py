"""A segment that lacks an array, as one with other array names does, is reported as damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from searchkit.engines.whoosh.directory.array_file import ArrayFile, ArrayWriter
from searchkit.engines.whoosh.directory.files import MANIFEST
from searchkit.engines.whoosh.directory.manifest import IndexFile, commit_to_bytes
from searchkit.engines.whoosh.engine import open_engine
from searchkit.errors import IndexDamaged
from searchkit.fields import FACETS
from searchkit.model.frozen import replace
from searchkit.query.request import Request
from searchkit.query.tree import Everything, Name, Node, NumberRange, Or, Phrase, Prefix, Value, Word
from tests.engines.contract.articles import BRIDGE, FERRY, TOLL
from tests.engines.contract.backends import commit
from tests.engines.whoosh.indexes import Build, folder_of

NAMES = {
    "speaker": "mayor",
    "role": "mayor",
    "source": "post",
    "via": "tide",
    "cue": "said",
    "place": "port",
    "author": "jo",
}
VALUES = {"tag": "budget", "kind": "body", "type": "indirect"}
TREES: tuple[Node, ...] = (
    Or((Word("ferry"), Word("bridge", "title"), Prefix("fe"))),
    Or((Phrase("the ferry"), Phrase("the bridge", "title"))),
    *(Name(field, word) for field, word in NAMES.items()),
    *(Value(field, value) for field, value in VALUES.items()),
    NumberRange("confidence", 0.1, None),
    Everything(),
)


def search_all(folder: Path) -> None:
    engine = open_engine(folder)
    for tree in TREES:
        for unit in (None, "article"):
            sort = "newest" if unit else "relevance"
            engine.search(Request(tree, unit, facets=FACETS, histogram="year", sort=sort), {})


def read_articles(folder: Path) -> None:
    engine = open_engine(folder)
    assert engine.article("bridge") is not None
    assert list(engine.article_ids()) == ["bridge", "ferry", "toll"]


def merge(folder: Path) -> None:
    commit(open_engine(folder), deleted=["bridge", "toll"])


def remove_array(folder: Path, array: str) -> None:
    """Write the one segment of an index again without an array, and name its new size in MANIFEST."""
    state = open_engine(folder)._snapshot.commit
    (entry,) = state.segments
    source = ArrayFile(folder / entry.name, entry.size)
    (folder / entry.name).unlink()
    with ArrayWriter(folder / entry.name) as writer:
        for name in source._arrays:
            if name != array:
                writer.add(name, source.array(name))
        size = writer.finish(source.counts)
    changed = replace(state, segments=(IndexFile(entry.name, size),))
    (folder / MANIFEST).write_bytes(commit_to_bytes(changed))


def reason_of(folder: Path, act: Callable[[Path], None]) -> str | None:
    try:
        act(folder)
    except IndexDamaged as error:
        return error.reason
    return None


def test_a_missing_array_is_named_as_damage(build: Build, tmp_path: Path) -> None:
    folder = folder_of(build([BRIDGE, FERRY, TOLL]))
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    (segment,) = (name for name in files if name.endswith(".seg"))
    for array in ArrayFile(folder / segment, len(files[segment]))._arrays:
        copy = tmp_path / array
        copy.mkdir()
        for name, content in files.items():
            (copy / name).write_bytes(content)
        remove_array(copy, array)
        reasons = {reason_of(copy, act) for act in (search_all, read_articles, merge)} - {None}
        assert reasons == {f"{segment} has no array {array}"}


def test_an_array_of_another_name_is_one_line_for_the_user(build: Build) -> None:
    folder = folder_of(build([BRIDGE, FERRY]))
    remove_array(folder, "exact.low")
    with pytest.raises(IndexDamaged, match=r"\.seg has no array exact\.low") as error:
        search_all(folder)
    assert "\n" not in str(error.value)
