"""BM25 over exact lengths and live documents, unit by unit, so that an updated index scores as a rebuilt one.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with Lucene's inverse document
frequency, which is never negative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

K1 = 1.2
B = 0.75
CONSTANT = 1.0
"""What a word found by its beginning is worth, however rare or frequent."""
DIGITS = 1e8
"""Scores that are equal to eight places after the point are equal: sums of floats are not exact beyond."""

Scores = Mapping[int, float]
"""By document."""


def bm25(frequencies: Scores, lengths: Sequence[int], having: int, count: int, total_length: int) -> dict[int, float]:
    """The score of one term in documents that have it.

    `frequencies` holds how often the term occurs in each; `lengths` is by document. `having` is the number of all
    documents with the term, `count` and `total_length` are those of all documents of the unit.
    """
    weight = (K1 + 1) * log(1 + (count - having + 0.5) / (having + 0.5))
    fixed = K1 * (1 - B)
    by_length = K1 * B * count / max(total_length, 1)
    return {
        doc: weight * frequency / (frequency + fixed + by_length * lengths[doc])
        for doc, frequency in frequencies.items()
    }


def rounded(score: float) -> float:
    """A score without the digits in which sums of floats differ."""
    return round(score * DIGITS) / DIGITS
