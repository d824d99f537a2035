"""Reads a file by the reader of an installed package, whose results are checked before anything is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from searchkit.config.settings import Settings
from searchkit.corpus.build import ReadResult, failure
from searchkit.corpus.ids import is_printable, printable
from searchkit.corpus.registry import Reader, describe
from searchkit.errors import ReadError
from searchkit.model.article import Article
from searchkit.text.dates import parse_printed_date

_MAX_LINE = 2**63  # as the catalogue holds it


def read_installed(reader: Reader, package: str, file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
    """The results of a package's reader, up to the first that cannot be right or that it fails to give. Raises OSError."""
    try:
        for result in _results(reader, file, path, settings):
            yield _checked(result, path)
    except OSError:
        raise
    except ReadError as error:
        yield failure(_named(error, path))
    except Exception as error:  # noqa: BLE001 - code of others may raise anything
        reason = f"the reader of the package {package} failed: {printable(describe(error))}"
        yield failure(ReadError(printable(path), reason, hint="update the package or remove it"), failed=True)


def _results(reader: Reader, file: Path, path: str, settings: Settings) -> Iterator[ReadResult]:
    """The reader's results; a reader that ends the program, or raises what is no Exception, raises RuntimeError instead."""

    def results() -> Iterator[ReadResult]:
        yield from reader.read(file, path, settings)

    iterator = results()
    while True:
        try:
            result = next(iterator)
        except StopIteration:
            return
        except (Exception, KeyboardInterrupt):
            raise
        except BaseException as error:
            raise RuntimeError(describe(error)) from error
        yield result


def _checked(result: Any, path: str) -> ReadResult:
    """The result with all that is shown of it printable. Raises TypeError or ValueError for what is none."""
    if not isinstance(result, ReadResult) or (result.article is None) == (result.error is None):
        raise TypeError("it gave something else than a ReadResult with an article or an error")
    for line in (result.line, result.error.line if result.error else None):
        if not (line is None or (type(line) is int and 0 < line < _MAX_LINE)):
            raise ValueError(f"it gave the line {line!r}")
    if result.article is not None:
        _check_article(result.article, path, result.line)
    return ReadResult(
        result.line,
        result.article,
        None if result.error is None else _named(result.error, path),
        tuple(map(printable, result.unused)),
        tuple(map(printable, result.doubts)),
        result.failed,
    )


def _check_article(article: Article, path: str, line: int | None) -> None:
    if not article.text.strip() or not article.id or not is_printable(article.id) or "#" in article.id:
        raise ValueError(f"it gave an article without text, or with the id {article.id!r}")
    if (article.path, article.line) != (printable(path), line):
        raise ValueError(f"it gave the article {article.id!r} another path or line than its own")
    if article.date is not None and parse_printed_date(article.date) != article.date:
        raise ValueError(f"it gave the article {article.id!r} the date {article.date!r}")
    for value in (
        article.title,
        article.source,
        article.url,
        *article.places,
        *article.authors,
        *article.tags,
        article.text,
    ):
        (value or "").encode()


def _named(error: ReadError, path: str) -> ReadError:
    hint = None if error.hint is None else printable(error.hint)
    return ReadError(printable(path), printable(error.reason), line=error.line, hint=hint)
