"""Decodes the catalogue from JSON; anything but a catalogue is a ValueError."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from searchkit.corpus.ids import is_printable
from searchkit.engines.protocol import Engine
from searchkit.errors import IndexDamaged
from searchkit.indexing.bookkeeping.catalogue import Catalogue, FileEntry, Record, Refusal

_LIMIT = 2**63

Decoded = TypeVar("Decoded")


def catalogue_of(engine: Engine, index: Path) -> Catalogue:
    """The catalogue that an engine holds; raises IndexDamaged if it is none."""
    try:
        return catalogue_from_json(engine.catalogue())
    except ValueError as error:
        raise IndexDamaged(str(index), f"its catalogue is not valid: {error}") from error


def catalogue_from_json(data: Mapping[str, Any]) -> Catalogue:
    """Decode what `catalogue_to_json` wrote; an empty mapping is an empty catalogue. Raises ValueError for all else."""
    if not data:
        return Catalogue()
    encoding, max_record, rows = (data.get(name) for name in ("encoding", "max_record", "files"))
    if not isinstance(encoding, str | None) or type(max_record) is not int or type(rows) is not list:
        raise ValueError("it does not say how files were read")
    files = _entries(rows)
    if len(files) < len(rows):
        raise ValueError("a file is in it twice")
    return Catalogue(files, encoding, max_record)


def _entries(rows: Iterable[Any]) -> dict[str, FileEntry]:
    """Decode files by path, in few steps each: there may be hundreds of thousands."""
    entries: dict[str, FileEntry] = {}
    for number, row in enumerate(rows, 1):
        try:
            path, size, mtime_ns, digest, young, records, refusals, unused, doubts, changed_ns, reader = row
            valid = type(path) is str and type(digest) is str and type(young) is bool
            valid &= _is_number(size) and type(mtime_ns) is int and type(changed_ns) is int
            valid &= type(reader) is str
            entry = FileEntry(
                path,
                size,
                mtime_ns,
                digest,
                young,
                tuple([_record(*record) for record in records]),
                _rows(refusals, _refusal),
                _rows(unused, _unused_key),
                _rows(doubts, _doubt),
                changed_ns,
                reader,
            )
        except (TypeError, ValueError):
            valid = False
        if not valid:
            raise ValueError(f"entry {number} is no file")
        entries[path] = entry
    return entries


def _record(id: Any, line: Any, digest: Any) -> Record:
    if type(id) is not str or type(digest) is not str or not is_printable(id) or not _is_line(line):
        raise ValueError("no record")
    return Record(id, line, digest)


def _refusal(line: Any, reason: Any, hint: Any) -> Refusal:
    if not _is_line(line) or not _is_printable(reason) or not (hint is None or _is_printable(hint)):
        raise ValueError("no refusal")
    return Refusal(line, reason, hint)


def _unused_key(key: Any, count: Any) -> tuple[str, int]:
    if not _is_printable(key) or not _is_number(count):
        raise ValueError("no counted key")
    return key, count


def _doubt(line: Any, remark: Any) -> tuple[int | None, str]:
    if not _is_line(line) or not _is_printable(remark):
        raise ValueError("no remark")
    return line, remark


def _rows(rows: Sequence[Any], decode: Callable[..., Decoded]) -> tuple[Decoded, ...]:
    return tuple([decode(*row) for row in rows]) if rows else ()


def _is_printable(text: Any) -> bool:
    return type(text) is str and is_printable(text)


def _is_line(line: Any) -> bool:
    return line is None or (_is_number(line) and line > 0)


def _is_number(number: Any) -> bool:
    return type(number) is int and 0 <= number < _LIMIT
