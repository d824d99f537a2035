"""Match the leaves of a query in all segments: postings for text and titles, masks for filters."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.matching.filter_matcher import FilterLeaf, FilterMask, FilterMatcher
from searchkit.engines.whoosh.matching.leaf_positions import MultiTermLeaf, TextLeaf, match_positions
from searchkit.engines.whoosh.matching.phrase import docs_and_freqs, docs_containing
from searchkit.engines.whoosh.matching.query_terms import query_tokens
from searchkit.engines.whoosh.searcher.index_reader import Postings, keep_live
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.segment_schema import EXACT, STEMS
from searchkit.query.tree import Leaf, Word


class LeafMatcher:
    """Matches leaves in a snapshot, each once. `persons` maps names in articles to persons' names, where they differ."""

    def __init__(self, snapshot: Snapshot, persons: Mapping[str, str]) -> None:
        self.snapshot = snapshot
        self.reader = snapshot.reader
        self.scorer = snapshot.scorer
        self._filters = FilterMatcher(snapshot.reader, persons)
        self._postings: dict[Leaf, Postings] = {}

    def postings(self, leaf: TextLeaf) -> Postings:
        """Return the live passages (or articles, for a title) that match a leaf, with frequencies.

        For a leaf that stands for several terms, every frequency is 1.
        """
        postings = self._postings.get(leaf)
        if postings is None:
            postings = self._postings[leaf] = self._read_postings(leaf)
        return postings

    def mask(self, leaf: FilterLeaf) -> FilterMask:
        """Return what passes a filter."""
        return self._filters.mask(leaf)

    def _read_postings(self, leaf: TextLeaf) -> Postings:
        if isinstance(leaf, Word):
            tokens = query_tokens(leaf.text)
            if len(tokens) == 1:
                return self.scorer.stem_postings(STEMS[leaf.field], tokens[0].stem)
        return Postings(*self.reader.cache.get(("leaf", leaf), lambda: self._match(leaf)))

    def _match(self, leaf: TextLeaf) -> tuple[Array, Array]:
        """Return the live documents that match a leaf by positions, and the frequencies."""
        terms = self.reader.field_terms(EXACT[leaf.field])
        positions, extra = match_positions(terms, leaf)
        if isinstance(leaf, MultiTermLeaf):
            docs = docs_containing(terms.doc_ranges, positions, extra)
            freqs = np.ones(len(docs), np.uint8)
        else:
            docs, freqs = docs_and_freqs(terms.doc_ranges, positions, extra)
        live = self.reader.live if leaf.field == "title" else self.reader.live_passages
        return keep_live(Postings(docs, freqs), live)[:2]
