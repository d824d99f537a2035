"""Writes the file of a segment: postings, columns, values, ids and stored articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from searchkit.engines.whoosh.builder.segment_data import FieldValues, SegmentData
from searchkit.engines.whoosh.directory.array_file import Array, ArrayWriter, narrow
from searchkit.engines.whoosh.encoding.array_ops import unique_sorted
from searchkit.engines.whoosh.indexer.postings_writer import (
    write_doc_ranges,
    write_positions,
    write_stem_postings,
    write_terms,
    write_value_terms,
)
from searchkit.engines.whoosh.segment.segment_schema import EXACT, FACETED, NAMES, STEMS, VALUES
from searchkit.text.analysis import exact_terms, fold

_SMALL = frozenset({"ordinal", "quotes", "paragraphs"})
"""Columns whose numbers usually need less than four bytes."""


def write_segment(path: Path, data: SegmentData) -> int:
    """Write a segment and flush it to disk; returns the size of the file in bytes. Raises OSError."""
    with ArrayWriter(path) as writer:
        for field, stream in (("text", data.text), ("title", data.title)):
            write_positions(writer, EXACT[field], stream)
            write_stem_postings(writer, STEMS[field], stream)
            write_doc_ranges(writer, EXACT[field], stream.doc_starts, stream.doc_lengths)
            write_content_lengths(writer, STEMS[field], stream.content_lengths())
        for field in FACETED:
            write_values(writer, field, data.values[field])
        for level, columns in (("quote", data.quotes), ("passage", data.passages), ("article", data.articles)):
            write_columns(writer, level, columns)
        write_ids(writer, data.ids)
        _write_store(writer, data.store_blocks, data.store_index)
        n_passages, n_quotes = len(data.passages["ordinal"]), len(data.quotes["parent"])
        return writer.finish(
            {
                "quotes": n_quotes,
                "paragraphs": n_passages - n_quotes,
                "articles": len(data.ids),
                "positions": len(data.text.tokens),
            }
        )


def write_content_lengths(writer: ArrayWriter, field: str, lengths: Array) -> None:
    """Write the number of tokens of each document, without function words."""
    writer.add(f"{field}.doc_lengths", narrow(lengths))


def write_columns(writer: ArrayWriter, level: str, columns: Mapping[str, Array]) -> None:
    """Write columns of a level. `confidence` has few distinct numbers, so it is indices into a table of them."""
    for name, column in columns.items():
        if name == "confidence":
            table = unique_sorted(column)
            writer.add(f"{level}.{name}", narrow(table.searchsorted(column)))
            writer.add(f"{level}.{name}.table", table)
        else:
            writer.add(f"{level}.{name}", narrow(column) if name in _SMALL else column)


def write_values(writer: ArrayWriter, field: str, values: FieldValues) -> None:
    """Write the values of a field that have owners, ascending; the refs; and the terms of the values."""
    used = unique_sorted(np.append(values.refs, 0)).tolist()
    texts = sorted(values.texts[ref] for ref in used)
    ranks = {text: number for number, text in enumerate(texts)}
    new_refs = np.zeros(len(values.texts), np.uint32)
    new_refs[used] = [ranks[values.texts[ref]] for ref in used]
    write_terms(writer, f"{field}.values", texts)
    writer.add(f"{field}.refs", narrow(new_refs[values.refs]))
    if values.offsets is not None:
        writer.add(f"{field}.ref_offsets", narrow(values.offsets))
    if field in NAMES:
        write_value_terms(writer, field, texts, exact_terms)
    elif field in VALUES:
        write_value_terms(writer, field, texts, lambda text: (fold(text),) if text else ())


def write_ids(writer: ArrayWriter, ids: Sequence[str]) -> None:
    """Write the ids of articles, ascending; the article of each id; and the rank of each article's id."""
    order = sorted(range(len(ids)), key=ids.__getitem__)
    ranks = np.empty(len(ids), np.uint32)
    ranks[order] = np.arange(len(ids), dtype=np.uint32)
    write_terms(writer, "id", (ids[number] for number in order))
    writer.add("id.articles", narrow(np.array(order, np.uint32)))
    writer.add("article.id_rank", narrow(ranks))


def _write_store(writer: ArrayWriter, blocks: Iterable[bytes | memoryview], index: Mapping[str, Array]) -> None:
    writer.begin("store.blocks", np.dtype(np.uint8))
    for block in blocks:
        writer.append(block)
    for name, content in index.items():
        writer.add(name, content)
