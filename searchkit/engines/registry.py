"""The engines by name. An engine is imported when it is first used; packages may add their own."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from searchkit.engines.protocol import Backend

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from searchkit.engines.whoosh.bridge.index import ArrayIndex

EMBEDDED, REFERENCE = "embedded", "reference"
_BUNDLED = {
    EMBEDDED: "searchkit.engines.whoosh.engine",
    REFERENCE: "searchkit.engines.whoosh.bridge.reference",
}
"""The module of each bundled engine; BACKEND is its `Backend`."""
ENGINES = tuple(_BUNDLED)
GROUP = "searchkit.engines"
"""The group of entry points by which packages add engines: a name and an object, its `Backend`."""


def has_engine(name: str) -> bool:
    """Return whether there is an engine with a name, bundled or from a package."""
    return name in _BUNDLED or _entry_point(name) is not None


def load_backend(name: str) -> Backend:
    """Import an engine by its name; raises ValueError if there is none."""
    if name in _BUNDLED:
        bundled: Backend = import_module(_BUNDLED[name]).BACKEND
        return bundled
    entry_point = _entry_point(name)
    if entry_point is None:
        raise ValueError(f"there is no engine {name!r}; there are {' and '.join(ENGINES)}")
    backend: Backend = entry_point.load()
    return backend


def open_whoosh_index(location: Path) -> ArrayIndex:
    """Open an index as a `whoosh.index.Index` that reads and does not write; raises what `Backend.open` raises."""
    from searchkit.engines.whoosh.bridge import index  # noqa: PLC0415 - it imports all of Whoosh

    return index.ArrayIndex(location)


def _entry_point(name: str) -> EntryPoint | None:
    from importlib.metadata import entry_points  # noqa: PLC0415 - it takes longer than a search

    return next(iter(entry_points(group=GROUP, name=name)), None)
