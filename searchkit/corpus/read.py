"""One file of the corpus -> its articles, by the reader for its suffix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from searchkit.config.settings import MAX_RECORD
from searchkit.corpus.build import ReadResult, failure
from searchkit.corpus.ids import printable
from searchkit.corpus.readers.jsonl import read_jsonl
from searchkit.corpus.readers.text import read_text
from searchkit.corpus.registry import HANDLED, handled_suffix
from searchkit.errors import ReadError
from searchkit.regular_files import NotARegularFile

__all__ = ["ReadResult", "read_file"]


def read_file(
    file: Path, path: str, *, encoding: str | None = None, max_record: int = MAX_RECORD
) -> Iterator[ReadResult]:
    """The articles of a file, in order, each with what is wrong with it; nothing is raised.

    `path` is the file's below `corpus/`, with forward slashes: ids and errors name it. `encoding` is the codec of what is
    not UTF-8, as the settings name it; a text or record of more than `max_record` bytes is refused. A file that cannot be
    read gives one reading with the reason.
    """
    try:
        match handled_suffix(path):
            case ".txt" | ".md":
                yield read_text(file, path, encoding, max_record)
            case ".jsonl" | ".jsonl.gz":
                yield from read_jsonl(file, path, encoding, max_record)
            case _:
                yield failure(_unreadable(file, path))
    except ReadError as error:
        yield failure(error)
    except OSError as error:
        yield failure(ReadError(printable(path), why_unread(error)), failed=True)
    except ValueError as error:  # a NUL in the name
        yield failure(ReadError(printable(path), f"cannot be opened: {error}"))


def why_unread(error: OSError) -> str:
    """Why a file cannot be read, in a few words."""
    reason = error.strerror or str(error)
    if isinstance(error, NotARegularFile):
        return reason
    return f"cannot be {'read' if error.filename is None else 'opened'}: {reason}"  # opening names the file


def _unreadable(file: Path, path: str) -> ReadError:
    if not file.exists():
        return ReadError(printable(path), "there is no such file")
    if file.is_dir():
        return ReadError(printable(path), "is a folder", hint="name the files in it")
    hint = f"files are read whose names end in {', '.join(HANDLED)}"
    return ReadError(printable(path), "no reader for files of this type", hint=hint)
