"""Merges the postings of several segments, in batches of terms, so that memory does not grow with the segments."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, ArrayWriter
from searchkit.engines.whoosh.encoding.array_ops import batch_ranges
from searchkit.engines.whoosh.encoding.packed_counts import write_counts
from searchkit.engines.whoosh.encoding.packed_ints import BATCH, PackedListsWriter
from searchkit.engines.whoosh.encoding.term_dict import term_dict_arrays
from searchkit.engines.whoosh.indexer.renumbering import SourceSegment
from searchkit.engines.whoosh.segment.segment_schema import EXACT, STEMS


class _MergedTerms:
    """The terms of a field in any segment, ascending, and the merged number of each segment's terms."""

    def __init__(self, field: str, sources: Sequence[SourceSegment]) -> None:
        self._field = field
        self._sources = sources
        dictionaries = [source.segment.dictionary(field) for source in sources]
        self._terms = sorted(set[bytes]().union(*dictionaries))
        ranks = {term: number for number, term in enumerate(self._terms)}
        self._numbers = [np.fromiter(map(ranks.__getitem__, terms), np.uint32, len(terms)) for terms in dictionaries]
        """For each segment uint32[n_terms]: the merged number of each term."""
        sizes = np.zeros(len(self._terms), np.int64)
        for numbers, source in zip(self._numbers, sources, strict=True):
            sizes[numbers] += source.segment.packed_lists(field).lengths(range(len(numbers)))
        self.batches = list(batch_ranges(sizes, BATCH))
        """Ranges (start, end) of merged terms, one for each batch."""
        self._lengths = np.zeros(len(self._terms), np.uint32)
        """The length of each merged list; 0 for those not yet written."""

    def terms_in(self, source: int, batch: tuple[int, int]) -> range:
        """Return the numbers, in a segment, of its terms in a batch."""
        return range(*self._numbers[source].searchsorted(batch).tolist())

    def repeat_terms(self, source: int, terms: range) -> Array:
        """Return the merged term of each item of the lists of a segment's terms."""
        lengths = self._sources[source].segment.packed_lists(self._field).lengths(terms)
        return np.repeat(self._numbers[source][terms.start : terms.stop], lengths)

    def write_batch(self, lists: PackedListsWriter, batch: tuple[int, int], terms: Array, numbers: Array) -> Array:
        """Write the lists of a batch: `numbers` by term, ascending within each term. Returns the sort order."""
        order: Array = terms.argsort(kind="stable")
        lengths = np.bincount(terms - np.uint32(batch[0]), minlength=batch[1] - batch[0])
        self._lengths[batch[0] : batch[1]] = lengths
        lists.add(lengths[lengths > 0], numbers.take(order))
        return order

    def finish(self, writer: ArrayWriter, lists: PackedListsWriter) -> None:
        """Finish the lists, and write the terms that still have one."""
        lists.finish()
        used = (term for term, length in zip(self._terms, self._lengths.tolist(), strict=True) if length)
        for name, content in term_dict_arrays(self._field, used).items():
            writer.add(name, content)


def merge_positions(writer: ArrayWriter, field: str, sources: Sequence[SourceSegment]) -> None:
    """Merge the positions of exact forms."""
    maps = [source.text if field == EXACT["text"] else source.title for source in sources]
    merged = _MergedTerms(field, sources)
    lists = PackedListsWriter(writer, field, maps[-1].end)
    for batch in merged.batches:
        all_terms, all_positions = [], []
        for number, (source, position_map) in enumerate(zip(sources, maps, strict=True)):
            source_terms = merged.terms_in(number, batch)
            terms = merged.repeat_terms(number, source_terms)
            positions, live = position_map.remap(source.segment.positions(field, source_terms))
            all_terms.append(terms if live is None else terms[live])
            all_positions.append(positions)
        merged.write_batch(lists, batch, np.concatenate(all_terms), np.concatenate(all_positions))
    merged.finish(writer, lists)


def merge_stem_postings(writer: ArrayWriter, field: str, sources: Sequence[SourceSegment]) -> None:
    """Merge the documents of stems, and the frequencies."""
    is_title = field == STEMS["title"]
    live_docs = [source.live_articles if is_title else source.live_passages for source in sources]
    merged = _MergedTerms(field, sources)
    lists = PackedListsWriter(writer, field, sum(int(np.count_nonzero(live)) for live in live_docs))
    all_freqs = [np.zeros(0, np.uint8)]
    for batch in merged.batches:
        quotes: list[tuple[Array, ...]] = []
        paragraphs: list[tuple[Array, ...]] = []
        for number, (source, live_of) in enumerate(zip(sources, live_docs, strict=True)):
            source_terms = merged.terms_in(number, batch)
            docs, freqs = source.segment.concat_postings(field, source_terms)
            new_docs = (source.new_article if is_title else source.new_passage).take(docs)
            columns = (merged.repeat_terms(number, source_terms), new_docs, freqs)
            live = live_of.take(docs)
            first = live if is_title else live & (docs < source.segment.quotes)
            quotes.append(tuple(column[first] for column in columns))
            paragraphs.append(tuple(column[live & ~first] for column in columns))
        # The quotes of all segments come before all paragraphs.
        terms, docs, freqs = (np.concatenate(column) for column in zip(*quotes, *paragraphs, strict=True))
        all_freqs.append(freqs.take(merged.write_batch(lists, batch, terms, docs)))
    merged.finish(writer, lists)
    write_counts(writer, f"{field}.freqs", np.concatenate(all_freqs))
