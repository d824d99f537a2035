"""One hit per finding: a quote instead of its paragraph, and one of the copies of an article."""

from __future__ import annotations

import numpy as np

from searchkit.engines.protocol import NEWEST, RELEVANCE
from searchkit.engines.whoosh.collector.top_hits import HitList, rows, tie_break_key
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import find_indices, isin_sorted
from searchkit.engines.whoosh.searcher.bm25 import DIGITS
from searchkit.engines.whoosh.searcher.index_reader import IndexReader
from searchkit.engines.whoosh.searcher.snapshot import Snapshot
from searchkit.engines.whoosh.segment.live_segment import LiveSegment

_SPARSE = 16
"""With fewer hits than one for so many passages, their homes are looked for among them, else marked among all; and the first
question makes no table of all copies, which would take longer to make than it saves."""
_OFTEN = 16
"""After so many questions, it is worth its making for few hits too."""
_FEW = 1024
"""So many hits of the first questions are compared with each other, others with a table of all copies there are."""


def without_parents(reader: IndexReader, docs: Array) -> Array | None:
    """Which of some passages are not paragraphs of which a quote is one (by place); None when all are."""
    split = int(docs.searchsorted(reader.quotes))
    if split in (0, len(docs)):
        return None
    homes = reader.parent_of_quote.take(docs[:split])
    if len(docs) * _SPARSE < reader.passages:
        cache = np.ones(len(docs), bool)
        np.logical_not(find_indices(docs[split:], homes, reader.passages)[1], out=cache[split:])
    else:
        shown = np.ones(reader.passages + 1, bool)
        shown[homes] = False
        cache = shown.take(docs)
        cache[:split] = True
    at: Array = cache.nonzero()[0]
    return None if len(at) == len(docs) else at


def collapse_copies(snapshot: Snapshot, listed: HitList, sort: str) -> HitList:
    """Of the same passage in articles with the same text, only the hit that comes first."""
    if len(listed.docs) <= _FEW and snapshot.answered <= _OFTEN:
        return _without(listed, _lost_of_few(listed, listed.same, sort))
    if not len(snapshot.repeated_digests):
        return listed
    if not snapshot.answered and len(listed.docs) * _SPARSE < snapshot.reader.passages:
        return _without_a_table(snapshot, listed, sort)
    copies = snapshot.copies(NEWEST if sort == RELEVANCE else sort, by_article=listed.by_article)
    slots = copies.slots.take(listed.docs)
    members = (slots >= 0).nonzero()[0]
    slots = slots.take(members)
    order = slots.argsort()
    members, slots = members.take(order), slots.take(order)
    groups = copies.groups.take(slots)
    again = (groups[1:] == groups[:-1]).nonzero()[0] + 1
    if not len(again):
        return listed
    if not isinstance(listed.scores, float):
        scores = np.rint(listed.scores.take(members) * DIGITS)
        if (scores.take(again) != scores.take(again - 1)).any():
            # Titles may tell copies apart.
            keys = (-scores,) if sort == RELEVANCE else (-scores, copies.dates.take(slots))
            members = members.take(np.lexsort((slots, *keys, groups)))
    return _without(listed, members.take(again))


def _without_a_table(snapshot: Snapshot, listed: HitList, sort: str) -> HitList:
    """The same by a look at the hits alone, and of these only at articles whose text others have."""
    reader = snapshot.reader
    digests = reader.article_column("article.digest").take(listed.articles)
    copied = isin_sorted(digests, snapshot.repeated_digests).nonzero()[0]
    some = listed.only(copied)
    same = digests.take(copied) if listed.by_article else reader.of_some_passages("passage.same", some.docs)
    return _without(listed, copied.take(_lost_of_few(some, same, sort)))


def _lost_of_few(listed: HitList, same: Array, sort: str) -> Array:
    """The places of those of a few hits that come after another that is the same."""
    in_order = np.sort(same)
    if not (in_order[1:] == in_order[:-1]).any():
        return np.zeros(0, np.intp)
    order = same.argsort()
    alike = same.take(order[1:]) == same.take(order[:-1])
    twice = np.zeros(len(same), bool)
    twice[order[1:][alike]] = True
    twice[order[:-1][alike]] = True
    members = twice.nonzero()[0]
    found = rows(listed.only(members), sort)
    ordered = sorted(range(len(found)), key=lambda at: (found[at][0], tie_break_key(listed, found[at][1])))
    values = same.take(members).tolist()
    first: dict[int, int] = {}
    for at in ordered:
        first.setdefault(values[at], at)
    lost = np.ones(len(found), bool)
    lost[list(first.values())] = False
    return members[lost]


def _without(listed: HitList, lost: Array) -> HitList:
    if not len(lost):
        return listed
    cache = np.ones(len(listed.docs), bool)
    cache[lost] = False
    return listed.only(cache.nonzero()[0])


def copies_of(snapshot: Snapshot, part: LiveSegment, article: int) -> tuple[str, ...]:
    """The ids of all other articles with the same text, sorted."""
    digest = part.segment.array("article.digest")[article]
    repeated = snapshot.repeated_digests
    at = int(repeated.searchsorted(digest))
    if at == len(repeated) or repeated[at] != digest:
        return ()
    ids = []
    for other in snapshot.live_segments:
        alike = other.segment.array("article.digest") == digest
        live = alike if other.live is None else alike & other.live
        numbers = live.nonzero()[0].tolist()
        ids += [other.segment.id_of(number) for number in numbers if (other, number) != (part, article)]
    return tuple(sorted(ids))
