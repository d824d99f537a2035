"""The catalogue from the JSON that it was kept as: whatever stands there, it is a catalogue or a ValueError."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from searchkit.corpus.ids import is_printable
from searchkit.engines.protocol import Engine
from searchkit.errors import IndexDamaged
from searchkit.indexing.catalogue import Catalogue, FileEntry, Record, Refusal

_MOST = 2**63

Decoded = TypeVar("Decoded")


def catalogue_of(engine: Engine, index: Path) -> Catalogue:
    """What an engine has of the corpus; raises IndexDamaged where that cannot be."""
    try:
        return catalogue_from_json(engine.catalogue())
    except ValueError as error:
        raise IndexDamaged(str(index), f"its catalogue cannot be right: {error}") from error


def catalogue_from_json(data: Mapping[str, Any]) -> Catalogue:
    """The catalogue that `catalogue_to_json` wrote, an empty one for an empty mapping; raises ValueError for all else."""
    if not data:
        return Catalogue()
    encoding, most, rows = (data.get(name) for name in ("encoding", "max_record", "files"))
    if not isinstance(encoding, str | None) or type(most) is not int or type(rows) is not list:
        raise ValueError("it does not say how files were read")
    files = _entries(rows)
    if len(files) < len(rows):
        raise ValueError("a file stands in it twice")
    return Catalogue(files, encoding, most)


def _entries(rows: Iterable[Any]) -> dict[str, FileEntry]:
    """The files by path. There may be hundreds of thousands, so each is looked at in as few steps as will do."""
    entries: dict[str, FileEntry] = {}
    for number, row in enumerate(rows, 1):
        try:
            path, size, mtime_ns, digest, young, records, refusals, unused, doubts, changed_ns, reader = row
            sound = type(path) is str and type(digest) is str and type(young) is bool
            sound &= _is_number(size) and type(mtime_ns) is int and type(changed_ns) is int
            sound &= type(reader) is str
            entry = FileEntry(
                path,
                size,
                mtime_ns,
                digest,
                young,
                tuple([_record(*record) for record in records]),
                _rows(refusals, _refusal),
                _rows(unused, _counted),
                _rows(doubts, _doubt),
                changed_ns,
                reader,
            )
        except (TypeError, ValueError):
            sound = False
        if not sound:
            raise ValueError(f"entry {number} is no file")
        entries[path] = entry
    return entries


def _record(id: Any, line: Any, digest: Any) -> Record:
    if type(id) is not str or type(digest) is not str or not is_printable(id) or not _is_line(line):
        raise ValueError("no record")
    return Record(id, line, digest)


def _refusal(line: Any, reason: Any, hint: Any) -> Refusal:
    if not _is_line(line) or not _is_shown(reason) or not (hint is None or _is_shown(hint)):
        raise ValueError("no refusal")
    return Refusal(line, reason, hint)


def _counted(key: Any, count: Any) -> tuple[str, int]:
    if not _is_shown(key) or not _is_number(count):
        raise ValueError("no counted key")
    return key, count


def _doubt(line: Any, remark: Any) -> tuple[int | None, str]:
    if not _is_line(line) or not _is_shown(remark):
        raise ValueError("no remark")
    return line, remark


def _rows(rows: Sequence[Any], row: Callable[..., Decoded]) -> tuple[Decoded, ...]:
    return tuple([row(*found) for found in rows]) if rows else ()


def _is_shown(text: Any) -> bool:
    return type(text) is str and is_printable(text)


def _is_line(line: Any) -> bool:
    return line is None or (_is_number(line) and line > 0)


def _is_number(number: Any) -> bool:
    return type(number) is int and 0 <= number < _MOST
