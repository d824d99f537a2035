"""Writes the postings of a segment: sorts a token stream into positions by exact form, and into documents by stem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from searchkit.engines.whoosh.builder.segment_data import GAP, TokenStream
from searchkit.engines.whoosh.directory.array_file import Array, ArrayWriter, narrow
from searchkit.engines.whoosh.encoding.array_ops import document_starts, offsets_from_lengths, run_starts
from searchkit.engines.whoosh.encoding.packed_counts import write_counts
from searchkit.engines.whoosh.encoding.packed_ints import PackedListsWriter
from searchkit.engines.whoosh.encoding.term_dict import term_dict_arrays, to_term
from searchkit.text.analysis import stem

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
"""Postings are sorted as uint64 keys: the term number in the high half, the document or position in the low half."""


def write_positions(writer: ArrayWriter, field: str, stream: TokenStream) -> None:
    """Write the positions of each exact form."""
    positions = np.flatnonzero(stream.tokens != GAP)
    keys = stream.tokens.take(positions).astype(np.uint64)
    keys <<= _HALF
    keys |= positions.view(np.uint64)
    del positions
    keys.sort()
    _write_lists(writer, field, len(stream.tokens), keys, stream.terms)


def write_stem_postings(writer: ArrayWriter, field: str, stream: TokenStream) -> None:
    """Write the documents of each stem, with frequencies."""
    stems_of_terms = [stem(term) for term in stream.terms]
    stems = sorted(set(stems_of_terms))
    ranks = {term: number for number, term in enumerate(stems)}
    numbers = np.fromiter(map(ranks.__getitem__, stems_of_terms), np.uint64, len(stems_of_terms)) << _HALF
    keys = np.empty(int(stream.doc_lengths.sum()), np.uint64)
    at = 0
    for docs, tokens in stream.iter_documents():
        batch = keys[at : at + len(tokens)]
        numbers.take(tokens, out=batch)
        batch |= np.repeat(np.arange(docs.start, docs.stop, dtype=np.uint64), stream.doc_lengths[docs])
        at += len(tokens)
    keys.sort()
    first = run_starts(keys)
    freqs = narrow(np.diff(first, append=len(keys)))
    keys = keys.take(first)
    del first
    _write_lists(writer, field, len(stream.doc_starts), keys, stems)
    write_counts(writer, f"{field}.freqs", freqs)


def write_value_terms(
    writer: ArrayWriter, field: str, texts: Sequence[str], terms_of: Callable[[str], Iterable[str]]
) -> None:
    """Write the terms of the values of a field, with the positions of each; each distinct value is a document."""
    values = [tuple(terms_of(text)) for text in texts]
    terms = sorted({term for value in values for term in value})
    ranks = {term: number for number, term in enumerate(terms)}
    lengths = np.fromiter(map(len, values), np.uint32, len(values))
    tokens = np.array([ranks[term] for value in values for term in value], np.uint64)
    gaps = np.repeat(np.arange(len(values), dtype=np.uint64), lengths)
    keys = np.sort((tokens << _HALF) | (np.arange(len(tokens), dtype=np.uint64) + gaps))
    write_terms(writer, field, terms)
    counts = np.bincount(tokens.astype(np.int64), minlength=len(terms))
    writer.add(f"{field}.offsets", offsets_from_lengths(counts))
    writer.add(f"{field}.positions", narrow(keys & _LOW))
    write_doc_ranges(writer, field, document_starts(lengths)[:-1], lengths)


def write_terms(writer: ArrayWriter, name: str, texts: Iterable[str]) -> None:
    """Write a term dictionary; `texts` are ascending."""
    for array_name, content in term_dict_arrays(name, map(to_term, texts)).items():
        writer.add(array_name, content)


def write_doc_ranges(writer: ArrayWriter, field: str, starts: Array, lengths: Array) -> None:
    """Write the first position of each document, and its number of positions."""
    writer.add(f"{field}.doc_starts", starts)
    writer.add(f"{field}.doc_lengths", narrow(lengths))


def _write_lists(writer: ArrayWriter, field: str, limit: int, keys: Array, terms: Sequence[str]) -> None:
    """Write the list of each term from ascending keys, and the terms with a list; all numbers are below `limit`."""
    numbers = (keys & _LOW).astype(np.uint32)
    keys >>= _HALF
    lengths = np.bincount(keys.view(np.int64), minlength=len(terms))
    del keys
    used = np.flatnonzero(lengths)
    lists = PackedListsWriter(writer, field, limit)
    lists.add(lengths[used], numbers)
    lists.finish()
    write_terms(writer, field, (terms[number] for number in used.tolist()))
