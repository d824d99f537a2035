"""One hit per finding: a quote instead of its paragraph, and one of the copies of an article."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import NOWHERE
from searchkit.engines.whoosh.order import Listed, keys_for, ordinals
from searchkit.engines.whoosh.segment import Segment
from searchkit.engines.whoosh.snapshot import Part, Snapshot


def not_folded(segment: Segment, docs: Array) -> Array | None:
    """Which of some passages are not paragraphs of which a quote is one (by place); None when all are."""
    split = int(docs.searchsorted(np.uint32(segment.quotes)))
    if split in (0, len(docs)):
        return None
    parents = segment.array("quote.parent")[docs[:split]]
    shown = np.ones(segment.passages, bool)
    shown[parents[parents != NOWHERE]] = False
    kept = np.flatnonzero(shown[docs[split:]])
    if len(kept) == len(docs) - split:
        return None
    return np.concatenate((np.arange(split), kept + split))


def without_copies(snapshot: Snapshot, lists: Sequence[Listed], sort: str) -> list[Listed]:
    """Of the same passage in articles with the same text, only the hit that comes first."""
    if not len(snapshot.repeated_digests):
        return list(lists)
    members = [
        np.flatnonzero(snapshot.copied(number, listed.of_articles)[listed.docs]) for number, listed in enumerate(lists)
    ]
    same = np.concatenate([_same(listed)[at] for listed, at in zip(lists, members, strict=True)])
    if len(np.unique(same)) == len(same):
        return list(lists)
    losers = _losers(snapshot, [listed.only(at) for listed, at in zip(lists, members, strict=True)], same, sort)
    return [
        listed.only(np.delete(np.arange(len(listed.docs)), at[lost])) if lost.any() else listed
        for listed, at, lost in zip(lists, members, losers, strict=True)
    ]


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
        numbers = np.flatnonzero(live).tolist()
        ids += [other.segment.id_of(number) for number in numbers if (other, number) != (part, article)]
    return tuple(sorted(ids))


def _same(listed: Listed) -> Array:
    """Equal for the same passage of articles with the same text."""
    return listed.part.segment.array("article.digest" if listed.of_articles else "passage.same")[listed.docs]


def _losers(snapshot: Snapshot, members: Sequence[Listed], same: Array, sort: str) -> list[Array]:
    """Which members come after another with the same number, by segment (truth values)."""
    keys = [np.concatenate([key(listed) for listed in members]) for key in keys_for(sort)]
    ranks = [snapshot.ranks_of_copied(number)[listed.articles] for number, listed in enumerate(members)]
    last = (np.concatenate([ordinals(listed) for listed in members]), np.concatenate(ranks))
    order = np.lexsort((*last, *reversed(keys), same))
    lost = np.zeros(len(same), bool)
    lost[order[1:]] = same[order[1:]] == same[order[:-1]]
    return np.split(lost, np.cumsum([len(listed.docs) for listed in members])[:-1])
