"""What can go wrong that a user can put right: one class each. Anything else that is raised is a bug.

SearchkitError
ArchiveError    finding and opening an archive    ArchiveNotFound, NotAnArchive, CorpusMissing, FolderUnreadable
IndexProblem    the index                         IndexMissing, IndexIsALink, IndexVersionMismatch, IndexDamaged,
IndexUnfinished, IndexUnreadable, IndexBusy, IndexMoved,
IndexUnlockable, IndexUnwritable, IndexUncertain, MostFilesGone
SettingsError   searchkit.toml and speakers.toml
ParserMissing   the parser that was asked for
ReadError       one file or record of the corpus
QueryError      a query and its options           UnknownField, UnknownFacet, BadDate, BadNumber, UnitConflict
UnknownId       an id that the index does not hold
"""

from __future__ import annotations

from searchkit.errors.base import (
    INDEX,
    PRUNE,
    REBUILD,
    ArchiveError,
    ArchiveNotFound,
    BadDate,
    BadNumber,
    CorpusMissing,
    FolderUnreadable,
    NotAnArchive,
    ParserMissing,
    QueryError,
    ReadError,
    SearchkitError,
    SettingsError,
    UnitConflict,
    UnknownFacet,
    UnknownField,
    UnknownId,
)
from searchkit.errors.index import (
    IndexBusy,
    IndexDamaged,
    IndexIsALink,
    IndexMissing,
    IndexMoved,
    IndexProblem,
    IndexUncertain,
    IndexUnfinished,
    IndexUnlockable,
    IndexUnreadable,
    IndexUnwritable,
    IndexVersionMismatch,
    MostFilesGone,
)

__all__ = [
    "INDEX",
    "PRUNE",
    "REBUILD",
    "ArchiveError",
    "ArchiveNotFound",
    "BadDate",
    "BadNumber",
    "CorpusMissing",
    "FolderUnreadable",
    "IndexBusy",
    "IndexDamaged",
    "IndexIsALink",
    "IndexMissing",
    "IndexMoved",
    "IndexProblem",
    "IndexUncertain",
    "IndexUnfinished",
    "IndexUnlockable",
    "IndexUnreadable",
    "IndexUnwritable",
    "IndexVersionMismatch",
    "MostFilesGone",
    "NotAnArchive",
    "ParserMissing",
    "QueryError",
    "ReadError",
    "SearchkitError",
    "SettingsError",
    "UnitConflict",
    "UnknownFacet",
    "UnknownField",
    "UnknownId",
]
