"""searchkit: who said what, when, and where it was printed.

Example::

    from searchkit import Archive

    archive = Archive.open("my-archive")
    for hit in archive.search('"foreign armed forces"', filters={"speaker": ["putin"]}).found.hits:
        print(hit.speaker, hit.text)
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers know it: `typing` takes longer than Ctrl-C may find nobody to answer it
if TYPE_CHECKING:
    from searchkit.archive import Archive

__all__ = ["Archive", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`Archive` when it is first asked for: `searchkit extract` and the help need no engine, and start faster."""
    if name == "Archive":
        from searchkit.archive import Archive  # noqa: PLC0415 - the point of this function

        return Archive
    raise AttributeError(name)
