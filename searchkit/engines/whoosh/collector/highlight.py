"""Which stretches of a hit's text to mark."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain

from searchkit.engines.whoosh.matching.leaf_matcher import TextLeaf, stands_for
from searchkit.engines.whoosh.matching.query_terms import exact_forms, words_and_beginning, words_of
from searchkit.engines.whoosh.matching.subsequence import occurrences
from searchkit.model.passage import Span
from searchkit.query.tree import Fuzzy, Leaf, Near, Phrase, Prefix, Wildcard, Word
from searchkit.text.analysis import tokens


class Marker:
    """Marks what leaves on the text match."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self._stems: set[str] = set()
        self._rows: list[list[str]] = []
        self._beginnings: list[tuple[Sequence[str], str]] = []
        self._several: list[Wildcard | Fuzzy] = []
        for leaf in leaves:
            if isinstance(leaf, Word | Phrase | Prefix | Near | Wildcard | Fuzzy) and leaf.field == "text":
                self._add(leaf)

    def highlights(self, text: str, parts: Sequence[Span]) -> tuple[Span, ...]:
        """The stretches of a text that match, in order, none overlapping.

        Only the parts are looked at, as one row of words: what runs over the gap between two of them is marked on both
        sides of it.
        """
        row = _Row(text, parts)
        found = sorted(set(self._runs(row)))
        return tuple(span for run in _disjoint(found) for span in row.spans(run))

    def _add(self, leaf: TextLeaf) -> None:
        if isinstance(leaf, Near):
            self._rows += [[word] for word in exact_forms(" ".join(leaf.words))]
            return
        if isinstance(leaf, Wildcard | Fuzzy):
            self._several.append(leaf)
            return
        words = words_of(leaf.text)
        if isinstance(leaf, Prefix):
            self._beginnings.append(words_and_beginning(leaf.text))
        elif isinstance(leaf, Word) and len(words) == 1:
            self._stems.add(words[0].stem)
        else:
            self._rows.append([word.exact for word in words])

    def _runs(self, row: _Row) -> Iterator[Span]:
        """The stretches of tokens, by their number, that match."""
        if self._stems:
            wanted = self._stems
            yield from ((at, at + 1) for at, stem in enumerate(row.stems) if stem in wanted)
        for words in self._rows:
            yield from ((at, at + len(words)) for at in occurrences(words, row.exact))
        for before, beginning in self._beginnings:
            yield from _beginning(row.exact, before, beginning)
        for leaf in self._several:
            yield from ((at, at + 1) for at, word in enumerate(row.exact) if stands_for(leaf, word))


def highlights(text: str, parts: Sequence[Span], leaves: Iterable[Leaf]) -> tuple[Span, ...]:
    """The stretches of a text that leaves match, as `Marker.highlights` gives them."""
    return Marker(leaves).highlights(text, parts)


_Stretch = tuple[tuple[str, ...], tuple[str, ...], tuple[Span, ...]]
"""What stands between two spaces: the exact forms and stems of its tokens, and where in it they are."""


def _analysed(stretch: str) -> _Stretch:
    found = tokens(stretch)
    return (
        tuple([token.exact for token in found]),
        tuple([token.stem for token in found]),
        tuple([(token.start, token.end) for token in found]),
    )


_LONGEST = 64
_remembered = lru_cache(maxsize=1 << 14)(_analysed)


class _Row:
    """The tokens of a hit; where they stand is worked out for those that are marked. No token reaches over a space."""

    def __init__(self, text: str, parts: Sequence[Span]) -> None:
        self._text = text
        self._parts = parts
        self._split = [text[start:end].split() for start, end in parts]
        stretches = chain.from_iterable(self._split)
        known = [_remembered(word) if len(word) <= _LONGEST else _analysed(word) for word in stretches]
        self._known = known
        self.exact = list(chain.from_iterable([row[0] for row in known]))
        self.stems = list(chain.from_iterable([row[1] for row in known]))
        self._ends = list(accumulate([len(row[0]) for row in known]))
        self._part_ends = list(accumulate(map(len, self._split)))
        self._starts: dict[int, list[int]] = {}

    def spans(self, run: Span) -> Iterator[Span]:
        """The text of a stretch of tokens, parted where it runs from one part into the next."""
        first = last = self._place(run[0])
        for token in range(run[0] + 1, run[1]):
            place = self._place(token)
            if place[2] != last[2]:
                yield first[0], last[1]
                first = place
            last = place
        yield first[0], last[1]

    def _place(self, token: int) -> tuple[int, int, int]:
        """Where a token starts and ends, and the number of the part that it is in."""
        number = bisect_right(self._ends, token)
        within = token - (self._ends[number - 1] if number else 0)
        part = bisect_right(self._part_ends, number)
        if part not in self._starts:
            self._starts[part] = list(self._starts_in(part))
        start = self._starts[part][number - (self._part_ends[part - 1] if part else 0)]
        first, last = self._known[number][2][within]
        return start + first, start + last, part

    def _starts_in(self, part: int) -> Iterator[int]:
        """Where each stretch between spaces of a part starts."""
        behind = self._parts[part][0]
        for stretch in self._split[part]:
            start = self._text.index(stretch, behind)
            behind = start + len(stretch)
            yield start


def _beginning(exact: Sequence[str], before: Sequence[str], beginning: str) -> Iterator[Span]:
    starts = occurrences(before, exact) if before else range(len(exact))
    for start in starts:
        last = start + len(before)
        if beginning and last < len(exact) and exact[last].startswith(beginning):
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
