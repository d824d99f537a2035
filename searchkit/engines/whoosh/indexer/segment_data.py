"""The articles of a new segment as their builder leaves them: plain arrays, to be sorted into a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import batch_ranges, concat_ranges
from searchkit.text.analysis import FUNCTION_WORDS

GAP = 2**32 - 1
"""In place of a word's number, where no word stands."""
_AT_ONCE = 500_000
"""Words that are worked on at a time, because that takes many times their memory."""


@dataclass(frozen=True, slots=True)
class TokenStreams:
    """Rows of words, laid out as one long row with one free place behind each.

    `texts` are sorted exact forms, each of which occurs; `row` has the number of the word at each place, or FREE.
    `first` and `counts` say for each document where its words begin, and how many there are: a quote's words are among
    its paragraph's.
    """

    texts: Sequence[str]
    row: Array
    first: Array
    counts: Array

    def by_document(self) -> Iterator[tuple[slice, Array]]:
        """The words of the documents in order, of some documents at a time."""
        for start, end in batch_ranges(self.counts, _AT_ONCE):
            documents = slice(start, end)
            yield documents, self.row.take(concat_ranges(self.first[documents], self.counts[documents]))

    def content_counts(self) -> Array:
        """How many words of each document are no function words."""
        left_out = [text in FUNCTION_WORDS for text in self.texts]
        before = np.zeros(len(self.row) + 1, np.uint32)
        np.cumsum(np.array([*left_out, False]).take(self.row, mode="clip"), out=before[1:])  # FREE is behind the last
        counts: Array = self.counts - (before.take(self.first + self.counts) - before.take(self.first))
        return counts


@dataclass(frozen=True, slots=True)
class Values:
    """The values of owners (quotes, passages or articles): numbers into `texts`, whose first is for "none".

    With `starts`, those of owner n are `refs[starts[n]:starts[n + 1]]`; without, each owner has one.
    """

    texts: Sequence[str]
    refs: Array
    starts: Array | None


@dataclass(frozen=True, slots=True)
class SegmentData:
    """A segment: quotes, then paragraphs, are its passages.

    `passages` has the columns ordinal and same; `quotes` parent (the passage, or NOWHERE) and confidence;
    `articles` digest, day, after, apart (whether the title is
    none of the paragraphs), and how many quotes and paragraphs each has.
    `store_blocks` and `store_index` are what `StoreWriter` wrote.
    """

    ids: Sequence[str]
    quotes: Mapping[str, Array]
    passages: Mapping[str, Array]
    articles: Mapping[str, Array]
    text: TokenStreams
    title: TokenStreams
    values: Mapping[str, Values]
    store_blocks: Sequence[bytes | memoryview]
    store_index: Mapping[str, Array]
