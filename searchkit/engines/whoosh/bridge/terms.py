"""The terms of a segment as Whoosh reads them: their statistics, a place among them, and their postings one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.matching import LeafMatcher
from whoosh.matching.mcore import ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from searchkit.engines.whoosh.bridge.postings import FIELDS, Postings, lengths_in, postings, terms_of
from searchkit.engines.whoosh.segment.segment_reader import Segment


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
        lengths = lengths_in(self._segment, fieldname)
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
