"""A draft becomes the file of a segment: words are sorted into places, stems into passages and frequencies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from searchkit.engines.whoosh.directory.array_file import Array, ArrayWriter, narrow
from searchkit.engines.whoosh.encoding.array_ops import document_starts, offsets_from_lengths, run_starts, unique_sorted
from searchkit.engines.whoosh.encoding.packed_counts import write_counts
from searchkit.engines.whoosh.encoding.packed_ints import PackedListsWriter
from searchkit.engines.whoosh.encoding.term_dict import term_dict_arrays, to_term
from searchkit.engines.whoosh.indexer.segment_data import GAP, SegmentData, TokenStreams, Values
from searchkit.engines.whoosh.segment.segment_schema import EXACT, FACETED, NAMES, STEMS, VALUES
from searchkit.text.analysis import exact_terms, fold, stem

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def write_segment(path: Path, draft: SegmentData) -> int:
    """Write a draft into a file, until it is on the disk; returns the file's size. Raises OSError."""
    with ArrayWriter(path) as writer:
        for field, words in (("text", draft.text), ("title", draft.title)):
            _add_places(writer, EXACT[field], words)
            _add_stems(writer, STEMS[field], words)
            add_rows(writer, EXACT[field], words.first, words.counts)
            add_lengths(writer, STEMS[field], words.content_counts())
        for field in FACETED:
            add_values(writer, field, draft.values[field])
        for level, columns in (("quote", draft.quotes), ("passage", draft.passages), ("article", draft.articles)):
            add_columns(writer, level, columns)
        add_ids(writer, draft.ids)
        writer.begin("store.blocks", np.dtype(np.uint8))
        for block in draft.store_blocks:
            writer.append(block)
        for name, content in draft.store_index.items():
            writer.add(name, content)
        passages, quotes_count = len(draft.passages["ordinal"]), len(draft.quotes["parent"])
        about = {"quotes": quotes_count, "paragraphs": passages - quotes_count, "articles": len(draft.ids)}
        return writer.finish({**about, "positions": len(draft.text.row)})


