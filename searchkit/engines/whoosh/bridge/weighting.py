"""Our scores for Whoosh's Searcher: the same formula and statistics as `rank.py`, one posting at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from whoosh.scoring import BaseScorer, WeightingModel

from searchkit.engines.whoosh.bridge.codec import ArraySegment
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.term_dict import from_term
from searchkit.engines.whoosh.searcher.bm25 import idf_weight, length_norms
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.engines.whoosh.segment.segment_schema import PARAGRAPH, QUOTE, STEMS, UNIT_NAMES

Norms: TypeAlias = Callable[[Array], Array]


_NOTHING = 1e-12
"""Whoosh loses what scores 0 when it unites lists; this is far below the digits that scores are compared by."""


class UnitWeighting(WeightingModel):  # type: ignore[misc]
    """BM25 by unit for words of texts and titles, some stems excepted; all else scores nothing."""

    def __init__(self, snapshot: Snapshot, silent: frozenset[str] = frozenset()) -> None:
        self._snapshot = snapshot
        self._silent = silent

    def scorer(self, searcher: Any, fieldname: str, text: bytes | str, qf: int = 1) -> BaseScorer:  # noqa: ARG002
        """What scores a term in the segment of a searcher."""
        term = from_term(text) if isinstance(text, bytes) else text
        if fieldname not in STEMS.values() or term in self._silent:
            return _Nothing()
        segment: ArraySegment = searcher.reader().segment()
        counts = self._snapshot.state.manifest.counts
        if fieldname == STEMS["title"]:
            worth = idf_weight(self._having(fieldname, term)[0], counts["article"])
            return _InTitles(segment.part, worth, self._norms("title"))
        having = self._having(fieldname, term)
        worths = [idf_weight(having[unit], counts[UNIT_NAMES[unit]]) for unit in (QUOTE, PARAGRAPH)]
        return _InTexts(segment.part, worths, (self._norms("quote"), self._norms("paragraph")))

    def _norms(self, name: str) -> Norms:
        """From lengths of quotes, paragraphs or titles to what they do to scores."""
        state = self._snapshot.state
        count = state.manifest.counts["article" if name == "title" else name]
        return lambda lengths: length_norms(lengths, count, state.lengths[name])

    def _having(self, field: str, term: str) -> tuple[int, int]:
        """How many live quotes and paragraphs (or articles, for a title) have a stem."""
        quotes = others = 0
        for part in self._snapshot.live_segments:
            live = part.live if field == STEMS["title"] else part.live_passages
            border = 0 if field != STEMS["title"] else part.segment.docs
            for row in part.segment.postings(field, term)[0].tolist():
                if live is None or live[row]:
                    first = row < (border or part.segment.quotes)
                    quotes, others = quotes + first, others + (not first)
        return quotes, others


class _Nothing(BaseScorer):  # type: ignore[misc]
    def score(self, matcher: Any) -> float:  # noqa: ARG002
        return _NOTHING


class _InTexts(BaseScorer):  # type: ignore[misc]
    def __init__(self, part: LiveSegment, weights: list[float], length_norms: tuple[Norms, Norms]) -> None:
        self._border = part.segment.quotes
        self._weights = weights
        lengths = part.segment.doc_lengths(STEMS["text"])
        self._norms = np.concatenate(
            (length_norms[0](lengths[: self._border]), length_norms[1](lengths[self._border :]))
        )

    def score(self, matcher: Any) -> float:
        doc, often = matcher.id(), matcher.weight()
        worth = self._weights[doc >= self._border]
        return float(worth * often / (often + self._norms[doc]))


class _InTitles(BaseScorer):  # type: ignore[misc]
    def __init__(self, part: LiveSegment, worth: float, length_norms: Norms) -> None:
        self._part = part
        self._worth = worth
        self._norms = length_norms(part.segment.doc_lengths(STEMS["title"]))

    def score(self, matcher: Any) -> float:
        doc, often = matcher.id(), matcher.weight()
        segment = self._part.segment
        article = self._part.article_of[doc] if doc < segment.passages else doc - segment.passages
        return float(self._worth * often / (often + self._norms[article]))
