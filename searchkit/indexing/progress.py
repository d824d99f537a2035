"""How an update or a check reports its progress."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class Stage(Enum):
    """What is going on; the value is shown."""

    SCAN = "reading files"
    INDEX = "indexing articles"
    CHECK_INDEX = "checking articles"
    CHECK_CORPUS = "checking files"


Progress = Callable[[Stage, int, int], None]
"""Called with the stage, the number done and the total."""
