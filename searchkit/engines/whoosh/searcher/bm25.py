"""BM25 over exact lengths and live documents, unit by unit, so that an updated index scores as a rebuilt one.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with Lucene's inverse document
frequency, which is never negative.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

from searchkit.engines.whoosh.directory.array_file import Array

K1 = 1.2
B = 0.75
CONSTANT = 1.0
"""The score of a term found by its prefix or a pattern, however rare or frequent."""
DIGITS = 1e8
"""Scores that are equal to eight decimal places are equal: sums of floats are not exact beyond."""


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


def idf_weight(doc_freq: int, doc_count: int) -> float:
    """Return the highest score of a term that `doc_freq` of the `doc_count` documents of a unit have."""
    return (K1 + 1) * log(1 + (doc_count - doc_freq + 0.5) / (doc_freq + 0.5))


def length_norms(lengths: Array, doc_count: int, total_length: int) -> Array:
    """Return float64[len(lengths)]: what the length of each document adds to BM25's denominator.

    Lengths are in words without function words. `doc_count` documents are `total_length` long together.
    """
    norms = lengths * (K1 * B * doc_count / max(total_length, 1))
    norms += K1 * (1 - B)
    return norms


def saturation(freqs: Array, norms: Array) -> Array:
    """Return the share of a term's weight that documents get, by the term's frequency in each."""
    shares = freqs.astype(float)
    shares /= norms + shares
    return shares


def bm25(docs: Array, freqs: Array, norms: Array, weights: tuple[float, float], border: int) -> Array:
    """Return the scores of documents (ascending) for a term; the second weight is that of documents from `border` on.

    `norms` are the length norms of all documents.
    """
    scores = saturation(freqs, norms.take(docs))
    split = int(docs.searchsorted(border))
    scores[:split] *= weights[0]
    scores[split:] *= weights[1]
    return scores


def round_score(score: float) -> float:
    """Return a score without the digits in which sums of floats differ."""
    return round(score * DIGITS) / DIGITS
