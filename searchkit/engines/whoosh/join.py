"""Segments are joined by concatenating their arrays and shifting the numbers in them; what is deleted is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from searchkit.engines.whoosh.arrays import Array
from searchkit.engines.whoosh.contents import EXACT, FACETED, NOWHERE, OF_ARTICLES, OF_PASSAGES
from searchkit.engines.whoosh.draft import Draft, Occurrences, StoredPieces, Values
from searchkit.engines.whoosh.runs import lengths_of, rows_of, starts_of, stretches
from searchkit.engines.whoosh.segment import Segment

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def draft_of(segment: Segment) -> Draft:
    """A segment as the draft that it was written from."""

    def columns(level: str, *names: str) -> Mapping[str, Array]:
        return {name: segment.array(f"{level}.{name}") for name in names}

    ids = segment.dictionary("id").texts()
    return Draft(
        ids=[ids[rank] for rank in segment.array("article.rank").tolist()],
        quotes=columns("quote", "parent", "confidence"),
        passages=columns("passage", "article", "ordinal", "same"),
        articles=columns("article", "digest", "day", "after"),
        text=_occurrences_in(segment, EXACT["text"]),
        title=_occurrences_in(segment, EXACT["title"]),
        values={name: Values(segment.dictionary(f"{name}.values").texts(), *segment.values(name)) for name in FACETED},
        stored=_stored_in(segment),
    )


def join(drafts: Sequence[tuple[Draft, Array]]) -> Draft:
    """One draft of several; with each goes which of its articles are kept (an array of truth values)."""
    parts = _parts(drafts)
    return Draft(
        ids=[id for part in parts for id, kept in zip(part.draft.ids, part.articles.tolist(), strict=True) if kept],
        quotes={
            "parent": np.concatenate([part.parents() for part in parts]),
            "confidence": np.concatenate([part.draft.quotes["confidence"][part.quotes] for part in parts]),
        },
        passages={
            "article": _by_unit(parts, lambda part: part.new_article[part.draft.passages["article"]]),
            "ordinal": _by_unit(parts, lambda part: part.draft.passages["ordinal"]),
            "same": _by_unit(parts, lambda part: part.draft.passages["same"]),
        },
        articles={
            name: np.concatenate([part.draft.articles[name][part.articles] for part in parts])
            for name in ("digest", "day", "after")
        },
        text=_joined_text(parts),
        title=_joined_titles(parts),
        values={name: _joined_values(name, parts) for name in FACETED},
        stored=_joined_stored(parts),
    )


@dataclass(frozen=True)
class _Part:
    """A draft, which of its articles, quotes and passages are kept, and what numbers those will have."""

    draft: Draft
    articles: Array
    quotes: Array
    passages: Array
    new_article: Array
    new_passage: Array

    def parents(self) -> Array:
        """The paragraphs of the quotes that are kept, by their new numbers."""
        old = self.draft.quotes["parent"][self.quotes]
        homes = old != NOWHERE
        new = np.full(len(old), NOWHERE, np.uint32)
        new[homes] = self.new_passage[old[homes]]
        return new


def _parts(drafts: Sequence[tuple[Draft, Array]]) -> list[_Part]:
    kept = [(draft, articles, articles[draft.passages["article"]]) for draft, articles in drafts]
    quote = article = 0
    paragraph = sum(int(np.count_nonzero(passages[: len(draft.quotes["parent"])])) for draft, _, passages in kept)
    parts = []
    for draft, articles, passages in kept:
        split = len(draft.quotes["parent"])
        new_article = _numbered(articles, article)
        new_passage = np.concatenate((_numbered(passages[:split], quote), _numbered(passages[split:], paragraph)))
        parts.append(_Part(draft, articles, passages[:split], passages, new_article, new_passage))
        article += int(np.count_nonzero(articles))
        quote += int(np.count_nonzero(passages[:split]))
        paragraph += int(np.count_nonzero(passages[split:]))
    return parts


def _numbered(kept: Array, first: int) -> Array:
    """New numbers from `first` on for what is kept; those of the rest mean nothing."""
    return (np.cumsum(kept) + (first - 1)).astype(np.uint32)


def _by_unit(parts: Sequence[_Part], column: Callable[[_Part], Array]) -> Array:
    """A column of all quotes, then of all paragraphs, that are kept."""
    columns = [(column(part), part.passages, len(part.quotes)) for part in parts]
    quotes = [values[:split][kept[:split]] for values, kept, split in columns]
    return np.concatenate([*quotes, *(values[split:][kept[split:]] for values, kept, split in columns)])


def _joined_text(parts: Sequence[_Part]) -> Occurrences:
    rows = rows_of(_by_unit(parts, lambda part: lengths_of(part.draft.text.rows)))
    return _joined([part.draft.text for part in parts], [(part.passages, part.new_passage) for part in parts], rows)


def _joined_titles(parts: Sequence[_Part]) -> Occurrences:
    rows = rows_of(np.concatenate([lengths_of(part.draft.title.rows)[part.articles] for part in parts]))
    return _joined([part.draft.title for part in parts], [(part.articles, part.new_article) for part in parts], rows)


def _joined(old: Sequence[Occurrences], renumbering: Sequence[tuple[Array, Array]], rows: Array) -> Occurrences:
    words = sorted({word for occurrences in old for word in occurrences.words})
    ranks = {word: number for number, word in enumerate(words)}

    def keys() -> Array:
        joined = [
            _moved(occurrences, kept, new_row, ranks, rows)
            for occurrences, (kept, new_row) in zip(old, renumbering, strict=True)
        ]
        return np.concatenate(joined)

    return Occurrences(words, keys, rows)


def _moved(occurrences: Occurrences, kept: Array, new_row: Array, ranks: Mapping[str, int], rows: Array) -> Array:
    """The keys of what is kept, with their words' and places' new numbers."""
    keys = occurrences.keys()
    row = np.repeat(np.arange(len(kept), dtype=np.uint32), np.diff(occurrences.rows)).take(
        (keys & _LOW).astype(np.intp)
    )
    live = kept.take(row)
    if not live.all():
        keys, row = keys[live], row[live]
    new_word = np.fromiter(map(ranks.__getitem__, occurrences.words), np.uint64, len(occurrences.words))
    places = (keys & _LOW).astype(np.uint32)
    places -= occurrences.rows.take(row)
    places += rows.take(new_row.take(row))
    moved = new_word.take((keys >> _HALF).astype(np.intp))
    moved <<= _HALF
    moved |= places
    return moved


def _joined_values(field: str, parts: Sequence[_Part]) -> Values:
    numbers: dict[str, int] = {"": 0}
    refs, starts = [], []
    for part in parts:
        values = part.draft.values[field]
        new = np.array([numbers.setdefault(text, len(numbers)) for text in values.texts], np.uint32)
        refs.append(new[values.refs])
        starts.append(values.starts)
    if field in OF_PASSAGES:
        by_part = dict(zip(map(id, parts), refs, strict=True))
        return Values(list(numbers), _by_unit(parts, lambda part: by_part[id(part)]), None)
    owners = [part.articles if field in OF_ARTICLES else part.quotes for part in parts]
    if starts[0] is None:
        return Values(list(numbers), np.concatenate([row[kept] for row, kept in zip(refs, owners, strict=True)]), None)
    counts = [np.diff(begin) for begin in starts if begin is not None]
    chosen = [row[np.repeat(kept, count)] for row, kept, count in zip(refs, owners, counts, strict=True)]
    left = [count[kept] for count, kept in zip(counts, owners, strict=True)]
    return Values(list(numbers), np.concatenate(chosen), starts_of(np.concatenate(left)))


def _joined_stored(parts: Sequence[_Part]) -> StoredPieces:
    pieces: list[bytes | memoryview] = []
    counts = []
    for part in parts:
        stored = part.draft.stored
        count = np.diff(stored.starts)[part.articles]
        counts.append(count)
        pieces += [stored.pieces[number] for number in stretches(stored.starts[:-1][part.articles], count).tolist()]
    return StoredPieces(starts_of(np.concatenate(counts)), pieces)


def _occurrences_in(segment: Segment, field: str) -> Occurrences:
    starts = segment.array(f"{field}.starts")

    def keys() -> Array:
        numbers = np.repeat(np.arange(len(starts) - 1, dtype=np.uint64) << _HALF, np.diff(starts))
        numbers |= segment.array(f"{field}.places")
        return numbers

    return Occurrences(segment.dictionary(field).texts(), keys, segment.array(f"{field}.rows"))


def _stored_in(segment: Segment) -> StoredPieces:
    offsets = segment.array("stored.offsets").tolist()
    content = segment.array("stored.pieces").data
    pieces = [content[start:end] for start, end in pairwise(offsets)]
    return StoredPieces(segment.array("stored.starts"), pieces)
