"""How many hits have each value of a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import OF_ARTICLES, OF_PASSAGES
from searchkit.engines.whoosh.draft import stretches
from searchkit.engines.whoosh.order import Listed
from searchkit.engines.whoosh.snapshot import Part, Snapshot
from searchkit.fields import BY_NAME
from searchkit.results import FacetCount

_FEW = 8
"""With fewer hits than one for so many articles, only the values of the hits are looked at."""
_MONTH = 7
"""The characters of YYYY-MM."""


class Tallied:
    """All hits of a search, to be counted by one field after the other."""

    def __init__(self, lists: Sequence[Listed]) -> None:
        self._lists = lists
        self._articles = [listed.articles for listed in lists]
        self._weights: list[Array | None] = [None] * len(lists)

    def facet(self, field: str, persons: Mapping[str, str]) -> tuple[FacetCount, ...]:
        """The values that the hits have, most frequent first.

        Speakers are the persons of the archive's table, as hits name them. Other spellings that differ by case or
        accents count as one value, shown as it is printed most often.
        """
        if field == "speaker":
            said: Counter[str] = Counter()
            for name, _, count in self._counts(field):
                said[persons.get(name, name)] += count
            return ordered(said)
        spellings: dict[str, Counter[str]] = {}
        for value, folded, count in self._counts(field):
            spellings.setdefault(folded, Counter())[value] += count
        return ordered(
            {
                next(iter(found)) if len(found) == 1 else min(found, key=lambda value: (-found[value], value)): (
                    found.total()
                )
                for found in spellings.values()
            }
        )

    def months(self) -> tuple[FacetCount, ...]:
        """The hits by month (`YYYY-MM`, or `YYYY` where no month is known), in the order of time."""
        counts: Counter[str] = Counter()
        for printed, _, count in self._counts("date"):
            counts[printed[:_MONTH]] += count
        return tuple(FacetCount(month, count) for month, count in sorted(counts.items()))

    def _counts(self, field: str) -> Iterator[tuple[str, str, int]]:
        """Every value, by segment, with its folded form and the number of hits."""
        for number, listed in enumerate(self._lists):
            segment = listed.part.segment
            refs, counts = self._counted(number, field)
            for ref, count in zip(refs.tolist(), counts.tolist(), strict=True):
                if ref:
                    yield *segment.value_text(field, ref), int(count)

    def _counted(self, number: int, field: str) -> tuple[Array, Array]:
        listed = self._lists[number]
        segment = listed.part.segment
        if field in OF_ARTICLES:
            return self._of_articles(number, *segment.values(field))
        if listed.of_articles:
            return _NOTHING
        refs, _ = segment.values(field)
        docs = (
            listed.docs
            if field in OF_PASSAGES
            else listed.docs[: int(listed.docs.searchsorted(np.uint32(segment.quotes)))]
        )
        return _nonzero(np.bincount(refs[docs]))

    def _of_articles(self, number: int, refs: Array, starts: Array | None) -> tuple[Array, Array]:
        articles = self._articles[number]
        if len(articles) * _FEW < self._lists[number].part.segment.articles:
            if starts is not None:
                refs = refs[stretches(starts[articles], starts[articles + np.uint32(1)] - starts[articles])]
            else:
                refs = refs[articles]
            return np.unique(refs, return_counts=True)
        weights = self._weights[number]
        if weights is None:
            weights = self._weights[number] = np.bincount(articles, minlength=self._lists[number].part.segment.articles)
        return _nonzero(np.bincount(refs, weights if starts is None else np.repeat(weights, np.diff(starts))))


def all_values(snapshot: Snapshot, field: str) -> tuple[FacetCount, ...]:
    """Every value as it is written, with its number of quotes (fields that only quotes have) or of articles."""
    values: Counter[str] = Counter()
    for part in snapshot.parts:
        refs, counts = _nonzero(np.bincount(_live_refs(part, field)))
        for ref, count in zip(refs.tolist(), counts.tolist(), strict=True):
            values[part.segment.value_text(field, ref)[0]] += count
    return ordered(values)


def _live_refs(part: Part, field: str) -> Array:
    """The values of every live quote or article, each once for each."""
    segment = part.segment
    refs, starts = segment.values(field)
    if field in OF_PASSAGES:
        pairs = np.unique((part.article_of.astype(np.uint64) << np.uint64(32)) | refs)
        owners, refs = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
        return refs if part.live is None else refs[part.live[owners]]
    if BY_NAME[field].on_quotes_only:
        return refs if part.live_passages is None else refs[part.live_passages[: segment.quotes]]
    if part.live is None:
        return refs
    return refs[part.live if starts is None else np.repeat(part.live, np.diff(starts))]


def ordered(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    """Values with their counts, the most frequent first."""
    pairs = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetCount(value, count) for value, count in pairs if value)


def _nonzero(counts: Array) -> tuple[Array, Array]:
    numbers = np.flatnonzero(counts)
    return numbers, counts[numbers]


_NOTHING: tuple[Array, Array] = (np.zeros(0, np.int64), np.zeros(0, np.int64))
