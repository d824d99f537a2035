"""Segments are joined into a new one, array by array and piece by piece; what is deleted is left out.

Inputs stay mapped and the output is written as it comes, so that memory does not grow with the words that are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, ArrayWriter
from searchkit.engines.whoosh.encoding.array_ops import batch_ranges, offsets_from_lengths
from searchkit.engines.whoosh.encoding.packed_counts import write_counts
from searchkit.engines.whoosh.encoding.packed_ints import BATCH, PackedLists, PackedListsWriter
from searchkit.engines.whoosh.encoding.term_dict import term_dict_arrays
from searchkit.engines.whoosh.indexer.renumbering import SourceSegment, by_unit, source_segments
from searchkit.engines.whoosh.indexer.segment_data import Values
from searchkit.engines.whoosh.indexer.segment_writer import (
    add_columns,
    add_ids,
    add_lengths,
    add_rows,
    add_values,
)
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.segment.segment_schema import EXACT, FACETED, OF_ARTICLES, OF_PASSAGES, STEMS
from searchkit.engines.whoosh.store.store_writer import StoreWriter


def merge_segments(path: Path, segments: Sequence[tuple[Segment, Array]]) -> int:
    """Write one segment of several; with each goes which of its articles are kept (an array of truth values).

    Returns the size of the file, which is then on the disk. Raises OSError, and whatever damaged segments raise.
    """
    parts = source_segments(segments)
    with ArrayWriter(path) as writer:
        for field in ("text", "title"):
            _join_places(writer, EXACT[field], parts)
            _join_stems(writer, STEMS[field], parts)
            _release(parts)
        add_rows(
            writer,
            EXACT["text"],
            by_unit([part.first() for part in parts], parts),
            by_unit([part.segment.doc_lengths(EXACT["text"]) for part in parts], parts),
        )
        titles = np.concatenate([part.segment.doc_lengths(EXACT["title"])[part.articles] for part in parts])
        add_rows(writer, EXACT["title"], np.concatenate([part.first_of_titles() for part in parts]), titles)
        add_lengths(writer, STEMS["text"], by_unit([part.segment.doc_lengths(STEMS["text"]) for part in parts], parts))
        lengths = np.concatenate([part.segment.doc_lengths(STEMS["title"])[part.articles] for part in parts])
        add_lengths(writer, STEMS["title"], lengths)
        for name in FACETED:
            add_values(writer, name, _joined_values(name, parts))
        _join_columns(writer, parts)
        _merge_stores(writer, parts)
        counts = {
            "quotes": sum(part.quotes for part in parts),
            "paragraphs": sum(int(np.count_nonzero(part.passages)) - part.quotes for part in parts),
            "articles": sum(int(np.count_nonzero(part.articles)) for part in parts),
        }
        return writer.finish({**counts, "positions": parts[-1].text.end})


def _release(parts: Sequence[SourceSegment]) -> None:
    for part in parts:
        part.segment.file.release()


class _Merged:
    """The terms of a field in all parts together, numbered in their order, and each part's numbers among them."""

    def __init__(self, field: str, parts: Sequence[SourceSegment]) -> None:
        own = [part.segment.dictionary(field) for part in parts]
        self.terms = sorted(set[bytes]().union(*own))
        ranks = {term: number for number, term in enumerate(self.terms)}
        self.numbers = [np.fromiter(map(ranks.__getitem__, terms), np.uint32, len(terms)) for terms in own]
        sizes = np.zeros(len(self.terms), np.int64)
        for numbers, part in zip(self.numbers, parts, strict=True):
            sizes[numbers] += part.segment.packed_lists(field).lengths(range(len(numbers)))
        self.spans = list(batch_ranges(sizes, BATCH))
        """The terms in stretches that are worked on at a time."""
        self.counts = np.zeros(len(self.terms), np.uint32)
        """How many occurrences of each are left, as far as they were gone through."""

    def own(self, part: int, span: tuple[int, int]) -> range:
        """A part's own numbers of the terms in a stretch."""
        return range(*self.numbers[part].searchsorted(span).tolist())

    def words(self, part: int, terms: range, packed: PackedLists) -> Array:
        """The number here of each occurrence of a part's own terms."""
        return np.repeat(self.numbers[part][terms.start : terms.stop], packed.lengths(terms))

    def add(self, packing: PackedListsWriter, span: tuple[int, int], words: Array, numbers: Array) -> Array:
        """Pack the occurrences of a stretch of terms, which are in order but for their terms; returns their order."""
        order: Array = words.argsort(kind="stable")
        counts = np.bincount(words - np.uint32(span[0]), minlength=span[1] - span[0])
        self.counts[span[0] : span[1]] = counts
        packing.add(counts[counts > 0], numbers.take(order))
        return order

    def finish(self, writer: ArrayWriter, packing: PackedListsWriter, field: str) -> None:
        """Write what remains to be written."""
        packing.finish()
        left = (term for term, count in zip(self.terms, self.counts.tolist(), strict=True) if count)
        for name, content in term_dict_arrays(field, left).items():
            writer.add(name, content)


