"""The postings of a term for Whoosh: documents of all units of a segment, passages first, then articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from searchkit.engines.whoosh.bridge.schema import KEYWORDS
from searchkit.engines.whoosh.directory.array_file import Array
from searchkit.engines.whoosh.encoding.array_ops import unique_sorted
from searchkit.engines.whoosh.encoding.term_dict import from_term, to_term
from searchkit.engines.whoosh.matching.phrase import docs_and_freqs
from searchkit.engines.whoosh.segment.segment_reader import Segment
from searchkit.engines.whoosh.segment.segment_schema import (
    EXACT,
    NAMES,
    OF_ARTICLES,
    OF_PASSAGES,
    STEMS,
    UNIT_NAMES,
    VALUES,
)

FIELDS = tuple(sorted((*KEYWORDS, *STEMS.values(), *EXACT.values(), *NAMES, *VALUES)))
"""The indexed fields, in the ascending order that Whoosh expects."""
_TITLE_FIELDS = (STEMS["title"], EXACT["title"])
_TEXT_FIELDS = (STEMS["text"], EXACT["text"])


@dataclass(frozen=True, slots=True)
class TermPostings:
    """Documents (uint32, ascending), the weight of the term in each, and its positions by index of the document."""

    docs: Array
    weights: Array
    positions: Callable[[int], Sequence[int]]


def terms_from(segment: Segment, field: str, start: bytes = b"") -> Iterator[bytes]:
    """Yield the terms of a field from `start` on, ascending."""
    if field == "unit":
        yield from (name for name in sorted(map(to_term, UNIT_NAMES)) if name >= start)
        return
    dictionary = segment.dictionary(field)
    for number in range(dictionary.lower_bound(start), len(dictionary)):
        yield dictionary[number]


def read_postings(segment: Segment, field: str, term: bytes) -> TermPostings | None:
    """Read the postings of a term; None if it has none."""
    if field not in FIELDS:
        return None
    postings = _read(segment, field, from_term(term))
    return postings if len(postings.docs) else None


def _read(segment: Segment, field: str, text: str) -> TermPostings:
    if field == "unit":
        return _without_positions(_docs_of_unit(segment, text))
    if field == "id":
        number = segment.find_article(text)
        return _without_positions(np.array([] if number is None else [segment.passages + number], np.uint32))
    if field in STEMS.values():
        return _stem_postings(segment, field, text)
    if field in EXACT.values():
        return _exact_postings(segment, field, text)
    return _value_postings(segment, field, text)


def _stem_postings(segment: Segment, field: str, stem: str) -> TermPostings:
    docs, freqs = segment.postings(field, stem)
    if field == STEMS["title"]:
        docs, indices = _docs_of_articles(segment, docs)
        freqs = freqs[indices]
    return TermPostings(docs, freqs, _no_positions)


def _exact_postings(segment: Segment, field: str, term: str) -> TermPostings:
    """Positions are relative to the start of the passage or title."""
    positions = segment.term_positions(field, term)
    texts, freqs = docs_and_freqs(segment.doc_ranges(field), positions)
    docs, indices = texts, np.arange(len(texts))
    if field == EXACT["title"]:
        docs, indices = _docs_of_articles(segment, texts)
    starts, lengths = segment.array(f"{field}.doc_starts"), segment.doc_lengths(field)

    def positions_at(index: int) -> Sequence[int]:
        text = int(texts[indices[index]])
        start = int(starts[text])
        low, high = positions.searchsorted((start, start + int(lengths[text]))).tolist()
        relative: list[int] = (positions[low:high] - np.uint32(start)).tolist()
        return relative

    return TermPostings(docs, freqs[indices], positions_at)


def _value_postings(segment: Segment, field: str, term: str) -> TermPostings:
    """Positions count through all values of a document, with one empty position after each value."""
    positions = segment.term_positions(field, term)
    values, _ = docs_and_freqs(segment.doc_ranges(field), positions)
    docs = _owners(segment, field, values)
    if field in OF_ARTICLES:
        docs, _ = _docs_of_articles(segment, docs)
    starts, lengths = segment.array(f"{field}.doc_starts"), segment.doc_lengths(field)
    matching, all_positions = set(values.tolist()), set(positions.tolist())

    def positions_at(index: int) -> Sequence[int]:
        relative: list[int] = []
        offset = 0
        for value in values_of(segment, field, int(docs[index])):
            start, length = int(starts[value]), int(lengths[value])
            if value in matching:
                relative += [offset + at for at in range(length) if start + at in all_positions]
            offset += length + 1
        return relative

    weights = np.fromiter((len(positions_at(index)) for index in range(len(docs))), np.uint32, len(docs))
    return TermPostings(docs, weights, positions_at)


def _owners(segment: Segment, field: str, values: Array) -> Array:
    """Return the owners (articles, passages or quotes) with at least one of some values: uint32, ascending."""
    refs, offsets = segment.refs(field)
    is_wanted = np.zeros(len(segment.doc_lengths(field)), bool)
    is_wanted[values] = True
    indices = np.flatnonzero(is_wanted[refs])
    owners = indices if offsets is None else unique_sorted(offsets.searchsorted(indices, "right") - 1)
    return owners.astype(np.uint32)


def values_of(segment: Segment, field: str, doc: int) -> list[int]:
    """Return the value numbers of a document, in the order of the article."""
    refs, offsets = segment.refs(field)
    owner = doc
    if field in OF_ARTICLES:
        owner = doc - segment.passages if doc >= segment.passages else int(segment.article_of[doc])
    elif doc >= (segment.passages if field in OF_PASSAGES else segment.quotes):
        return []
    start, end = (owner, owner + 1) if offsets is None else (int(offsets[owner]), int(offsets[owner + 1]))
    return [value for value in refs[start:end].tolist() if value]


def lengths_in(segment: Segment, field: str) -> Callable[[int], int]:
    """Return a function from document to its number of tokens in a field."""
    if field in _TEXT_FIELDS:
        text_lengths = segment.doc_lengths(EXACT["text"])
        return lambda doc: int(text_lengths[doc]) if doc < segment.passages else 0
    if field in _TITLE_FIELDS:
        title_lengths, article_of = segment.doc_lengths(EXACT["title"]), segment.article_of
        return lambda doc: int(title_lengths[article_of[doc] if doc < segment.passages else doc - segment.passages])
    return lambda doc: 1  # noqa: ARG005


def _docs_of_articles(segment: Segment, articles: Array) -> tuple[Array, Array]:
    """Return the documents of some articles (uint32, ascending), and for each the index of its article in `articles`."""
    index = np.full(segment.articles, -1, np.int64)
    index[articles] = np.arange(len(articles))
    index_of_passage = index[segment.article_of]
    passages = np.flatnonzero(index_of_passage >= 0)
    docs = np.concatenate((passages, articles.astype(np.int64) + segment.passages)).astype(np.uint32)
    return docs, np.concatenate((index_of_passage[passages], np.arange(len(articles))))


def _docs_of_unit(segment: Segment, name: str) -> Array:
    if name not in UNIT_NAMES:
        return np.zeros(0, np.uint32)
    borders = (0, segment.quotes, segment.passages, segment.docs)
    unit = UNIT_NAMES.index(name)
    return np.arange(borders[unit], borders[unit + 1], dtype=np.uint32)


def _without_positions(docs: Array) -> TermPostings:
    return TermPostings(docs, np.ones(len(docs), np.uint8), _no_positions)


def _no_positions(index: int) -> Sequence[int]:  # noqa: ARG001
    return ()
