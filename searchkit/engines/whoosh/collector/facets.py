"""Count hits, quotes or articles by the values of a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import repeat

import numpy as np

from searchkit.engines.whoosh.collector.top_hits import HitList
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import unique_sorted
from searchkit.engines.whoosh.searcher.ordinals import by_frequency
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.engines.whoosh.segment.segment_schema import OF_ARTICLES, OF_PASSAGES
from searchkit.fields import BY_NAME
from searchkit.model.results import FacetCount
from searchkit.query.request import MONTH

_MONTH, _YEAR = 7, 4
"""The characters of YYYY-MM and of YYYY."""


class FacetCounter:
    """Counts the hits of a search, by one field after the other."""

    def __init__(self, snapshot: Snapshot, hits: HitList) -> None:
        self._snapshot = snapshot
        self._hits = hits
        self._articles = hits.articles

    def facet(self, field: str, persons: Mapping[str, str]) -> tuple[FacetCount, ...]:
        """Return the values that the hits have, most frequent first.

        Speakers are counted by person. Values of other fields that differ by case or accents count as one, shown in the
        spelling of most hits.
        """
        ordinals = self._snapshot.column(field).ordinals
        counts = self._count(field)
        if field != "speaker":
            return _facet_counts(ordinals.texts, *ordinals.merge_spellings(counts))
        if not persons:
            return _facet_counts(ordinals.texts, *_nonzero(counts))
        by_person = self._snapshot.person_ordinals(persons)
        counts = np.bincount(by_person.ordinals, counts, len(by_person.texts)).astype(np.int64)
        return _facet_counts(by_person.texts, *_nonzero(counts))

    def histogram(self, by: str) -> tuple[FacetCount, ...]:
        """Count the dated hits by month (`YYYY-MM`, or `YYYY` where no month is known) or by year, earliest first."""
        length = _MONTH if by == MONTH else _YEAR
        totals: Counter[str] = Counter()
        texts = self._snapshot.column("date").ordinals.texts
        numbers, counts = _nonzero(self._count("date"))
        for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
            totals[texts[number][:length]] += count
        return tuple([FacetCount(period, count) for period, count in sorted(totals.items())])

    def _count(self, field: str) -> Array:
        """Return int64[n_values]: the number of hits that have each value, by its ordinal."""
        column, hits = self._snapshot.column(field), self._hits
        if field in OF_ARTICLES:
            return column.count(self._articles)
        if hits.by_article:
            return np.zeros(len(column.ordinals.texts), np.int64)
        docs = hits.docs
        return column.count(docs if field in OF_PASSAGES else docs[: int(docs.searchsorted(hits.reader.quotes))])


def all_values(snapshot: Snapshot, field: str) -> tuple[FacetCount, ...]:
    """Count every value as it is written, by quotes (for fields that only quotes have) or by articles."""
    ordinals = snapshot.column(field).ordinals
    total = np.zeros(len(ordinals.texts), np.int64)
    for segment, segment_ordinals in zip(snapshot.live_segments, ordinals.by_segment, strict=True):
        refs, counts = _nonzero(np.bincount(live_refs(segment, field)))
        total[segment_ordinals.take(refs)] += counts
    total[0] = 0
    return _facet_counts(ordinals.texts, *_nonzero(total))


def live_refs(segment: LiveSegment, field: str) -> Array:
    """Return the segment's value numbers of all live quotes or articles, in their order; each value once an owner."""
    refs, starts = segment.segment.refs(field)
    if field in OF_PASSAGES:
        return _refs_by_article(segment, refs)
    if BY_NAME[field].on_quotes_only:
        return refs if segment.live_passages is None else refs[segment.live_passages[: segment.segment.quotes]]
    if segment.live is None:
        return refs
    return refs[segment.live if starts is None else np.repeat(segment.live, np.diff(starts))]


def _refs_by_article(segment: LiveSegment, refs: Array) -> Array:
    """Return the different values of each live article's passages."""
    pairs = unique_sorted((segment.article_of.astype(np.uint64) << np.uint64(32)) | refs)
    articles, values = (pairs >> np.uint64(32)).astype(np.intp), (pairs & np.uint64(0xFFFFFFFF)).astype(np.intp)
    return values if segment.live is None else values[segment.live[articles]]


def _nonzero(counts: Array) -> tuple[Array, Array]:
    ordinals = (counts != 0).nonzero()[0]
    return ordinals, counts.take(ordinals)


def _facet_counts(texts: Sequence[str], ordinals: Array, counts: Array) -> tuple[FacetCount, ...]:
    """Return values with their counts, the most frequent first, then by ordinal."""
    order = by_frequency(ordinals, counts)
    values = map(texts.__getitem__, ordinals.take(order).tolist())
    # As `FacetCount(...)`, in a third of its time: there may be thousands.
    return tuple(map(tuple.__new__, repeat(FacetCount), zip(values, counts.take(order).tolist(), strict=True)))
