"""The segments of an index while a writer deletes articles in them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.engines.whoosh.segment.segment_reader import Segment


@dataclass(eq=False)
class OpenSegment:
    """A segment as the change leaves it: how many of its documents are live, and which of its articles are deleted."""

    segment: Segment
    live_docs: int
    deleted: set[int] = field(default_factory=set)

    def live(self) -> Array:
        """Return whether each article is live: bool[n_articles]."""
        live = np.ones(self.segment.articles, bool)
        live[list(self.deleted)] = False
        return live


def reopen(live_segment: LiveSegment) -> OpenSegment:
    """Return a segment of a snapshot with the deletions it has so far."""
    live = live_segment.live
    deleted = set() if live is None else set(np.flatnonzero(~live).tolist())
    return OpenSegment(live_segment.segment, live_segment.live_docs, deleted)
