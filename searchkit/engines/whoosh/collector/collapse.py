"""One hit per finding: a quote instead of its paragraph, and one of several identical passages."""

from __future__ import annotations

import numpy as np

from searchkit.engines.whoosh.collector.top_hits import HitList
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import unique_sorted
from searchkit.engines.whoosh.searcher.bm25 import DIGITS
from searchkit.engines.whoosh.searcher.index_reader import IndexReader
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.query.request import OLDEST, RELEVANCE


def indices_without_parents(reader: IndexReader, docs: Array) -> Array | None:
    """Return the indices of `docs` (ascending passages) that are not the paragraph of a quote among them; None for all."""
    split = int(docs.searchsorted(reader.quotes))
    if split in (0, len(docs)):
        return None
    wanted = np.ones(reader.passages + 1, bool)
    wanted[reader.parent_of_quote.take(docs[:split])] = False
    indices: Array = wanted.take(docs).nonzero()[0]
    return indices


def collapse_duplicates(snapshot: Snapshot, hits: HitList, sort: str) -> HitList:
    """Keep the first hit, in the order of `sort`, of each group of the same passage in articles with the same text."""
    duplicates = snapshot.duplicates
    is_duplicate = duplicates.articles if hits.by_article else duplicates.passages
    members = is_duplicate.take(hits.docs).nonzero()[0]
    some = hits.select(members)
    digests = some.digests
    if len(unique_sorted(digests)) == len(digests):
        return hits
    keys = [some.dates(1 if sort == OLDEST else -1)]
    if not isinstance(some.scores, float):
        scores = -np.rint(some.scores * DIGITS)
        keys = [*keys, scores] if sort == RELEVANCE else [scores, *keys]
    order = np.lexsort((duplicates.id_ranks.take(some.articles), *keys, digests))
    ordered = digests.take(order)
    first = np.ones(len(hits.docs), bool)
    first[members.take(order[1:][ordered[1:] == ordered[:-1]])] = False
    return hits.select(first.nonzero()[0])


def duplicate_ids(snapshot: Snapshot, segment: LiveSegment, article: int) -> tuple[str, ...]:
    """Return the ids of the other live articles with the same text, sorted; `article` is its number in the segment."""
    digest = segment.segment.array("article.digest")[article]
    if not snapshot.duplicates.has(digest):
        return ()
    ids = []
    for other in snapshot.live_segments:
        same = other.segment.array("article.digest") == digest
        live = same if other.live is None else same & other.live
        numbers = live.nonzero()[0].tolist()
        ids += [other.segment.id_of(number) for number in numbers if (other, number) != (segment, article)]
    return tuple(sorted(ids))
