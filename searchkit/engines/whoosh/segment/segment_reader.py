"""One segment as it stands on disk: its arrays by what they mean. Nothing is read before it is asked for."""

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
from searchkit.engines.whoosh.segment.segment_schema import EXACT, STEMS
from searchkit.engines.whoosh.store.lazy_article import LazyArticle
from searchkit.engines.whoosh.store.store_reader import StoreReader
from searchkit.text.analysis import fold


class Segment:
    """An open segment, which never changes. Everything raises whatever is raised when the file is damaged."""

    def __init__(self, path: Path, size: int) -> None:
        self.file = ArrayFile(path, size)
        counts = self.file.counts
        self.name = path.name
        self.quotes, self.articles = counts["quotes"], counts["articles"]
        self.passages = self.quotes + counts["paragraphs"]
        self.docs = self.passages + self.articles
        self._arrays: dict[str, Array] = {}
        self._dictionaries: dict[str, TermDict] = {}
        self._texts: dict[str, dict[int, tuple[str, str]]] = {}
        self._numbers: dict[str, PackedLists] = {}
        self._counts: dict[str, PackedCounts] = {}
        self._rows: dict[str, list[DocRanges]] = {}
        self._values: dict[str, tuple[Array, Array | None]] = {}

    def array(self, name: str) -> Array:
        """One of the file's arrays."""
        found = self._arrays.get(name)
        if found is None:
            found = self._arrays[name] = self.file.array(name)
        return found

    def dictionary(self, name: str) -> TermDict:
        """One of the file's dictionaries."""
        found = self._dictionaries.get(name)
        if found is None:
            found = self._dictionaries[name] = read_term_dict(self.file, name)
        return found

    def packed_lists(self, field: str) -> PackedLists:
        """The places of a field's exact forms, or the rows of its stems."""
        found = self._numbers.get(field)
        if found is None:
            found = self._numbers[field] = PackedLists(self.file, field, self._limit(field))
        return found

    def _limit(self, field: str) -> int:
        """What the numbers of a field are below: places, or rows of stems.

        This and other checks keep damage from becoming the size of an array.
        """
        if field in STEMS.values():
            return self.passages if field == STEMS["text"] else self.articles
        if field == EXACT["text"]:
            return self.file.counts["positions"]
        words = self.array(f"{field}.low" if field in _WRITTEN else f"{field}.positions")
        return len(words) + len(self.doc_lengths(field))  # one place is free behind each row

    def postings(self, field: str, stem: str) -> tuple[Array, Array]:
        """The rows (passages for "text", articles for "title") that have a stem, and how often each has it."""
        number = self.dictionary(field).find(stem)
        if number is None:
            return _NO_ROWS
        numbers = self.packed_lists(field)
        start, end = numbers.offsets.item(number), numbers.offsets.item(number + 1)
        return numbers.list_of(number), self._frequencies(field).slice(start, end)

    def concat_postings(self, field: str, stems: range) -> tuple[Array, Array]:
        """The same for some neighbouring stems, each stem's in order."""
        numbers = self.packed_lists(field)
        start, end = numbers.offsets.item(stems.start), numbers.offsets.item(stems.stop)
        return numbers.concat_lists(stems), self._frequencies(field).slice(start, end)

    def _frequencies(self, field: str) -> PackedCounts:
        found = self._counts.get(field)
        if found is None:
            found = self._counts[field] = PackedCounts(self.file, f"{field}.freqs")
        return found

    def positions(self, field: str, terms: range) -> Array:
        """The places of some neighbouring exact forms, each form's in order."""
        if field in _WRITTEN:
            return self.packed_lists(field).concat_lists(terms)
        if not terms:
            return _NO_PLACES
        starts = self.array(f"{field}.offsets")
        places = self.array(f"{field}.positions")[starts.item(terms.start) : starts.item(terms.stop)]
        if len(places) and int(places.max()) >= self._limit(field):
            raise ValueError(f"{field}.places in {self.name} can not be right")
        return places.astype(np.uint32)

    def term_positions(self, field: str, word: str) -> Array:
        """The places of an exact form, in order."""
        number = self.dictionary(field).find(word)
        return _NO_PLACES if number is None else self.positions(field, range(number, number + 1))

    def doc_lengths(self, field: str) -> Array:
        """How many words each row of a field has: each passage (text), article (title), or value.

        Those of stems leave function words out.
        """
        return self.array(f"{field}.doc_lengths")

    def doc_ranges(self, field: str) -> Sequence[DocRanges]:
        """The rows of a field. Those of quotes and of paragraphs are apart, because quotes stand in paragraphs."""
        found = self._rows.get(field)
        if found is None:
            first, lengths = self.array(f"{field}.doc_starts"), self.doc_lengths(field)
            borders = (0, self.quotes, self.passages) if field == EXACT["text"] else (0, len(first))
            found = self._rows[field] = [
                DocRanges(first[low:high], lengths[low:high], low) for low, high in pairwise(borders) if low < high
            ]
            if any(rows.end > self._limit(field) for rows in found):
                raise ValueError(f"the rows of {field} in {self.name} can not be right")
        return found

    def refs(self, field: str) -> tuple[Array, Array | None]:
        """The numbers of the values of a field by owner, and where each owner's begin when there may be many."""
        found = self._values.get(field)
        if found is None:
            found = self._values[field] = self._read_values(field)
        return found

    def _read_values(self, field: str) -> tuple[Array, Array | None]:
        refs, starts = self.array(f"{field}.refs"), None
        wrong = len(refs) > 0 and int(refs.max()) >= len(self.dictionary(f"{field}.values"))
        if f"{field}.ref_offsets" in self.file:
            starts = self.array(f"{field}.ref_offsets")
            wrong |= bool((starts[1:] < starts[:-1]).any()) or starts.item(-1) != len(refs)
        if wrong:
            raise ValueError(f"the values of {field} in {self.name} can not be right")
        return refs, starts

    def value_text(self, field: str, number: int) -> tuple[str, str]:
        """A value of a field as it is written, and folded."""
        known = self._texts.setdefault(field, {})
        if number not in known:
            text = self.dictionary(f"{field}.values").text(number)
            known[number] = text, fold(text)
        return known[number]

    def article_numbered(self, id: str) -> int | None:
        """The article with an id."""
        number = self.dictionary("id").find(id)
        return None if number is None else int(self.array("id.articles")[number])

    def id_of(self, article: int) -> str:
        """The id of an article."""
        return self.dictionary("id").text(int(self.array("article.id_rank")[article]))

    def stored(self, article: int) -> LazyArticle:
        """A stored article."""
        return self.store.article(article)

    @cached_property
    def store(self) -> StoreReader:
        """The doc store."""
        return StoreReader(self.file)

    def measure(self, name: str) -> Array:
        """A number of every quote, such as its confidence."""
        return self.array(f"quote.{name}.table").take(self.array(f"quote.{name}"))

    @cached_property
    def article_of(self) -> Array:
        """The article of each passage."""
        numbers = np.arange(self.articles, dtype=np.uint32)
        return np.concatenate([numbers.repeat(self.counts_by_article(name)) for name in ("quotes", "paragraphs")])

    @cached_property
    def quote_starts(self) -> Array:
        """Where the quotes of each article begin, and the end."""
        return offsets_from_lengths(self.counts_by_article("quotes"))

    @cached_property
    def paragraph_starts(self) -> Array:
        """Where the paragraphs of each article begin, and the end."""
        return offsets_from_lengths(self.counts_by_article("paragraphs")) + np.uint32(self.quotes)

    def counts_by_article(self, name: str) -> Array:
        """How many quotes or paragraphs each article has."""
        counts = self.array(f"article.{name}")
        if len(counts) != self.articles or counts.sum(dtype=np.int64) != self.file.counts[name]:
            raise ValueError(f"the {name} of articles in {self.name} do not add up")
        return counts


_WRITTEN = tuple(EXACT.values())
_NO_PLACES: Array = np.zeros(0, np.uint32)
_NO_ROWS: tuple[Array, Array] = (_NO_PLACES, np.zeros(0, np.uint8))
