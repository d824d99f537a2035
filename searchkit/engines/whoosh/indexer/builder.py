"""Articles become a draft of a segment: each text is analysed once, and all that is found is collected in flat arrays."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import document_starts
from searchkit.engines.whoosh.indexer.buffers import PassageBuffer, RefBuffer, both, numbers_in
from searchkit.engines.whoosh.indexer.segment_data import GAP, SegmentData, TokenStreams, Values
from searchkit.engines.whoosh.indexer.vocabulary import GOLDEN, TermLists, Vocabulary, fingerprints, mixed
from searchkit.engines.whoosh.segment.segment_schema import MANY, NOWHERE, OF_ARTICLES, OF_PASSAGES, OF_QUOTES
from searchkit.engines.whoosh.store.article_record import encode_article
from searchkit.engines.whoosh.store.store_writer import StoreWriter
from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, Quote
from searchkit.text.days import days_of

_NOT_THE_STORY = frozenset({"title", "byline", "repeat"})
_ORDINAL = itemgetter(0)


class Home(NamedTuple):
    """A paragraph that quotes stand in: its words, their place, and its number among the paragraphs."""

    paragraph: Paragraph
    row: Sequence[int]
    place: int
    number: int


class Free(NamedTuple):
    """From where on a paragraph's words are in none of its quotes: a character of the text, a word of the paragraph."""

    character: int
    word: int


