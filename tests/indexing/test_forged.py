"""Bookkeeping that somebody forged, checksums and all: it is an index, or one line says that it is none."""

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
from searchkit.indexing.decoding import catalogue_from_json

TEXTS = {
    "port.txt": 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n',
    "pell.txt": 'Union\n\n"We will not move," said Ada M. Pell.\n',
    "wire/all.jsonl": '{"id": "mill", "text": "The mill ground on.", "mood": 1}\n{"id": "lake", "text": "A lake."}\n[]\n',
}
PARTS = ("MANIFEST", "catalogue", "persons.json", "segment", "deleted")

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
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
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
@given(part=st.sampled_from(PARTS), data=st.data())
def test_a_forged_value_is_an_index_or_one_line(whole: Path, tmp_path: Path, part: str, data: st.DataObject) -> None:
    folder = tmp_path / "forged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    forge(folder / "index", part, lambda value: changed(value, data))
    for use in (opened, asked, looked, checked, brought_up, asked, checked, rebuilt, asked):
        said = complaint(use, folder)
        assert len(said.splitlines()) <= 1
        assert not said or use is not rebuilt
    report = Archive(folder).check()
    assert not report.problems or "mend" in str(report.hint)


def complaint(use: Callable[[Path], None], folder: Path) -> str:
    """What is said about it in an error that a user may meet; anything else that is raised is a bug."""
    try:
        use(folder)
    except SearchkitError as error:
        return str(error)
    return ""


def opened(folder: Path) -> None:
    archive = Archive.open(folder)
    archive.looks_stale()


def asked(folder: Path) -> None:
    archive = Archive.open(folder)
    for query, unit in (("the", None), ("cranes OR mill", "article"), ("speaker:pell", None)):
        for hit in archive.search(query, unit=unit, facets=["speaker", "source"], histogram="year").hits:
            repr(hit)
    archive.speakers()
    archive.shared_names()
    archive.article("mill")


def looked(folder: Path) -> None:
    status = Archive(folder).status()
    repr((status, status.indexed_parser))


def checked(folder: Path) -> None:
    for problem in Archive(folder).check().problems:
        assert problem.where


def brought_up(folder: Path) -> None:
    with (folder / "corpus" / "port.txt").open("a", encoding="utf-8") as file:
        file.write("More.\n")
    for refused in Archive(folder).update().refused:
        assert len(str(refused).splitlines()) == 1


def rebuilt(folder: Path) -> None:
    Archive(folder).update(rebuild=True, prune=True)


def forge(index: Path, part: str, change: Callable[[Any], Any]) -> None:
    if part == "MANIFEST":
        path = index / part
        path.write_bytes(with_checksum("manifest", change(verify_checksum("manifest", path.read_bytes()))))
    elif part == "catalogue":
        (path,) = index.glob("catalogue.*")
        path.write_bytes(with_checksum(part, change(verify_checksum(part, path.read_bytes()))))
    elif part == "persons.json":
        path = index / part
        lines = path.read_bytes().split(b"\n")[1:]
        content = b"\n".join(json.dumps(change(json.loads(line))).encode() for line in lines)
        path.write_bytes(b"%08x\n" % crc32(content) + content)
    else:
        path = next(index.glob("*.seg" if part == "segment" else "deleted.*"))
        path.write_bytes(with_header(path.read_bytes(), change))
    resize(index)


def with_header(content: bytes, change: Callable[[Any], Any]) -> bytes:
    end = array_file._TAIL
    place, length, _, magic = end.unpack(content[-end.size :])
    header = json.dumps(change(json.loads(content[place : place + length]))).encode("ascii")
    return content[:place] + header + end.pack(place, len(header), crc32(header), magic)


def resize(index: Path) -> None:
    """Let MANIFEST say how large the files are now."""
    path = index / "MANIFEST"
    manifest = verify_checksum("manifest", path.read_bytes())
    try:
        for entry in (*manifest["segments"], manifest["deletions"], manifest["catalogue"]):
            entry[1] = os.stat(index / entry[0]).st_size  # noqa: PTH116
    except (LookupError, TypeError, ValueError, OSError):
        return  # it was MANIFEST that was forged
    path.write_bytes(with_checksum("manifest", manifest))


def changed(value: Any, data: st.DataObject) -> Any:
    """A JSON value with another one somewhere inside, or something taken away or put twice."""
    path = data.draw(st.sampled_from(list(paths(value))))
    how = data.draw(st.sampled_from(["other", "other", "none", "twice"]))
    if not path:
        return data.draw(VALUES)
    holder = value
    for step in path[:-1]:
        holder = holder[step]
    if how == "other":
        holder[path[-1]] = data.draw(VALUES)
    elif how == "none":
        del holder[path[-1]]
    elif isinstance(holder, list):
        holder.append(holder[path[-1]])
    else:
        holder["more"] = holder[path[-1]]
    return value


def paths(value: Any) -> Iterator[tuple[Any, ...]]:
    yield ()
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, found in inner:
        yield from ((step, *path) for path in paths(found))


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
def test_what_is_no_catalogue_is_a_value_error(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"entry 1 is no file|how files were read|twice"):
        catalogue_from_json(data)


def test_counts_that_no_file_can_hold_ask_for_no_memory(whole: Path, tmp_path: Path) -> None:
    for name in ("articles", "quotes", "paragraphs", "positions"):
        folder = tmp_path / name
        shutil.copytree(whole, folder)

        def enlarge(header: Any, name: str = name) -> Any:
            header["counts"][name] = 10**9
            return header

        forge(folder / "index", "segment", enlarge)
        with pytest.raises(IndexDamaged, match=r"header of .* cannot be right"):
            Archive.open(folder)
