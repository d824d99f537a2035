"""Which documents are copies of others: the same passage of articles with the same text, or those articles."""

from __future__ import annotations

import numpy as np

from searchkit.engines.protocol import OLDEST
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import group_ids, unique_sorted
from searchkit.engines.whoosh.searcher.index_reader import IndexReader


class Duplicates:
    """The live documents of which there are several, each with a slot.

    Slots are numbered group by group of what is the same, and in each by date (the latest first, or the earliest for
    OLDEST), then id, then place in the article. `slots` gives the slot of every document, -1 for those without; by slot,
    `groups` gives the group, and `dates` orders by date alone.
    """

    def __init__(self, whole: IndexReader, copied: Array, sort: str, *, of_articles: bool) -> None:
        """`copied` says for each article whether others have its text."""
        members = (copied if of_articles else copied.take(whole.article_of)).nonzero()[0]
        same = (whole.of_articles("article.digest") if of_articles else whole.of_passages("passage.same")).take(members)
        groups, counts = group_ids(same)
        several = counts[groups] > 1
        docs, groups = members[several], groups[several]
        articles = docs if of_articles else whole.article_of.take(docs).astype(np.intp)
        dates = whole.dates_of_articles(1 if sort == OLDEST else -1).take(articles)
        ordinals = np.zeros(len(docs)) if of_articles else whole.of_passages("passage.ordinal").take(docs)
        order = np.lexsort((ordinals, _places_by_id(whole, articles), dates, groups))
        self.groups, self.dates = groups.take(order), dates.take(order)
        self.slots = np.full(whole.articles if of_articles else whole.passages, -1, np.int32)
        self.slots[docs.take(order)] = np.arange(len(docs))


def _places_by_id(whole: IndexReader, articles: Array) -> Array:
    """For each of some articles, the place of its id among all of theirs."""
    ids = [(whole.id_of(article), article) for article in unique_sorted(articles).tolist()]
    places = np.zeros(whole.articles, np.int64)
    for place, (_, article) in enumerate(sorted(ids)):
        places[article] = place
    return places.take(articles)
