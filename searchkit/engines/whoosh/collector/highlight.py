"""Find the spans of a hit's text that match the query."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain

from searchkit.engines.whoosh.matching.expansion import leaf_fits
from searchkit.engines.whoosh.matching.leaf_positions import TextLeaf
from searchkit.engines.whoosh.matching.query_terms import exact_forms, prefix_terms, query_tokens
from searchkit.engines.whoosh.matching.subsequence import occurrences
from searchkit.model.passage import Span
from searchkit.query.tree import Fuzzy, Leaf, Near, Phrase, Prefix, Wildcard, Word
from searchkit.text.analysis import tokens

_REMEMBERED_CHUNKS = 1 << 14
_LONGEST_REMEMBERED = 64
"""Chunks of more characters are not remembered."""


class Highlighter:
    """Highlights what leaves on the text match."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        self._stems: set[str] = set()
        self._phrases: list[Sequence[str]] = []
        self._prefixes: list[tuple[Sequence[str], str]] = []
        self._patterns: list[Wildcard | Fuzzy] = []
        for leaf in leaves:
            if isinstance(leaf, Word | Phrase | Prefix | Near | Wildcard | Fuzzy) and leaf.field == "text":
                self._add(leaf)

    def highlight(self, text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Return the spans of a text that match, in order, none overlapping.

        Only the given spans are looked at, as one sequence of tokens: a match that runs over the gap between two of them
        is highlighted on both sides.
        """
        stream = _TokenStream(text, spans)
        matches = sorted(set(self._matches(stream)))
        return tuple(span for token_range in _merge_overlapping(matches) for span in stream.text_spans(token_range))

    def _add(self, leaf: TextLeaf) -> None:
        match leaf:
            case Near(words):
                self._phrases += [[term] for term in exact_forms(" ".join(words))]
            case Wildcard() | Fuzzy():
                self._patterns.append(leaf)
            case Prefix(text):
                self._prefixes.append(prefix_terms(text))
            case Word(text) | Phrase(text):
                leaf_tokens = query_tokens(text)
                if isinstance(leaf, Word) and len(leaf_tokens) == 1:
                    self._stems.add(leaf_tokens[0].stem)
                else:
                    self._phrases.append([token.exact for token in leaf_tokens])

    def _matches(self, stream: _TokenStream) -> Iterator[Span]:
        """Yield the ranges of token indices that match."""
        if self._stems:
            stems = self._stems
            yield from ((index, index + 1) for index, stem in enumerate(stream.stems) if stem in stems)
        for phrase in self._phrases:
            yield from ((start, start + len(phrase)) for start in occurrences(phrase, stream.exact))
        for before, prefix in self._prefixes:
            yield from _prefix_matches(stream.exact, before, prefix)
        for leaf in self._patterns:
            yield from ((index, index + 1) for index, term in enumerate(stream.exact) if leaf_fits(leaf, term))


_Analysis = tuple[tuple[str, ...], tuple[str, ...], tuple[Span, ...]]
"""The exact forms, stems and spans of the tokens of a chunk: what stands between two spaces."""


def _analyse(chunk: str) -> _Analysis:
    chunk_tokens = tokens(chunk)
    return (
        tuple([token.exact for token in chunk_tokens]),
        tuple([token.stem for token in chunk_tokens]),
        tuple([(token.start, token.end) for token in chunk_tokens]),
    )


_remembered = lru_cache(maxsize=_REMEMBERED_CHUNKS)(_analyse)


class _TokenStream:
    """The tokens of some spans of a text. Their offsets are computed only for those that are highlighted.

    Chunks are analysed one by one and remembered: no token reaches over a space, and most words come again.
    """

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text = text
        self._spans = spans
        self._chunks = [text[start:end].split() for start, end in spans]
        chunks = chain.from_iterable(self._chunks)
        analyses = [_remembered(chunk) if len(chunk) <= _LONGEST_REMEMBERED else _analyse(chunk) for chunk in chunks]
        self._analyses = analyses
        self.exact = list(chain.from_iterable([exact for exact, _, _ in analyses]))
        self.stems = list(chain.from_iterable([stems for _, stems, _ in analyses]))
        self._token_ends = list(accumulate([len(exact) for exact, _, _ in analyses]))
        self._chunk_ends = list(accumulate(map(len, self._chunks)))
        self._chunk_starts: dict[int, list[int]] = {}

    def text_spans(self, token_range: Span) -> Iterator[Span]:
        """Yield the text of a range of tokens as offsets, one span for each of the given spans it is in."""
        first = last = self._locate(token_range[0])
        for token in range(token_range[0] + 1, token_range[1]):
            located = self._locate(token)
            if located[2] != last[2]:
                yield first[0], last[1]
                first = located
            last = located
        yield first[0], last[1]

    def _locate(self, token: int) -> tuple[int, int, int]:
        """Return the start and end of a token in the text, and the index of its span."""
        chunk = bisect_right(self._token_ends, token)
        within = token - (self._token_ends[chunk - 1] if chunk else 0)
        span = bisect_right(self._chunk_ends, chunk)
        if span not in self._chunk_starts:
            self._chunk_starts[span] = list(self._starts_of_chunks(span))
        start = self._chunk_starts[span][chunk - (self._chunk_ends[span - 1] if span else 0)]
        first, last = self._analyses[chunk][2][within]
        return start + first, start + last, span

    def _starts_of_chunks(self, span: int) -> Iterator[int]:
        """Yield the offset in the text of each chunk of a span."""
        end = self._spans[span][0]
        for chunk in self._chunks[span]:
            start = self._text.index(chunk, end)
            end = start + len(chunk)
            yield start


def _prefix_matches(exact: Sequence[str], before: Sequence[str], prefix: str) -> Iterator[Span]:
    """Yield the ranges where the terms `before` are followed by a term with a prefix."""
    starts = occurrences(before, exact) if before else range(len(exact))
    for start in starts:
        last = start + len(before)
        if prefix and last < len(exact) and exact[last].startswith(prefix):
            yield start, last + 1


def _merge_overlapping(ranges: Iterable[Span]) -> Iterator[Span]:
    """Merge sorted ranges that share a token; those that only touch stay apart."""
    current: Span | None = None
    for start, end in ranges:
        if current is None or start >= current[1]:
            if current is not None:
                yield current
            current = start, end
        else:
            current = current[0], max(end, current[1])
    if current is not None:
        yield current
