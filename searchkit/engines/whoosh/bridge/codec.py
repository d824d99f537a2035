"""The Whoosh codec: a segment's arrays behind the readers that Whoosh's own reader and Searcher use.

Whoosh reads through it. Segments are written by our own writer, which takes whole articles and not documents.
"""

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
    """A segment of a snapshot, as Whoosh names and counts it."""

    def __init__(self, part: LiveSegment) -> None:
        self.part = part
        self.indexname = INDEX_NAME
        self.segid = part.segment.name.removesuffix(self.COMPOUND_EXT)
        self.compound = False
        live = part.live, part.live_passages
        self._deleted = (
            frozenset[int]()
            if live[0] is None or live[1] is None
            else frozenset(np.flatnonzero(~np.concatenate((live[1], live[0]))).tolist())
        )

    def codec(self) -> ArrayCodec:
        """How it is read."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """All documents, the deleted included."""
        return self.part.segment.docs

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return bool(self._deleted)

    def deleted_count(self) -> int:
        """How many are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Which are deleted."""
        return self._deleted

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return docnum in self._deleted


class ArrayCodec(Codec):  # type: ignore[misc]
    """Reads segments of arrays; the storage that Whoosh hands in is not needed."""

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTermsReader:  # noqa: ARG002
        """The terms of a segment."""
        return ArrayTermsReader(segment.part.segment)

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayPerDocumentReader:  # noqa: ARG002
        """The documents of a segment."""
        return ArrayPerDocumentReader(segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """Whoosh does not write."""
        raise NotImplementedError(NOT_WRITTEN)


class ArrayPerDocumentReader(PerDocumentReader):  # type: ignore[misc]
    """The documents of a segment: what is deleted, how long they are, what they hold."""

    def __init__(self, segment: ArraySegment) -> None:
        self._whoosh = segment
        self._segment = segment.part.segment

    def doc_count(self) -> int:
        """The documents that are not deleted."""
        return int(self._whoosh.doc_count())

    def doc_count_all(self) -> int:
        """All documents."""
        return self._segment.docs

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return self._whoosh.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return self._whoosh.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        """Which are deleted."""
        return self._whoosh.deleted_docs()

    def supports_columns(self) -> bool:
        """Facet fields have them."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether a field has one."""
        return fieldname in FACETED

    def list_columns(self) -> Sequence[str]:
        """The fields that have one."""
        return FACETED

    def column_reader(self, fieldname: str, column: Any) -> ArrayColumnReader:  # noqa: ARG002
        """The values of a field by document."""
        return ArrayColumnReader(self._segment, fieldname)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many words a document has in a field."""
        return lengths_in(self._segment, fieldname)(docnum) or default

    def field_length(self, fieldname: str) -> int:
        """How many words all documents have in a field."""
        return sum(self._all_lengths(fieldname))

    def min_field_length(self, fieldname: str) -> int:
        """The fewest words a document has in a field."""
        return min(self._all_lengths(fieldname), default=0)

    def max_field_length(self, fieldname: str) -> int:
        """The most words a document has in a field."""
        return max(self._all_lengths(fieldname), default=0)

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the stored fields of a document: the id of its article, unit, title, text, and the values of facet fields."""
        segment = self._segment
        is_passage = docnum < segment.passages
        number = int(segment.article_of[docnum]) if is_passage else docnum - segment.passages
        article = segment.stored(number)
        unit = UNIT_NAMES[(docnum >= segment.quotes) + (docnum >= segment.passages)]
        start, end = 0, article.length
        if is_passage:
            bounds = article.bounds_of_quote if unit == "quote" else article.bounds_of_paragraph
            start, end = bounds(segment.array("passage.ordinal").item(docnum))
        values = {name: column_value(segment, name, docnum) for name in FACETED}
        text = article.text(start, end)
        return {"id": article.about.id, "unit": unit, "title": article.about.title, "text": text, **values}

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
    """Return the value of a facet field of a document, or the tuple of its values where there may be several."""
    values = tuple(segment.value_text(field, value) for value in values_of(segment, field, doc))
    if field in MANY:
        return values
    return values[0] if values else ""
