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
from searchkit.engines.whoosh.segment.segment_schema import FACETED

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
        """The id of a document's article."""
        segment = self._segment
        passage = docnum < segment.passages
        article = int(segment.article_of[docnum]) if passage else docnum - segment.passages
        return {"id": segment.id_of(article)}

    def _all_lengths(self, field: str) -> list[int]:
        return list(map(lengths_in(self._segment, field), range(self._segment.docs)))


class ArrayColumnReader(ColumnReader):  # type: ignore[misc]
    """The values of a facet field by document."""

    def __init__(self, segment: Segment, field: str) -> None:
        self._segment = segment
        self._field = field

    def __len__(self) -> int:
        return self._segment.docs

    def __getitem__(self, docnum: int) -> tuple[str, ...]:
        values = values_of(self._segment, self._field, docnum)
        return tuple(self._segment.value_text(self._field, value)[0] for value in values)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return map(self.__getitem__, range(self._segment.docs))
