"""Builds a segment in memory: each text is analysed once, and tokens, values and columns are collected in flat buffers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from searchkit.engines.whoosh.builder.buffers import PassageBuffer, TokenBuffer, ValueBuffer, as_array, concat_buffers
from searchkit.engines.whoosh.builder.fingerprints import duplicate_keys, fingerprints
from searchkit.engines.whoosh.builder.segment_data import GAP, FieldValues, SegmentData, TokenStream
from searchkit.engines.whoosh.builder.vocabulary import Vocabulary
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import document_starts
from searchkit.engines.whoosh.segment.segment_schema import MANY, NOWHERE, OF_ARTICLES, OF_PASSAGES, OF_QUOTES
from searchkit.engines.whoosh.store.article_record import encode_article
from searchkit.engines.whoosh.store.store_writer import StoreWriter
from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Paragraph, Quote
from searchkit.text.dates import day_range

_NOT_MAIN_TEXT = frozenset({"title", "byline", "repeat"})
"""Kinds of paragraphs in which copies of an article may differ: its digest does not cover them."""


class _ParagraphTokens(NamedTuple):
    """A paragraph with quotes: its tokens, the position of the first, and its number among the paragraphs of the segment."""

    paragraph: Paragraph
    tokens: Sequence[int]
    start: int
    number: int


class _QuotesEnd(NamedTuple):
    """The end of the last quote of a paragraph: an offset in the text, and an index among the paragraph's tokens."""

    character: int
    token: int


