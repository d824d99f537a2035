"""Values by document number, each column read whole into an array: what a search needs of every hit."""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

from whoosh.columns import Column, ColumnReader, ColumnWriter

_CHECK = struct.Struct("<I")


class Numbers(Column):  # type: ignore[misc]
    """One number a document, zero where none was given; `code` is that of the `array` module."""

    _default = 0

    def __init__(self, code: str) -> None:
        self.code = code

    def writer(self, dbfile: Any) -> NumbersWriter:
        """A writer of this column into a Whoosh file."""
        return NumbersWriter(dbfile, self.code)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> NumbersReader:
        """The column as it stands in a Whoosh file."""
        return NumbersReader(dbfile, basepos, length, doccount, self.code)


class NumbersWriter(ColumnWriter):  # type: ignore[misc]
    """Collects the numbers of one segment."""

    def __init__(self, dbfile: Any, code: str) -> None:
        self._dbfile = dbfile
        self._numbers: array[Any] = array(code)

    def add(self, docnum: int, value: float) -> None:
        """Set a document's number; documents come in order."""
        self._fill(docnum)
        self._numbers.append(value)

    def finish(self, doccount: int) -> None:
        """Write the column."""
        self._fill(doccount)
        _write(self._dbfile, _little_endian(self._numbers).tobytes())

    def _fill(self, docnum: int) -> None:
        missing = docnum - len(self._numbers)
        if missing:
            self._numbers.extend([0] * missing)


class NumbersReader(ColumnReader):  # type: ignore[misc]
    """All numbers of one segment, in `numbers`."""

    def __init__(self, dbfile: Any, basepos: int, length: int, doccount: int, code: str) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        self.numbers = _array(_read(dbfile, basepos, length), code, doccount)

    def __getitem__(self, docnum: int) -> Any:
        return self.numbers[docnum]


class Values(Column):  # type: ignore[misc]
    """A tuple of strings a document, kept as a number into the table of all distinct ones; `()` where none was given."""

    _default: tuple[str, ...] = ()

    def writer(self, dbfile: Any) -> ValuesWriter:
        """A writer of this column into a Whoosh file."""
        return ValuesWriter(dbfile)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> ValuesReader:
        """The column as it stands in a Whoosh file."""
        return ValuesReader(dbfile, basepos, length, doccount)


class ValuesWriter(ColumnWriter):  # type: ignore[misc]
    """Collects the values of one segment: on disk the numbers, then the table as JSON."""

    def __init__(self, dbfile: Any) -> None:
        self._dbfile = dbfile
        self._refs = array("I")
        self._table: dict[tuple[str, ...], int] = {(): 0}

    def add(self, docnum: int, value: tuple[str, ...]) -> None:
        """Set a document's values; documents come in order."""
        self._fill(docnum)
        self._refs.append(self._table.setdefault(value, len(self._table)))

    def finish(self, doccount: int) -> None:
        """Write the column."""
        self._fill(doccount)
        table = json.dumps(list(self._table)).encode("ascii")
        _write(self._dbfile, _little_endian(self._refs).tobytes() + table)

    def _fill(self, docnum: int) -> None:
        missing = docnum - len(self._refs)
        if missing:
            self._refs.extend([0] * missing)


class ValuesReader(ColumnReader):  # type: ignore[misc]
    """All values of one segment: `refs` holds a number into `table` for each document."""

    def __init__(self, dbfile: Any, basepos: int, length: int, doccount: int) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        content = _read(dbfile, basepos, length)
        self.refs: Sequence[int] = _array(content, "I", doccount)
        self.table = [tuple(values) for values in json.loads(content[array("I").itemsize * doccount :])]

    def __getitem__(self, docnum: int) -> tuple[str, ...]:
        return self.table[self.refs[docnum]]

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return map(self.table.__getitem__, self.refs)


def _write(dbfile: Any, content: bytes) -> None:
    dbfile.write(content + _CHECK.pack(crc32(content)))


def _read(dbfile: Any, basepos: int, length: int) -> bytes:
    content: bytes = dbfile.get(basepos, length - _CHECK.size)
    if dbfile.get(basepos + length - _CHECK.size, _CHECK.size) != _CHECK.pack(crc32(content)):
        raise ValueError("a column is not as it was written")
    return content


def _array(content: bytes, code: str, count: int) -> array[Any]:
    numbers: array[Any] = array(code)
    numbers.frombytes(content[: count * numbers.itemsize])
    return _little_endian(numbers)


def _little_endian(numbers: array[Any]) -> array[Any]:
    """From the machine's byte order to that of the file, or back."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
