"""Finding the archive's folder, from what was said or from where one stands."""

from __future__ import annotations

from pathlib import Path

from searchkit.errors import ArchiveNotFound, NotAnArchive

CORPUS, INDEX, SETTINGS, SPEAKERS = "corpus", "index", "searchkit.toml", "speakers.toml"


def locate(option: str | None, environment: str | None, current: Path) -> Path:
    """The archive's folder: the one said by `--archive`, else by SEARCHKIT_ARCHIVE, else the nearest around `current`.

    A folder that is named and holds no archive is an error (NotAnArchive), never skipped; ArchiveNotFound when none was
    named and none is near.
    """
    if option is not None:
        return _named(option, "--archive", current)
    if environment:
        return _named(environment, "SEARCHKIT_ARCHIVE", current)
    for folder in (current, *current.parents):
        both = (folder / CORPUS).is_dir() and (folder / INDEX).is_dir()
        if both or (folder / SETTINGS).is_file():
            return folder
    if (current / CORPUS).is_dir():
        return current
    raise ArchiveNotFound(str(current))


def corpus_around(file: Path) -> Path | None:
    """The corpus folder a file lies in: the nearest folder above it that is named so."""
    return next((folder for folder in file.parents if folder.name == CORPUS), None)


def _named(said: str, said_by: str, current: Path) -> Path:
    folder = current / said
    holds = (folder / CORPUS).is_dir() or (folder / INDEX).is_dir() or (folder / SETTINGS).is_file()
    if said and holds:
        return folder
    raise NotAnArchive(said or "''", said_by, exists=bool(said) and folder.is_dir())
