"""Small archives whose corpus has changed since the last update, and what their index holds before and after."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from searchkit import Archive
from searchkit.errors import IndexMissing, IndexUnfinished

IndexFiles = Mapping[str, bytes]
"""The content of the files of an index folder, by path below it."""

INDEX = "index"
TODAY = date(2021, 6, 1)
_HOUR = 3600  # seconds; an update trusts the size and time of a file that is this old
_QUERIES = ("cranes", "mill OR lake", "speaker:pell", "date:2018..2020", '"stand still"', "mi*")

FIRST_FILES = {
    "port.txt": 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n\nNo ship left.\n',
    "mill.md": "---\nid: mill\ndate: 2019-03-02\nsource: The Ferry\n---\n\nThe mill reopens, its owner Boris Lunt said.\n",
    "wire/all.jsonl": '{"id": "lake", "text": "The lake froze.", "date": "2018-01-30"}\n'
    '{"id": "ferry", "text": "“We sail at noon,” Captain Ida Moss said.", "author": "Tom Reed"}\n',
}


class Edit(NamedTuple):
    """One change of a corpus: the files to write (text by path), to rename (new path by old path) and to delete."""

    name: str
    writes: Mapping[str, str] = {}
    renames: Mapping[str, str] = {}
    deletes: Sequence[str] = ()


EDITS = (
    Edit("add", {"toll.txt": "Bridge toll\n\nMayor Nell Orr said the toll would stay.\n"}),
    Edit("change", {"port.txt": 'Port at work\n\n"The cranes turn again," said Ada Pell.\n'}),
    Edit("rename", renames={"mill.md": "old/mill-2019.md", "toll.txt": "toll-bridge.txt"}),
    Edit("delete", {"wire/all.jsonl": FIRST_FILES["wire/all.jsonl"].splitlines()[1] + "\n"}),
    Edit("join", {"dam.txt": "The dam\n\nThe dam holds, engineer Per Holt said.\n"}, {}, ["old/mill-2019.md"]),
)


class State(NamedTuple):
    """What an index holds: the extraction of each article as text, by id, and the hit ids of each query."""

    articles: Mapping[str, str]
    answers: Mapping[str, tuple[str, ...]]


class Scenario(NamedTuple):
    """An archive with a changed corpus, and the command that indexes the change.

    `files` are the index files before the command; `before` and `after` are the states before and after it, where None
    means that there is no index. `moved` are the ids of articles whose file the change renames: they may be missing after
    an update that cannot read the new file.
    """

    name: str
    folder: Path
    program: str
    arguments: tuple[str, ...]
    files: IndexFiles
    before: State | None
    after: State
    moved: frozenset[str]


def build_scenarios(folder: Path) -> list[Scenario]:
    """Build all scenarios, each in a folder of its own below `folder`."""
    return [
        _build(folder, "first"),
        _build(folder, "search", program="search", arguments=("cranes",)),
        *(_build(folder, edit.name, EDITS[:number], edit=edit) for number, edit in enumerate(EDITS)),
        _build(folder, "rebuild", EDITS, arguments=_REBUILD),
        _build(folder, "nothing", EDITS),
        _build(folder, "persons", EDITS, drop="persons.json"),
        _build(folder, "workshop", EDITS[:2], edit=EDITS[2], arguments=_REBUILD, disturb=_add_stray_files),
    ]


_REBUILD = ("index", "--rebuild")


def _add_stray_files(index: Path) -> None:
    """Add the files that a killed writer leaves."""
    (index / "writing.tmp").mkdir()
    (index / "writing.tmp" / "0123456789abcdef.seg").write_bytes(b"half a segm")
    (index / "fedcba9876543210.seg").write_bytes(b"moved, but in no manifest")
    (index / "persons.json.draft").write_bytes(b"half a")


def _build(
    parent: Path,
    name: str,
    edits: Sequence[Edit] = (),
    *,
    program: str = "searchkit",
    arguments: tuple[str, ...] = ("index",),
    edit: Edit | None = None,
    drop: str = "",
    disturb: Callable[[Path], None] | None = None,
) -> Scenario:
    """Index a corpus and then each of `edits`, apply `edit`, run the command to learn the state after it, and undo it.

    `drop` names an index file to delete before the command; `disturb` changes the index folder in another way.
    """
    folder = parent / name
    corpus, index = folder / "corpus", folder / INDEX
    _write_files(corpus, FIRST_FILES)
    if edits or edit:
        Archive(folder).update()
    for earlier in edits:
        _apply(corpus, earlier)
        Archive(folder).update()
    before = read_state(folder)
    if edit:
        _apply(corpus, edit)
    if drop:
        (index / drop).unlink()
    files = read_index_files(index)
    Archive(folder).update(rebuild="--rebuild" in arguments)
    after = read_state(folder)
    assert after is not None
    write_index_files(index, files)
    if disturb:
        disturb(index)
        files = read_index_files(index)
    moved = frozenset({"mill"} if edit and edit.renames else ())
    return Scenario(name, folder, program, (*arguments, "--archive", str(folder)), files, before, after, moved)


def find_scenario(scenarios: Sequence[Scenario], name: str) -> Scenario:
    """Return the scenario of this name."""
    return next(scenario for scenario in scenarios if scenario.name == name)


def _write_files(corpus: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = corpus / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        an_hour_ago = file.stat().st_mtime - _HOUR
        os.utime(file, (an_hour_ago, an_hour_ago))


def _apply(corpus: Path, edit: Edit) -> None:
    _write_files(corpus, edit.writes)
    for source, target in edit.renames.items():
        (corpus / target).parent.mkdir(parents=True, exist_ok=True)
        (corpus / source).rename(corpus / target)
    for path in edit.deletes:
        (corpus / path).unlink()


def read_index_files(index: Path) -> dict[str, bytes]:
    """Read the files of an index folder; empty if there is no folder."""
    return {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}


def write_index_files(index: Path, files: IndexFiles) -> None:
    """Make an index folder hold exactly these files; without files, remove the folder."""
    shutil.rmtree(index, ignore_errors=True)
    for path, content in files.items():
        file = index / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def restore_index(scenario: Scenario) -> None:
    """Put back the index files that a scenario has before its command."""
    write_index_files(scenario.folder / INDEX, scenario.files)


def read_state(folder: Path) -> State | None:
    """Read what the index of an archive holds; None before the first commit. Raises SearchkitError if it is damaged."""
    try:
        archive = Archive.open(folder, today=lambda: TODAY)
    except (IndexMissing, IndexUnfinished):
        return None
    hits = archive.search(unit="article", limit=1000).hits
    extractions = {hit.article: str(archive.article(hit.article).extraction) for hit in hits}
    answers = {query: tuple(sorted(hit.id for hit in archive.search(query).hits)) for query in _QUERIES}
    return State({id: _remove_location(text) for id, text in extractions.items()}, answers)


def _remove_location(extraction: str) -> str:
    """Remove the path and line of the article's file, which a rename changes."""
    return re.sub(r"path='[^']*', line=\w+", "", extraction)
