"""Errors of the index: it is missing, damaged, of another version, or cannot be written."""

from __future__ import annotations

from searchkit.errors.base import INDEX, PRUNE, REBUILD, SearchkitError
from searchkit.regular_files import remedy


class IndexProblem(SearchkitError):
    """The index cannot be used as it is."""

    kind = "index"


class IndexMissing(IndexProblem):
    """Nothing was indexed yet."""

    kind = "index-missing"

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder} holds no index yet", command=INDEX)


class IndexIsALink(IndexProblem):
    """The index folder is a link: what is written there would land somewhere else."""

    kind = "index-is-a-link"

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder} is a link, not a folder", "remove it", INDEX)


class IndexVersionMismatch(IndexProblem):
    """The index is of another format or analysis."""

    kind = "index-version"

    def __init__(self, what: str, version: int, needed: int) -> None:
        message = f"the index was built with {what} version {version}, this searchkit needs {needed}"
        super().__init__(message, command=REBUILD)


class IndexDamaged(IndexProblem):
    """The files of the index do not hold what they should; `reason` says how."""

    kind = "index-damaged"

    def __init__(self, folder: str, reason: str, command: tuple[str, ...] = REBUILD) -> None:
        super().__init__(f"the index in {folder} cannot be read: {reason}", command=command)
        self.reason = reason


class IndexUnfinished(IndexDamaged):
    """The index holds only what an interrupted first build left; the next update starts over."""

    kind = "index-unfinished"

    def __init__(self, folder: str) -> None:
        super().__init__(folder, "it has no MANIFEST, as after an interrupted first build", INDEX)


class IndexUnreadable(IndexProblem):
    """The system does not let a file of the index be read, which may be whole; `number` is its errno."""

    kind = "index-unreadable"

    def __init__(self, path: str, error: OSError) -> None:
        super().__init__(f"cannot read {path}: {error.strerror or error}", remedy(error, "check the disk"))
        self.number = error.errno


class IndexBusy(IndexProblem):
    """Somebody else holds the lock for writing."""

    kind = "index-busy"

    def __init__(self, folder: str, seconds: float) -> None:
        message = f"another searchkit is writing to {folder} and did not finish in {seconds:g} s"
        super().__init__(message, "try again when it is done")


class IndexMoved(IndexProblem):
    """Somebody else changed the index after it was opened and before it was locked."""

    kind = "index-moved"

    def __init__(self, folder: str) -> None:
        super().__init__(f"another searchkit changed {folder} just now", "try again")


class IndexUnlockable(IndexProblem):
    """The file system has no locks, without which two writers would spoil the index."""

    kind = "index-unlockable"

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"cannot lock {folder}: {reason}", "put the archive on a file system that locks files")


class IndexUnwritable(IndexProblem):
    """The index folder cannot be written to."""

    kind = "index-unwritable"

    def __init__(self, folder: str, reason: str, hint: str = "change its permissions or free some space") -> None:
        super().__init__(f"cannot write to {folder}: {reason}", hint)


class IndexUncertain(IndexProblem):
    """A change is visible, and the disk did not confirm that it is written."""

    kind = "index-uncertain"

    def __init__(self, folder: str, reason: str) -> None:
        message = f"the change is made in {folder}, and may be lost if the power fails: {reason}"
        super().__init__(message, "check the disk", INDEX)


class MostFilesGone(IndexProblem):
    """So many files are missing that a disk may not be mounted."""

    kind = "most-files-gone"

    def __init__(self, gone: int, of: int) -> None:
        message = f"{gone} of the {of} indexed files are gone from corpus/; nothing was changed"
        super().__init__(message, "make sure that you removed them", PRUNE)
