"""Forged bookkeeping files with valid checksums: the index can be used, or an error of one line says why not."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchkit import Archive
from searchkit.engines.whoosh.directory import array_file
from searchkit.engines.whoosh.directory.manifest import verify_checksum, with_checksum
from searchkit.errors import IndexDamaged, SearchkitError
from searchkit.indexing.bookkeeping.catalogue_decoding import catalogue_from_json

TEXTS = {
    "port.txt": 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n',
    "pell.txt": 'Union\n\n"We will not move," said Ada M. Pell.\n',
    "wire/all.jsonl": '{"id": "mill", "text": "The mill ground on.", "mood": 1}\n{"id": "lake", "text": "A lake."}\n[]\n',
}
KINDS = ("MANIFEST", "catalogue", "persons.json", "segment", "deleted")

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.sampled_from([0, 1, -1, 7, 10**9, 2**63, 10**30, 0.5, float("nan"), float("inf")])
    | st.sampled_from(
        ["", "x", "../x", "\ud800", "a\nb", "/etc/passwd", "\0", "1" * 50, "|u1", "<f8", "O", "port.txt"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["", "a", "folders"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("valid")
    for name, text in {**TEXTS, "gone.jsonl": '{"id": "gone", "text": "Gone."}\n'}.items():
        path = folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    Archive(folder).update()
    (folder / "corpus" / "gone.jsonl").unlink()
    Archive(folder).update()
    assert list((folder / "index").glob("deleted.*"))
    return folder


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(kind=st.sampled_from(KINDS), data=st.data())
def test_a_forged_value_gives_at_most_one_line_of_error(
    valid: Path, tmp_path: Path, kind: str, data: st.DataObject
) -> None:
    folder = tmp_path / "forged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(valid, folder)
    forge(folder / "index", kind, lambda value: change_value(value, data))
    for use in (open_archive, search, read_status, check, update, search, check, rebuild, search):
        message = error_message(use, folder)
        assert len(message.splitlines()) <= 1
        assert not message or use is not rebuild
    report = Archive(folder).check()
    assert not report.problems or "mend" in str(report.hint)


def error_message(use: Callable[[Path], None], folder: Path) -> str:
    """Return the message of the SearchkitError that a use raises, or ""; any other exception fails the test."""
    try:
        use(folder)
    except SearchkitError as error:
        return str(error)
    return ""


def open_archive(folder: Path) -> None:
    archive = Archive.open(folder)
    archive.looks_stale()


def search(folder: Path) -> None:
    archive = Archive.open(folder)
    for query, unit in (("the", None), ("cranes OR mill", "article"), ("speaker:pell", None)):
        for hit in archive.search(query, unit=unit, facets=["speaker", "source"], histogram="year").hits:
            repr(hit)
    archive.speakers()
    archive.shared_names()
    archive.article("mill")


def read_status(folder: Path) -> None:
    status = Archive(folder).status()
    repr((status, status.indexed_parser))


def check(folder: Path) -> None:
    for problem in Archive(folder).check().problems:
        assert problem.where


def update(folder: Path) -> None:
    with (folder / "corpus" / "port.txt").open("a", encoding="utf-8") as file:
        file.write("More.\n")
    for refused in Archive(folder).update().refused:
        assert len(str(refused).splitlines()) == 1


def rebuild(folder: Path) -> None:
    Archive(folder).update(rebuild=True, prune=True)


def forge(index: Path, kind: str, change: Callable[[Any], Any]) -> None:
    """Change the JSON in one kind of index file, and set its checksum and its size in MANIFEST."""
    if kind == "MANIFEST":
        path = index / kind
        path.write_bytes(with_checksum("manifest", change(verify_checksum("manifest", path.read_bytes()))))
    elif kind == "catalogue":
        (path,) = index.glob("catalogue.*")
        path.write_bytes(with_checksum(kind, change(verify_checksum(kind, path.read_bytes()))))
    elif kind == "persons.json":
        path = index / kind
        lines = path.read_bytes().split(b"\n")[1:]
        content = b"\n".join(json.dumps(change(json.loads(line))).encode() for line in lines)
        path.write_bytes(b"%08x\n" % crc32(content) + content)
    else:
        path = next(index.glob("*.seg" if kind == "segment" else "deleted.*"))
        path.write_bytes(change_header(path.read_bytes(), change))
    update_sizes(index)


def change_header(content: bytes, change: Callable[[Any], Any]) -> bytes:
    tail = array_file._TAIL
    start, length, _, magic = tail.unpack(content[-tail.size :])
    header = json.dumps(change(json.loads(content[start : start + length]))).encode("ascii")
    return content[:start] + header + tail.pack(start, len(header), crc32(header), magic)


def update_sizes(index: Path) -> None:
    """Write the current sizes of the index files into MANIFEST."""
    path = index / "MANIFEST"
    manifest = verify_checksum("manifest", path.read_bytes())
    try:
        for entry in (*manifest["segments"], manifest["deletions"], manifest["catalogue"]):
            entry[1] = os.stat(index / entry[0]).st_size  # noqa: PTH116
    except (LookupError, TypeError, ValueError, OSError):
        return  # the forged file is MANIFEST itself
    path.write_bytes(with_checksum("manifest", manifest))


def change_value(value: Any, data: st.DataObject) -> Any:
    """Change a JSON value in place: replace, delete or double one value within it."""
    path = data.draw(st.sampled_from(list(list_paths(value))))
    how = data.draw(st.sampled_from(["replace", "replace", "delete", "double"]))
    if not path:
        return data.draw(VALUES)
    holder = value
    for step in path[:-1]:
        holder = holder[step]
    if how == "replace":
        holder[path[-1]] = data.draw(VALUES)
    elif how == "delete":
        del holder[path[-1]]
    elif isinstance(holder, list):
        holder.append(holder[path[-1]])
    else:
        holder["more"] = holder[path[-1]]
    return value


def list_paths(value: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the path (keys and indexes) of a JSON value and of each value within it."""
    yield ()
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in inner:
        yield from ((step, *path) for path in list_paths(child))