class SegmentBuilder:
    """Collects the articles of one segment, in order."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._vocabulary = Vocabulary()
        kinds = {"": 0}
        self._quotes = PassageBuffer(kinds)
        self._paragraphs = PassageBuffer(kinds)
        self._parents = array("I")
        self._confidences = array("d")
        self._texts = TokenBuffer()
        self._titles = TokenBuffer()
        self._main_texts = TokenBuffer()
        self._values = {name: ValueBuffer() for name in (*OF_ARTICLES, *OF_QUOTES)}
        self._days = array("i")
        self._days_after = array("i")
        self._separate_titles = array("B")
        self._store_blocks: list[bytes | memoryview] = []
        self._store = StoreWriter(self._store_blocks.append)

    @property
    def n_tokens(self) -> int:
        """The number of tokens of all paragraphs, quotes and titles added so far."""
        return self._paragraphs.n_tokens + self._quotes.n_tokens + len(self._titles.tokens)

    def add(self, extraction: Extraction) -> int:
        """Add an article with its passages; returns its number.

        Paragraphs of kind "repeat" and quotes in them are stored with the article, but not indexed.
        """
        article = extraction.article
        number = len(self.ids)
        self.ids.append(article.id)
        title = self._vocabulary.tokens(article.title or "")
        self._add_metadata(article, title)
        main_text = self._add_passages(number, extraction, title)
        self._main_texts.add(main_text or self._vocabulary.tokens(article.text))
        self._store.add(encode_article(extraction))
        return number

    def _add_metadata(self, article: Article, title: Sequence[int]) -> None:
        self._titles.add(title)
        day, day_after = (day_range(article.date) if article.date else None) or (0, 0)
        self._days.append(day)
        self._days_after.append(day_after)
        self._values["source"].add(article.source)
        self._values["date"].add(article.date)
        self._values["place"].add_all(article.places)
        self._values["author"].add_all(article.authors)
        self._values["tag"].add_all(article.tags)

    def _add_passages(self, article: int, extraction: Extraction, title: Sequence[int]) -> Sequence[int]:
        """Add the paragraphs, each with its quotes, then quotes without a paragraph; returns the tokens of the main text."""
        text = extraction.article.text
        quotes: dict[str, list[tuple[int, Quote]]] = {}
        for ordinal, quote in enumerate(extraction.quotes):
            quotes.setdefault(quote.paragraph, []).append((ordinal, quote))
        main_text: list[int] = []
        separate_title = True
        for ordinal, paragraph in enumerate(extraction.paragraphs):
            quotes_inside = quotes.pop(paragraph.id, ())
            if paragraph.kind == "repeat":
                continue
            tokens = self._vocabulary.tokens(text[paragraph.start : paragraph.end])
            separate_title = separate_title and tokens != title
            if paragraph.kind not in _NOT_MAIN_TEXT:
                main_text += tokens
            parent = _ParagraphTokens(paragraph, tokens, self._texts.add(tokens), len(self._paragraphs))
            self._paragraphs.add(article, ordinal, parent.start, len(tokens), paragraph.kind)
            self._add_quotes(article, quotes_inside, text, parent)
        strays = sorted((ordinal, quote) for pairs in quotes.values() for ordinal, quote in pairs)
        self._add_quotes(article, strays, text, None)
        self._separate_titles.append(separate_title)
        return main_text

    def _add_quotes(
        self, article: int, quotes: Iterable[tuple[int, Quote]], text: str, parent: _ParagraphTokens | None
    ) -> None:
        """Add the quotes of a paragraph, or quotes without one.

        A quote reuses positions of its paragraph, unless it has several spans, begins or ends within a token, or overlaps the
        previous quote. Then its tokens are added to the stream, and so are those of all later quotes of the paragraph, because
        the positions of quotes must ascend.
        """
        end = _QuotesEnd(parent.paragraph.start, 0) if parent else None
        for ordinal, quote in quotes:
            tokens = [token for start, stop in quote.spans for token in self._vocabulary.tokens(text[start:stop])]
            offset = self._find_in_paragraph(quote, tokens, text, parent.tokens, end) if parent and end else None
            if parent is None or offset is None:
                start, end = self._texts.add(tokens), None
            else:
                start, end = parent.start + offset, _QuotesEnd(quote.end, offset + len(tokens))
            self._quotes.add(article, ordinal, start, len(tokens), parent and parent.paragraph.kind)
            self._parents.append(parent.number if parent else NOWHERE)
            self._confidences.append(quote.confidence)
            for name in OF_QUOTES:
                self._values[name].add(getattr(quote, name))

    def _find_in_paragraph(
        self, quote: Quote, tokens: Sequence[int], text: str, paragraph: Sequence[int], end: _QuotesEnd
    ) -> int | None:
        """Return the index of a quote's first token among its paragraph's, None if its tokens are not one range after `end`."""
        if not tokens or len(quote.spans) > 1 or quote.start < end.character:
            return None
        # From the end of the previous quote, so that every character is analysed once.
        offset = end.token + len(self._vocabulary.tokens(text[end.character : quote.start]))
        return offset if paragraph[offset : offset + len(tokens)] == tokens else None

    def build(self) -> SegmentData:
        """Return the segment."""
        quotes, paragraphs = self._quotes, self._paragraphs
        articles = concat_buffers(quotes.articles, paragraphs.articles)
        terms, ranks = _rank(self._vocabulary.terms)
        hashes = np.empty(len(terms), np.uint64)
        hashes[ranks] = self._vocabulary.term_hashes()
        starts = concat_buffers(quotes.starts, paragraphs.starts)
        text = _stream(terms, ranks, self._texts, starts, concat_buffers(quotes.lengths, paragraphs.lengths))
        title_lengths = as_array(self._titles.lengths)
        title = _stream(terms, ranks, self._titles, document_starts(title_lengths)[:-1], title_lengths)
        main_tokens = ranks.take(as_array(self._main_texts.tokens))
        digests = fingerprints(hashes, main_tokens, as_array(self._main_texts.lengths))
        keys = duplicate_keys(digests, _passage_digests(hashes, text), articles, len(quotes))
        store_index = self._store.finish()
        return SegmentData(
            ids=self.ids,
            quotes={"parent": self._parent_passages(), "confidence": as_array(self._confidences)},
            passages={"ordinal": concat_buffers(quotes.ordinals, paragraphs.ordinals), "duplicate_key": keys},
            articles={"digest": digests, **self._article_columns()},
            text=text,
            title=title,
            values=self._field_values(),
            store_blocks=self._store_blocks,
            store_index=store_index,
        )

    def _parent_passages(self) -> Array:
        """Return the passage number of each quote's paragraph: uint32[n_quotes]."""
        parents = as_array(self._parents).copy()
        parents[parents != NOWHERE] += np.uint32(len(self._quotes))
        return parents

    def _article_columns(self) -> dict[str, Array]:
        return {
            "day": as_array(self._days),
            "day_after": as_array(self._days_after),
            "separate_title": as_array(self._separate_titles),
            "quotes": np.bincount(as_array(self._quotes.articles), minlength=len(self.ids)),
            "paragraphs": np.bincount(as_array(self._paragraphs.articles), minlength=len(self.ids)),
        }

    def _field_values(self) -> dict[str, FieldValues]:
        values = {name: buffer.field_values(many=name in MANY) for name, buffer in self._values.items()}
        quotes, paragraphs = self._quotes.kinds, self._paragraphs.kinds
        kinds = FieldValues(list(quotes.numbers), concat_buffers(quotes.refs, paragraphs.refs), None)
        return {**values, **dict.fromkeys(OF_PASSAGES, kinds)}


def _passage_digests(hashes: Array, text: TokenStream) -> Array:
    digests = np.zeros(len(text.doc_starts), np.uint64)
    for passages, tokens in text.iter_documents():
        digests[passages] = fingerprints(hashes, tokens, text.doc_lengths[passages])
    return digests


def _rank(terms: list[str]) -> tuple[list[str], Array]:
    """Return the sorted terms, and the rank of each term: uint32[n_terms]."""
    order = sorted(range(len(terms)), key=terms.__getitem__)
    ranks = np.empty(len(terms), np.uint32)
    ranks[order] = np.arange(len(terms), dtype=np.uint32)
    return [terms[number] for number in order], ranks


def _stream(
    terms: Sequence[str], ranks: Array, buffer: TokenBuffer, doc_starts: Array, doc_lengths: Array
) -> TokenStream:
    """Lay out the texts of a buffer as a token stream, with GAP after each text."""
    lengths = as_array(buffer.lengths)
    tokens = np.full(len(buffer.tokens) + len(lengths), GAP, np.uint32)
    is_token = np.ones(len(tokens), bool)
    is_token[document_starts(lengths)[1:] - np.uint32(1)] = False
    tokens[is_token] = ranks.take(as_array(buffer.tokens))
    return TokenStream(terms, tokens, doc_starts, doc_lengths)
