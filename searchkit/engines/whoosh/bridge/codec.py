"""The Whoosh codec: it reads segments for Whoosh's own reader and Searcher, and writes none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from whoosh.codec.base import Codec, PerDocumentReader
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.columns import ColumnReader

from searchkit.engines.whoosh.bridge.postings import lengths_in, values_of
from searchkit.engines.whoosh.bridge.schema import INDEX_NAME
from searchkit.engines.whoosh.bridge.terms import ArrayTermsReader
from searchkit.engines.whoosh.segment.live_segment import LiveSegment
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.segment.segment_schema import FACETED, MANY, UNIT_NAMES

NOT_WRITTEN = "Whoosh reads this index and does not write it: articles are added through searchkit's own writer"


class ArraySegment(WhooshSegment):  # type: ignore[misc]
    """A segment of a snapshot for Whoosh: its name, its counts, its deleted documents."""

    def __init__(self, live_segment: LiveSegment) -> None:
        self.live_segment = live_segment
        self.indexname = INDEX_NAME
        self.segid = live_segment.segment.name.removesuffix(self.COMPOUND_EXT)
        self.compound = False
        articles, passages = live_segment.live, live_segment.live_passages
        self._deleted = frozenset[int]()
        if articles is not None and passages is not None:
            self._deleted = frozenset(np.flatnonzero(~np.concatenate((passages, articles))).tolist())

    def codec(self) -> ArrayCodec:
        """Return the codec."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """Return the number of documents, including deleted ones."""
        return self.live_segment.segment.docs

    def has_deletions(self) -> bool:
        """Return whether any document is deleted."""
        return bool(self._deleted)

    def deleted_count(self) -> int:
        """Return how many documents are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Return the deleted documents."""
        return self._deleted

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a document is deleted."""
        return docnum in self._deleted


class ArrayCodec(Codec):  # type: ignore[misc]
    """Reads segments; it does not use the storage that Whoosh passes."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTermsReader:  # noqa: ARG002
        """Return a reader of the terms of a segment."""
        return ArrayTermsReader(segment.live_segment.segment)

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayPerDocumentReader:  # noqa: ARG002
        """Return a reader of the documents of a segment."""
        return ArrayPerDocumentReader(segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """Raise NotImplementedError: Whoosh does not write."""
        raise NotImplementedError(NOT_WRITTEN)


class ArrayPerDocumentReader(PerDocumentReader):  # type: ignore[misc]
    """The documents of a segment: deletions, lengths, columns and stored fields."""

    def __init__(self, segment: ArraySegment) -> None:
        self._whoosh = segment
        self._segment = segment.live_segment.segment

    def doc_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return int(self._whoosh.doc_count())

    def doc_count_all(self) -> int:
        """Return the number of all documents."""
        return self._segment.docs

    def has_deletions(self) -> bool:
        """Return whether any document is deleted."""
        return self._whoosh.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a document is deleted."""
        return self._whoosh.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        """Return the deleted documents."""
        return self._whoosh.deleted_docs()

    def supports_columns(self) -> bool:
        """Return True: facet fields have them."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Return whether a field has a column."""
        return fieldname in FACETED

    def list_columns(self) -> Sequence[str]:
        """Return the fields with a column."""
        return FACETED

    def column_reader(self, fieldname: str, column: Any) -> ArrayColumnReader:  # noqa: ARG002
        """Return the values of a field by document."""
        return ArrayColumnReader(self._segment, fieldname)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the number of tokens of a document in a field."""
        return lengths_in(self._segment, fieldname)(docnum) or default

    def field_length(self, fieldname: str) -> int:
        """Return the number of tokens of all documents in a field."""
        return sum(self._all_lengths(fieldname))

    def min_field_length(self, fieldname: str) -> int:
        """Return the lowest number of tokens of a document in a field."""
        return min(self._all_lengths(fieldname), default=0)

    def max_field_length(self, fieldname: str) -> int:
        """Return the highest number of tokens of a document in a field."""
        return max(self._all_lengths(fieldname), default=0)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the stored fields of a document: the id of its article, unit, title, text, and the values of facet fields."""
        segment = self._segment
        is_passage = docnum < segment.passages
        number = int(segment.article_of[docnum]) if is_passage else docnum - segment.passages
        stored = segment.stored(number)
        unit = UNIT_NAMES[(docnum >= segment.quotes) + (docnum >= segment.passages)]
        start, end = 0, stored.length
        if is_passage:
            bounds = stored.quote_bounds if unit == "quote" else stored.paragraph_bounds
            start, end = bounds(segment.array("passage.ordinal").item(docnum))
        values = {name: column_value(segment, name, docnum) for name in FACETED}
        text = stored.text(start, end)
        return {"id": stored.article.id, "unit": unit, "title": stored.article.title, "text": text, **values}

    def _all_lengths(self, field: str) -> list[int]:
        return list(map(lengths_in(self._segment, field), range(self._segment.docs)))


class ArrayColumnReader(ColumnReader):  # type: ignore[misc]
    """The values of a facet field by document."""

    def __init__(self, segment: Segment, field: str) -> None:
        self._segment = segment
        self._field = field

    def __len__(self) -> int:
        return self._segment.docs

    def __getitem__(self, docnum: int) -> str | tuple[str, ...]:
        return column_value(self._segment, self._field, docnum)

    def __iter__(self) -> Iterator[str | tuple[str, ...]]:
        return map(self.__getitem__, range(self._segment.docs))


def column_value(segment: Segment, field: str, doc: int) -> str | tuple[str, ...]:
    """Return the value of a facet field of a document, or a tuple of its values for a field in MANY."""
    values = tuple(segment.value_text(field, value) for value in values_of(segment, field, doc))
    if field in MANY:
        return values
    return values[0] if values else ""
