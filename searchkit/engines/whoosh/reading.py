"""One segment as it stands on disk: its terms, postings and columns, read in bulk."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterator
from copy import copy
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any
from zlib import decompress

from whoosh.fields import Schema
from whoosh.reading import SegmentReader, TermNotFound

from searchkit.engines.whoosh.mapped import SegmentStorage

_BLOCK_MAGIC = b"W3Bl"
_BLOCK_SIZE = struct.Struct("!i")


def to_term(text: str) -> bytes:
    """A term as the index spells it."""
    return text.encode("utf-8", "surrogatepass")


def from_term(term: bytes) -> str:
    """What `to_term` was given."""
    return term.decode("utf-8", "surrogatepass")


class SegmentFile:
    """An open segment; `docs` counts all its documents, `deleted` holds the numbers of those no longer there.

    Everything here raises whatever Whoosh raises when the file is damaged.
    """

    def __init__(self, path: Path, schema: Schema, segment: Any) -> None:
        self.segment = segment
        self.docs: int = segment.doc_count_all()
        self.deleted: set[int] = set(segment.deleted_docs())
        self._schema = schema
        apart = copy(segment)
        apart.compound = False
        self._reader = SegmentReader(SegmentStorage(path), schema, apart)

    @property
    def live(self) -> int:
        """How many documents are not deleted."""
        return self.docs - len(self.deleted)

    def delete(self, doc: int) -> None:
        """Mark a document deleted, here and in `segment`; on disk at the next commit."""
        self.deleted.add(doc)
        self.segment.delete_document(doc)

    def postings(self, field: str, term: str) -> tuple[list[int], list[Any]]:
        """The live documents with a term, ascending, and for each its frequency or its packed positions."""
        with_positions = self._schema[field].supports("positions")
        docs: list[int] = []
        payloads: list[Any] = []
        for ids, weights, values in self._blocks(field, to_term(term)):
            docs += accumulate(ids)
            payloads += values if with_positions else _weights(weights, len(ids))
        if docs and max(docs) >= self.docs:
            raise ValueError("postings name documents that are not there")
        if self.deleted:
            live = [at for at, doc in enumerate(docs) if doc not in self.deleted]
            return [docs[at] for at in live], [payloads[at] for at in live]
        return docs, payloads

    def terms(self, field: str, prefix: str) -> Iterator[str]:
        """The terms of a field that begin with a prefix, in order."""
        wanted = to_term(prefix)
        if field not in self._reader.indexed_field_names():
            return
        for found, term in self._reader.terms_from(field, wanted):
            if found != field or not term.startswith(wanted):
                return
            yield from_term(term)

    def all_terms(self) -> Iterator[tuple[str, str]]:
        """Every field and term, in the order of the file."""
        for field, term in self._reader.all_terms():
            yield field, from_term(term)

    def column(self, name: str) -> Any:
        """A column's reader: `[document]`, and `numbers`, or `refs` and `table`, as its kind has them."""
        if not self._reader.has_column(name):
            raise ValueError(f"the column {name} is missing")
        return self._reader.column_reader(name, translate=False)

    def _blocks(self, field: str, term: bytes) -> Iterator[tuple[Any, Any, Any]]:
        # Whoosh's matcher hands out the same one posting at a time, at a microsecond each.
        terms = self._reader._terms  # noqa: SLF001
        try:
            start, (length,) = terms.term_info(
                field, term
            ).extent()  # Whoosh forgets to take the length out of its tuple
        except TermNotFound:
            return
        block = BytesIO(terms._postfile.get(start, length))  # noqa: SLF001
        if block.read(len(_BLOCK_MAGIC)) != _BLOCK_MAGIC:
            raise ValueError("a block of postings does not begin as it should")
        last = False
        while not last:
            (size,) = _BLOCK_SIZE.unpack(block.read(_BLOCK_SIZE.size))
            last = size < 0
            end = block.tell() + abs(size)
            compressed = pickle.load(block)[3]  # noqa: S301 - Whoosh's format
            body = block.read(end - block.tell())
            yield pickle.loads(decompress(body) if compressed else body)  # noqa: S301


def _weights(weights: Any, count: int) -> Any:
    # Whoosh writes nothing for weights that are all 1, and one number for weights that are all alike.
    return weights if isinstance(weights, tuple) else [weights or 1.0] * count
