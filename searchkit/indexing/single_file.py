"""Extracts the passages of a single file, without an index."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import normpath
from pathlib import Path

from searchkit.config.files import read_settings
from searchkit.config.locate import corpus_around, locate
from searchkit.config.settings import Settings
from searchkit.corpus.read import read_file
from searchkit.errors import ArchiveNotFound, ReadError
from searchkit.extraction.bundled import load_extractor
from searchkit.model.passage import Extraction


def extract_file(file: Path, current: Path, parser: str | None = None) -> Iterator[Extraction | ReadError]:
    """The articles of a file with their passages, or errors for what could not be read, in order.

    A file inside a corpus gets the path and id it has there, and its archive's settings. One from outside gets its name as
    path, and the settings of the archive around `current`. `parser` replaces the parser of the settings. Raises
    ParserMissing.
    """
    located = Path(normpath(current / file))  # a link keeps its name, but `..` would hide the corpus
    corpus = corpus_around(located)
    path = located.relative_to(corpus).as_posix() if corpus else file.name
    settings = _settings(corpus.parent if corpus else None, current)
    extractor = load_extractor(parser or settings.parser)
    for result in read_file(located, path, settings):
        if result.error is not None:
            yield ReadError(str(file), result.error.reason, line=result.error.line, hint=result.error.hint)
        elif result.article is not None:
            yield extractor.extract(result.article)


def _settings(archive: Path | None, current: Path) -> Settings:
    try:
        return read_settings(archive or locate(None, None, current))
    except ArchiveNotFound:
        return Settings()
