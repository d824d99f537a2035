"""A segment as of one commit: which of its documents are live."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.segment.segment_reader import Segment


class LiveSegment:
    """A segment of a snapshot; `live` is bool[n_articles], or None if all articles are live."""

    def __init__(self, segment: Segment, live: Array | None) -> None:
        self.segment = segment
        self.live = live

    @cached_property
    def live_passages(self) -> Array | None:
        """bool[n_passages]: whether each passage is live; None if all are."""
        return None if self.live is None else self.live[self.segment.article_of]

    @cached_property
    def live_docs(self) -> int:
        """The number of live documents."""
        if self.live is None or self.live_passages is None:
            return self.segment.docs
        return int(np.count_nonzero(self.live) + np.count_nonzero(self.live_passages))

    @property
    def article_of(self) -> Array:
        """The article of each passage."""
        return self.segment.article_of
