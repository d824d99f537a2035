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

    def __init__(self, reader: IndexReader, copied: Array, sort: str, *, by_article: bool) -> None:
        """`copied` says for each article whether others have its text."""
        members = (copied if by_article else copied.take(reader.article_of)).nonzero()[0]
        same = (reader.article_column("article.digest") if by_article else reader.passage_column("passage.same")).take(
            members
        )
        groups, counts = group_ids(same)
        several = counts[groups] > 1
        docs, groups = members[several], groups[several]
        articles = docs if by_article else reader.article_of.take(docs).astype(np.intp)
        dates = reader.article_dates(1 if sort == OLDEST else -1).take(articles)
        ordinals = np.zeros(len(docs)) if by_article else reader.passage_column("passage.ordinal").take(docs)
        order = np.lexsort((ordinals, _places_by_id(reader, articles), dates, groups))
        self.groups, self.dates = groups.take(order), dates.take(order)
        self.slots = np.full(reader.articles if by_article else reader.passages, -1, np.int32)
        self.slots[docs.take(order)] = np.arange(len(docs))


def _places_by_id(reader: IndexReader, articles: Array) -> Array:
    """For each of some articles, the place of its id among all of theirs."""
    ids = [(reader.id_of(article), article) for article in unique_sorted(articles).tolist()]
    places = np.zeros(reader.articles, np.int64)
    for place, (_, article) in enumerate(sorted(ids)):
        places[article] = place
    return places.take(articles)
