"""What an engine hands out of an index beside hits: what the index says of itself, and whole articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from searchkit.model.frozen import Frozen
from searchkit.model.passage import Extraction


class IndexInfo(Frozen):
    """What an index says of itself: versions, counts of live documents by unit, and what the archive noted.

    `notes` is small JSON that the archive reads at every search (folder times); the large part of its bookkeeping is
    committed in the same instant as the passages, and read apart.
    """

    format: int
    analysis: int
    extraction: int
    counts: Mapping[str, int]
    notes: Mapping[str, Any]


class StoredArticle(Frozen):
    """An article as the index keeps it: its extraction, and the ids of the other articles with the same text."""

    extraction: Extraction
    copies: tuple[str, ...]
