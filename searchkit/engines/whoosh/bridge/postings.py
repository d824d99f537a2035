"""The postings of a term as Whoosh sees them: documents of all units, passages first, then articles."""

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
"""The indexed fields, in the order of their terms."""
_ON_TITLES = (STEMS["title"], EXACT["title"])
_ON_TEXTS = (STEMS["text"], EXACT["text"])


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents, ascending, how often each has the term, and where (by place in `docs`)."""

    docs: Array
    weights: Array
    positions: Callable[[int], Sequence[int]]


def terms_of(segment: Segment, field: str, start: bytes = b"") -> Iterator[bytes]:
    """The terms of a field from one on, in order."""
    if field == "unit":
        yield from (name for name in sorted(map(to_term, UNIT_NAMES)) if name >= start)
        return
    dictionary = segment.dictionary(field)
    for number in range(dictionary.lower_bound(start), len(dictionary)):
        yield dictionary[number]


def postings(segment: Segment, field: str, term: bytes) -> Postings | None:
    """The postings of a term; None when there are none."""
    if field not in FIELDS:
        return None
    found = _postings(segment, field, from_term(term))
    return found if len(found.docs) else None


def _postings(segment: Segment, field: str, text: str) -> Postings:
    if field == "unit":
        return _once(_of_unit(segment, text))
    if field == "id":
        number = segment.article_numbered(text)
        return _once(np.array([] if number is None else [segment.passages + number], np.uint32))
    if field in STEMS.values():
        return _of_stem(segment, field, text)
    places = segment.term_positions(field, text)
    rows, counts = docs_and_freqs(segment.doc_ranges(field), places)
    if field == EXACT["text"]:
        return _placed(segment, field, places, rows, counts, None)
    if field == EXACT["title"]:
        docs, at = _spread(segment, rows)
        return _placed(segment, field, places, rows, counts, (docs, at))
    return _of_values(segment, field, places, rows)


def _of_stem(segment: Segment, field: str, text: str) -> Postings:
    rows, frequencies = segment.postings(field, text)
    if field == STEMS["text"]:
        return Postings(rows, frequencies, _nowhere)
    docs, at = _spread(segment, rows)
    return Postings(docs, frequencies[at], _nowhere)


def _placed(
    segment: Segment, field: str, places: Array, rows: Array, counts: Array, spread: tuple[Array, Array] | None
) -> Postings:
    first, lengths = segment.array(f"{field}.doc_starts"), segment.doc_lengths(field)

    def positions(at: int) -> Sequence[int]:
        row = int(rows[at if spread is None else spread[1][at]])
        start = int(first[row])
        low, high = places.searchsorted((start, start + int(lengths[row]))).tolist()
        found: list[int] = (places[low:high] - np.uint32(start)).tolist()
        return found

    if spread is None:
        return Postings(rows, counts, positions)
    return Postings(spread[0], counts[spread[1]], positions)


def _of_values(segment: Segment, field: str, places: Array, values: Array) -> Postings:
    docs = _owners(segment, field, values)
    if field in OF_ARTICLES:
        docs, _ = _spread(segment, docs)
    starts, lengths = segment.array(f"{field}.doc_starts"), segment.doc_lengths(field)
    own = {int(value): set(places.tolist()) for value in values}

    def positions(at: int) -> Sequence[int]:
        found, offset = [], 0
        for value in values_of(segment, field, int(docs[at])):
            first, count = int(starts[value]), int(lengths[value])
            if value in own:
                found += [offset + at for at in range(count) if first + at in own[value]]
            offset += count + 1
        return found

    weights = np.fromiter((len(positions(at)) for at in range(len(docs))), np.uint32, len(docs))
    return Postings(docs, weights, positions)


def _owners(segment: Segment, field: str, values: Array) -> Array:
    """The owners (articles, passages or quotes) that have any of some values."""
    refs, starts = segment.refs(field)
    wanted = np.zeros(len(segment.doc_lengths(field)), bool)
    wanted[values] = True
    with_them = np.flatnonzero(wanted[refs])
    found = with_them if starts is None else unique_sorted(starts.searchsorted(with_them, "right") - 1)
    return found.astype(np.uint32)


def values_of(segment: Segment, field: str, doc: int) -> list[int]:
    """The numbers of a document's values of a field, in the order in which the article gives them."""
    refs, starts = segment.refs(field)
    owner = doc
    if field in OF_ARTICLES:
        owner = doc - segment.passages if doc >= segment.passages else int(segment.article_of[doc])
    elif doc >= (segment.passages if field in OF_PASSAGES else segment.quotes):
        return []
    stretch = slice(owner, owner + 1) if starts is None else slice(int(starts[owner]), int(starts[owner + 1]))
    return [value for value in refs[stretch].tolist() if value]


def lengths_in(segment: Segment, field: str) -> Callable[[int], int]:
    """How many words each document has in a field."""
    if field in _ON_TEXTS:
        of_texts = segment.doc_lengths(EXACT["text"])
        return lambda doc: int(of_texts[doc]) if doc < segment.passages else 0
    if field in _ON_TITLES:
        of_titles, article_of = segment.doc_lengths(EXACT["title"]), segment.article_of
        return lambda doc: int(of_titles[article_of[doc] if doc < segment.passages else doc - segment.passages])
    return lambda doc: 1  # noqa: ARG005


def _spread(segment: Segment, articles: Array) -> tuple[Array, Array]:
    """The documents of some articles, passages first, and the place in `articles` of each one's article."""
    place = np.full(segment.articles, -1, np.int64)
    place[articles] = np.arange(len(articles))
    of_passages = place[segment.article_of]
    passages = np.flatnonzero(of_passages >= 0)
    docs = np.concatenate((passages, articles.astype(np.int64) + segment.passages)).astype(np.uint32)
    return docs, np.concatenate((of_passages[passages], np.arange(len(articles))))


def _of_unit(segment: Segment, name: str) -> Array:
    borders = (0, segment.quotes, segment.passages, segment.docs)
    unit = UNIT_NAMES.index(name) if name in UNIT_NAMES else None
    return np.arange(0 if unit is None else borders[unit], 0 if unit is None else borders[unit + 1], dtype=np.uint32)


def _once(docs: Array) -> Postings:
    return Postings(docs, np.ones(len(docs), np.uint8), _nowhere)


def _nowhere(at: int) -> Sequence[int]:  # noqa: ARG001
    return ()
