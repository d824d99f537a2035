"""Articles become a draft of a segment: each text is analysed once, and all that is found is collected in flat arrays."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import count
from operator import attrgetter, itemgetter

import numpy as np

from searchkit.analysis import Token, fold, tokens
from searchkit.article import Article
from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import MANY, NOWHERE, OF_ARTICLES, OF_PASSAGES, OF_QUOTES
from searchkit.engines.whoosh.days import days_of
from searchkit.engines.whoosh.draft import Draft, Occurrences, StoredPieces, Values, rows_of, starts_of
from searchkit.engines.whoosh.stored import pack_extraction
from searchkit.passage import Extraction, Paragraph, Quote, Span

_NOT_THE_STORY = frozenset({"title", "byline", "repeat"})
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
"""Odd numbers to tell apart what is added up."""

_exact_of = itemgetter(0)
_start_of = attrgetter("start")


class Words:
    """Rows of words, each word as a number in the order in which it was first met."""

    def __init__(self, numbers: defaultdict[str, int]) -> None:
        self._numbers = numbers
        self.lengths = array("I")
        self.occurrences = array("I")

    def add(self, row: Sequence[str]) -> None:
        """Add a row."""
        self.lengths.append(len(row))
        self.occurrences.extend([self._numbers[word] for word in row])


class Refs:
    """The values of owners that come in order, each value as a number; 0 is for none."""

    def __init__(self, numbers: dict[str, int] | None = None) -> None:
        self.numbers = {"": 0} if numbers is None else numbers
        self.refs = array("I")
        self.counts = array("I")

    def add(self, value: str | None) -> None:
        """The one value of the next owner."""
        self.refs.append(self.numbers.setdefault(value, len(self.numbers)) if value else 0)

    def add_all(self, values: Iterable[str]) -> None:
        """The values of the next owner; of spellings that differ by case or accents the first counts."""
        once = {fold(value): value for value in reversed(tuple(values)) if value}
        kept = [value for value in values if once.pop(fold(value), None) == value] if once else []
        for value in kept:
            self.add(value)
        self.counts.append(len(kept))


class Passages:
    """What is kept of the quotes, or of the paragraphs."""

    def __init__(self, words: defaultdict[str, int], kinds: Refs) -> None:
        self.words = Words(words)
        self.kinds = Refs(kinds.numbers)
        self.article = array("I")
        self.ordinal = array("I")
        self.same = array("Q")
        self.nth = array("I")

    def __len__(self) -> int:
        return len(self.article)

    def add(self, article: int, ordinal: int, row: Sequence[str], kind: str | None, seen: Counter[int]) -> None:
        """Add a passage; `seen` counts those of its article by their words."""
        own = _hash(row)
        self.words.add(row)
        self.kinds.add(kind)
        self.article.append(article)
        self.ordinal.append(ordinal)
        self.same.append(own)
        self.nth.append(seen[own])
        seen[own] += 1


class SegmentBuilder:
    """Collects the articles of one segment, in order."""

    def __init__(self) -> None:
        self._words: defaultdict[str, int] = defaultdict(count().__next__)
        self._title_words: defaultdict[str, int] = defaultdict(count().__next__)
        kinds = Refs()
        self._quotes = Passages(self._words, kinds)
        self._paragraphs = Passages(self._words, kinds)
        self._parents = array("I")
        self._confidences = array("d")
        self._titles = Words(self._title_words)
        self._values = {name: Refs() for name in (*OF_ARTICLES, *OF_QUOTES)}
        self._digests = array("Q")
        self._days = array("i")
        self._afters = array("i")
        self._pieces: list[bytes] = []
        self._piece_counts = array("I")
        self.ids: list[str] = []

    @property
    def docs(self) -> int:
        """How many documents there are so far, articles included."""
        return len(self._quotes) + len(self._paragraphs) + len(self.ids)

    @property
    def passage_counts(self) -> tuple[int, int]:
        """How many paragraphs and how many quotes there are so far."""
        return len(self._paragraphs), len(self._quotes)

    @property
    def word_counts(self) -> tuple[int, int, int]:
        """How many words the paragraphs, the quotes and the titles have so far."""
        rows = (self._paragraphs.words, self._quotes.words, self._titles)
        return len(rows[0].occurrences), len(rows[1].occurrences), len(rows[2].occurrences)

    def add(self, extraction: Extraction) -> int:
        """Add an article with its passages; returns its number.

        Repeated lines and the quotes in them are left out; they stay in the stored article.
        """
        article = extraction.article
        number = len(self.ids)
        self.ids.append(article.id)
        self._add_article(article)
        story = self._add_passages(number, extraction)
        self._digests.append(_hash(story or [token.exact for token in tokens(article.text)]))
        pieces = pack_extraction(extraction)
        self._pieces += pieces
        self._piece_counts.append(len(pieces))
        return number

    def _add_article(self, article: Article) -> None:
        self._titles.add([token.exact for token in tokens(article.title or "")])
        first, after = (days_of(article.date) if article.date else None) or (0, 0)
        self._days.append(first)
        self._afters.append(after)
        self._values["source"].add(article.source)
        self._values["date"].add(article.date)
        self._values["place"].add_all(article.places)
        self._values["author"].add_all(article.authors)
        self._values["tag"].add_all(article.tags)

    def _add_passages(self, number: int, extraction: Extraction) -> list[str]:
        """Add paragraphs, each with its quotes, then the quotes without a paragraph; returns the words of the story."""
        quotes: dict[str, list[tuple[int, Quote]]] = {}
        for ordinal, quote in enumerate(extraction.quotes):
            quotes.setdefault(quote.paragraph, []).append((ordinal, quote))
        seen_paragraphs: Counter[int] = Counter()
        seen_quotes: Counter[int] = Counter()
        story: list[str] = []
        for ordinal, paragraph in enumerate(extraction.paragraphs):
            own = quotes.pop(paragraph.id, ())
            if paragraph.kind == "repeat":
                continue
            analysed = _Analysed(extraction.article.text, paragraph)
            if paragraph.kind not in _NOT_THE_STORY:
                story += analysed.row
            home = len(self._paragraphs)
            self._paragraphs.add(number, ordinal, analysed.row, paragraph.kind, seen_paragraphs)
            for at, quote in own:
                self._add_quote(number, at, quote, analysed.words_of(quote.spans), paragraph.kind, home, seen_quotes)
        for at, quote in sorted((pair for pairs in quotes.values() for pair in pairs), key=itemgetter(0)):
            row = _words_between(extraction.article.text, quote.spans)
            self._add_quote(number, at, quote, row, None, NOWHERE, seen_quotes)
        return story

    def _add_quote(
        self, article: int, ordinal: int, quote: Quote, row: list[str], kind: str | None, home: int, seen: Counter[int]
    ) -> None:
        self._quotes.add(article, ordinal, row, kind, seen)
        self._parents.append(home)
        self._confidences.append(quote.confidence)
        for name in OF_QUOTES:
            self._values[name].add(getattr(quote, name))

    def draft(self) -> Draft:
        """All of it."""
        quotes, paragraphs = self._quotes, self._paragraphs
        digests = _numbers(self._digests)
        parents = _numbers(self._parents)
        parents[parents != NOWHERE] += np.uint32(len(quotes))
        article = _both(quotes.article, paragraphs.article)
        unit = np.repeat(np.array([0, 1], np.uint64), (len(quotes), len(paragraphs)))
        nth = _both(quotes.nth, paragraphs.nth).astype(np.uint64) * np.uint64(2) + unit
        same = (digests[article] * _MIX[0]) ^ (_both(quotes.same, paragraphs.same) * _MIX[1] + nth * _MIX[2])
        kinds = _both(quotes.kinds.refs, paragraphs.kinds.refs)
        values = {
            name: Values(
                list(refs.numbers), _numbers(refs.refs), starts_of(_numbers(refs.counts)) if name in MANY else None
            )
            for name, refs in self._values.items()
        }
        values |= {name: Values(list(quotes.kinds.numbers), kinds, None) for name in OF_PASSAGES}
        return Draft(
            ids=self.ids,
            quotes={"parent": parents, "confidence": _numbers(self._confidences)},
            passages={"article": article, "ordinal": _both(quotes.ordinal, paragraphs.ordinal), "same": same},
            articles={"digest": digests, "day": _numbers(self._days), "after": _numbers(self._afters)},
            text=_occurrences(self._words, (quotes.words, paragraphs.words)),
            title=_occurrences(self._title_words, (self._titles,)),
            values=values,
            stored=StoredPieces(starts_of(_numbers(self._piece_counts)), self._pieces),
        )


class _Analysed:
    """A paragraph's tokens, from which most quotes in it take theirs."""

    def __init__(self, text: str, paragraph: Paragraph) -> None:
        self._text = text
        self._start = paragraph.start
        self._tokens: list[Token] = tokens(text[paragraph.start : paragraph.end])
        self._end = paragraph.end
        self.row: list[str] = [token.exact for token in self._tokens]

    def words_of(self, spans: Iterable[Span]) -> list[str]:
        """The words of some stretches, as if each were analysed by itself."""
        row: list[str] = []
        for start, end in spans:
            if self._stands_apart(start) and self._stands_apart(end):
                first = bisect_left(self._tokens, start - self._start, key=_start_of)
                row += self.row[first : bisect_left(self._tokens, end - self._start, first, key=_start_of)]
            else:
                row += _words_between(self._text, ((start, end),))
        return row

    def _stands_apart(self, place: int) -> bool:
        """Whether no token can reach over a place: on one side of it is a space or an end, or an opening mark after one."""
        if not self._start <= place <= self._end:
            return False
        around = self._text[max(place - 2, self._start) : place], self._text[place : min(place + 1, self._end)]
        before, after = around
        return (
            not before
            or not after
            or before[-1].isspace()
            or after.isspace()
            or before[-1] in _MARKS
            or after in _MARKS
        )


_MARKS = '“”"«»„'


def _words_between(text: str, spans: Iterable[Span]) -> list[str]:
    return [token.exact for start, end in spans for token in tokens(text[start:end])]


def _hash(words: Iterable[str]) -> int:
    return int.from_bytes(blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _numbers(collected: array) -> Array:  # type: ignore[type-arg]
    return (
        np.frombuffer(collected, np.dtype(collected.typecode)).copy() if collected else np.zeros(0, collected.typecode)
    )


def _both(first: array, second: array) -> Array:  # type: ignore[type-arg]
    return np.concatenate((_numbers(first), _numbers(second)))


def _occurrences(numbers: Mapping[str, int], parts: Sequence[Words]) -> Occurrences:
    words = list(numbers)
    order = sorted(range(len(words)), key=words.__getitem__)
    ranks = np.empty(len(words), np.uint64)
    ranks[order] = np.arange(len(words), dtype=np.uint64)
    lengths = np.concatenate([_numbers(part.lengths) for part in parts])
    met = np.concatenate([_numbers(part.occurrences) for part in parts])
    places = np.arange(len(met), dtype=np.uint64) + np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    keys = (ranks[met] << np.uint64(32)) | places
    return Occurrences([words[number] for number in order], keys, rows_of(lengths))
