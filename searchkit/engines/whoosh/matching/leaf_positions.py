"""Find the positions where a leaf on text or titles matches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.matching.expansion import fuzzy_terms, wildcard_terms
from searchkit.engines.whoosh.matching.phrase import intersect_positions, phrase_starts
from searchkit.engines.whoosh.matching.proximity import windows
from searchkit.engines.whoosh.matching.query_terms import exact_forms, prefix_terms
from searchkit.engines.whoosh.searcher.field_terms import FieldTerms
from searchkit.query.tree import Fuzzy, Near, Phrase, Prefix, Wildcard, Word

MultiTermLeaf = Prefix | Wildcard | Fuzzy
"""Leaves that stand for several terms."""
TextLeaf = Word | Phrase | Near | MultiTermLeaf


def match_positions(terms: FieldTerms, leaf: TextLeaf) -> tuple[Array, int | Array]:
    """Return where the matches of a leaf start, and how many positions longer than one term they are.

    Positions are ascending, but not those of leaves that stand for several terms.
    """
    match leaf:
        case Word(text) | Phrase(text):
            phrase = exact_forms(text)
            return phrase_starts(terms, phrase), len(phrase) - 1
        case Prefix(text):
            before, prefix = prefix_terms(text)
            return prefix_positions(terms, before, prefix) - len(before), len(before)
        case Near(words, window, ordered):
            return windows(terms, exact_forms(" ".join(words)), window, ordered=ordered)
        case Wildcard() | Fuzzy():
            return pattern_positions(terms, leaf), 0


def pattern_positions(terms: FieldTerms, leaf: Wildcard | Fuzzy) -> Array:
    """Return the positions of all terms that a leaf stands for, in any order."""
    if isinstance(leaf, Wildcard):
        return terms.union_positions(wildcard_terms(leaf.text, dictionary) for dictionary in terms.dictionaries)
    return terms.union_positions(fuzzy_terms(leaf.text, leaf.distance, dictionary) for dictionary in terms.dictionaries)


def prefix_positions(terms: FieldTerms, before: Sequence[str], prefix: str) -> Array:
    """Return the positions of terms with a prefix that follow the terms `before`, in any order."""
    if not prefix:
        return np.zeros(0, np.uint32)
    positions = terms.prefix_positions(prefix)
    if not before:
        return positions
    starts = phrase_starts(terms, before)
    return intersect_positions(positions, starts + starts.dtype.type(len(before)))
