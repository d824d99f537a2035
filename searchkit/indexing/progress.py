"""How a long update says how far it is."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class Stage(Enum):
    """What a progress report speaks of."""

    SCAN = "reading files"
    INDEX = "indexing articles"
    CHECK_INDEX = "checking articles"
    CHECK_CORPUS = "checking files"


Progress = Callable[[Stage, int, int], None]
"""Called with the stage, how many are done and of how many."""