def segments_to_merge(live: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """Which segments to write anew as one, by their index: those half deleted, and the small ones when they get too many.

    `sizes` and `live` count the documents of each with and without the deleted. A segment belongs to a tier by its live
    documents; four of one tier are joined into one of a higher tier, so that a document is rewritten a number of times
    that grows with the logarithm of the index. Those of the highest tier are not joined any more. More than LARGEST
    documents are not joined at once; what is left over is chosen when the rest is joined.
    """
    chosen = {number for number, size in enumerate(sizes) if 2 * live[number] <= size}
    floor = 0
    for ceiling in _TIERS:
        if sum(floor <= count < ceiling for count in live) >= _PER_TIER:
            chosen.update(number for number, count in enumerate(live) if count < ceiling)
        floor = ceiling
    joined: list[int] = []
    total = 0
    for number in sorted(chosen):
        if not joined or total + live[number] <= LARGEST:
            joined.append(number)
            total += live[number]
    return joined


_SMALL = frozenset({"ordinal", "quotes", "paragraphs"})
"""Columns of numbers that are small mostly."""
LARGEST = 1_000_000
_TIERS = (1_000, 4_000, 16_000, 64_000, 256_000)
_PER_TIER = 4


def add_rows(writer: ArrayWriter, field: str, first: Array, counts: Array) -> None:
    """Write where the words of each document begin, and how many there are."""
    writer.add(f"{field}.doc_starts", first)
    writer.add(f"{field}.doc_lengths", narrow(counts))


def add_lengths(writer: ArrayWriter, field: str, counts: Array) -> None:
    """Write how many words of each document count for ranking."""
    writer.add(f"{field}.doc_lengths", narrow(counts))


def add_columns(writer: ArrayWriter, level: str, columns: Mapping[str, Array]) -> None:
    """Write columns of one number for each document; of the numbers of `confidence` there are few, so they are a table."""
    for name, column in columns.items():
        if name == "confidence":
            table = unique_sorted(column)
            writer.add(f"{level}.{name}", narrow(table.searchsorted(column)))
            writer.add(f"{level}.{name}.table", table)
        else:
            writer.add(f"{level}.{name}", narrow(column) if name in _SMALL else column)


def add_values(writer: ArrayWriter, field: str, values: Values) -> None:
    """Write the values that occur, sorted, the numbers of each owner's, and what finds a value."""
    used = unique_sorted(np.append(values.refs, 0)).tolist()
    texts = sorted(values.texts[ref] for ref in used)
    ranks = {text: number for number, text in enumerate(texts)}
    renumbered = np.zeros(len(values.texts), np.uint32)
    renumbered[used] = [ranks[values.texts[ref]] for ref in used]
    _add_dictionary(writer, f"{field}.values", texts)
    writer.add(f"{field}.refs", narrow(renumbered[values.refs]))
    if values.starts is not None:
        writer.add(f"{field}.ref_offsets", narrow(values.starts))
    if field in NAMES:
        _add_finding(writer, field, texts, exact_terms)
    elif field in VALUES:
        _add_finding(writer, field, texts, lambda text: (fold(text),) if text else ())


def add_ids(writer: ArrayWriter, ids: Sequence[str]) -> None:
    """Write the ids of articles, and which article has which."""
    order = sorted(range(len(ids)), key=ids.__getitem__)
    ranks = np.empty(len(ids), np.uint32)
    ranks[order] = np.arange(len(ids), dtype=np.uint32)
    _add_dictionary(writer, "id", (ids[number] for number in order))
    writer.add("id.articles", narrow(np.array(order, np.uint32)))
    writer.add("article.id_rank", narrow(ranks))


def _add_dictionary(writer: ArrayWriter, name: str, texts: Iterable[str]) -> None:
    for part, content in term_dict_arrays(name, map(to_term, texts)).items():
        writer.add(part, content)


def _add_places(writer: ArrayWriter, name: str, words: TokenStreams) -> None:
    """The places of each exact form."""
    places = np.flatnonzero(words.row != GAP)
    keys = words.row.take(places).astype(np.uint64)
    keys <<= _HALF
    keys |= places.view(np.uint64)
    del places
    keys.sort()
    _pack(writer, name, len(words.row), keys, words.texts)


def _add_stems(writer: ArrayWriter, name: str, words: TokenStreams) -> None:
    """For each stem its documents, and how often it occurs in each."""
    of_words = [stem(word) for word in words.texts]
    stems = sorted(set(of_words))
    ranks = {word: number for number, word in enumerate(stems)}
    numbers = np.fromiter(map(ranks.__getitem__, of_words), np.uint64, len(of_words)) << _HALF
    keys = np.empty(int(words.counts.sum()), np.uint64)
    at = 0
    for documents, row in words.by_document():
        part = keys[at : at + len(row)]
        numbers.take(row, out=part)
        part |= np.repeat(np.arange(documents.start, documents.stop, dtype=np.uint64), words.counts[documents])
        at += len(row)
    keys.sort()
    first = run_starts(keys)
    frequencies = narrow(np.diff(first, append=len(keys)))
    keys = keys.take(first)
    del first
    _pack(writer, name, len(words.first), keys, stems)
    write_counts(writer, f"{name}.freqs", frequencies)


def _pack(writer: ArrayWriter, name: str, limit: int, keys: Array, terms: Sequence[str]) -> None:
    """Write sorted pairs of a term's number and a number below a limit, and the terms that there are."""
    numbers = (keys & _LOW).astype(np.uint32)
    keys >>= _HALF
    counts = np.bincount(keys.view(np.int64), minlength=len(terms))
    del keys
    used = np.flatnonzero(counts)
    packing = PackedListsWriter(writer, name, limit)
    packing.add(counts[used], numbers)
    packing.finish()
    _add_dictionary(writer, name, (terms[number] for number in used.tolist()))


def _add_finding(
    writer: ArrayWriter, field: str, texts: Sequence[str], words_of: Callable[[str], Iterable[str]]
) -> None:
    """The places of the words of values, each value a row."""
    rows = [tuple(words_of(text)) for text in texts]
    words = sorted({word for row in rows for word in row})
    ranks = {word: number for number, word in enumerate(words)}
    lengths = np.fromiter(map(len, rows), np.uint32, len(rows))
    met = np.array([ranks[word] for row in rows for word in row], np.uint64)
    places = np.arange(len(met), dtype=np.uint64) + np.repeat(np.arange(len(rows), dtype=np.uint64), lengths)
    keys = np.sort((met << _HALF) | places)
    _add_dictionary(writer, field, words)
    writer.add(f"{field}.offsets", offsets_from_lengths(np.bincount(met.astype(np.int64), minlength=len(words))))
    writer.add(f"{field}.positions", narrow(keys & _LOW))
    add_rows(writer, field, document_starts(lengths)[:-1], lengths)
