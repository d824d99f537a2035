"""searchkit: who said what, when, and where it was printed.

Example::

    from searchkit import Archive

    archive = Archive.open("my-archive")
    for hit in archive.search('"foreign armed forces"', filters={"speaker": ["putin"]}).hits:
        print(hit.speaker, hit.text)
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it: `typing` takes longer than Ctrl-C may find nobody to answer it
if TYPE_CHECKING:
    from pathlib import Path

    from searchkit.archive import Archive
    from searchkit.engines.whoosh.bridge.index import ArrayIndex

__all__ = ["Archive", "__version__", "whoosh_index"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`Archive` when it is first asked for: `searchkit extract` and the help need no engine, and start faster."""
    if name == "Archive":
        from searchkit.archive import Archive  # noqa: PLC0415 - the point of this function

        return Archive
    raise AttributeError(name)


def whoosh_index(folder: str | Path) -> ArrayIndex:
    """Open the index of the archive in a folder as a `whoosh.index.Index`; see `Archive.whoosh_index`."""
    from searchkit.archive import Archive  # noqa: PLC0415 - as above

    return Archive(folder).whoosh_index()
