"""Merges segments into one without their deleted articles; the output is written piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from searchkit.engines.whoosh.builder.segment_data import FieldValues
from searchkit.engines.whoosh.directory.array_file import Array, ArrayWriter
from searchkit.engines.whoosh.encoding.array_ops import offsets_from_lengths
from searchkit.engines.whoosh.indexer.postings_writer import write_doc_ranges
from searchkit.engines.whoosh.indexer.renumbering import SourceSegment, concat_by_unit, source_segments
from searchkit.engines.whoosh.indexer.segment_writer import (
    write_columns,
    write_content_lengths,
    write_ids,
    write_values,
)
from searchkit.engines.whoosh.indexer.term_merger import merge_positions, merge_stem_postings
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.segment.segment_schema import EXACT, FACETED, OF_ARTICLES, OF_PASSAGES, STEMS
from searchkit.engines.whoosh.store.store_writer import StoreWriter

_ARTICLE_COLUMNS = ("digest", "day", "day_after", "separate_title", "quotes", "paragraphs")
_PASSAGE_COLUMNS = ("ordinal", "duplicate_key")


def merge_segments(path: Path, segments: Sequence[tuple[Segment, Array]]) -> int:
    """Merge segments, each given with bool[n_articles]: whether each article is live.

    Returns the size of the new file, which is flushed to disk. Raises OSError, and whatever damaged segments raise.
    """
    sources = source_segments(segments)
    with ArrayWriter(path) as writer:
        for field in ("text", "title"):
            merge_positions(writer, EXACT[field], sources)
            _release(sources)
            merge_stem_postings(writer, STEMS[field], sources)
            _release(sources)
        _merge_doc_ranges(writer, sources)
        for name in FACETED:
            write_values(writer, name, _merge_values(name, sources))
        _merge_columns(writer, sources)
        _merge_stores(writer, sources)
        quotes = sum(source.n_quotes for source in sources)
        counts = {
            "quotes": quotes,
            "paragraphs": sum(int(np.count_nonzero(source.live_passages)) for source in sources) - quotes,
            "articles": sum(int(np.count_nonzero(source.live_articles)) for source in sources),
        }
        return writer.finish({**counts, "positions": sources[-1].text.end})


def _release(sources: Sequence[SourceSegment]) -> None:
    for source in sources:
        source.segment.file.release()


def _merge_doc_ranges(writer: ArrayWriter, sources: Sequence[SourceSegment]) -> None:
    def text_lengths(field: str) -> Array:
        return concat_by_unit([source.segment.doc_lengths(field) for source in sources], sources)

    def title_lengths(field: str) -> Array:
        return np.concatenate([source.segment.doc_lengths(field)[source.live_articles] for source in sources])

    text_starts = concat_by_unit([source.text_starts() for source in sources], sources)
    write_doc_ranges(writer, EXACT["text"], text_starts, text_lengths(EXACT["text"]))
    title_starts = np.concatenate([source.title_starts() for source in sources])
    write_doc_ranges(writer, EXACT["title"], title_starts, title_lengths(EXACT["title"]))
    write_content_lengths(writer, STEMS["text"], text_lengths(STEMS["text"]))
    write_content_lengths(writer, STEMS["title"], title_lengths(STEMS["title"]))


def _merge_values(field: str, sources: Sequence[SourceSegment]) -> FieldValues:
    numbers: dict[str, int] = {"": 0}
    refs, offsets = [], []
    for source in sources:
        texts = source.segment.dictionary(f"{field}.values").texts()
        new_refs = np.array([numbers.setdefault(text, len(numbers)) for text in texts], np.uint32)
        old_refs, old_offsets = source.segment.refs(field)
        refs.append(new_refs[old_refs])
        if old_offsets is not None:
            offsets.append(old_offsets)
    texts = list(numbers)
    if field in OF_PASSAGES:
        return FieldValues(texts, concat_by_unit(refs, sources), None)
    live = [_live_owners(field, source) for source in sources]
    if not offsets:
        return FieldValues(texts, _concat_live(refs, live), None)
    counts = [np.diff(ref_offsets) for ref_offsets in offsets]
    live_refs = [np.repeat(owners, count) for owners, count in zip(live, counts, strict=True)]
    return FieldValues(texts, _concat_live(refs, live_refs), offsets_from_lengths(_concat_live(counts, live)))


def _live_owners(field: str, source: SourceSegment) -> Array:
    return source.live_articles if field in OF_ARTICLES else source.live_passages[: source.segment.quotes]


def _concat_live(columns: Sequence[Array], live: Sequence[Array]) -> Array:
    return np.concatenate([column[keep] for column, keep in zip(columns, live, strict=True)])


def _merge_columns(writer: ArrayWriter, sources: Sequence[SourceSegment]) -> None:
    live_quotes = [source.live_passages[: source.segment.quotes] for source in sources]
    live_articles = [source.live_articles for source in sources]

    def columns(name: str) -> list[Array]:
        return [source.segment.array(name) for source in sources]

    confidences = _concat_live([source.segment.quote_numbers("confidence") for source in sources], live_quotes)
    parents = np.concatenate([source.parents() for source in sources])
    write_columns(writer, "quote", {"parent": parents, "confidence": confidences})
    passages = {name: concat_by_unit(columns(f"passage.{name}"), sources) for name in _PASSAGE_COLUMNS}
    write_columns(writer, "passage", passages)
    articles = {name: _concat_live(columns(f"article.{name}"), live_articles) for name in _ARTICLE_COLUMNS}
    write_columns(writer, "article", articles)
    ids: list[str] = []
    for source in sources:
        sorted_ids = source.segment.dictionary("id").texts()
        ids += [sorted_ids[rank] for rank in source.segment.array("article.id_rank")[source.live_articles].tolist()]
    write_ids(writer, ids)


def _merge_stores(writer: ArrayWriter, sources: Sequence[SourceSegment]) -> None:
    writer.begin("store.blocks", np.dtype(np.uint8))
    store = StoreWriter(writer.append)
    for source in sources:
        store.add_store(source.segment.store, source.live_articles)
        source.segment.file.release()
    for name, content in store.finish().items():
        writer.add(name, content)
