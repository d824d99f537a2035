"""One hit per finding: a quote instead of its paragraph, and one of the copies of an article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.engines.protocol import NEWEST, RELEVANCE
from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.copies import Copies
from searchkit.engines.whoosh.order import Listed, fine, rows
from searchkit.engines.whoosh.rank import DIGITS
from searchkit.engines.whoosh.runs import parted
from searchkit.engines.whoosh.snapshot import Part, Snapshot

_FEW = 1024
"""So many hits are compared with each other, more with a table of all documents that are copies."""


def not_folded(part: Part, docs: Array) -> Array | None:
    """Which of some passages are not paragraphs of which a quote is one (by place); None when all are."""
    segment = part.segment
    split = int(docs.searchsorted(segment.quotes))
    if split in (0, len(docs)):
        return None
    shown = np.ones(segment.passages + 1, bool)
    shown[part.home_of_quote.take(docs[:split])] = False
    kept = shown.take(docs[split:]).nonzero()[0]
    if len(kept) == len(docs) - split:
        return None
    return np.concatenate((np.arange(split), kept + split))


def without_copies(snapshot: Snapshot, lists: Sequence[Listed], sort: str) -> list[Listed]:
    """Of the same passage in articles with the same text, only the hit that comes first."""
    if sum(len(listed.docs) for listed in lists) <= _FEW:
        return _few_without_copies(lists, sort)
    if not len(snapshot.repeated_digests):
        return list(lists)
    copies = snapshot.copied_articles if lists[0].of_articles else snapshot.copied_passages
    slots = [own.take(listed.docs) for own, listed in zip(copies.slots, lists, strict=True)]
    members = [(own >= 0).nonzero()[0] for own in slots]
    slot = np.concatenate([own.take(at) for own, at in zip(slots, members, strict=True)])
    if len(slot) < 2:  # noqa: PLR2004 - one alone is no copy
        return list(lists)
    if np.bincount(copies.groups.take(slot)).max() == 1:
        return list(lists)
    lost = _losers(copies, slot, _scores_at(lists, members), sort)
    if not lost.any():
        return list(lists)
    return _without(lists, members, lost)


def _few_without_copies(lists: Sequence[Listed], sort: str) -> list[Listed]:
    """The same for few hits, of which it is told without a look at all other documents."""
    same = [listed.same for listed in lists]
    if not same:
        return []
    joined = np.concatenate(same)
    order = joined.argsort()
    alike = joined.take(order[1:]) == joined.take(order[:-1])
    if not alike.any():
        return list(lists)
    twice = np.zeros(len(joined), bool)
    twice[order[1:][alike]] = True
    twice[order[:-1][alike]] = True
    members = [own.nonzero()[0] for own in parted(twice, same)]
    found = [row for number, at in enumerate(members) for row in rows(number, lists[number].only(at), sort)]
    ordered = sorted(range(len(found)), key=lambda at: (found[at][0], fine(lists, found[at][1])))
    values = joined[twice].tolist()
    first: dict[int, int] = {}
    for at in ordered:
        first.setdefault(values[at], at)
    lost = np.ones(len(found), bool)
    lost[list(first.values())] = False
    return _without(lists, members, lost)


def _without(lists: Sequence[Listed], members: Sequence[Array], lost: Array) -> list[Listed]:
    """The lists without those of their members that lost."""
    return [
        listed.only(_all_but(len(listed.docs), at[own]))
        for listed, at, own in zip(lists, members, parted(lost, members), strict=True)
    ]


def _losers(copies: Copies, slot: Array, scores: Array | None, sort: str) -> Array:
    """Which of some documents, by slot, come after another that is the same (truth values)."""
    dated = NEWEST if sort == RELEVANCE else sort
    groups, ranks = copies.groups.take(slot), copies.ranks[dated].take(slot)
    latest_first = (-ranks).argsort()
    first = np.zeros(copies.count, np.intp)
    first[groups.take(latest_first)] = latest_first  # of several, the last one stays: that of the lowest rank
    winners = first.take(groups)
    if scores is not None and not np.array_equal(scores, scores.take(winners)):
        # Titles may tell copies apart.
        keys = (-scores,) if sort == RELEVANCE else (-scores, copies.dates[dated].take(slot))
        order = np.lexsort((ranks, *keys, groups))
        lost = np.empty(len(slot), bool)
        lost[order] = np.concatenate(([False], groups[order][1:] == groups[order][:-1]))
        return lost
    result: Array = winners != np.arange(len(slot))
    return result


def _scores_at(lists: Sequence[Listed], members: Sequence[Array]) -> Array | None:
    """The rounded scores of some hits of each segment."""
    if all(listed.scores is None for listed in lists):
        return None
    scores = [
        np.zeros(len(at)) if listed.scores is None else listed.scores.take(at)
        for listed, at in zip(lists, members, strict=True)
    ]
    return np.rint(np.concatenate(scores) * DIGITS)


def _all_but(count: int, left_out: Array) -> Array:
    kept = np.ones(count, bool)
    kept[left_out] = False
    return kept.nonzero()[0]


def copies_of(snapshot: Snapshot, part: Part, article: int) -> tuple[str, ...]:
    """The ids of all other articles with the same text, sorted."""
    digest = part.segment.array("article.digest")[article]
    repeated = snapshot.repeated_digests
    at = int(repeated.searchsorted(digest))
    if at == len(repeated) or repeated[at] != digest:
        return ()
    ids = []
    for other in snapshot.parts:
        alike = other.segment.array("article.digest") == digest
        live = alike if other.live is None else alike & other.live
        numbers = live.nonzero()[0].tolist()
        ids += [other.segment.id_of(number) for number in numbers if (other, number) != (part, article)]
    return tuple(sorted(ids))
