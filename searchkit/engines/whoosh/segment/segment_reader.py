"""Reads the file of a segment: postings, positions, columns and stored articles. Arrays are mapped when first used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, ArrayFile
from searchkit.engines.whoosh.encoding.array_ops import offsets_from_lengths
from searchkit.engines.whoosh.encoding.packed_counts import PackedCounts
from searchkit.engines.whoosh.encoding.packed_ints import PackedLists
from searchkit.engines.whoosh.encoding.term_dict import TermDict, read_term_dict
from searchkit.engines.whoosh.segment.doc_ranges import DocRanges
from searchkit.engines.whoosh.segment.segment_schema import EXACT, MANY, STEMS
from searchkit.engines.whoosh.store.lazy_article import LazyArticle
from searchkit.engines.whoosh.store.store_reader import StoreReader

_PACKED = tuple(EXACT.values())
_NO_POSITIONS: Array = np.zeros(0, np.uint32)
_NO_POSTINGS: tuple[Array, Array] = (_NO_POSITIONS, np.zeros(0, np.uint8))


class Segment:
    """An open segment, which never changes. If the file is damaged, every method may raise anything.

    The documents of a field are passages (text), articles (title), or distinct values (names and values).
    """

    def __init__(self, path: Path, size: int) -> None:
        self.file = ArrayFile(path, size)
        counts = self.file.counts
        self.name = path.name
        self.quotes, self.articles = counts["quotes"], counts["articles"]
        self.passages = self.quotes + counts["paragraphs"]
        self.docs = self.passages + self.articles
        self._arrays: dict[str, Array] = {}
        self._dictionaries: dict[str, TermDict] = {}
        self._packed_lists: dict[str, PackedLists] = {}
        self._freqs: dict[str, PackedCounts] = {}
        self._doc_ranges: dict[str, list[DocRanges]] = {}
        self._refs: dict[str, tuple[Array, Array | None]] = {}

    def array(self, name: str) -> Array:
        """Return an array of the file."""
        array = self._arrays.get(name)
        if array is None:
            array = self._arrays[name] = self.file.array(name)
        return array

    def dictionary(self, name: str) -> TermDict:
        """Return a term dictionary of the file."""
        dictionary = self._dictionaries.get(name)
        if dictionary is None:
            dictionary = self._dictionaries[name] = read_term_dict(self.file, name)
        return dictionary

    def packed_lists(self, field: str) -> PackedLists:
        """Return the positions of a field's exact forms, or the documents of its stems."""
        lists = self._packed_lists.get(field)
        if lists is None:
            lists = self._packed_lists[field] = PackedLists(self.file, field, self._limit(field))
        return lists

    def _limit(self, field: str) -> int:
        """Return a limit that all documents (stems) or positions of a field are below.

        Numbers from the file are compared with it, so that a damaged one never becomes the size of an array.
        """
        if field in STEMS.values():
            return self.passages if field == STEMS["text"] else self.articles
        if field == EXACT["text"]:
            return self.file.counts["positions"]
        positions = self.array(f"{field}.low" if field in _PACKED else f"{field}.positions")
        return len(positions) + len(self.doc_lengths(field))  # one empty position follows each document

    def postings(self, field: str, stem: str) -> tuple[Array, Array]:
        """Return the documents with a stem (uint32, ascending), and its frequency in each (uint)."""
        number = self.dictionary(field).find(stem)
        return _NO_POSTINGS if number is None else self.concat_postings(field, range(number, number + 1))

    def concat_postings(self, field: str, stems: range) -> tuple[Array, Array]:
        """Return the postings of neighbouring stems, stem after stem."""
        lists = self.packed_lists(field)
        start, end = lists.offsets.item(stems.start), lists.offsets.item(stems.stop)
        return lists.concat_lists(stems), self._packed_freqs(field).slice(start, end)

    def _packed_freqs(self, field: str) -> PackedCounts:
        freqs = self._freqs.get(field)
        if freqs is None:
            freqs = self._freqs[field] = PackedCounts(self.file, f"{field}.freqs")
        return freqs

    def positions(self, field: str, terms: range) -> Array:
        """Return the positions of neighbouring exact forms, term after term: uint32."""
        if field in _PACKED:
            return self.packed_lists(field).concat_lists(terms)
        if not terms:
            return _NO_POSITIONS
        offsets = self.array(f"{field}.offsets")
        positions = self.array(f"{field}.positions")[offsets.item(terms.start) : offsets.item(terms.stop)]
        if len(positions) and int(positions.max()) >= self._limit(field):
            raise ValueError(f"{field}.positions in {self.name} cannot be right")
        return positions.astype(np.uint32)

    def term_positions(self, field: str, term: str) -> Array:
        """Return the positions of an exact form: uint32, ascending."""
        number = self.dictionary(field).find(term)
        return _NO_POSITIONS if number is None else self.positions(field, range(number, number + 1))

    def doc_lengths(self, field: str) -> Array:
        """Return the number of tokens of each document of a field; for stems, function words do not count."""
        return self.array(f"{field}.doc_lengths")

    def doc_ranges(self, field: str) -> Sequence[DocRanges]:
        """Return the positions of each document. Quotes and paragraphs are two groups, because their positions overlap."""
        groups = self._doc_ranges.get(field)
        if groups is None:
            starts, lengths = self.array(f"{field}.doc_starts"), self.doc_lengths(field)
            borders = (0, self.quotes, self.passages) if field == EXACT["text"] else (0, len(starts))
            groups = self._doc_ranges[field] = [
                DocRanges(starts[low:high], lengths[low:high], low) for low, high in pairwise(borders) if low < high
            ]
            if any(ranges.end > self._limit(field) for ranges in groups):
                raise ValueError(f"{field}.doc_starts in {self.name} cannot be right")
        return groups

    def refs(self, field: str) -> tuple[Array, Array | None]:
        """Return the refs of a field and their offsets by owner, as in `FieldValues`; no offsets if each owner has one ref."""
        refs = self._refs.get(field)
        if refs is None:
            refs = self._refs[field] = self._read_refs(field)
        return refs

    def _read_refs(self, field: str) -> tuple[Array, Array | None]:
        refs, offsets = self.array(f"{field}.refs"), None
        is_damaged = len(refs) > 0 and int(refs.max()) >= len(self.dictionary(f"{field}.values"))
        if field in MANY:
            offsets = self.array(f"{field}.ref_offsets")
            is_damaged |= bool((offsets[1:] < offsets[:-1]).any()) or offsets.item(-1) != len(refs)
        if is_damaged:
            raise ValueError(f"{field}.refs in {self.name} cannot be right")
        return refs, offsets

    def value_text(self, field: str, number: int) -> str:
        """Return the spelling of a value of a field."""
        return self.dictionary(f"{field}.values").text(number)

    def find_article(self, id: str) -> int | None:
        """Return the number of the article with an id, None if the segment has none."""
        number = self.dictionary("id").find(id)
        return None if number is None else int(self.array("id.articles")[number])

    def id_of(self, article: int) -> str:
        """Return the id of an article."""
        return self.dictionary("id").text(int(self.array("article.id_rank")[article]))

    def stored(self, article: int) -> LazyArticle:
        """Return a stored article."""
        return self.store.article(article)

    @cached_property
    def store(self) -> StoreReader:
        """The doc store."""
        return StoreReader(self.file)

    def quote_numbers(self, name: str) -> Array:
        """Return a column of numbers of quotes, such as "confidence": float64[quotes]."""
        return self.array(f"quote.{name}.table").take(self.array(f"quote.{name}"))

    @cached_property
    def article_of(self) -> Array:
        """The article of each passage: uint32[passages]."""
        numbers = np.arange(self.articles, dtype=np.uint32)
        return np.concatenate([numbers.repeat(self.article_counts(name)) for name in ("quotes", "paragraphs")])

    @cached_property
    def quote_starts(self) -> Array:
        """The first quote of each article, and the end: uint32[articles + 1]."""
        return offsets_from_lengths(self.article_counts("quotes"))

    @cached_property
    def paragraph_starts(self) -> Array:
        """The first paragraph of each article, as a passage number, and the end: uint32[articles + 1]."""
        return offsets_from_lengths(self.article_counts("paragraphs")) + np.uint32(self.quotes)

    def article_counts(self, name: str) -> Array:
        """Return how many "quotes" or "paragraphs" each article has: uint[articles]."""
        counts = self.array(f"article.{name}")
        if len(counts) != self.articles or counts.sum(dtype=np.int64) != self.file.counts[name]:
            raise ValueError(f"the {name} of articles in {self.name} do not add up")
        return counts
