"""A draft becomes the file of a segment: words are sorted into places, stems into documents and frequencies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np

from searchkit.analysis import exact_terms, fold, stem
from searchkit.engines.whoosh.arrays import Array, Content, narrow, write_arrays
from searchkit.engines.whoosh.contents import EXACT, FACETED, NAMES, STEMS, VALUES
from searchkit.engines.whoosh.dictionary import dictionary_arrays
from searchkit.engines.whoosh.draft import Draft, Occurrences, StoredPieces, Values
from searchkit.engines.whoosh.runs import distinct, first_of_runs, rows_of, starts_of

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def write_segment(path: Path, draft: Draft) -> int:
    """Write a draft into a file, until it is on the disk; returns the file's size. Raises OSError."""
    arrays: dict[str, Content] = {}
    for field, occurrences in (("text", draft.text), ("title", draft.title)):
        arrays |= _text_arrays(STEMS[field], EXACT[field], occurrences)
    for field in FACETED:
        arrays |= _value_arrays(field, draft.values[field])
    for level, columns in (("quote", draft.quotes), ("passage", draft.passages), ("article", draft.articles)):
        arrays |= {f"{level}.{name}": column for name, column in columns.items()}
    arrays |= _id_arrays(draft.ids)
    arrays |= _stored_arrays(draft.stored)
    passages, quotes = len(draft.passages["article"]), len(draft.quotes["parent"])
    about = {"quotes": quotes, "paragraphs": passages - quotes, "articles": len(draft.ids)}
    return write_arrays(path, arrays, about)


def to_join(live: Sequence[int], sizes: Sequence[int], added: int) -> list[int]:
    """Which old segments to write anew, by their index: those half deleted, and the small ones when they get too many.

    `sizes` and `live` count the documents of each with and without the deleted, `added` those of the new one. A segment
    belongs to a tier by its live documents; four of one tier are joined into one of a higher tier, so that a document
    is rewritten a number of times that grows with the logarithm of the index. Those of the highest tier are not joined
    any more, so that writing never takes more memory than a segment does.
    """
    chosen = {number for number, size in enumerate(sizes) if 2 * live[number] <= size}
    counts = [*live, added] if added else live
    floor = 0
    for ceiling in _TIERS:
        if sum(floor <= count < ceiling for count in counts) >= _PER_TIER:
            chosen.update(number for number, count in enumerate(live) if count < ceiling)
        floor = ceiling
    return sorted(chosen)


_TIERS = (1_000, 4_000, 16_000, 64_000, 256_000)
_PER_TIER = 4


def _text_arrays(stems: str, exact: str, occurrences: Occurrences) -> Mapping[str, Content]:
    """The places of each exact form, and for each stem its rows and how often it occurs in each."""
    words, numbers, places = _sorted(occurrences)
    counts = np.bincount(numbers, minlength=len(words))
    rows = occurrences.rows
    of_words = [stem(word) for word in words]
    distinct_stems = sorted(set(of_words))
    ranks = {word: number for number, word in enumerate(distinct_stems)}
    keys = np.fromiter(map(ranks.__getitem__, of_words), np.uint64, len(of_words)).take(numbers)
    del numbers
    keys <<= _HALF
    keys |= np.repeat(np.arange(len(rows) - 1, dtype=np.uint32), np.diff(rows)).take(places)
    keys.sort()
    first = first_of_runs(keys)
    docs = keys.take(first)
    frequencies = np.diff(first, append=len(keys))
    del keys, first
    return {
        **dictionary_arrays(exact, words),
        f"{exact}.starts": starts_of(counts),
        f"{exact}.places": places,
        f"{exact}.rows": rows,
        **dictionary_arrays(stems, distinct_stems),
        f"{stems}.starts": starts_of(np.bincount((docs >> _HALF).astype(np.intp), minlength=len(distinct_stems))),
        f"{stems}.docs": (docs & _LOW).astype(np.uint32),
        f"{stems}.frequencies": narrow(frequencies),
    }


def _sorted(occurrences: Occurrences) -> tuple[list[str], Array, Array]:
    """The words that occur; and for every occurrence, in order of word and place, the word's number and the place."""
    keys = occurrences.keys()
    keys.sort()
    places = (keys & _LOW).astype(np.uint32)
    keys >>= _HALF
    numbers = keys.astype(np.uint32)
    del keys
    used = np.flatnonzero(np.bincount(numbers, minlength=len(occurrences.words)))
    if len(used) < len(occurrences.words):
        renumbered = np.zeros(len(occurrences.words), np.uint32)
        renumbered[used] = np.arange(len(used), dtype=np.uint32)
        numbers = renumbered.take(numbers)
    return [occurrences.words[number] for number in used.tolist()], numbers, places


def _value_arrays(field: str, values: Values) -> Mapping[str, Content]:
    """The values that occur, sorted, the numbers of each owner's, and what finds a value."""
    used = distinct(np.append(values.refs, 0)).tolist()
    texts = sorted(values.texts[ref] for ref in used)
    ranks = {text: number for number, text in enumerate(texts)}
    renumbered = np.zeros(len(values.texts), np.uint32)
    renumbered[used] = [ranks[values.texts[ref]] for ref in used]
    arrays = {**dictionary_arrays(f"{field}.values", texts), f"{field}.refs": narrow(renumbered[values.refs])}
    if values.starts is not None:
        arrays[f"{field}.value_starts"] = values.starts
    if field in NAMES:
        arrays |= _finding(field, texts, exact_terms)
    elif field in VALUES:
        arrays |= _finding(field, texts, lambda text: (fold(text),) if text else ())
    return arrays


def _finding(field: str, texts: Sequence[str], words_of: Callable[[str], Iterable[str]]) -> Mapping[str, Content]:
    """The places of the words of values, each value a row."""
    rows = [tuple(words_of(text)) for text in texts]
    words = sorted({word for row in rows for word in row})
    ranks = {word: number for number, word in enumerate(words)}
    lengths = np.fromiter(map(len, rows), np.uint32, len(rows))
    met = np.array([ranks[word] for row in rows for word in row], np.uint64)
    places = np.arange(len(met), dtype=np.uint64) + np.repeat(np.arange(len(rows), dtype=np.uint64), lengths)
    keys = np.sort((met << _HALF) | places)
    return {
        **dictionary_arrays(field, words),
        f"{field}.starts": starts_of(np.bincount(met.astype(np.int64), minlength=len(words))),
        f"{field}.places": (keys & _LOW).astype(np.uint32),
        f"{field}.rows": rows_of(lengths),
    }


def _id_arrays(ids: Sequence[str]) -> Mapping[str, Content]:
    order = sorted(range(len(ids)), key=ids.__getitem__)
    ranks = np.empty(len(ids), np.uint32)
    ranks[order] = np.arange(len(ids), dtype=np.uint32)
    return {
        **dictionary_arrays("id", (ids[number] for number in order)),
        "id.articles": np.array(order, np.uint32),
        "article.rank": ranks,
    }


def _stored_arrays(stored: StoredPieces) -> Mapping[str, Content]:
    offsets = np.fromiter(accumulate(map(len, stored.pieces), initial=0), np.uint64, len(stored.pieces) + 1)
    return {"stored.starts": stored.starts, "stored.offsets": offsets, "stored.pieces": stored.pieces}
