"""The base of all errors, the commands that help, and the errors of archives and queries."""

from __future__ import annotations

INDEX = ("searchkit", "index")
"""Brings the index up to date."""
REBUILD = (*INDEX, "--rebuild")
"""Starts the index over."""
PRUNE = (*INDEX, "--prune")
"""Brings the index up to date although most files are gone."""


class SearchkitError(Exception):
    """`message` says what is wrong and where, `hint` what to do, `command` which program to run then (its arguments).

    `kind` is a word for programs. It and `exit_code` belong to the class.
    """

    kind = "error"
    exit_code = 2

    def __init__(self, message: str, hint: str | None = None, command: tuple[str, ...] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.command = command

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class ArchiveError(SearchkitError):
    """The archive folder could not be found or used."""

    kind = "archive"


class ArchiveNotFound(ArchiveError):
    """No archive was named and none is near."""

    kind = "archive-not-found"

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"no archive here: {folder} and the folders above it hold neither searchkit.toml nor corpus/ and index/",
            "name one, or put articles into ./corpus",
        )


class NotAnArchive(ArchiveError):
    """The folder that was named holds no archive; `source` is what named it, None for the caller."""

    kind = "not-an-archive"

    def __init__(self, folder: str, source: str | None = None, *, exists: bool) -> None:
        what = "holds no corpus/, index/ or searchkit.toml" if exists else "there is no such folder"
        where = f"{source} {folder}" if source else folder
        super().__init__(f"{where}: {what}", "name the folder that holds corpus/")
        self.source = source


class CorpusMissing(ArchiveError):
    """There is nothing to build an index from."""

    kind = "corpus-missing"

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder} has no corpus/ folder", f"put articles into {folder}/corpus")


class FolderUnreadable(ArchiveError):
    """A folder of the corpus cannot be listed."""

    kind = "folder-unreadable"

    def __init__(self, folder: str, reason: str, hint: str = "change its permissions") -> None:
        super().__init__(f"cannot read the folder {folder}: {reason}", hint)


class SettingsError(SearchkitError):
    """searchkit.toml or speakers.toml cannot be understood."""

    kind = "settings"


class ParserMissing(SearchkitError):
    """The parser that was asked for, or what it needs, is not installed, or it is no parser of English."""

    kind = "parser-missing"

    def __init__(
        self, name: str, reason: str, *, hint: str | None = None, command: tuple[str, ...] | None = None
    ) -> None:
        super().__init__(f"the parser {name} cannot be used: {reason}", hint, command)


class ReadError(SearchkitError):
    """One file or record of the corpus cannot be read; `line` counts from 1, None for the whole file."""

    kind = "unreadable-file"

    def __init__(self, path: str, reason: str, *, line: int | None = None, hint: str | None = None) -> None:
        where = path if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {reason}", hint)
        self.path = path
        self.reason = reason
        self.line = line


class UnknownId(SearchkitError):
    """The index holds no article or passage of an id."""

    kind = "unknown-id"
    exit_code = 1

    def __init__(self, id: str, nearest: str | None = None) -> None:
        super().__init__(f"no article or passage {id!r} in this index", f"did you mean {nearest}?" if nearest else None)


class QueryError(SearchkitError):
    """A query or an option of a search is not understood.

    `span` [start, end) points into `query`; `suggestion` is what to write instead, or None. `option` is the name of the
    filter or argument that is wrong, None for the query's text.
    """

    kind = "query"

    def __init__(
        self,
        message: str,
        *,
        query: str | None = None,
        span: tuple[int, int] | None = None,
        suggestion: str | None = None,
        option: str | None = None,
    ) -> None:
        super().__init__(message, suggestion)
        self.query = query
        self.span = span
        self.suggestion = suggestion
        self.option = option

    def __str__(self) -> str:
        return f"{self.option}: {super().__str__()}" if self.option else super().__str__()


class UnknownField(QueryError):
    """A name that is no field and no filter."""

    kind = "unknown-field"


class UnknownFacet(QueryError):
    """A facet that is no field or cannot be counted."""

    kind = "unknown-facet"


class BadDate(QueryError):
    """A date or period that is not understood."""

    kind = "bad-date"


class BadNumber(QueryError):
    """A number that is not understood or out of its range."""

    kind = "bad-number"


class UnitConflict(QueryError):
    """A filter on quotes together with a unit that is not a quote."""

    kind = "unit-conflict"
