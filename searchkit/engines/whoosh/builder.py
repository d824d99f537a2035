"""Articles become a draft of a segment: each text is analysed once, and all that is found is collected in flat arrays."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from operator import itemgetter

import numpy as np

from searchkit.analysis import fold
from searchkit.article import Article
from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import MANY, NOWHERE, OF_ARTICLES, OF_PASSAGES, OF_QUOTES
from searchkit.engines.whoosh.days import days_of
from searchkit.engines.whoosh.draft import Draft, Occurrences, StoredPieces, Values
from searchkit.engines.whoosh.runs import rows_of, starts_of
from searchkit.engines.whoosh.stored import pack_extraction
from searchkit.engines.whoosh.vocabulary import GOLDEN, Rows, Vocabulary, fingerprints, mixed
from searchkit.passage import Extraction, Quote

_NOT_THE_STORY = frozenset({"title", "byline", "repeat"})
_AFTER_THE_PARAGRAPHS = itemgetter(0)


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

    def values(self, *, many: bool) -> Values:
        """All of them."""
        return Values(list(self.numbers), _numbers(self.refs), starts_of(_numbers(self.counts)) if many else None)


class Passages:
    """What is kept of the quotes, or of the paragraphs."""

    def __init__(self, kinds: dict[str, int]) -> None:
        self.rows = Rows()
        self.kinds = Refs(kinds)
        self.article = array("I")
        self.ordinal = array("I")

    def __len__(self) -> int:
        return len(self.article)

    def add(self, article: int, ordinal: int, row: Sequence[int], kind: str | None) -> None:
        """Add a passage."""
        self.rows.add(row)
        self.kinds.add(kind)
        self.article.append(article)
        self.ordinal.append(ordinal)


class SegmentBuilder:
    """Collects the articles of one segment, in order."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        kinds = {"": 0}
        self._quotes = Passages(kinds)
        self._paragraphs = Passages(kinds)
        self._parents = array("I")
        self._confidences = array("d")
        self._titles = Rows()
        self._stories = Rows()
        self._values = {name: Refs() for name in (*OF_ARTICLES, *OF_QUOTES)}
        self._days = array("i")
        self._afters = array("i")
        self._pieces: list[bytes] = []
        self._piece_counts = array("I")
        self.ids: list[str] = []

    @property
    def passage_counts(self) -> tuple[int, int]:
        """How many paragraphs and how many quotes there are so far."""
        return len(self._paragraphs), len(self._quotes)

    @property
    def word_counts(self) -> tuple[int, int, int]:
        """How many words the paragraphs, the quotes and the titles have so far."""
        return len(self._paragraphs.rows.words), len(self._quotes.rows.words), len(self._titles.words)

    def add(self, extraction: Extraction) -> int:
        """Add an article with its passages; returns its number.

        Repeated lines and the quotes in them are left out; they stay in the stored article.
        """
        article = extraction.article
        number = len(self.ids)
        self.ids.append(article.id)
        self._add_article(article)
        story = self._add_passages(number, extraction)
        self._stories.add(story or self._vocabulary.row(article.text))
        pieces = pack_extraction(extraction)
        self._pieces += pieces
        self._piece_counts.append(len(pieces))
        return number

    def _add_article(self, article: Article) -> None:
        self._titles.add(self._vocabulary.row(article.title or ""))
        first, after = (days_of(article.date) if article.date else None) or (0, 0)
        self._days.append(first)
        self._afters.append(after)
        self._values["source"].add(article.source)
        self._values["date"].add(article.date)
        self._values["place"].add_all(article.places)
        self._values["author"].add_all(article.authors)
        self._values["tag"].add_all(article.tags)

    def _add_passages(self, number: int, extraction: Extraction) -> Sequence[int]:
        """Add paragraphs, each with its quotes, then the quotes without a paragraph; returns the words of the story."""
        text, words = extraction.article.text, self._vocabulary.row
        quotes: dict[str, list[tuple[int, Quote]]] = {}
        for ordinal, quote in enumerate(extraction.quotes):
            quotes.setdefault(quote.paragraph, []).append((ordinal, quote))
        story: list[int] = []
        for ordinal, paragraph in enumerate(extraction.paragraphs):
            own = quotes.pop(paragraph.id, ())
            if paragraph.kind == "repeat":
                continue
            row = words(text[paragraph.start : paragraph.end])
            if paragraph.kind not in _NOT_THE_STORY:
                story += row
            home = len(self._paragraphs)
            self._paragraphs.add(number, ordinal, row, paragraph.kind)
            for at, quote in own:
                self._add_quote(number, at, quote, text, paragraph.kind, home)
        for at, quote in sorted((pair for pairs in quotes.values() for pair in pairs), key=_AFTER_THE_PARAGRAPHS):
            self._add_quote(number, at, quote, text, None, NOWHERE)
        return story

    def _add_quote(self, article: int, ordinal: int, quote: Quote, text: str, kind: str | None, home: int) -> None:
        row = [word for start, end in quote.spans for word in self._vocabulary.row(text[start:end])]
        self._quotes.add(article, ordinal, row, kind)
        self._parents.append(home)
        self._confidences.append(quote.confidence)
        for name in OF_QUOTES:
            self._values[name].add(getattr(quote, name))

    def draft(self) -> Draft:
        """All of it."""
        quotes, paragraphs = self._quotes, self._paragraphs
        hashes, ranks, words = self._vocabulary.hashes(), *_ranked(self._vocabulary.words)
        digests = fingerprints(hashes, _numbers(self._stories.words), _numbers(self._stories.lengths))
        parents = _numbers(self._parents)
        parents[parents != NOWHERE] += np.uint32(len(quotes))
        article = _both(quotes.article, paragraphs.article)
        own = fingerprints(
            hashes,
            _both(quotes.rows.words, paragraphs.rows.words),
            _both(quotes.rows.lengths, paragraphs.rows.lengths),
        )
        values = {name: refs.values(many=name in MANY) for name, refs in self._values.items()}
        kinds = Values(list(quotes.kinds.numbers), _both(quotes.kinds.refs, paragraphs.kinds.refs), None)
        return Draft(
            ids=self.ids,
            quotes={"parent": parents, "confidence": _numbers(self._confidences)},
            passages={
                "article": article,
                "ordinal": _both(quotes.ordinal, paragraphs.ordinal),
                "same": _same(digests[article], own, article, len(quotes)),
            },
            articles={"digest": digests, "day": _numbers(self._days), "after": _numbers(self._afters)},
            text=_occurrences(words, ranks, (quotes.rows, paragraphs.rows)),
            title=_occurrences(words, ranks, (self._titles,)),
            values={**values, **dict.fromkeys(OF_PASSAGES, kinds)},
            stored=StoredPieces(starts_of(_numbers(self._piece_counts)), self._pieces),
        )


