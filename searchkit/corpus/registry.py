"""Which reader reads a file, by the suffix of its name: searchkit's own readers and those of installed packages.

A package adds a reader by an entry point of the group `searchkit.readers`. Its name is the suffix (".foo"), its value a
`Reader`. A suffix that searchkit reads itself cannot be taken over.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from searchkit.config.settings import Settings
from searchkit.errors import ReadError

if TYPE_CHECKING:
    from searchkit.corpus.build import ReadResult

GROUP = "searchkit.readers"
BUNDLED = {
    ".jsonl.gz": "searchkit.corpus.readers.jsonl",
    ".jsonl": "searchkit.corpus.readers.jsonl",
    ".txt": "searchkit.corpus.readers.text",
    ".md": "searchkit.corpus.readers.text",
}
"""Suffix to the module that reads such files."""


class Reader(Protocol):
    """Reads the files of one format: a module, or an object."""

    @property
    def VERSION(self) -> int:  # noqa: N802 - a module's constant
        """Goes up whenever any file gives other articles: files that an older version read are read again."""

    def read(self, file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
        """The articles of a file, in order, each made by `build_article`, or what is wrong with them.

        `path` is the file's below `corpus/`. Raises ReadError or OSError for a file that cannot be read at all.
        """


class LoadedReader(NamedTuple):
    """A reader with its `version` as the catalogue keeps it, and the `package` that it is from: None for searchkit's own."""

    reader: Reader
    version: str
    package: str | None


class ReaderBroken(ReadError):
    """The reader of an installed package cannot be used."""


def handled_suffix(name: str) -> str | None:
    """The suffix of a name or path that a reader exists for, in lower case, or None; `.jsonl.gz` is one suffix."""
    lowered = name.lower()
    return next((suffix for suffix in handled_suffixes() if lowered.endswith(suffix)), None)


def is_handled(name: str) -> bool:
    """Whether a reader exists for a file of that name."""
    return name.lower().endswith(handled_suffixes())


def is_one_article(name: str) -> bool:
    """Whether a file of that name is one article, and not many records."""
    return name.lower().endswith((".txt", ".md"))


def counted_suffix(name: str) -> str:
    """The suffix that a file without a reader is counted under: its name from the last dot on, "" for none."""
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - pathlib is slow, and takes "x." for a suffix


def without_suffix(path: str) -> str:
    """A path without its suffix; a name that would be empty without it stays as it is."""
    folder, slash, name = path.rpartition("/")
    suffix = handled_suffix(name) or counted_suffix(name)
    return f"{folder}{slash}{name[: len(name) - len(suffix)] or name}"


def reader_for(name: str) -> LoadedReader | None:
    """The reader for a file of that name, imported when first needed; None if there is none.

    Raises ReaderBroken for a package's reader that cannot be used.
    """
    suffix = handled_suffix(name)
    loaded = None if suffix is None else _load(suffix)
    if isinstance(loaded, str):
        raise ReaderBroken(name, loaded, hint="update the package or remove it")
    return loaded


def reader_version(name: str) -> str:
    """The version of the reader for a file of that name, as the catalogue keeps it; "" without one that can be used."""
    suffix = handled_suffix(name)
    loaded = None if suffix is None else _load(suffix)
    return loaded.version if isinstance(loaded, LoadedReader) else ""


@cache
def handled_suffixes() -> tuple[str, ...]:
    """Every suffix that a reader exists for, the longest first."""
    return tuple(sorted({*BUNDLED, *_installed()}, key=lambda suffix: (-len(suffix), suffix)))


@cache
def _installed() -> Mapping[str, list[EntryPoint]]:
    """The readers of installed packages by suffix, without those for searchkit's own suffixes."""
    found: dict[str, list[EntryPoint]] = {}
    for entry in entry_points(group=GROUP):
        suffix = f".{entry.name.strip().lower().lstrip('.')}"
        if suffix not in BUNDLED:
            found.setdefault(suffix, []).append(entry)
    return found


def _load(suffix: str) -> LoadedReader | str:
    """The reader for a suffix, or why it cannot be used."""
    if suffix not in BUNDLED:
        return _load_installed(suffix)
    reader = cast("Reader", import_module(BUNDLED[suffix]))
    return LoadedReader(reader, str(reader.VERSION), None)


@cache
def _load_installed(suffix: str) -> LoadedReader | str:
    entries = _installed()[suffix]
    packages = sorted({entry.dist.name if entry.dist else entry.value for entry in entries})
    if len({entry.value for entry in entries}) > 1:
        return f"more than one package reads {suffix}: {', '.join(packages)}"
    try:
        reader = entries[0].load()
        version = reader.VERSION
        if not callable(reader.read):
            raise TypeError("its read cannot be called")  # noqa: TRY301 - reported like everything else that is wrong with it
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - code of others may raise anything, and may end the program
        return f"the reader of the package {packages[0]} cannot be used: {describe(error)}"
    return LoadedReader(reader, f"{entries[0].value} {version}", packages[0])


def describe(error: BaseException) -> str:
    """An error of somebody else's code on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())
