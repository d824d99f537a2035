"""The Whoosh engine as the layers above see it: an index in a folder, opened, created and verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from searchkit.engines.protocol import Backend, Damage, Engine
from searchkit.engines.whoosh.engine import create_engine, open_engine


class WhooshBackend:
    """Indexes in folders."""

    def open(self, location: Path) -> Engine:
        """Open the index in a folder as of its last commit; raises what `open_engine` raises."""
        return open_engine(location)

    def create(self, location: Path, *, extraction: int) -> Engine:
        """Return an index without articles; nothing is written until a writer commits."""
        return create_engine(location, extraction=extraction)

    def generation(self, location: Path) -> bytes | None:
        """Return the content of MANIFEST, or None."""
        from searchkit.engines.whoosh.searcher import verify  # noqa: PLC0415 - not for a search

        return verify.generation(location)

    def verify(self, location: Path) -> Iterator[Damage]:
        """Read every file of an index and name those that are damaged."""
        from searchkit.engines.whoosh.searcher import verify  # noqa: PLC0415 - not for a search

        return verify.damaged_files(location)

    def miscount(self, location: Path) -> Damage | None:
        """Name MANIFEST if it gives another number of documents than the segments hold."""
        from searchkit.engines.whoosh.searcher import verify  # noqa: PLC0415 - not for a search

        return verify.miscount(location)

    def leftovers(self, location: Path) -> Sequence[Damage]:
        """Name what interrupted writers left, and a lock that is no file."""
        from searchkit.engines.whoosh.searcher import verify  # noqa: PLC0415 - not for a search

        return verify.left_over(location)


BACKEND: Backend = WhooshBackend()
