"""Which words of a dictionary fit a pattern, or are nearly a given word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from searchkit.engines.whoosh.encoding.term_dict import TermDict
from searchkit.text.analysis import fold

LONGEST = 100
"""Words and patterns of more characters are not looked at: their cost would grow with the square of their length."""


def fitting(pattern: str, dictionary: TermDict) -> Iterator[int]:
    """The numbers of the terms that a pattern with `*` and `?` fits; case and accents aside."""
    wanted = fold(pattern)
    if not wanted or len(wanted) > LONGEST:
        return
    beginning = wanted.partition("*")[0].partition("?")[0]
    for number in dictionary.beginning(beginning):
        term = dictionary.text(number)
        if len(term) <= LONGEST and fits(wanted, term):
            yield number


def fits(pattern: str, word: str) -> bool:
    """Whether a pattern fits a whole word.

    The stretches between stars are looked for one after the other, each at its first place, but the last at the end:
    the time is at most the product of the two lengths.
    """
    first, *rest = pattern.split("*")
    if not rest:
        return len(first) == len(word) and _at(first, word, 0)
    *middle, last = rest
    end = len(word) - len(last)
    if end < len(first) or not _at(first, word, 0) or not _at(last, word, end):
        return False
    place = len(first)
    for stretch in middle:
        found = next((at for at in range(place, end - len(stretch) + 1) if _at(stretch, word, at)), None)
        if found is None:
            return False
        place = found + len(stretch)
    return True


def similar(word: str, distance: int, dictionary: TermDict) -> Iterator[int]:
    """The numbers of the terms at most some insertions, deletions and replacements away from a word.

    Terms come in order, so those that share a beginning share the rows of Levenshtein's table for it; where a row says
    that nothing with its beginning can be near enough, all of them are passed over.
    """
    wanted = fold(word)
    if not wanted or len(wanted) > LONGEST:
        return
    rows = [list(range(len(wanted) + 1))]
    before = ""
    number = 0
    while number < len(dictionary):
        term = dictionary.text(number)
        shared = _shared(before, term)
        del rows[shared + 1 :]
        before = term
        number += 1
        for length in range(shared + 1, len(term) + 1):
            rows.append(_next_row(rows[-1], term[length - 1], wanted))
            if min(rows[-1]) > distance:
                before = term[:length]
                number = max(number, dictionary.beginning(before).stop)
                break
        else:
            if rows[-1][-1] <= distance:
                yield number - 1


def is_similar(word: str, distance: int, other: str) -> bool:
    """Whether two words are at most some insertions, deletions and replacements apart."""
    wanted = fold(word)
    if not wanted or max(len(wanted), len(other)) > LONGEST:
        return False
    row: Sequence[int] = range(len(wanted) + 1)
    for letter in other:
        row = _next_row(row, letter, wanted)
    return row[-1] <= distance


def _next_row(row: Sequence[int], letter: str, wanted: str) -> list[int]:
    following = [row[0] + 1]
    for place, other in enumerate(wanted):
        following.append(min(row[place] + (letter != other), row[place + 1] + 1, following[place] + 1))
    return following


def _shared(first: str, second: str) -> int:
    """The length of the beginning that two words share."""
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length


def _at(stretch: str, word: str, place: int) -> bool:
    return all(letter in ("?", word[place + at]) for at, letter in enumerate(stretch))
