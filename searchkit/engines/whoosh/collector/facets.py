"""How many hits have each value of a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import overload

import numpy as np

from searchkit.engines.protocol import MONTH
from searchkit.engines.whoosh.collector.top_hits import HitList
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import unique_sorted
from searchkit.engines.whoosh.searcher.ordinals import by_frequency
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.engines.whoosh.segment.segment_schema import OF_ARTICLES, OF_PASSAGES
from searchkit.fields import BY_NAME
from searchkit.model.results import FacetCount

_FEW = 8
"""With fewer hits than one for so many articles, only the values of the hits are looked at."""
_MONTH, _YEAR = 7, 4
"""The characters of YYYY-MM and of YYYY."""


class LazyCounts(Sequence[FacetCount]):
    """Values with their counts, the most frequent first, then in the order of their numbers; equal to a tuple of them.

    None is made before it is looked at: there may be thousands.
    """

    def __init__(self, texts: Sequence[str], numbers: Array, counts: Array) -> None:
        """`numbers` (each once) say which of all texts were counted, `counts` how often."""
        self._texts = texts
        self._numbers = numbers
        self._counts = counts

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> FacetCount: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[FacetCount, ...]: ...
    def __getitem__(self, at: int | slice) -> FacetCount | tuple[FacetCount, ...]:
        """One of them, or a tuple of some."""
        if isinstance(at, slice):
            return tuple(self._made(self._order[at]))
        return next(self._made(self._order[[at]]))

    def __iter__(self) -> Iterator[FacetCount]:
        return self._made(self._order)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, LazyCounts | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _made(self, order: Array) -> Iterator[FacetCount]:
        texts = map(self._texts.__getitem__, self._numbers.take(order).tolist())
        # As `FacetCount(...)`, in a third of its time.
        pairs = zip(texts, self._counts.take(order).tolist(), strict=True)
        made: Iterator[FacetCount] = map(tuple.__new__, repeat(FacetCount), pairs)
        return made

    @cached_property
    def _order(self) -> Array:
        return by_frequency(self._numbers, self._counts)


class FacetCounter:
    """All hits of a search, to be counted by one field after the other."""

    def __init__(self, snapshot: Snapshot, listed: HitList) -> None:
        self._snapshot = snapshot
        self._listed = listed
        self._counted: dict[str, Array] = {}

    def facet(self, field: str, persons: Mapping[str, str]) -> Sequence[FacetCount]:
        """The values that the hits have, most frequent first.

        Speakers are the persons of the archive's table, as hits name them. Other spellings that differ by case or
        accents count as one value, shown as it is printed most often.
        """
        spellings = self._snapshot.column(field).spellings
        counts = self._counts(field)
        if field == "speaker":
            if not persons:
                return LazyCounts(spellings.texts, *_nonzero(counts))
            by_person = self._snapshot.person_ordinals(persons)
            counts = np.bincount(by_person.numbers, counts, len(by_person.texts)).astype(np.int64)
            return LazyCounts(by_person.texts, *_nonzero(counts))
        return LazyCounts(spellings.texts, *spellings.merged(counts))

    def histogram(self, by: str) -> tuple[FacetCount, ...]:
        """The dated hits by month (`YYYY-MM`, or `YYYY` where no month is known) or by year, in the order of time."""
        length = _MONTH if by == MONTH else _YEAR
        totals: Counter[str] = Counter()
        texts = self._snapshot.column("date").spellings.texts
        numbers, counts = _nonzero(self._counts("date"))
        for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
            totals[texts[number][:length]] += count
        return tuple([FacetCount(stretch, count) for stretch, count in sorted(totals.items())])

    def _counts(self, field: str) -> Array:
        """The number of hits by the number of a spelling."""
        if field not in self._counted:
            self._counted[field] = self._count(field)
        return self._counted[field]

    def _count(self, field: str) -> Array:
        column = self._snapshot.column(field)
        if field in OF_ARTICLES:
            if self._weights is not None:
                return column.weigh(self._weights)
            return column.count(self._articles)
        if self._listed.by_article:
            return np.zeros(len(column.spellings.texts), np.int64)
        docs = self._listed.docs
        if field not in OF_PASSAGES:
            docs = docs[: int(docs.searchsorted(self._listed.reader.quotes))]
        return column.count(docs)

    @cached_property
    def _articles(self) -> Array:
        """The article of each hit."""
        return self._listed.articles

    @cached_property
    def _weights(self) -> Array | None:
        """How many hits each article has, None when there are few."""
        count = self._listed.reader.articles
        return np.bincount(self._articles, minlength=count) if len(self._articles) * _FEW >= count else None


def all_values(snapshot: Snapshot, field: str) -> Sequence[FacetCount]:
    """Every value as it is written, with its number of quotes (fields that only quotes have) or of articles."""
    spellings = snapshot.column(field).spellings
    total = np.zeros(len(spellings.texts), np.int64)
    for part, own in zip(snapshot.live_segments, spellings.own, strict=True):
        refs, counts = _nonzero(np.bincount(live_refs(part, field)))
        total[own.take(refs)] += counts
    total[0] = 0
    return LazyCounts(spellings.texts, *_nonzero(total))


def live_refs(part: LiveSegment, field: str) -> Array:
    """The numbers of the values of every live quote or article, in their order, each once for each."""
    segment = part.segment
    refs, starts = segment.values(field)
    if field in OF_PASSAGES:
        pairs = unique_sorted((part.article_of.astype(np.uint64) << np.uint64(32)) | refs)
        owners, refs = (pairs >> np.uint64(32)).astype(np.intp), (pairs & np.uint64(0xFFFFFFFF)).astype(np.intp)
        return refs if part.live is None else refs[part.live[owners]]
    if BY_NAME[field].on_quotes_only:
        return refs if part.live_passages is None else refs[part.live_passages[: segment.quotes]]
    if part.live is None:
        return refs
    return refs[part.live if starts is None else np.repeat(part.live, np.diff(starts))]


def _nonzero(counts: Array) -> tuple[Array, Array]:
    numbers = (counts != 0).nonzero()[0]
    return numbers, counts.take(numbers)