@pytest.mark.parametrize(
    "data",
    [
        {"files": []},
        {"encoding": 1, "max_record": 1, "files": []},
        {"encoding": None, "max_record": 1, "files": {}},
        {"encoding": None, "max_record": 1, "files": [["a", 1, 1, "d", False, [], [], [], []]]},
        {"encoding": None, "max_record": 1, "files": [["a", 1, 1, "d", 0, [], [], [], [], 0]]},
        {"encoding": None, "max_record": 1, "files": [["a", True, 1, "d", False, [], [], [], [], 0]]},
        {"encoding": None, "max_record": 1, "files": [["a", 1, 1, "d", False, [["x\ny", 1, "d"]], [], [], [], 0]]},
        {"encoding": None, "max_record": 1, "files": [["a", 1, 1, "d", False, [["x", 0, "d"]], [], [], [], 0]]},
        {"encoding": None, "max_record": 1, "files": [["a", 1, 1, "d", False, [], [[1, None, None]], [], [], 0]]},
        {"encoding": None, "max_record": 1, "files": [["a", 1, 1, "d", False, [], [], [["key", -1]], [], 0]]},
        {"encoding": None, "max_record": 1, "files": [["a", 1, 1, "d", False, [], [], [], ["remark"], 0]]},
        {"encoding": None, "max_record": 1, "files": [["a", 1, 1, "d", False, [], [], [], [], 0]] * 2},
    ],
)
def test_json_of_another_shape_is_no_catalogue(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"entry 1 is no file|how files were read|twice"):
        catalogue_from_json(data)


def test_counts_beyond_the_size_of_a_segment_are_damage(valid: Path, tmp_path: Path) -> None:
    for name in ("articles", "quotes", "paragraphs", "positions"):
        folder = tmp_path / name
        shutil.copytree(valid, folder)

        def enlarge(header: Any, name: str = name) -> Any:
            header["counts"][name] = 10**9
            return header

        forge(folder / "index", "segment", enlarge)
        with pytest.raises(IndexDamaged, match=r"header of .* cannot be right"):
            Archive.open(folder)
