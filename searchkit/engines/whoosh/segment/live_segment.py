"""One segment of an index as of one commit: what of it is deleted."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.segment.segment_reader import Segment


class LiveSegment:
    """A segment of a snapshot; `live` says of each article whether it is there, None when all are."""

    def __init__(self, segment: Segment, live: Array | None) -> None:
        self.segment = segment
        self.live = live

    @cached_property
    def live_passages(self) -> Array | None:
        """The same of each passage."""
        return None if self.live is None else self.live[self.article_of]

    @cached_property
    def live_docs(self) -> int:
        """How many documents are there."""
        if self.live is None or self.live_passages is None:
            return self.segment.docs
        return int(np.count_nonzero(self.live) + np.count_nonzero(self.live_passages))

    @cached_property
    def article_of(self) -> Array:
        """The article of each passage."""
        return self.segment.article_of