def _same(digests: Array, own: Array, article: Array, quotes: int) -> Array:
    """Equal for the same passage of articles of the same text; of an article's equal passages each has its own."""
    unit = (np.arange(len(own)) < quotes).astype(np.uint64)
    keys = mixed(mixed(own + unit * GOLDEN) + article)
    order = keys.argsort(kind="stable")
    first = np.flatnonzero(np.concatenate(([True], keys[order][1:] != keys[order][:-1]))) if len(keys) else order
    nth = np.empty(len(own), np.uint64)
    nth[order] = np.arange(len(own)) - np.repeat(first, np.diff(first, append=len(own)))
    return mixed(mixed(own + unit * GOLDEN) + mixed(digests) + nth * GOLDEN)


def _ranked(words: list[str]) -> tuple[Array, list[str]]:
    """The rank of each word among all, and the words in order."""
    order = sorted(range(len(words)), key=words.__getitem__)
    ranks = np.empty(len(words), np.uint64)
    ranks[order] = np.arange(len(words), dtype=np.uint64)
    return ranks, [words[number] for number in order]


def _numbers(collected: array) -> Array:  # type: ignore[type-arg]
    return np.array(collected, collected.typecode)


def _both(first: array, second: array) -> Array:  # type: ignore[type-arg]
    return np.concatenate((_numbers(first), _numbers(second)))


def _occurrences(words: Sequence[str], ranks: Array, parts: Sequence[Rows]) -> Occurrences:
    lengths = np.concatenate([_numbers(part.lengths) for part in parts])
    met = np.concatenate([_numbers(part.words) for part in parts])

    def keys() -> Array:
        places = np.arange(len(met), dtype=np.uint64) + np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
        places |= ranks.take(met) << np.uint64(32)
        return places

    return Occurrences(words, keys, rows_of(lengths))
