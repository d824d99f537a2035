"""A new segment in memory: plain arrays, not yet sorted into postings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import batch_ranges, concat_ranges
from searchkit.text.analysis import FUNCTION_WORDS

GAP = 2**32 - 1
"""Stands for a term at the empty position after each text, so that no phrase runs into the next text."""
_BATCH = 500_000
"""Tokens yielded at a time, because work on them takes many times their memory."""


@dataclass(frozen=True, slots=True)
class TokenStream:
    """The tokens of a field, text after text.

    `terms` are the exact forms, ascending. `tokens` is uint32[n_positions]: the number of the term at each position, or GAP.
    `doc_starts` and `doc_lengths` (uint32[n_docs]) are the first position and the number of positions of each document. A
    quote usually reuses positions of its paragraph.
    """

    terms: Sequence[str]
    tokens: Array
    doc_starts: Array
    doc_lengths: Array

    def iter_documents(self) -> Iterator[tuple[slice, Array]]:
        """Yield batches of documents in order, each with their tokens one after the other."""
        for start, end in batch_ranges(self.doc_lengths, _BATCH):
            docs = slice(start, end)
            yield docs, self.tokens.take(concat_ranges(self.doc_starts[docs], self.doc_lengths[docs]))

    def content_lengths(self) -> Array:
        """Count the tokens of each document, without function words: uint32[n_docs]."""
        is_function_word = np.array([*(term in FUNCTION_WORDS for term in self.terms), False])
        before = np.zeros(len(self.tokens) + 1, np.uint32)
        np.cumsum(
            is_function_word.take(self.tokens, mode="clip"), out=before[1:]
        )  # GAP is clipped to the last item, False
        ends = self.doc_starts + self.doc_lengths
        lengths: Array = self.doc_lengths - (before.take(ends) - before.take(self.doc_starts))
        return lengths


@dataclass(frozen=True, slots=True)
class FieldValues:
    """The values of a field: `texts` are the distinct ones, "" (no value) first.

    The owner of a value is the quote, passage or article that has it. A ref is the number of a value in `texts`. With
    `offsets`, owner n has `refs[offsets[n]:offsets[n + 1]]`; without, owner n has `refs[n]`.
    """

    texts: Sequence[str]
    refs: Array
    offsets: Array | None


@dataclass(frozen=True, slots=True)
class SegmentData:
    """A new segment. Passages are quotes, then paragraphs. A column has a number for each quote, passage or article.

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
