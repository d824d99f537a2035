"""Builds an article from text and metadata; every reader ends here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from searchkit.corpus.head import read_head
from searchkit.corpus.ids import encoded_id, path_id, printable, text_id
from searchkit.corpus.metadata import Metadata, read_metadata
from searchkit.errors import ReadError
from searchkit.model.article import Article
from searchkit.text.composition import compose


@dataclass(frozen=True, slots=True)
class ReadResult:
    """An article or record as it was read: either `article` or `error` is None.

    `line` counts from 1 in a file of many records; it is None if the file is one article, or the error is the whole file's.
    `failed` means that reading failed for now and may succeed another time. `unused` are keys without a meaning, `doubts`
    one-line remarks on values that could not be used.
    """

    line: int | None
    article: Article | None
    error: ReadError | None
    unused: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    failed: bool = False


def failure(error: ReadError, line: int | None = None, *, failed: bool = False) -> ReadResult:
    """The result for what cannot be read."""
    return ReadResult(line, None, error, failed=failed)


def build_article(
    text: str, values: Mapping[str, Any], path: str, *, line: int | None = None, ignored: frozenset[str]
) -> ReadResult:
    """The result for one article; what its values do not say is taken from the head of its text.

    `path` is the file's below `corpus/`; the keys in `ignored` do not count as unused. Raises ReadError for an empty text and
    for strings with half a surrogate pair.
    """
    if not text.strip():
        raise ReadError(printable(path), "no text", line=line)
    metadata = read_metadata(values, ignored)
    _refuse_half_characters(text, metadata, path, line)
    head = read_head(compose(text).text)
    article = Article(
        id=_id(metadata, path, text, line),
        text=text,
        path=printable(path),
        line=line,
        title=metadata.title or head.title,
        source=metadata.source or head.source,
        date=metadata.date or head.date,
        places=metadata.places or head.places,
        authors=metadata.authors or head.authors,
        tags=metadata.tags,
        url=metadata.url,
    )
    return ReadResult(line, article, None, metadata.unused, metadata.doubts)


def _id(metadata: Metadata, path: str, text: str, line: int | None) -> str:
    if metadata.id:
        return encoded_id(metadata.id)
    return path_id(path) if line is None else text_id(path, text)


def _refuse_half_characters(text: str, metadata: Metadata, path: str, line: int | None) -> None:
    r"""Raise ReadError for half a surrogate pair ("\ud83d"), which JSON and YAML can hold and UTF-8 cannot."""
    fields = ("id", "title", "source", "places", "authors", "tags", "url")
    for name, value in (("text", text), *((name, getattr(metadata, name)) for name in fields)):
        for string in value if isinstance(value, tuple) else (value or "",):
            try:
                string.encode()
            except UnicodeEncodeError as error:
                half = f"\\u{ord(string[error.start]):04x}"
                reason = f"{name} holds half a character ({half} at character {error.start})"
                raise ReadError(printable(path), reason, line=line) from error
