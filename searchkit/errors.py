"""What can go wrong that a user can put right: one class each, with its exit code, one sentence and a hint.

Anything else that is raised is a bug. The families:

    SearchkitError
      ArchiveError    finding and opening an archive    ArchiveNotFound, NotAnArchive, CorpusMissing, FolderUnreadable
      IndexProblem    the index folder                  IndexMissing, IndexIsALink, IndexVersionMismatch, IndexDamaged,
                                                        IndexUnfinished, IndexUnreadable, IndexBusy, IndexMoved,
                                                        IndexUnlockable, IndexUnwritable, IndexUncertain, MostFilesGone
      SettingsError   searchkit.toml and speakers.toml
      ParserMissing   the parser that was asked for
      ReadError       one file or record of the corpus
      QueryError      what was typed                    UnknownField, UnknownFacet, BadDate, BadNumber, UnitConflict
      UnknownId       `show` of something that is not there
"""

from __future__ import annotations

from searchkit.regular_files import remedy


class SearchkitError(Exception):
    """Base of all errors a user can meet: `message` says what and where, `hint` what to do (or None)."""

    exit_code = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class ArchiveError(SearchkitError):
    """The archive folder could not be found or used."""


class ArchiveNotFound(ArchiveError):
    """No archive was named and none is around."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"no archive here: {folder} and the folders above it hold neither searchkit.toml nor corpus/ and index/",
            "name one with --archive DIR, or put articles into ./corpus",
        )


class NotAnArchive(ArchiveError):
    """The folder that was named holds no archive."""

    def __init__(self, folder: str, said_by: str, *, exists: bool) -> None:
        what = "holds no corpus/, index/ or searchkit.toml" if exists else "there is no such folder"
        super().__init__(f"{said_by} {folder}: {what}", "name the folder that holds corpus/")


class CorpusMissing(ArchiveError):
    """There is nothing to build an index from."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder} has no corpus/ folder", f"put articles into {folder}/corpus")


class FolderUnreadable(ArchiveError):
    """A folder of the corpus cannot be listed."""

    def __init__(self, folder: str, reason: str, hint: str = "change its permissions") -> None:
        super().__init__(f"cannot read the folder {folder}: {reason}", hint)


class IndexProblem(SearchkitError):
    """The index folder cannot be used as it is."""


class IndexMissing(IndexProblem):
    """Nothing was indexed yet."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder} holds no index yet", "run: searchkit index")


class IndexIsALink(IndexProblem):
    """The index folder is a link: what is written there would land somewhere else."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder} is a link, not a folder", "remove it, then run: searchkit index")


class IndexVersionMismatch(IndexProblem):
    """The index is of another format or analysis."""

    def __init__(self, what: str, found: int, needed: int) -> None:
        super().__init__(
            f"the index was built with {what} version {found}, this searchkit needs {needed}",
            "run: searchkit index --rebuild",
        )


class IndexDamaged(IndexProblem):
    """The files of the index do not hold what they should."""

    def __init__(self, folder: str, reason: str, hint: str = "run: searchkit index --rebuild") -> None:
        super().__init__(f"the index in {folder} cannot be read: {reason}", hint)
        self.reason = reason


class IndexUnfinished(IndexDamaged):
    """All there is was left by a first build that was interrupted; the next one starts over."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder, "it has no MANIFEST, as after an interrupted first build", "run: searchkit index")


class IndexUnreadable(IndexProblem):
    """The system does not let a file of the index be read, which may be whole; `number` is what it calls the reason."""

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(f"cannot read {path}: {error.strerror or error}", remedy(error, "check the disk"))
        self.number = error.errno


class IndexBusy(IndexProblem):
    """Somebody else holds the lock for writing."""

    def __init__(self, folder: str, seconds: float) -> None:
        super().__init__(
            f"another searchkit is writing to {folder} and did not finish in {seconds:g} s",
            "try again when it is done",
        )


class IndexMoved(IndexProblem):
    """Somebody else changed the index after it was opened and before it was locked."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"another searchkit changed {folder} just now", "try again")


class IndexUnlockable(IndexProblem):
    """The file system has no locks, without which two writers would spoil the index."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"cannot lock {folder}: {reason}", "put the archive on a file system that locks files")


class IndexUnwritable(IndexProblem):
    """The index folder cannot be written to."""

    def __init__(self, folder: str, reason: str, hint: str = "change its permissions or free some space") -> None:
        super().__init__(f"cannot write to {folder}: {reason}", hint)


class IndexUncertain(IndexProblem):
    """A change is visible, and the disk did not say that it is written."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            f"the change is made in {folder}, and may be lost if the power fails: {reason}",
            "check the disk, then run: searchkit index",
        )


class MostFilesGone(IndexProblem):
    """So many files are missing that a disk may not be mounted."""

    def __init__(self, gone: int, of: int) -> None:
        super().__init__(
            f"{gone} of the {of} indexed files are gone from corpus/; nothing was changed",
            "if that is meant, run: searchkit index --prune",
        )


class SettingsError(SearchkitError):
    """searchkit.toml or speakers.toml cannot be understood."""


class ParserMissing(SearchkitError):
    """A parser was asked for, and it or what it needs is not installed, or it is no parser of English."""

    def __init__(self, name: str, reason: str, hint: str) -> None:
        super().__init__(f"the parser {name} cannot be used: {reason}", hint)


class ReadError(SearchkitError):
    """One file or record of the corpus cannot be read; `line` counts from 1, None for the whole file."""

    def __init__(self, path: str, reason: str, *, line: int | None = None, hint: str | None = None) -> None:
        where = path if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {reason}", hint)
        self.path = path
        self.reason = reason
        self.line = line


class QueryError(SearchkitError):
    """What was typed is not understood: `span` [start, end) points into `query`; `suggestion` is a rewrite or None."""

    def __init__(
        self,
        message: str,
        *,
        query: str | None = None,
        span: tuple[int, int] | None = None,
        suggestion: str | None = None,
    ) -> None:
        super().__init__(message, suggestion)
        self.query = query
        self.span = span
        self.suggestion = suggestion


class UnknownField(QueryError):
    """A `name:` that is no field."""


class UnknownFacet(QueryError):
    """A `--facet` that is no field or cannot be counted."""


class BadDate(QueryError):
    """A date or period that is not understood."""


class BadNumber(QueryError):
    """A number that is not understood or out of its range."""


class UnitConflict(QueryError):
    """A filter on quotes together with a unit that is not a quote."""


class UnknownId(SearchkitError):
    """`show` of an article or passage that the index does not hold."""

    exit_code = 1

    def __init__(self, id: str, nearest: str | None = None) -> None:
        super().__init__(f"no article or passage {id!r} in this index", f"did you mean {nearest}?" if nearest else None)
