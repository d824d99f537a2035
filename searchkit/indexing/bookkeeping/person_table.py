"""The table of persons of an archive, stored in a file of the index so that a search need not compute it.

If the file is missing, damaged or about other articles, the table is computed from the index. After a change of a few
articles it is computed from the table before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any
from zlib import crc32

from searchkit.engines.protocol import Engine
from searchkit.model.stored import IndexInfo
from searchkit.people import VERSION
from searchkit.people.group import Group

if TYPE_CHECKING:
    from searchkit.people.incremental import ChangedNames, Names
    from searchkit.people.table import Table

FILE = "persons.json"
MAX_BYTES = 2**30
"""Bytes of the file that are read at most; a person takes about a hundred."""
ARTICLES = "articles"
"""Key of the note in the manifest that holds a digest of all articles."""
PARSER = "parser"
"""Key of the note that names the parser that the index was made with; missing if it was made without one."""

_PERSONS, _THINGS = ("speaker", "via", "author"), ("place", "source")
_NOT_A_TABLE = (LookupError, TypeError, ValueError, RecursionError)
"""What decoding raises if the file is none of ours."""


class Persons:
    """The table of persons of an engine: read from the file if that can be used, else computed, once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups of names that are one person's."""
        stored = _parse_groups(_read_lines(self._engine, self._engine.manifest))
        return self.table.groups if stored is None else stored

    @cached_property
    def table(self) -> Table:
        """The whole table."""
        stored = _read_table(self._engine, self._engine.manifest)
        return _compute_table(self._engine) if stored is None else stored


def save_table(
    engine: Engine,
    before: IndexInfo | None = None,
    mentioned: ChangedNames | None = None,
    *,
    force: bool = False,
) -> None:
    """Write the file unless it is up to date; a file that cannot be written is left out. Call it under the index's lock.

    Its lines are: a checksum of the others, what the table was made from, the groups (all that a search reads), the rest.
    `mentioned` are the names in the articles that changed since the index was as `before` says, None if not known. `force`
    writes the table even if the articles are unchanged, because they were extracted again.
    """
    # Imported here because it reads long lists of words, and a search does without.
    from searchkit.people.incremental import update_table  # noqa: PLC0415

    if not force and is_saved(engine):
        return
    last = _read_table(engine, before) if before is not None else None
    table = None if last is None or mentioned is None else update_table(last, mentioned, _EngineNames(engine))
    content = _encode(_compute_table(engine) if table is None else table, engine.manifest)
    with suppress(OSError):
        engine.write_cache(FILE, _checksum(content) + b"\n" + content)


def is_saved(engine: Engine) -> bool:
    """Whether the file is undamaged and about what the engine holds."""
    return bool(_read_lines(engine, engine.manifest))


def _compute_table(engine: Engine) -> Table:
    """Compute the table from all names that an engine holds."""
    from searchkit.people.table import build_table  # noqa: PLC0415 - as in `save_table`

    speakers, *others = ({counted.value: counted.count for counted in engine.values(field)} for field in _PERSONS)
    things = {counted.value for field in _THINGS for counted in engine.values(field)}
    return build_table(speakers, set().union(*others), things, engine.roles_of)


class _EngineNames:
    """The names that an engine holds, as `update_table` looks them up."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def containing(self, term_lists: Sequence[Sequence[str]]) -> Names:
        from searchkit.people.incremental import Names  # noqa: PLC0415 - as in `save_table`

        speakers, *others = (self._engine.values_containing(field, term_lists) for field in _PERSONS)
        things = {thing for field in _THINGS for thing in self._engine.values_containing(field, term_lists)}
        return Names(speakers, set().union(*others), things)

    def roles(self, names: Collection[str]) -> Mapping[str, Collection[str]]:
        return self._engine.roles_of(names)


def _sources(manifest: IndexInfo) -> list[Any]:
    """What the table depends on: its own rules, the extraction and its parser, the articles."""
    notes = manifest.notes
    return [VERSION, manifest.extraction, notes.get(PARSER), dict(manifest.counts), notes.get(ARTICLES)]


def _encode(table: Table, manifest: IndexInfo) -> bytes:
    groups = [[group.names, group.surnames] for group in table.groups]
    rest = {"unsure": [[one.name, one.persons] for one in table.ambiguous_names], "shared": sorted(table.surname_words)}
    lines = (json.dumps(part, separators=(",", ":")) for part in (_sources(manifest), groups, rest))
    return "\n".join(lines).encode("ascii")


def _read_lines(engine: Engine, manifest: IndexInfo) -> list[bytes]:
    """The lines of the groups and of the rest; none if the file is missing, damaged or about something else."""
    with suppress(OSError, *_NOT_A_TABLE):
        check, _, content = engine.read_cache(FILE, MAX_BYTES).partition(b"\n")
        if check == _checksum(content):
            made_of, *lines = content.split(b"\n")
            return lines if json.loads(made_of) == _sources(manifest) else []
    return []


def _parse_groups(lines: Sequence[bytes]) -> tuple[Group, ...] | None:
    with suppress(*_NOT_A_TABLE):
        groups = tuple([Group(tuple(names), tuple(surnames)) for names, surnames in json.loads(lines[0])])
        sound = all(group.names for group in groups) and _are_strings(chain.from_iterable(chain.from_iterable(groups)))
        return groups if sound else None
    return None


def _read_table(engine: Engine, manifest: IndexInfo) -> Table | None:
    from searchkit.people.table import AmbiguousName, Table  # noqa: PLC0415 - as in `save_table`

    lines = _read_lines(engine, manifest)
    groups = _parse_groups(lines)
    with suppress(*_NOT_A_TABLE):
        rest = json.loads(lines[1])
        ambiguous = tuple(AmbiguousName(name, tuple(persons)) for name, persons in rest["unsure"])
        sound = _are_strings([one.name for one in ambiguous]) and _are_strings(
            chain(rest["shared"], *[one.persons for one in ambiguous])
        )
        return Table(groups, ambiguous, frozenset(rest["shared"])) if sound and groups is not None else None
    return None


def _are_strings(values: Iterable[Any]) -> bool:
    return set(map(type, values)) <= {str}


def _checksum(content: bytes) -> bytes:
    # Not a digest: importing hashlib takes a search as long as all the rest of its answer.
    return f"{crc32(content):08x}".encode("ascii")
