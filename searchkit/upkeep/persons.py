"""The archive's table of persons, kept in a file beside the index so that a search need not work it out.

The file is a cache of a cache: when it is missing, damaged or of other articles, the table is made anew from the index.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

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
    groups = _read(index / FILE, _fingerprint(engine.manifest))
    return table_from(engine).groups if groups is None else groups


def keep_groups(index: Path, engine: Engine) -> None:
    """Write the file where it is not that of what the engine holds; one that cannot be written is done without.

    To be called under the index's lock.
    """
    fingerprint = _fingerprint(engine.manifest)
    if _read(index / FILE, fingerprint) is not None:
        return
    groups = [[group.names, group.surnames] for group in table_from(engine).groups]
    content = json.dumps(groups, separators=(",", ":")).encode("ascii")
    with suppress(OSError):
        draft = index / f"{FILE}.draft"
        draft.write_bytes(f"{fingerprint} {_digest(content)}\n".encode("ascii") + content)
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


def _fingerprint(manifest: Manifest) -> str:
    """What the table depends on: the articles, the extraction, and the rules of the table."""
    known = [VERSION, manifest.extraction, dict(manifest.counts), manifest.notes.get(ARTICLES)]
    return _digest(json.dumps(known, sort_keys=True).encode("ascii"))


def _read(file: Path, fingerprint: str) -> tuple[Group, ...] | None:
    try:
        head, _, content = file.read_bytes().partition(b"\n")
        if head.decode("ascii").split(" ") != [fingerprint, _digest(content)]:
            return None
        return tuple(Group(tuple(names), tuple(surnames)) for names, surnames in json.loads(content))
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()
