"""Segments: writing one from documents and from the live documents of older ones, and choosing which to join.

On disk a segment is what Whoosh's own W3 codec writes. Its classes are driven here a block at a time, not a posting at
a time, which makes most of the difference in speed.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PostingsWriter
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from searchkit.engines.whoosh.documents import Group
from searchkit.engines.whoosh.pool import Pool
from searchkit.engines.whoosh.reading import SegmentFile, to_term
from searchkit.engines.whoosh.schema import INDEX_NAME, frequency, schema

_TIER = 1000
_TIER_GROWTH = 4
_PER_TIER = 4


class SegmentBuilder:
    """Writes one segment into a folder; `docs` is how many documents it has so far."""

    def __init__(self, storage: FileStorage, runs: Path, postings_in_memory: int) -> None:
        self._storage = storage
        self._schema = schema()
        self._pool = Pool(runs, postings_in_memory)
        self._segment = W3Codec().new_segment(storage, INDEX_NAME)
        self._columns = W3Codec().per_document_writer(storage, self._segment)
        self._finished = False
        self.docs = 0

    @property
    def name(self) -> str:
        """What the names of the segment's files begin with."""
        return str(self._segment.segment_id())

    def add(self, group: Group) -> range:
        """Add an article's documents; returns their numbers."""
        first = self.docs
        for document in group.documents:
            self._pool.add(self.docs, {**group.terms, **document.terms})
            columns = {**group.numbers, **group.values, **document.numbers, **document.values}
            if self.docs == first:
                columns |= {"id": group.id.encode("utf-8", "surrogatepass"), "stored": group.stored}
            self._add_columns(columns.items())
        return range(first, self.docs)

    def add_live(self, old: SegmentFile) -> None:
        """Add all documents of an older segment but the deleted ones."""
        numbers: dict[int, int] = {}
        columns = [(name, old.column(name)) for name, field in self._schema.items() if field.column_type]
        for doc in range(old.docs):
            if doc not in old.deleted:
                numbers[doc] = self.docs
                self._add_columns([(name, column[doc]) for name, column in columns])
        for field, term in old.all_terms():
            docs, payloads = old.postings(field, term)
            posts: list[Any] = []
            for doc, payload in zip(docs, payloads, strict=True):
                posts += (numbers[doc], payload)
            if posts:
                self._pool.extend(field, term, posts)

    def finish(self, dropped: Iterable[int]) -> Any:
        """Write the segment into one file and return it; `dropped` are documents that were deleted again."""
        self._finished = True
        for name, field in self._schema.items():
            if field.column_type and not self._columns._has_column(name):  # noqa: SLF001 - a column nothing was put in
                self._columns._create_column(name, field.column_type)  # noqa: SLF001
        self._columns.close()
        terms = W3FieldWriter(_BlockCodec(), self._storage, self._segment)
        _write_postings(terms, self._schema, self._pool)
        terms.close()
        self._segment.set_doc_count(self.docs)
        self._segment.create_compound_file(self._storage)
        for doc in dropped:
            self._segment.delete_document(doc)
        return self._segment

    def abandon(self) -> None:
        """Close what is open; the files are the caller's to remove."""
        if not self._finished:
            self._finished = True
            self._columns._cols._temp.close()  # noqa: SLF001 - Whoosh can only finish or leak

    def _add_columns(self, columns: Iterable[tuple[str, Any]]) -> None:
        self._columns.start_doc(self.docs)
        for name, value in columns:
            self._columns.add_column_value(name, self._schema[name].column_type, value)
        self._columns.finish_doc()
        self.docs += 1


def to_join(sizes: Sequence[int], live: Sequence[int], added: int) -> list[int]:
    """Which old segments to write anew, by their index: those half deleted, and the small ones when they get too many.

    `sizes` and `live` count the documents of each with and without the deleted, `added` those of the new one. A segment
    belongs to a tier by its live documents; four of one tier are joined into one of a higher tier, so that a document
    is rewritten a number of times that grows with the logarithm of the index.
    """
    chosen = {number for number, size in enumerate(sizes) if 2 * live[number] <= size}
    counts = [*live, added] if added else live
    floor, ceiling = 0, _TIER
    while floor <= max(counts, default=0):
        if sum(floor <= count < ceiling for count in counts) >= _PER_TIER:
            chosen.update(number for number, count in enumerate(live) if count < ceiling)
        floor, ceiling = ceiling, ceiling * _TIER_GROWTH
    return sorted(chosen)


def _write_postings(writer: W3FieldWriter, fields: Schema, pool: Pool) -> None:
    current = None
    for field, term, posts in pool.items():
        if field != current:
            if current is not None:
                writer.finish_field()
            writer.start_field(field, fields[field])
            current = field
            add: Callable[[list[int], list[Any]], None] = writer._postwriter.add_all  # noqa: SLF001
        writer.start_term(to_term(term))
        add(posts[::2], posts[1::2])
        writer.finish_term()
    if current is not None:
        writer.finish_field()


class _BlockCodec(W3Codec):  # type: ignore[misc]
    """The stock codec with a writer that takes all postings of a term at once; the files are the same."""

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> _BlockWriter:  # noqa: FBT001, FBT002
        return _BlockWriter(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)


class _BlockWriter(W3PostingsWriter):  # type: ignore[misc]
    def add_all(self, docs: list[int], payloads: list[Any]) -> None:
        """Write the postings of the term that was started; a payload is a frequency or packed positions."""
        for start in range(0, len(docs), self._blocklimit):
            stop = start + self._blocklimit
            part = payloads[start:stop]
            if isinstance(part[0], bytes):
                self._values = part
                part = [frequency(value) for value in part]
            self._ids = array("I", docs[start:stop])
            self._weights = array("f", part)
            self._maxweight = max(part)
            self._write_block(last=stop >= len(docs))
