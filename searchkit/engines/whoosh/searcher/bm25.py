"""BM25 over exact lengths and live documents, unit by unit, so that an updated index scores as a rebuilt one.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with Lucene's inverse document
frequency, which is never negative.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array

K1 = 1.2
B = 0.75
CONSTANT = 1.0
"""What a word found by its beginning is worth, however rare or frequent."""
DIGITS = 1e8
"""Scores that are equal to eight places after the point are equal: sums of floats are not exact beyond."""


class Ranking(NamedTuple):
    """What counts beside BM25: the factor of each further piece of evidence, 0 to switch it off.

    `title` adds, to an article that matches a word or phrase of the text, the score of the same in its title.
    `phrase` adds, to what matches several words, the score of each two neighbouring ones as a phrase (as they were typed),
    and `proximity` that of the two within WINDOW words, in any order.
    """

    title: float = 0.5
    phrase: float = 0.0
    proximity: float = 0.0


WINDOW = 8
"""How many words apart are near, after Metzler and Croft, A Markov Random Field Model for Term Dependencies (2005)."""
DEFAULT = Ranking()
PLAIN = Ranking(title=0.0)
"""BM25 alone."""


def idf_weight(having: int, count: int) -> float:
    """What a term is worth at most that `having` of all `count` documents of a unit have."""
    return (K1 + 1) * log(1 + (count - having + 0.5) / (having + 0.5))


def length_norms(lengths: Array, count: int, total_length: int, out: Array | None = None) -> Array:
    """What documents' lengths add below the line; `count` documents are `total_length` long together.

    Lengths are in words, function words left aside. `out` takes the result, as it does with numpy.
    """
    found: Array = np.multiply(lengths, K1 * B * count / max(total_length, 1), out=out)
    found += K1 * (1 - B)
    return found


def saturated(frequencies: Array, norm: Array) -> Array:
    """The share of a term's weight that documents get, by how often they have it."""
    freqs = frequencies.astype(float)
    norm += freqs  # its own copy: the caller gathered it
    freqs /= norm
    return freqs


def bm25(docs: Array, freqs: Array, norm: Array, weights: tuple[float, float], border: int) -> Array:
    """The scores of documents (ascending) that have a term so often; from `border` on they have the second weight.

    `norm` is what lengths add below the line, for all documents.
    """
    scores = saturated(freqs, norm.take(docs))
    first, second = weights
    if first == second:
        scores *= first
        return scores
    at = int(docs.searchsorted(border))
    scores[:at] *= first
    scores[at:] *= second
    return scores


def rounded(score: float) -> float:
    """A score without the digits in which sums of floats differ."""
    return round(score * DIGITS) / DIGITS
