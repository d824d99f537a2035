"""Expand a pattern or a misspelled word to the terms of a dictionary that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from searchkit.engines.whoosh.encoding.term_dict import TermDict
from searchkit.query.tree import Fuzzy, Wildcard
from searchkit.text.analysis import fold

LONGEST = 100
"""Longer words and patterns match nothing: their cost would grow with the square of their length."""


def leaf_fits(leaf: Wildcard | Fuzzy, term: str) -> bool:
    """Whether a leaf stands for an exact form."""
    if len(term) > LONGEST:
        return False
    if isinstance(leaf, Wildcard):
        return len(leaf.text) <= LONGEST and pattern_fits(fold(leaf.text), term)
    return is_similar(leaf.text, leaf.distance, term)


def wildcard_terms(pattern: str, dictionary: TermDict) -> Iterator[int]:
    """Yield the numbers of the terms that a pattern with `*` and `?` fits, ignoring case and accents."""
    folded = fold(pattern)
    if not folded or len(folded) > LONGEST:
        return
    prefix = folded.partition("*")[0].partition("?")[0]
    for number in dictionary.prefix_range(prefix):
        term = dictionary.text(number)
        if len(term) <= LONGEST and pattern_fits(folded, term):
            yield number


def pattern_fits(pattern: str, term: str) -> bool:
    """Whether a pattern fits a whole term.

    Each piece between stars is matched at its first possible index, the last piece at the end, so the time is at most
    the product of the two lengths.
    """
    first, *rest = pattern.split("*")
    if not rest:
        return len(first) == len(term) and _fits_at(first, term, 0)
    *middle, last = rest
    end = len(term) - len(last)
    if end < len(first) or not _fits_at(first, term, 0) or not _fits_at(last, term, end):
        return False
    index = len(first)
    for piece in middle:
        start = next((at for at in range(index, end - len(piece) + 1) if _fits_at(piece, term, at)), None)
        if start is None:
            return False
        index = start + len(piece)
    return True


def fuzzy_terms(word: str, distance: int, dictionary: TermDict) -> Iterator[int]:
    """Yield the numbers of the terms at most `distance` insertions, deletions and replacements away from a word.

    Terms are sorted, so terms with the same prefix share the rows of Levenshtein's table for it. Where a row shows that
    no term with its prefix is near enough, all of them are skipped.
    """
    folded = fold(word)
    if not folded or len(folded) > LONGEST:
        return
    rows = [list(range(len(folded) + 1))]
    before = ""
    number = 0
    while number < len(dictionary):
        term = dictionary.text(number)
        shared = _shared_prefix_length(before, term)
        del rows[shared + 1 :]
        before = term
        number += 1
        for length in range(shared + 1, len(term) + 1):
            rows.append(_next_row(rows[-1], term[length - 1], folded))
            if min(rows[-1]) > distance:
                before = term[:length]
                number = max(number, dictionary.prefix_range(before).stop)
                break
        else:
            if rows[-1][-1] <= distance:
                yield number - 1


def is_similar(word: str, distance: int, term: str) -> bool:
    """Whether a word and a term are at most `distance` insertions, deletions and replacements apart."""
    folded = fold(word)
    if not folded or max(len(folded), len(term)) > LONGEST:
        return False
    row: Sequence[int] = range(len(folded) + 1)
    for letter in term:
        row = _next_row(row, letter, folded)
    return row[-1] <= distance


def _next_row(row: Sequence[int], letter: str, word: str) -> list[int]:
    """Return the next row of Levenshtein's table."""
    following = [row[0] + 1]
    for index, other in enumerate(word):
        following.append(min(row[index] + (letter != other), row[index + 1] + 1, following[index] + 1))
    return following


def _shared_prefix_length(first: str, second: str) -> int:
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length


def _fits_at(piece: str, term: str, index: int) -> bool:
    return all(letter in ("?", term[index + offset]) for offset, letter in enumerate(piece))
