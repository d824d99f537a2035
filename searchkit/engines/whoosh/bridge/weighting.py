"""A Whoosh weighting model with the formula and statistics of `searcher/bm25.py`, one posting at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from whoosh.scoring import BaseScorer, WeightingModel

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.term_dict import from_term
from searchkit.engines.whoosh.searcher.bm25 import idf_weight, length_norms
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.engines.whoosh.segment.segment_schema import PARAGRAPH, QUOTE, STEMS, UNIT_NAMES

Norms: TypeAlias = Callable[[Array], Array]

_NOTHING = 1e-12
"""Used for 0, which Whoosh drops when it merges lists; far below the digits to which scores are compared."""


class UnitWeighting(WeightingModel):  # type: ignore[misc]
    """BM25 by unit for stems of texts and titles. `silent` stems and all other terms score nothing."""

    def __init__(self, snapshot: Snapshot, silent: frozenset[str] = frozenset()) -> None:
        self._snapshot = snapshot
        self._silent = silent

    def scorer(self, searcher: Any, fieldname: str, text: bytes | str, qf: int = 1) -> BaseScorer:  # noqa: ARG002
        """Return the scorer of a term in the segment of a searcher."""
        term = from_term(text) if isinstance(text, bytes) else text
        if fieldname not in STEMS.values() or term in self._silent:
            return _NoScore()
        segment = searcher.reader().segment().live_segment
        counts = self._snapshot.commit.info.counts
        doc_freqs = self._doc_freqs(fieldname, term)
        if fieldname == STEMS["title"]:
            return _TitleScorer(segment, idf_weight(doc_freqs[0], counts["article"]), self._norms("title"))
        weights = [idf_weight(doc_freqs[unit], counts[UNIT_NAMES[unit]]) for unit in (QUOTE, PARAGRAPH)]
        return _TextScorer(segment, weights, (self._norms("quote"), self._norms("paragraph")))

    def _norms(self, name: str) -> Norms:
        """Return a function from lengths of quotes, paragraphs or titles to length norms."""
        commit = self._snapshot.commit
        count = commit.info.counts["article" if name == "title" else name]
        return lambda lengths: length_norms(lengths, count, commit.lengths[name])

    def _doc_freqs(self, field: str, term: str) -> tuple[int, int]:
        """Count the live quotes and the live paragraphs that have a stem; for a title the live articles, and 0."""
        first = second = 0
        for live_segment in self._snapshot.live_segments:
            is_title = field == STEMS["title"]
            segment = live_segment.segment
            live = live_segment.live if is_title else live_segment.live_passages
            docs, _ = segment.postings(field, term)
            docs = docs if live is None else docs[live[docs]]
            split = len(docs) if is_title else int(docs.searchsorted(np.uint32(segment.quotes)))
            first, second = first + split, second + len(docs) - split
        return first, second


class _NoScore(BaseScorer):  # type: ignore[misc]
    def score(self, matcher: Any) -> float:  # noqa: ARG002
        return _NOTHING


class _TextScorer(BaseScorer):  # type: ignore[misc]
    def __init__(self, live_segment: LiveSegment, weights: Sequence[float], norms: Sequence[Norms]) -> None:
        segment = live_segment.segment
        self._n_quotes = segment.quotes
        self._weights = weights
        lengths = segment.doc_lengths(STEMS["text"])
        self._norms = np.concatenate((norms[0](lengths[: segment.quotes]), norms[1](lengths[segment.quotes :])))

    def score(self, matcher: Any) -> float:
        doc, freq = matcher.id(), matcher.weight()
        return float(self._weights[doc >= self._n_quotes] * freq / (freq + self._norms[doc]))


class _TitleScorer(BaseScorer):  # type: ignore[misc]
    def __init__(self, live_segment: LiveSegment, weight: float, norms: Norms) -> None:
        self._segment = live_segment.segment
        self._weight = weight
        self._norms = norms(self._segment.doc_lengths(STEMS["title"]))

    def score(self, matcher: Any) -> float:
        doc, freq = matcher.id(), matcher.weight()
        is_passage = doc < self._segment.passages
        article = self._segment.article_of[doc] if is_passage else doc - self._segment.passages
        return float(self._weight * freq / (freq + self._norms[article]))
