"""Reads files of JSON lines, plain or gzipped, as a stream: one article a line."""

from __future__ import annotations

import codecs
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from searchkit.config.settings import Settings
from searchkit.corpus.build import ReadResult, build_article, failure
from searchkit.corpus.decode import byte_order_mark, decode, is_wide, not_text
from searchkit.corpus.ids import printable
from searchkit.corpus.lines import Lines, too_long
from searchkit.corpus.metadata import kind_of
from searchkit.errors import ReadError
from searchkit.regular_files import open_regular

VERSION = 1
"""Goes up whenever any file gives other articles."""

_IGNORED = frozenset({"text"})
_BLOCK = 2**18
_LONGEST_MARK = 4  # bytes


def read(file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
    """One result for every line that is not blank; a truncated file gives what could be read, then an error.

    Lines end at a line feed alone. Raises OSError where the file cannot be opened.
    """
    encoding, limit = settings.encoding, settings.max_record
    is_empty = True
    with open_regular(file, follow=True) as stream:
        lines = Lines(_blocks(stream, path, encoding), limit)
        try:
            for number, raw in lines:
                is_empty = False
                if raw is None:
                    yield failure(too_long(path, "the line", limit, number), number)
                else:
                    yield _record(raw, number, path, encoding)
            if is_empty:
                yield failure(ReadError(printable(path), "the file holds no records"))
        except ReadError as error:
            yield failure(error)
        except (EOFError, OSError, zlib.error, UnicodeDecodeError) as error:
            # An error of gzip's own is an OSError without a number.
            failed = isinstance(error, OSError) and error.errno is not None
            why = ReadError(printable(path), _why_truncated(error), line=lines.number)
            yield failure(why, lines.number, failed=failed)


def _blocks(stream: BinaryIO, path: str, encoding: str | None) -> Iterator[bytes]:
    """The content in blocks; UTF-16 and UTF-32, where a line feed is not one byte, are converted to UTF-8."""
    opened = gzip.GzipFile(fileobj=stream) if path.lower().endswith(".gz") else cast("BufferedReader", stream)
    # Not `read`, which loses what it has if the rest cannot be read.
    blocks = iter(lambda: opened.read1(_BLOCK), b"")
    first = b""
    for block in blocks:
        first += block
        if len(first) >= _LONGEST_MARK:
            break
    mark, codec = byte_order_mark(first) or (b"", "utf-8")
    if not mark and b"\0" in first.partition(b"\n")[0]:
        if encoding is None or not is_wide(encoding):
            raise not_text(first, printable(path), line=1)
        codec = encoding
    rest = chain([first.removeprefix(mark)], blocks)
    yield from _as_utf8(rest, codec) if is_wide(codec) else rest


def _as_utf8(blocks: Iterable[bytes], codec: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for block in blocks:
            yield decoder.decode(block).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as error:
        yield error.object[: error.start].decode(codec).encode()  # what is before the error can be read
        raise


def _record(raw: bytes, number: int, path: str, encoding: str | None) -> ReadResult:
    try:
        values = _object(decode(raw, printable(path), encoding, line=number), path, number)
        return build_article(_text(values), values, path, line=number, ignored=_IGNORED)
    except ReadError as error:
        return failure(error, number)


def _object(line: str, path: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError(printable(path), f"bad JSON: {error.msg} at column {error.colno}", line=number) from error
    except RecursionError as error:
        raise ReadError(printable(path), "bad JSON: nested too deeply", line=number) from error
    except ValueError as error:  # a number of thousands of digits
        raise ReadError(printable(path), f"bad JSON: {error}", line=number) from error
    if not isinstance(value, dict):
        raise ReadError(printable(path), f"not a JSON object but {kind_of(value)}", line=number)
    return value


def _text(values: dict[str, Any]) -> str:
    """The record's text; "" where there is none or it is something else."""
    text = next((value for key, value in values.items() if key.strip().casefold() == "text"), None)
    return text if isinstance(text, str) else ""


def _why_truncated(error: Exception) -> str:
    match error:
        case EOFError():
            return "the compressed file breaks off here"
        case gzip.BadGzipFile() | zlib.error():
            return f"no gzip data from here on ({error})"
        case UnicodeDecodeError():
            return f"not {error.encoding} from here on ({error.reason})"
        case _:
            return f"cannot be read from here on: {getattr(error, 'strerror', None) or error}"
