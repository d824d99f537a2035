"""64-bit fingerprints of token sequences, by which articles and passages of the same text are found."""

from __future__ import annotations

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import batch_ranges, run_starts

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2**64 divided by the golden ratio: multiples of it are far apart."""
_BATCH = 500_000
"""Tokens hashed at a time, because hashing takes many times their memory."""


def fingerprints(term_hashes: Array, tokens: Array, lengths: Array) -> Array:
    """Fingerprint token sequences: uint64[len(lengths)], equal for equal sequences.

    `tokens` are the term numbers of all sequences, one after the other; `lengths` is the number of tokens of each sequence;
    `term_hashes` is the hash of each term.
    """
    results = np.zeros(len(lengths), np.uint64)
    at = 0
    for first, last in batch_ranges(lengths, _BATCH):
        count = int(lengths[first:last].sum())
        results[first:last] = _sum_hashes(term_hashes, tokens[at : at + count], lengths[first:last])
        at += count
    return results


def duplicate_keys(article_digests: Array, passage_digests: Array, articles: Array, n_quotes: int) -> Array:
    """Key each passage: uint64[n_passages], equal for the same passage of articles with the same text.

    Equal passages within one article have different keys. `articles` is the article of each passage; the first `n_quotes`
    passages are quotes.
    """
    is_quote = (np.arange(len(passage_digests)) < n_quotes).astype(np.uint64)
    contents = _mix(passage_digests + is_quote * _GOLDEN)
    repetitions = _count_before(_mix(contents + articles))
    return _mix(contents + _mix(article_digests[articles]) + repetitions * _GOLDEN)


def _count_before(keys: Array) -> Array:
    """Count the equal keys before each key: uint64[len(keys)]."""
    order = keys.argsort(kind="stable")
    first = run_starts(keys.take(order))
    counts = np.empty(len(keys), np.uint64)
    counts[order] = np.arange(len(keys)) - np.repeat(first, np.diff(first, append=len(keys)))
    return counts


def _sum_hashes(term_hashes: Array, tokens: Array, lengths: Array) -> Array:
    starts = np.cumsum(lengths, dtype=np.int64) - lengths
    offsets = np.arange(len(tokens)) - np.repeat(starts, lengths)
    mixed = _mix(term_hashes[tokens] + (offsets.astype(np.uint64) + np.uint64(1)) * _GOLDEN)
    sums = np.zeros(len(mixed) + 1, np.uint64)
    np.cumsum(mixed, out=sums[1:])
    totals: Array = sums[starts + lengths] - sums[starts]
    return totals


def _mix(numbers: Array) -> Array:
    """Spread uint64 numbers, so that sums of different numbers differ (Steele and others, SplitMix, 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: Array = numbers ^ (numbers >> np.uint64(31))
    return result
