"""One committed generation of an index, opened for reading: all its segments as one row of numbered documents."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from searchkit.engines.whoosh.files import newest_generation, read_bookkeeping, read_segments, segment_file
from searchkit.engines.whoosh.reading import SegmentFile
from searchkit.engines.whoosh.schema import schema
from searchkit.engines.whoosh.state import State, check_files, empty_state, state_from_json
from searchkit.errors import FolderUnreadable, IndexDamaged, IndexMissing, SearchkitError

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """The values of every document of a field: `table[refs[doc]]`."""

    refs: Sequence[int]
    table: Sequence[tuple[str, ...]]


class Snapshot:
    """An index as of one commit; later commits do not change it, and threads may share it.

    All reading raises IndexDamaged when the files are not what they should be.
    """

    def __init__(self, folder: Path, generation: int | None, state: State, segments: Sequence[SegmentFile]) -> None:
        self.folder = folder
        self.generation = generation
        self.state = state
        self.segments = segments
        self._bases = [0]
        for segment in segments:
            self._bases.append(self._bases[-1] + segment.docs)
        self.docs = self._bases[-1]
        self.deleted = frozenset(doc + base for segment, base in self._based() for doc in segment.deleted)
        self._numbers: dict[str, array[Any]] = {}
        self._values: dict[str, ValueColumn] = {}
        self._bytes: dict[str, list[Any]] = {}

    @classmethod
    def empty(cls, folder: Path, extraction: int) -> Snapshot:
        """An index that holds nothing yet."""
        return cls(folder, None, empty_state(extraction), ())

    def postings(self, field: str, term: str) -> tuple[list[int], list[Any]]:
        """The documents with a term, ascending, and for each its frequency, or packed positions where it has them."""
        docs: list[int] = []
        payloads: list[Any] = []
        with damage_in(self.folder):
            for segment, base in self._based():
                found, held = segment.postings(field, term)
                docs += [doc + base for doc in found] if base else found
                payloads += held
        return docs, payloads

    def terms(self, field: str, prefix: str) -> list[str]:
        """The terms of a field that begin with a prefix, each once, in order."""
        with damage_in(self.folder):
            return sorted({term for segment in self.segments for term in segment.terms(field, prefix)})

    def numbers(self, name: str) -> array[Any]:
        """A column of numbers, by document."""
        if name not in self._numbers:
            with damage_in(self.folder):
                parts = [segment.column(name).numbers for segment in self.segments]
            self._numbers[name] = _joined(parts)
        return self._numbers[name]

    def values(self, name: str) -> ValueColumn:
        """A column of values, by document."""
        if name not in self._values:
            with damage_in(self.folder):
                columns = [segment.column(name) for segment in self.segments]
            numbers: dict[tuple[str, ...], int] = {}
            parts = []
            for column in columns:
                renumbered = [numbers.setdefault(values, len(numbers)) for values in column.table]
                alike = renumbered == list(range(len(renumbered)))
                parts.append(column.refs if alike else array("I", map(renumbered.__getitem__, column.refs)))
            self._values[name] = ValueColumn(_joined(parts), list(numbers))
        return self._values[name]

    def bytes_of(self, name: str, doc: int) -> bytes:
        """What a column of bytes holds for a document."""
        with damage_in(self.folder):
            if name not in self._bytes:
                self._bytes[name] = [segment.column(name) for segment in self.segments]
            number = next(at for at, (low, high) in enumerate(pairwise(self._bases)) if low <= doc < high)
            return bytes(self._bytes[name][number][doc - self._bases[number]])

    def live(self) -> Sequence[int]:
        """Every document that is not deleted, ascending."""
        if not self.deleted:
            return range(self.docs)
        return [doc for doc in range(self.docs) if doc not in self.deleted]

    def place_of(self, doc: int) -> tuple[SegmentFile, int]:
        """The segment of a document, and its number there."""
        for segment, base in self._based():
            if doc < base + segment.docs:
                return segment, doc - base
        raise IndexError(doc)

    def _based(self) -> Iterator[tuple[SegmentFile, int]]:
        return zip(self.segments, self._bases, strict=False)


def open_snapshot(folder: Path) -> Snapshot:
    """The generation last committed; raises IndexMissing, IndexVersionMismatch, IndexDamaged or FolderUnreadable."""
    tried = None
    for _ in range(_ATTEMPTS):
        try:
            generation = newest_generation(folder)
        except FileNotFoundError:
            generation = None
        except OSError as error:
            raise FolderUnreadable(str(folder), error.strerror or str(error)) from error
        if generation is None:
            raise IndexMissing(str(folder))
        if tried is not None and tried[0] == generation:
            break
        # A writer may have removed this generation's files since: then there is a newer one to try.
        try:
            return _open_generation(folder, generation)
        except SearchkitError as error:
            tried = generation, error
    assert tried is not None  # noqa: S101 - at least one attempt was made
    raise tried[1]


@contextmanager
def damage_in(folder: Path) -> Iterator[None]:
    """Turn whatever is raised while reading the index into IndexDamaged: on damaged files Whoosh raises anything."""
    try:
        yield
    except SearchkitError:
        raise
    except OSError as error:
        raise IndexDamaged(str(folder), f"{Path(error.filename or folder).name}: {error.strerror}") from error
    except Exception as error:
        raise IndexDamaged(str(folder), str(error) or type(error).__name__) from error


def _open_generation(folder: Path, generation: int) -> Snapshot:
    with damage_in(folder):
        state = state_from_json(read_bookkeeping(folder, "manifest", generation))
        check_files(folder, state)
        fields = schema()
        segments = [
            SegmentFile(folder / segment_file(segment), fields, segment)
            for segment in read_segments(folder, generation)
        ]
        return Snapshot(folder, generation, state, segments)


def _joined(parts: Sequence[Any]) -> Any:
    if len(parts) == 1:
        return parts[0]
    joined = array(parts[0].typecode if parts else "I")
    for part in parts:
        joined.extend(part)
    return joined
