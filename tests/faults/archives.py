"""Tiny archives with a change that is about to be indexed, and what their index holds before and after."""

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

Image = Mapping[str, bytes]
"""The content of the files of an index folder, by their path below it."""

INDEX = "index"
TODAY = date(2021, 6, 1)
_AN_HOUR_AGO = 3600  # seconds: files this old are trusted to their times
_ASKED = ("cranes", "mill OR lake", "speaker:pell", "date:2018..2020", '"stand still"', "mi*")

FIRST = {
    "port.txt": 'Port strike\n\n"The cranes stand still," said Ada Pell, who leads the union.\n\nNo ship left.\n',
    "mill.md": "---\nid: mill\ndate: 2019-03-02\nsource: The Ferry\n---\n\nThe mill reopens, its owner Boris Lunt said.\n",
    "wire/all.jsonl": '{"id": "lake", "text": "The lake froze.", "date": "2018-01-30"}\n'
    '{"id": "ferry", "text": "“We sail at noon,” Captain Ida Moss said.", "author": "Tom Reed"}\n',
}


class Edit(NamedTuple):
    """One change of a corpus: the files it writes, renames and deletes."""

    name: str
    writes: Mapping[str, str] = {}
    renames: Mapping[str, str] = {}
    deletes: Sequence[str] = ()


EDITS = (
    Edit("add", {"toll.txt": "Bridge toll\n\nMayor Nell Orr said the toll would stay.\n"}),
    Edit("change", {"port.txt": 'Port at work\n\n"The cranes turn again," said Ada Pell.\n'}),
    Edit("rename", renames={"mill.md": "old/mill-2019.md", "toll.txt": "toll-bridge.txt"}),
    Edit("delete", {"wire/all.jsonl": FIRST["wire/all.jsonl"].splitlines()[1] + "\n"}),
    Edit("join", {"dam.txt": "The dam\n\nThe dam holds, engineer Per Holt said.\n"}, {}, ["old/mill-2019.md"]),
)


class State(NamedTuple):
    """What an index holds: articles by id as text, and the ids that each of some questions finds."""

    articles: Mapping[str, str]
    answers: Mapping[str, tuple[str, ...]]


class Scenario(NamedTuple):
    """An archive whose corpus was changed and whose index was not, and a command that would index the change.

    `old` and `new` are what the index holds before and after, None for no index; `moved` are articles whose file moved:
    where their new file cannot be read they are gone for now, as those of a file that was deleted are.
    """

    name: str
    folder: Path
    program: str
    arguments: tuple[str, ...]
    before: Image
    old: State | None
    new: State
    moved: frozenset[str]


def scenarios(place: Path) -> list[Scenario]:
    """All of them, each in a folder of its own below a place."""
    chain = [_updated(place, number) for number in range(len(EDITS))]
    every = len(EDITS)
    return [
        _made(place / "first", "first", "searchkit", ("index",), 0),
        _made(place / "search", "search", "search", ("cranes",), 0),
        *chain,
        _made(place / "rebuild", "rebuild", "searchkit", ("index", "--rebuild"), every),
        _made(place / "nothing", "nothing", "searchkit", ("index",), every),
        _made(place / "persons", "persons", "searchkit", ("index",), every, drop="persons.json"),
        _made(place / "workshop", "workshop", "searchkit", ("index", "--rebuild"), 2, _left_behind, edit=EDITS[2]),
    ]


def _updated(place: Path, number: int) -> Scenario:
    edit = EDITS[number]
    return _made(place / edit.name, edit.name, "searchkit", ("index",), number, edit=edit)


def _left_behind(index: Path) -> None:
    """What a writer leaves that was killed."""
    (index / "writing.tmp").mkdir()
    (index / "writing.tmp" / "0123456789abcdef.seg").write_bytes(b"half a segm")
    (index / "fedcba9876543210.seg").write_bytes(b"moved and never named")
    (index / "persons.json.draft").write_bytes(b"half a")


def _made(
    folder: Path,
    name: str,
    program: str,
    arguments: tuple[str, ...],
    edits: int,
    disturb: Callable[[Path], None] | None = None,
    *,
    edit: Edit | None = None,
    drop: str = "",
) -> Scenario:
    """Build an archive up to an edit, note what the command makes of it, and put the index back."""
    corpus, index = folder / "corpus", folder / INDEX
    _write(corpus, FIRST)
    if edits or edit:
        Archive(folder).update()
    for before in EDITS[:edits]:
        _apply(corpus, before)
        Archive(folder).update()
    old = state_of(folder)
    if edit:
        _apply(corpus, edit)
    if drop:
        (index / drop).unlink()
    image = image_of(index)
    Archive(folder).update(rebuild="--rebuild" in arguments)
    new = state_of(folder)
    moved = frozenset({"mill"} if edit and edit.renames else ())
    assert new is not None
    restore(index, image)
    if disturb:
        disturb(index)
        image = image_of(index)
    return Scenario(name, folder, program, (*arguments, "--archive", str(folder)), image, old, new, moved)


def _write(corpus: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = corpus / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        then = file.stat().st_mtime - _AN_HOUR_AGO
        os.utime(file, (then, then))


def _apply(corpus: Path, edit: Edit) -> None:
    _write(corpus, edit.writes)
    for source, target in edit.renames.items():
        (corpus / target).parent.mkdir(parents=True, exist_ok=True)
        (corpus / source).rename(corpus / target)
    for path in edit.deletes:
        (corpus / path).unlink()


def image_of(index: Path) -> dict[str, bytes]:
    """The files of an index folder; none where there is no folder."""
    return {path.relative_to(index).as_posix(): path.read_bytes() for path in index.rglob("*") if path.is_file()}


def restore(index: Path, image: Image | None) -> None:
    """Make an index folder hold exactly these files; without files there is no folder."""
    shutil.rmtree(index, ignore_errors=True)
    for path, content in (image or {}).items():
        file = index / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def state_of(folder: Path) -> State | None:
    """What an archive's index holds, None where nothing was committed yet; raises what reading it raises."""
    try:
        archive = Archive.open(folder, today=lambda: TODAY)
    except (IndexMissing, IndexUnfinished):
        return None
    found = archive.search(unit="article", limit=1000).hits
    articles = {hit.article: str(archive.article(hit.article).extraction) for hit in found}
    answers = {asked: tuple(sorted(hit.id for hit in archive.search(asked).hits)) for asked in _ASKED}
    return State({id: _without_place(text) for id, text in articles.items()}, answers)


def _without_place(text: str) -> str:
    """An extraction without the file it came from, which may move."""
    return re.sub(r"path='[^']*', line=\w+", "", text)
