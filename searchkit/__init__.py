"""searchkit: who said what, when, and where was it printed?

Example::

    from searchkit import Archive

    with Archive.open("my-archive") as archive:
        for hit in archive.search('"foreign armed forces"', filters={"speaker": ["putin"]}).hits:
            print(hit.speaker, hit.text)

Everything that a program needs can be imported from here.
"""

from __future__ import annotations

TYPE_CHECKING = (
    False  # as type checkers know it: importing `typing` takes so long that Ctrl-C would find nobody to answer
)
if TYPE_CHECKING:
    from pathlib import Path

    from searchkit.archive import Archive
    from searchkit.engines.whoosh.bridge.index import ArrayIndex
    from searchkit.errors import (
        ArchiveError,
        CorpusMissing,
        IndexBusy,
        IndexDamaged,
        IndexMissing,
        IndexProblem,
        MostFilesGone,
        ParserMissing,
        QueryError,
        ReadError,
        SearchkitError,
        SettingsError,
        UnknownId,
    )
    from searchkit.model.article import Article
    from searchkit.model.passage import Extraction, Paragraph, Quote
    from searchkit.model.reports import (
        CheckReport,
        PassageInPlace,
        Problem,
        SharedName,
        Speaker,
        Staleness,
        Status,
        UpdateReport,
    )
    from searchkit.model.results import FacetCount, Hit, SearchResult, Suggestion
    from searchkit.model.stored import IndexInfo, StoredArticle

__version__ = "0.1.0"
__all__ = [
    "Archive",
    "ArchiveError",
    "Article",
    "CheckReport",
    "CorpusMissing",
    "Extraction",
    "FacetCount",
    "Hit",
    "IndexBusy",
    "IndexDamaged",
    "IndexInfo",
    "IndexMissing",
    "IndexProblem",
    "MostFilesGone",
    "Paragraph",
    "ParserMissing",
    "PassageInPlace",
    "Problem",
    "QueryError",
    "Quote",
    "ReadError",
    "SearchResult",
    "SearchkitError",
    "SettingsError",
    "SharedName",
    "Speaker",
    "Staleness",
    "Status",
    "StoredArticle",
    "Suggestion",
    "UnknownId",
    "UpdateReport",
    "__version__",
    "whoosh_index",
]
_MODULES = {
    "archive": ("Archive",),
    "errors": (
        "ArchiveError",
        "CorpusMissing",
        "IndexBusy",
        "IndexDamaged",
        "IndexMissing",
        "IndexProblem",
        "MostFilesGone",
        "ParserMissing",
        "QueryError",
        "ReadError",
        "SearchkitError",
        "SettingsError",
        "UnknownId",
    ),
    "model.article": ("Article",),
    "model.passage": ("Extraction", "Paragraph", "Quote"),
    "model.reports": (
        "CheckReport",
        "PassageInPlace",
        "Problem",
        "SharedName",
        "Speaker",
        "Staleness",
        "Status",
        "UpdateReport",
    ),
    "model.results": ("FacetCount", "Hit", "SearchResult", "Suggestion"),
    "model.stored": ("IndexInfo", "StoredArticle"),
}
"""The module below searchkit that has each public name."""


def __getattr__(name: str) -> object:
    """Import a name when it is first asked for: most programs need few, and the commands start faster."""
    from importlib import import_module  # noqa: PLC0415 - as `typing` above

    for module, names in _MODULES.items():
        if name in names:
            found: object = getattr(import_module(f"searchkit.{module}"), name)
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__


def whoosh_index(folder: str | Path) -> ArrayIndex:
    """Open the index of the archive in a folder as a `whoosh.index.Index`; see `Archive.whoosh_index`."""
    from searchkit.archive import Archive  # noqa: PLC0415 - as above

    return Archive(folder).whoosh_index()
