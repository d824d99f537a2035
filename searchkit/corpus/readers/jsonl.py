"""Files of JSON lines, plain or gzipped: one article a line, read as a stream."""

from __future__ import annotations

import codecs
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from searchkit.corpus.build import ReadResult, build_article, failure
from searchkit.corpus.decode import byte_order_mark, decode, is_wide, not_text
from searchkit.corpus.ids import printable
from searchkit.corpus.metadata import kind_of
from searchkit.errors import ReadError

_IGNORED = frozenset({"text"})


def read_jsonl(file: Path, path: str, encoding: str | None) -> Iterator[ReadResult]:
    """One reading for every line that is not blank; a file that breaks off gives what could be read, then an error.

    Lines end at a line feed alone and may be of any length. Raises OSError where the file cannot be opened.
    """
    number = 0
    found = False
    with _opened(file, path) as stream:
        try:
            for number, raw in enumerate(_lines(stream, path, encoding), 1):
                if raw.strip():
                    found = True
                    yield _record(raw.rstrip(b"\r\n"), number, path, encoding)
            if not found:
                yield failure(ReadError(printable(path), "the file holds no records"))
        except ReadError as error:
            yield failure(error)
        except (EOFError, OSError, zlib.error, UnicodeDecodeError) as error:
            yield failure(ReadError(printable(path), _why_it_breaks_off(error), line=number + 1), number + 1)


def _opened(file: Path, path: str) -> gzip.GzipFile | IO[bytes]:
    return gzip.open(file) if path.lower().endswith(".gz") else file.open("rb")


def _lines(stream: gzip.GzipFile | IO[bytes], path: str, encoding: str | None) -> Iterator[bytes]:
    """The lines as bytes of what the file is encoded in; of UTF-16 and UTF-32, whose bytes hold line feeds elsewhere, as UTF-8."""
    first = stream.readline()
    mark, codec = byte_order_mark(first) or (b"", "utf-8")
    lines = chain([first.removeprefix(mark)], stream)
    if not mark and b"\0" in first:
        if encoding is None or not is_wide(encoding):
            raise not_text(first, printable(path), line=1)
        codec = encoding
    return _wide_lines(lines, codec) if is_wide(codec) else lines


def _wide_lines(chunks: Iterable[bytes], codec: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)()
    pending: list[str] = []
    for chunk in chain(chunks, [b""]):
        *ended, rest = decoder.decode(chunk, final=not chunk).split("\n")
        for text in ended:
            yield "".join([*pending, text]).encode()
            pending.clear()
        pending.append(rest)
    yield "".join(pending).encode()


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


def _why_it_breaks_off(error: Exception) -> str:
    match error:
        case EOFError():
            return "the compressed file breaks off here"
        case gzip.BadGzipFile() | zlib.error():
            return f"no gzip data from here on ({error})"
        case UnicodeDecodeError():
            return f"not {error.encoding} from here on ({error.reason})"
        case _:
            return f"cannot be read from here on: {getattr(error, 'strerror', None) or error}"
