"""Finds the folder of the archive, by its name or from the current folder."""

from __future__ import annotations

from errno import ELOOP, ENOENT, ENOTDIR
from os.path import isdir, isfile  # unlike Path's, these are False where a folder may not be looked into
from pathlib import Path
from stat import S_ISDIR

from searchkit.errors import ArchiveNotFound, FolderUnreadable, NotAnArchive

CORPUS, INDEX, SETTINGS, SPEAKERS = "corpus", "index", "searchkit.toml", "speakers.toml"
ENVIRONMENT = "SEARCHKIT_ARCHIVE"
"""The variable that may name the archive."""


def locate(option: str | None, environment: str | None, current: Path) -> Path:
    """Return the archive's folder: the `option`, else the `environment`'s, else the nearest from `current` upwards.

    Raises NotAnArchive for a named folder without an archive, ArchiveNotFound if none is named and none is near, and
    FolderUnreadable for a named folder that cannot be looked into.
    """
    if option is not None:
        return _named(option, None, current)
    if environment:
        return _named(environment, ENVIRONMENT, current)
    for folder in (current, *current.parents):
        both = isdir(folder / CORPUS) and isdir(folder / INDEX)
        if both or isfile(folder / SETTINGS):
            return folder
    if isdir(current / CORPUS):
        return current
    raise ArchiveNotFound(str(current))


def corpus_around(file: Path) -> Path | None:
    """The corpus folder around a file: the nearest folder above it named `corpus`. The path must have no `..` in it."""
    return next((folder for folder in file.parents if folder.name == CORPUS), None)


def _named(name: str, source: str | None, current: Path) -> Path:
    folder = current / name
    if name and (isdir(folder / CORPUS) or isdir(folder / INDEX) or isfile(folder / SETTINGS)):
        return folder
    exists = bool(name) and isdir(folder)
    if exists:
        _look_into(folder)
        is_folder(folder / CORPUS)
    raise NotAnArchive(name or "''", source, exists=exists)


def is_folder(path: Path) -> bool:
    """Whether the path is a folder; raises FolderUnreadable if the system does not say."""
    try:
        return S_ISDIR(path.stat().st_mode)
    except OSError as error:
        if error.errno in {ENOENT, ENOTDIR, ELOOP}:
            return False
        raise FolderUnreadable(str(path), error.strerror or str(error)) from error


def _look_into(folder: Path) -> None:
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise FolderUnreadable(str(folder), error.strerror or str(error)) from error
