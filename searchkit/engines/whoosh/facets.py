"""How many hits have each value of a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import OF_ARTICLES, OF_PASSAGES
from searchkit.engines.whoosh.order import Listed
from searchkit.engines.whoosh.runs import distinct, stretches
from searchkit.engines.whoosh.snapshot import Part, Snapshot
from searchkit.engines.whoosh.spellings import Spellings
from searchkit.fields import BY_NAME
from searchkit.results import FacetCount

_FEW = 8
"""With fewer hits than one for so many articles, only the values of the hits are looked at."""
_MONTH = 7
"""The characters of YYYY-MM."""


class Tallied:
    """All hits of a search, to be counted by one field after the other."""

    def __init__(self, snapshot: Snapshot, lists: Sequence[Listed]) -> None:
        self._snapshot = snapshot
        self._lists = lists
        self._articles = [listed.articles for listed in lists]
        self._weights: list[Array | None] = [None] * len(lists)

    def facet(self, field: str, persons: Mapping[str, str]) -> tuple[FacetCount, ...]:
        """The values that the hits have, most frequent first.

        Speakers are the persons of the archive's table, as hits name them. Other spellings that differ by case or
        accents count as one value, shown as it is printed most often.
        """
        spellings = self._snapshot.spellings(field)
        counts = self._counts(field, spellings)
        if field == "speaker":
            return _by_person(spellings, counts, persons)
        return _ordered(spellings, *spellings.merged(counts))

    def months(self) -> tuple[FacetCount, ...]:
        """The hits by month (`YYYY-MM`, or `YYYY` where no month is known), in the order of time."""
        months: Counter[str] = Counter()
        spellings = self._snapshot.spellings("date")
        counts = self._counts("date", spellings)
        for number in counts.nonzero()[0].tolist():
            months[spellings.texts[number][:_MONTH]] += int(counts[number])
        return tuple(FacetCount(month, count) for month, count in sorted(months.items()) if month)

    def _counts(self, field: str, spellings: Spellings) -> Array:
        """The number of hits by the number of a spelling."""
        total = np.zeros(len(spellings.texts), np.int64)
        for number, own in enumerate(spellings.own):
            refs, counts = self._counted(number, field)
            total[own.take(refs)] += counts.astype(np.int64)
        return total

    def _counted(self, number: int, field: str) -> tuple[Array, Array]:
        """The values of the hits in a segment, by their numbers there, and how many have each."""
        listed = self._lists[number]
        segment = listed.part.segment
        if field in OF_ARTICLES:
            return self._of_articles(number, *segment.values(field))
        if listed.of_articles:
            return _NOTHING
        refs, _ = segment.values(field)
        docs = listed.docs if field in OF_PASSAGES else listed.docs[: int(listed.docs.searchsorted(segment.quotes))]
        return _nonzero(np.bincount(refs.take(docs)))

    def _of_articles(self, number: int, refs: Array, starts: Array | None) -> tuple[Array, Array]:
        articles = self._articles[number]
        if len(articles) * _FEW < self._lists[number].part.segment.articles:
            if starts is None:
                return _nonzero(np.bincount(refs.take(articles)))
            first, last = starts.take(articles), starts.take(articles + 1)
            return _nonzero(np.bincount(refs.take(stretches(first, last - first))))
        weights = self._weights[number]
        if weights is None:
            weights = self._weights[number] = np.bincount(articles, minlength=self._lists[number].part.segment.articles)
        return _nonzero(np.bincount(refs, weights if starts is None else np.repeat(weights, np.diff(starts))))


def all_values(snapshot: Snapshot, field: str) -> tuple[FacetCount, ...]:
    """Every value as it is written, with its number of quotes (fields that only quotes have) or of articles."""
    spellings = snapshot.spellings(field)
    total = np.zeros(len(spellings.texts), np.int64)
    for part, own in zip(snapshot.parts, spellings.own, strict=True):
        refs, counts = _nonzero(np.bincount(_live_refs(part, field)))
        total[own.take(refs)] += counts
    return _ordered(spellings, *_nonzero(total))


def _live_refs(part: Part, field: str) -> Array:
    """The values of every live quote or article, each once for each."""
    segment = part.segment
    refs, starts = segment.values(field)
    if field in OF_PASSAGES:
        pairs = distinct((part.article_of.astype(np.uint64) << np.uint64(32)) | refs)
        owners, refs = (pairs >> np.uint64(32)).astype(np.intp), (pairs & np.uint64(0xFFFFFFFF)).astype(np.intp)
        return refs if part.live is None else refs[part.live[owners]]
    if BY_NAME[field].on_quotes_only:
        return refs if part.live_passages is None else refs[part.live_passages[: segment.quotes]]
    if part.live is None:
        return refs
    return refs[part.live if starts is None else np.repeat(part.live, np.diff(starts))]


def _by_person(spellings: Spellings, counts: Array, persons: Mapping[str, str]) -> tuple[FacetCount, ...]:
    numbers, counts = _nonzero(counts)
    if not persons:
        return _ordered(spellings, numbers, counts)
    said: Counter[str] = Counter()
    for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
        name = spellings.texts[number]
        said[persons.get(name, name)] += count
    pairs = sorted((-count, name) for name, count in said.items() if name)
    return tuple([FacetCount(name, -count) for count, name in pairs])


def _ordered(spellings: Spellings, numbers: Array, counts: Array) -> tuple[FacetCount, ...]:
    """Values with their counts, the most frequent first, without the empty one. Values are numbered in their order."""
    order = np.lexsort((numbers, -counts))
    order = order[numbers.take(order) != 0]
    texts = map(spellings.texts.__getitem__, numbers.take(order).tolist())
    return tuple(map(FacetCount, texts, counts.take(order).tolist()))


def _nonzero(counts: Array) -> tuple[Array, Array]:
    numbers = counts.nonzero()[0]
    return numbers, counts.take(numbers)


_NOTHING: tuple[Array, Array] = (np.zeros(0, np.intp), np.zeros(0, np.int64))