class SegmentBuilder:
    """Collects the articles of one segment, in order."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        kinds = {"": 0}
        self._quotes = PassageBuffer(kinds)
        self._paragraphs = PassageBuffer(kinds)
        self._parents = array("I")
        self._confidences = array("d")
        self._text = TermLists()
        self._titles = TermLists()
        self._stories = TermLists()
        self._values = {name: RefBuffer() for name in (*OF_ARTICLES, *OF_QUOTES)}
        self._days = array("i")
        self._afters = array("i")
        self._apart = array("B")
        self._blocks: list[bytes | memoryview] = []
        self._store = StoreWriter(self._blocks.append)
        self.ids: list[str] = []

    @property
    def words(self) -> int:
        """How many words the paragraphs, the quotes and the titles have so far."""
        return self._paragraphs.words + self._quotes.words + len(self._titles.words)

    def add(self, extraction: Extraction) -> int:
        """Add an article with its passages; returns its number.

        Repeated lines and the quotes in them are left out; they stay in the stored article.
        """
        article = extraction.article
        number = len(self.ids)
        self.ids.append(article.id)
        title = self._vocabulary.row(article.title or "")
        self._add_article(article, title)
        story = self._add_passages(number, extraction, title)
        self._stories.add(story or self._vocabulary.row(article.text))
        self._store.add(encode_article(extraction))
        return number

    def _add_article(self, article: Article, title: Sequence[int]) -> None:
        self._titles.add(title)
        first, after = (days_of(article.date) if article.date else None) or (0, 0)
        self._days.append(first)
        self._afters.append(after)
        self._values["source"].add(article.source)
        self._values["date"].add(article.date)
        self._values["place"].add_all(article.places)
        self._values["author"].add_all(article.authors)
        self._values["tag"].add_all(article.tags)

    def _add_passages(self, number: int, extraction: Extraction, title: Sequence[int]) -> Sequence[int]:
        """Add paragraphs, each with its quotes, then the quotes without a paragraph; returns the words of the story."""
        text = extraction.article.text
        quotes: dict[str, list[tuple[int, Quote]]] = {}
        for ordinal, quote in enumerate(extraction.quotes):
            quotes.setdefault(quote.paragraph, []).append((ordinal, quote))
        story: list[int] = []
        apart = True
        for ordinal, paragraph in enumerate(extraction.paragraphs):
            own = quotes.pop(paragraph.id, ())
            if paragraph.kind == "repeat":
                continue
            row = self._vocabulary.row(text[paragraph.start : paragraph.end])
            apart = apart and row != title
            if paragraph.kind not in _NOT_THE_STORY:
                story += row
            home = Home(paragraph, row, self._text.add(row), len(self._paragraphs))
            self._paragraphs.add(number, ordinal, home.place, len(row), paragraph.kind)
            self._add_quotes(number, own, text, home)
        self._add_quotes(
            number, sorted((pair for pairs in quotes.values() for pair in pairs), key=_ORDINAL), text, None
        )
        self._apart.append(apart)
        return story

    def _add_quotes(self, article: int, quotes: Iterable[tuple[int, Quote]], text: str, home: Home | None) -> None:
        """Add the quotes of a paragraph.

        A quote's words are its paragraph's and not kept twice, unless it is said in several stretches, is none of the
        paragraph's words, or stands over another quote: then it gets a row behind the paragraph, and so do the
        paragraph's next quotes, because quotes are in the order of their places.
        """
        free = Free(home.paragraph.start, 0) if home else None
        for ordinal, quote in quotes:
            row = [word for start, end in quote.spans for word in self._vocabulary.row(text[start:end])]
            offset = self._offset(quote, row, text, home.row, free) if home and free else None
            if home is None or offset is None:
                place, free = self._text.add(row), None
            else:
                place, free = home.place + offset, Free(quote.end, offset + len(row))
            self._quotes.add(article, ordinal, place, len(row), home and home.paragraph.kind)
            self._parents.append(home.number if home else NOWHERE)
            self._confidences.append(quote.confidence)
            for name in OF_QUOTES:
                self._values[name].add(getattr(quote, name))

    def _offset(self, quote: Quote, row: Sequence[int], text: str, within: Sequence[int], free: Free) -> int | None:
        """Where a quote's words are among those of its paragraph that are free, if they are there in one stretch."""
        if not row or len(quote.spans) > 1 or quote.start < free.character:
            return None
        # From where the quote before it ends, so that every character is looked at once.
        offset = free.word + len(self._vocabulary.row(text[free.character : quote.start]))
        return offset if within[offset : offset + len(row)] == row else None

    def draft(self) -> SegmentData:
        """All of it."""
        quotes, paragraphs = self._quotes, self._paragraphs
        first, counts = both(quotes.first, paragraphs.first), both(quotes.counts, paragraphs.counts)
        article = both(quotes.article, paragraphs.article)
        texts, ranks = _ranked(self._vocabulary.words)
        hashes = np.empty(len(texts), np.uint64)
        hashes[ranks] = self._vocabulary.hashes()
        digests = fingerprints(hashes, ranks.take(numbers_in(self._stories.words)), numbers_in(self._stories.lengths))
        text = _words(texts, ranks, self._text, first, counts)
        own = np.zeros(len(first), np.uint64)
        for passages, words in text.by_document():
            own[passages] = fingerprints(hashes, words, counts[passages])
        parents = numbers_in(self._parents).copy()
        parents[parents != NOWHERE] += np.uint32(len(quotes))
        values = {name: refs.values(many=name in MANY) for name, refs in self._values.items()}
        kinds = Values(list(quotes.kinds.numbers), both(quotes.kinds.refs, paragraphs.kinds.refs), None)
        title = numbers_in(self._titles.lengths)
        store_index = self._store.finish()
        return SegmentData(
            ids=self.ids,
            quotes={"parent": parents, "confidence": numbers_in(self._confidences)},
            passages={
                "ordinal": both(quotes.ordinal, paragraphs.ordinal),
                "duplicate_key": _same(digests[article], own, article, len(quotes)),
            },
            articles={
                "digest": digests,
                "day": numbers_in(self._days),
                "day_after": numbers_in(self._afters),
                "title_apart": numbers_in(self._apart),
                "quotes": np.bincount(numbers_in(quotes.article), minlength=len(self.ids)),
                "paragraphs": np.bincount(numbers_in(paragraphs.article), minlength=len(self.ids)),
            },
            text=text,
            title=_words(texts, ranks, self._titles, document_starts(title)[:-1], title),
            values={**values, **dict.fromkeys(OF_PASSAGES, kinds)},
            store_blocks=self._blocks,
            store_index=store_index,
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


def _ranked(words: list[str]) -> tuple[list[str], Array]:
    """The words in order, and the rank of each."""
    order = sorted(range(len(words)), key=words.__getitem__)
    ranks = np.empty(len(words), np.uint32)
    ranks[order] = np.arange(len(words), dtype=np.uint32)
    return [words[number] for number in order], ranks


def _words(texts: Sequence[str], ranks: Array, rows: TermLists, first: Array, counts: Array) -> TokenStreams:
    lengths = numbers_in(rows.lengths)
    row = np.full(len(rows.words) + len(lengths), GAP, np.uint32)
    taken = np.ones(len(row), bool)
    taken[document_starts(lengths)[1:] - np.uint32(1)] = False
    row[taken] = ranks.take(numbers_in(rows.words))
    return TokenStreams(texts, row, first, counts)
