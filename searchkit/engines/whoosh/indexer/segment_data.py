"""A new segment in memory, as its builder leaves it: plain arrays, not yet sorted into postings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import batch_ranges, concat_ranges
from searchkit.text.analysis import FUNCTION_WORDS

GAP = 2**32 - 1
"""In place of a term number, at the position behind each text: a phrase never runs from one text into the next."""
_BATCH = 500_000
"""Tokens worked on at a time, because work takes many times their memory."""


@dataclass(frozen=True, slots=True)
class TokenStream:
    """The tokens of a field, text after text.

    `terms` are the exact forms, ascending. `tokens` is uint32[n_positions]: the number of the term at each position, or GAP.
    `doc_starts` and `doc_lengths` (uint32[n_docs]) are the positions of each document. A quote's positions are among
    its paragraph's.
    """

    terms: Sequence[str]
    tokens: Array
    doc_starts: Array
    doc_lengths: Array

    def iter_documents(self) -> Iterator[tuple[slice, Array]]:
        """Yield some documents at a time, in order, with their tokens one after the other."""
        for start, end in batch_ranges(self.doc_lengths, _BATCH):
            docs = slice(start, end)
            yield docs, self.tokens.take(concat_ranges(self.doc_starts[docs], self.doc_lengths[docs]))

    def content_lengths(self) -> Array:
        """Count the tokens of each document that are no function words: uint32[n_docs]."""
        is_function_word = np.array([*(term in FUNCTION_WORDS for term in self.terms), False])
        before = np.zeros(len(self.tokens) + 1, np.uint32)
        np.cumsum(is_function_word.take(self.tokens, mode="clip"), out=before[1:])  # GAP is clipped to the last
        ends = self.doc_starts + self.doc_lengths
        lengths: Array = self.doc_lengths - (before.take(ends) - before.take(self.doc_starts))
        return lengths


@dataclass(frozen=True, slots=True)
class FieldValues:
    """The values of a field by owner (quote, passage or article).

    `refs` are numbers into `texts`, whose first is "" for no value. With `offsets`, owner n has
    `refs[offsets[n]:offsets[n + 1]]`; without, each owner has one.
    """

    texts: Sequence[str]
    refs: Array
    offsets: Array | None


@dataclass(frozen=True, slots=True)
class SegmentData:
    """A segment. Its passages are its quotes, then its paragraphs; columns have a number for each owner.

    Columns of `quotes`: parent (the passage number of the paragraph, or NOWHERE), confidence. Of `passages`: ordinal (index in
    the article), duplicate_key. Of `articles`: digest, day, day_after, separate_title (whether no paragraph is the title),
    quotes, paragraphs (how many it has). `store_blocks` and `store_index` are what `StoreWriter` wrote.
    """

    ids: Sequence[str]
    quotes: Mapping[str, Array]
    passages: Mapping[str, Array]
    articles: Mapping[str, Array]
    text: TokenStream
    title: TokenStream
    values: Mapping[str, FieldValues]
    store_blocks: Sequence[bytes | memoryview]
    store_index: Mapping[str, Array]
