"""The archive's table of persons, kept in a file beside the index so that a search need not work it out.

The file is a cache of a cache: when it is missing, damaged or of other articles, the table is made anew from the index.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from searchkit.engines.protocol import Engine, Request
from searchkit.indexed import Manifest
from searchkit.persons import VERSION, Group
from searchkit.query.tree import Name

if TYPE_CHECKING:
    from searchkit.persons.table import Table

FILE = "persons.json"
ARTICLES = "articles"
"""The note in the manifest that holds a digest of all articles."""

_THIS_ONE = "the name that is asked about"


def groups_of(index: Path, engine: Engine) -> tuple[Group, ...]:
    """The groups of the table for what an engine holds, from the file if it can be used."""
    groups = _read(index / FILE, _depended_on(engine.manifest))
    return table_from(engine).groups if groups is None else groups


def keep_groups(index: Path, engine: Engine) -> None:
    """Write the file where it is not that of what the engine holds; one that cannot be written is done without.

    To be called under the index's lock.
    """
    depended_on = _depended_on(engine.manifest)
    if _read(index / FILE, depended_on) is not None:
        return
    groups = table_from(engine).groups
    content = json.dumps([depended_on, groups], separators=(",", ":")).encode("ascii")
    with suppress(OSError):
        draft = index / f"{FILE}.draft"
        draft.write_bytes(_check(content) + b"\n" + content)
        draft.replace(index / FILE)


def table_from(engine: Engine) -> Table:
    """The table of persons for all that an engine holds."""
    # Imported here because it reads long lists of words, and a search does without.
    from searchkit.persons.table import table_of  # noqa: PLC0415

    values = {
        field: {found.value: found.count for found in engine.values(field)}
        for field in ("speaker", "via", "author", "place", "source")
    }
    return table_of(
        values["speaker"],
        values["via"].keys() | values["author"].keys(),
        values["place"].keys() | values["source"].keys(),
        lambda name: _roles(engine, name),
    )


def _roles(engine: Engine, name: str) -> frozenset[str]:
    """The roles that articles give with exactly this name: it alone is given to a person, whose quotes are asked for."""
    request = Request(Name("speaker", _THIS_ONE), "quote", limit=0, facets=("role",))
    return frozenset(found.value for found in engine.search(request, {name: _THIS_ONE}).facets["role"])


def _depended_on(manifest: Manifest) -> list[Any]:
    """What the table depends on: its own rules, the extraction, and the articles."""
    return [VERSION, manifest.extraction, dict(manifest.counts), manifest.notes.get(ARTICLES)]


def _read(file: Path, depended_on: list[Any]) -> tuple[Group, ...] | None:
    try:
        check, _, content = file.read_bytes().partition(b"\n")
        if check != _check(content):
            return None
        made_of, groups = json.loads(content)
        return (
            tuple(Group(tuple(names), tuple(surnames)) for names, surnames in groups)
            if made_of == depended_on
            else None
        )
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _check(content: bytes) -> bytes:
    # Not a digest: importing hashlib takes a search as long as all the rest of its answer.
    return f"{crc32(content):08x}".encode("ascii")
