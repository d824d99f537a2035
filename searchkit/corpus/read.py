"""Reads a file of the corpus by the reader for its suffix; what goes wrong is a result too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from searchkit.config.settings import Settings
from searchkit.corpus.build import ReadResult, failure
from searchkit.corpus.ids import printable
from searchkit.corpus.installed import read_installed
from searchkit.corpus.registry import LoadedReader, ReaderBroken, handled_suffixes, reader_for
from searchkit.errors import ReadError
from searchkit.regular_files import NotARegularFile

__all__ = ["ReadResult", "read_file"]

_DEFAULTS = Settings()


def read_file(file: Path, path: str, settings: Settings = _DEFAULTS) -> Iterator[ReadResult]:
    """The articles of a file, in order, each with what is wrong with it; raises nothing.

    `path` is the file's below `corpus/`, with forward slashes: ids and errors name it. A file that cannot be read gives one
    result with the reason.
    """
    try:
        loaded = reader_for(path)
        if loaded is None:
            yield failure(_no_reader(file, path))
        else:
            yield from _results(loaded, file, path, settings)
    except ReaderBroken as error:
        yield failure(ReadError(printable(path), printable(error.reason), hint=error.hint), failed=True)
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


def _results(loaded: LoadedReader, file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
    if loaded.package is None:
        return loaded.reader.read(file, path, settings)
    return read_installed(loaded.reader, loaded.package, file, path, settings)


def _no_reader(file: Path, path: str) -> ReadError:
    if not file.exists():
        return ReadError(printable(path), "there is no such file")
    if file.is_dir():
        return ReadError(printable(path), "is a folder", hint="name the files in it")
    hint = f"files are read whose names end in {', '.join(handled_suffixes())}"
    return ReadError(printable(path), "no reader for files of this type", hint=hint)
