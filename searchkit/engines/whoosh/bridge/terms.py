"""The terms of a segment for Whoosh: a terms reader, a cursor over the terms of a field, a matcher over postings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.matching import LeafMatcher
from whoosh.matching.mcore import ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from searchkit.engines.whoosh.bridge.postings import FIELDS, TermPostings, lengths_in, read_postings, terms_from
from searchkit.engines.whoosh.segment.segment_reader import Segment


class ArrayTermsReader(TermsReader):  # type: ignore[misc]
    """The terms of a segment: field by field, ascending in each."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return read_postings(self._segment, *term) is not None

    def indexed_field_names(self) -> Sequence[str]:
        """Return the fields that have terms."""
        return FIELDS

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Return all terms as (field, term)."""
        return ((field, term) for field in FIELDS for term in terms_from(self._segment, field))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield all terms from (`fieldname`, `prefix`) on."""
        for field in FIELDS:
            if field >= fieldname:
                start = prefix if field == fieldname else b""
                yield from ((field, term) for term in terms_from(self._segment, field, start))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Return all terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Return the terms from (`fieldname`, `prefix`) on, with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term; raises TermNotFound."""
        postings = self._read(fieldname, text)
        docs, weights = postings.docs, postings.weights
        length_of = lengths_in(self._segment, fieldname)
        lengths = [length_of(doc) for doc in (int(docs[0]), int(docs[-1]))]
        return TermInfo(
            weight=float(weights.sum()),
            df=len(docs),
            minlength=min(lengths),
            maxlength=max(lengths),
            maxweight=float(weights.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a term occurs."""
        postings = read_postings(self._segment, fieldname, text)
        return float(postings.weights.sum()) if postings else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return how many documents have a term, including deleted ones."""
        postings = read_postings(self._segment, fieldname, text)
        return len(postings.docs) if postings else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """Return a matcher over the postings of a term; raises TermNotFound."""
        return ArrayMatcher(self._read(fieldname, text), format_, (fieldname, text), scorer)

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """Return a cursor over the terms of a field."""
        return ArrayCursor(self, fieldname, fieldobj)

    def _read(self, field: str, term: bytes) -> TermPostings:
        postings = read_postings(self._segment, field, term)
        if postings is None:
            raise TermNotFound(f"No term {field}:{term!r}")
        return postings


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
        """Go to the first term that is `string` or greater."""
        start = string.encode() if isinstance(string, str) else string
        self._rest = (term for field, term in self._terms.terms_from(self._field, start) if field == self._field)
        return self.next()

    def next(self) -> Any:
        """Go to the next term; returns it, None after the last."""
        self._term = next(self._rest, None)
        return self.text()

    def text(self) -> Any:
        """Return the term, None after the last."""
        return None if self._term is None else self._decode(self._term)

    def term_info(self) -> TermInfo:
        """Return the statistics of the term."""
        return self._terms.term_info(self._field, self._term or b"")

    def is_valid(self) -> bool:
        """Return whether the cursor is at a term."""
        return self._term is not None


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Steps through the postings of a term."""

    def __init__(self, postings: TermPostings, format_: Any, term: tuple[str, bytes], scorer: Any) -> None:
        self._postings = postings
        self._docs = postings.docs.tolist()
        self._index = 0
        self.format = format_
        self.scorer = scorer
        self._term = term

    def is_active(self) -> bool:
        """Return whether the matcher is at a posting."""
        return self._index < len(self._docs)

    def reset(self) -> None:
        """Go to the first posting."""
        self._index = 0

    def copy(self) -> ArrayMatcher:
        """Return another matcher at the same posting."""
        copied = ArrayMatcher(self._postings, self.format, self._term, self.scorer)
        copied._index = self._index
        return copied

    def id(self) -> int:
        """Return the document."""
        return int(self._docs[self._index])

    def all_ids(self) -> Iterator[int]:
        """Return the documents from this posting on."""
        return iter(self._docs[self._index :])

    def weight(self) -> float:
        """Return how often the document has the term."""
        return float(self._postings.weights[self._index])

    def value(self) -> Sequence[int]:
        """Return the positions of the term in the document."""
        return self._postings.positions(self._index)

    def next(self) -> None:
        """Go to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._index += 1

    def skip_to(self, id: int) -> None:
        """Go to the first posting of document `id` or a later one."""
        if not self.is_active():
            raise ReadTooFar
        self._index = max(self._index, int(self._postings.docs.searchsorted(np.uint32(id))))

    def supports_block_quality(self) -> bool:
        """Return False: postings are one block, so no block can be skipped."""
        return False
