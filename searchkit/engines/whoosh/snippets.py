"""Which stretches of a hit's text to mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from searchkit.analysis import tokens
from searchkit.engines.whoosh.sequences import occurrences
from searchkit.engines.whoosh.words import words_and_beginning
from searchkit.passage import Span
from searchkit.query.tree import Leaf, Phrase, Prefix, Word


class _Place(NamedTuple):
    """Where a token of a hit stands: offsets into its text, and the number of the part it is in."""

    start: int
    end: int
    part: int


def highlights(text: str, parts: Sequence[Span], leaves: Iterable[Leaf]) -> tuple[Span, ...]:
    """The stretches of a text that leaves on the text match, in order, none overlapping.

    Only the parts are looked at, as one row of words: what runs over the gap between two of them is marked on both
    sides of it.
    """
    row = _Row(text, parts)
    found = sorted({run for leaf in leaves for run in row.runs(leaf)})
    return tuple(span for run in _disjoint(found) for span in _spans(row.places, run))


class _Row:
    """The tokens of a hit."""

    def __init__(self, text: str, parts: Sequence[Span]) -> None:
        self.places: list[_Place] = []
        self._exact: list[str] = []
        self._stems: dict[str, list[int]] = defaultdict(list)
        for number, (start, end) in enumerate(parts):
            for token in tokens(text[start:end]):
                self._stems[token.stem].append(len(self._exact))
                self._exact.append(token.exact)
                self.places.append(_Place(start + token.start, start + token.end, number))

    def runs(self, leaf: Leaf) -> Iterator[Span]:
        """The stretches of tokens, by their number, that a leaf matches."""
        if not isinstance(leaf, Word | Phrase | Prefix) or leaf.field != "text":
            return
        words = tokens(leaf.text)
        if isinstance(leaf, Prefix):
            yield from self._beginning(*words_and_beginning(leaf.text))
        elif isinstance(leaf, Word) and len(words) == 1:
            yield from ((at, at + 1) for at in self._stems.get(words[0].stem, ()))
        else:
            yield from ((at, at + len(words)) for at in occurrences([word.exact for word in words], self._exact))

    def _beginning(self, before: Sequence[str], beginning: str) -> Iterator[Span]:
        starts = occurrences(before, self._exact) if before else range(len(self._exact))
        for start in starts:
            last = start + len(before)
            if beginning and last < len(self._exact) and self._exact[last].startswith(beginning):
                yield start, last + 1


def _disjoint(runs: Iterable[Span]) -> Iterator[Span]:
    """Join stretches that share a token; those that only touch stay apart."""
    current: Span | None = None
    for start, end in runs:
        if current is None or start >= current[1]:
            if current is not None:
                yield current
            current = start, end
        else:
            current = current[0], max(end, current[1])
    if current is not None:
        yield current


def _spans(places: Sequence[_Place], run: Span) -> Iterator[Span]:
    """The text of a stretch of tokens, parted where it runs from one part into the next."""
    first = places[run[0]]
    last = first
    for place in places[run[0] + 1 : run[1]]:
        if place.part != last.part:
            yield first.start, last.end
            first = place
        last = place
    yield first.start, last.end
