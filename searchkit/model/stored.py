"""What an engine gives beside hits: facts about the index, and whole articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from searchkit.model.frozen import Frozen
from searchkit.model.passage import Extraction


class IndexInfo(Frozen):
    """Facts about an index: versions, counts of live documents by unit, and the notes of the archive.

    `notes` is small JSON that every search reads (times of folders). The large part of the archive's bookkeeping, the
    catalogue, is in the same commit and read separately.
    """

    format: int
    analysis: int
    extraction: int
    counts: Mapping[str, int]
    notes: Mapping[str, Any]


class StoredArticle(Frozen):
    """An article in the index: its extraction, and the ids of the other articles with the same text."""

    extraction: Extraction
    copies: tuple[str, ...]