def _join_places(writer: ArrayWriter, field: str, parts: Sequence[SourceSegment]) -> None:
    moves = [part.text if field == EXACT["text"] else part.title for part in parts]
    merged = _Merged(field, parts)
    packing = PackedListsWriter(writer, field, moves[-1].end)
    for span in merged.spans:
        words, places = [], []
        for number, (part, moved) in enumerate(zip(parts, moves, strict=True)):
            terms = merged.own(number, span)
            own = merged.words(number, terms, part.segment.packed_lists(field))
            new, kept = moved.moved(part.segment.positions(field, terms))
            words.append(own if kept is None else own[kept])
            places.append(new)
        merged.add(packing, span, np.concatenate(words), np.concatenate(places))
    merged.finish(writer, packing, field)
    _release(parts)


def _join_stems(writer: ArrayWriter, field: str, parts: Sequence[SourceSegment]) -> None:
    of_titles = field == STEMS["title"]
    rows = [part.articles if of_titles else part.passages for part in parts]
    merged = _Merged(field, parts)
    packing = PackedListsWriter(writer, field, sum(int(np.count_nonzero(kept)) for kept in rows))
    frequencies = []
    for span in merged.spans:
        pieces: list[tuple[Array, Array, Array]] = []
        of_paragraphs: list[tuple[Array, Array, Array]] = []
        for number, (part, kept) in enumerate(zip(parts, rows, strict=True)):
            terms = merged.own(number, span)
            docs, often = part.segment.concat_postings(field, terms)
            words = merged.words(number, terms, part.segment.packed_lists(field))
            new = (part.new_article if of_titles else part.new_passage).take(docs)
            live = kept.take(docs)
            quotes = live & (docs < part.segment.quotes) if not of_titles else live
            paragraphs = live & ~quotes
            pieces.append((words[quotes], new[quotes], often[quotes]))
            of_paragraphs.append((words[paragraphs], new[paragraphs], often[paragraphs]))
        pieces += of_paragraphs  # of all parts, quotes come before paragraphs
        words, docs, often = (np.concatenate(column) for column in zip(*pieces, strict=True))
        frequencies.append(often.take(merged.add(packing, span, words, docs)))
    merged.finish(writer, packing, field)
    write_counts(writer, f"{field}.freqs", np.concatenate(frequencies) if frequencies else np.zeros(0, np.uint8))


def _joined_values(field: str, parts: Sequence[SourceSegment]) -> Values:
    numbers: dict[str, int] = {"": 0}
    refs, starts = [], []
    for part in parts:
        texts = part.segment.dictionary(f"{field}.values").texts()
        own, own_starts = part.segment.refs(field)
        new = np.array([numbers.setdefault(text, len(numbers)) for text in texts], np.uint32)
        refs.append(new[own])
        starts.append(own_starts)
    if field in OF_PASSAGES:
        return Values(list(numbers), by_unit(refs, parts), None)
    owners = [part.articles if field in OF_ARTICLES else part.passages[: part.segment.quotes] for part in parts]
    if starts[0] is None:
        return Values(list(numbers), np.concatenate([row[kept] for row, kept in zip(refs, owners, strict=True)]), None)
    counts = [np.diff(begin) for begin in starts if begin is not None]
    chosen = [row[np.repeat(kept, count)] for row, kept, count in zip(refs, owners, counts, strict=True)]
    left = [count[kept] for count, kept in zip(counts, owners, strict=True)]
    return Values(list(numbers), np.concatenate(chosen), offsets_from_lengths(np.concatenate(left)))


def _join_columns(writer: ArrayWriter, parts: Sequence[SourceSegment]) -> None:
    confidences = [part.segment.measure("confidence")[part.passages[: part.segment.quotes]] for part in parts]
    parents = np.concatenate([part.parents() for part in parts])
    add_columns(writer, "quote", {"parent": parents, "confidence": np.concatenate(confidences)})
    passages = {
        name: by_unit([part.segment.array(f"passage.{name}") for part in parts], parts)
        for name in ("ordinal", "duplicate_key")
    }
    add_columns(writer, "passage", passages)
    articles = {
        name: np.concatenate([part.segment.array(f"article.{name}")[part.articles] for part in parts])
        for name in ("digest", "day", "day_after", "title_apart", "quotes", "paragraphs")
    }
    add_columns(writer, "article", articles)
    ids: list[str] = []
    for part in parts:
        own = part.segment.dictionary("id").texts()
        ids += [own[rank] for rank in part.segment.array("article.id_rank")[part.articles].tolist()]
    add_ids(writer, ids)


def _merge_stores(writer: ArrayWriter, parts: Sequence[SourceSegment]) -> None:
    writer.begin("store.blocks", np.dtype(np.uint8))
    store = StoreWriter(writer.append)
    for part in parts:
        store.add_store(part.segment.store, part.articles)
        part.segment.file.release()
    for name, content in store.finish().items():
        writer.add(name, content)
