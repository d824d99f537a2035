"""The Whoosh codec: a segment's arrays behind the readers and matchers that Whoosh's own reader and Searcher use.

Whoosh reads through it. Segments are written by our own writer, which takes whole articles and not fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from whoosh.codec.base import Codec, FieldCursor, PerDocumentReader, TermsReader
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.columns import ColumnReader
from whoosh.matching import LeafMatcher
from whoosh.matching.mcore import ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from searchkit.engines.whoosh.contents import EXACT, FACETED, STEMS
from searchkit.engines.whoosh.postings import FIELDS, Postings, postings, terms_of, values_of
from searchkit.engines.whoosh.schema import INDEX_NAME
from searchkit.engines.whoosh.segment import Segment
from searchkit.engines.whoosh.snapshot import Part

_ON_TITLES = (STEMS["title"], EXACT["title"])
_ON_TEXTS = (STEMS["text"], EXACT["text"])


class ArraySegment(WhooshSegment):  # type: ignore[misc]
    """A segment of a snapshot, as Whoosh names and counts it."""

    def __init__(self, part: Part) -> None:
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
        raise NotImplementedError("articles are added through searchkit's own writer")


class ArrayTermsReader(TermsReader):  # type: ignore[misc]
    """The terms of a segment, field by field, each field's in order."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return postings(self._segment, *term) is not None

    def indexed_field_names(self) -> Sequence[str]:
        """The fields that have terms."""
        return FIELDS

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms."""
        return ((field, term) for field in FIELDS for term in terms_of(self._segment, field))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """All terms from one on."""
        for field in FIELDS:
            if field >= fieldname:
                start = prefix if field == fieldname else b""
                yield from ((field, term) for term in terms_of(self._segment, field, start))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The same from one on."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of a term; raises TermNotFound."""
        found = self._found(fieldname, text)
        weights = found.weights
        lengths = _lengths(self._segment, fieldname)
        own = [lengths(doc) for doc in (int(found.docs[0]), int(found.docs[-1]))]
        return TermInfo(
            weight=float(weights.sum()),
            df=len(found.docs),
            minlength=min(own),
            maxlength=max(own),
            maxweight=float(weights.max()),
            minid=int(found.docs[0]),
            maxid=int(found.docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term occurs."""
        found = postings(self._segment, fieldname, text)
        return float(found.weights.sum()) if found else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents have a term, the deleted included."""
        found = postings(self._segment, fieldname, text)
        return len(found.docs) if found else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """The postings of a term; raises TermNotFound."""
        return ArrayMatcher(self._found(fieldname, text), format_, (fieldname, text), scorer)

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """A place among the terms of a field."""
        return ArrayCursor(self, fieldname, fieldobj)

    def _found(self, field: str, term: bytes) -> Postings:
        found = postings(self._segment, field, term)
        if found is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        return found


class ArrayCursor(FieldCursor):  # type: ignore[misc]
    """Steps through the terms of a field."""

    def __init__(self, terms: ArrayTermsReader, field: str, fieldobj: Any) -> None:
        self._terms = terms
        self._field = field
        self._decode = fieldobj.from_bytes
        self.find(b"")

    def first(self) -> Any:
        """Go to the first term."""
        return self.find(b"")

    def find(self, string: bytes | str) -> Any:
        """Go to the first term that is not before one."""
        start = string.encode() if isinstance(string, str) else string
        self._rest = (term for field, term in self._terms.terms_from(self._field, start) if field == self._field)
        return self.next()

    def next(self) -> Any:
        """Go to the next term; None behind the last."""
        self._term = next(self._rest, None)
        return self.text()

    def text(self) -> Any:
        """The term, None behind the last."""
        return None if self._term is None else self._decode(self._term)

    def term_info(self) -> TermInfo:
        """The statistics of the term."""
        return self._terms.term_info(self._field, self._term or b"")

    def is_valid(self) -> bool:
        """Whether there is a term."""
        return self._term is not None


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Steps through the postings of a term."""

    def __init__(self, found: Postings, format_: Any, term: tuple[str, bytes], scorer: Any) -> None:
        self._found = found
        self._docs = found.docs.tolist()
        self._at = 0
        self.format = format_
        self.scorer = scorer
        self._term = term

    def is_active(self) -> bool:
        """Whether there is a posting."""
        return self._at < len(self._docs)

    def reset(self) -> None:
        """Go to the first posting."""
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """Another one at the same place."""
        copied = ArrayMatcher(self._found, self.format, self._term, self.scorer)
        copied._at = self._at
        return copied

    def id(self) -> int:
        """The document."""
        return int(self._docs[self._at])

    def all_ids(self) -> Iterator[int]:
        """All documents from here on."""
        return iter(self._docs[self._at :])

    def weight(self) -> float:
        """How often the document has the term."""
        return float(self._found.weights[self._at])

    def value(self) -> Sequence[int]:
        """Where it has it."""
        return self._found.positions(self._at)

    def next(self) -> None:
        """Go to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1

    def skip_to(self, id: int) -> None:
        """Go to the first posting that is not before a document."""
        if not self.is_active():
            raise ReadTooFar
        self._at = max(self._at, int(self._found.docs.searchsorted(np.uint32(id))))

    def supports_block_quality(self) -> bool:
        """Postings are one block, so there is nothing to skip."""
        return False


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
        return _lengths(self._segment, fieldname)(docnum) or default

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
        article = int(segment.array("passage.article")[docnum]) if passage else docnum - segment.passages
        return {"id": segment.id_of(article)}

    def _all_lengths(self, field: str) -> list[int]:
        return list(map(_lengths(self._segment, field), range(self._segment.docs)))


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


def _lengths(segment: Segment, field: str) -> Callable[[int], int]:
    """How many words each document has in a field."""
    if field in _ON_TEXTS:
        of_texts = segment.lengths(EXACT["text"])
        return lambda doc: int(of_texts[doc]) if doc < segment.passages else 0
    if field in _ON_TITLES:
        of_titles, article_of = segment.lengths(EXACT["title"]), segment.array("passage.article")
        return lambda doc: int(of_titles[article_of[doc] if doc < segment.passages else doc - segment.passages])
    return lambda doc: 1  # noqa: ARG005
