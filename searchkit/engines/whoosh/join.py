"""Segments are joined into a new one, array by array and piece by piece; what is deleted is left out.

Inputs stay mapped and the output is written as it comes, so that memory does not grow with the words that are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from searchkit.engines.whoosh.arrays import Array, ArrayWriter, narrow
from searchkit.engines.whoosh.contents import EXACT, FACETED, NOWHERE, OF_ARTICLES, OF_PASSAGES, STEMS
from searchkit.engines.whoosh.dictionary import dictionary_arrays
from searchkit.engines.whoosh.draft import Values
from searchkit.engines.whoosh.packed import AT_ONCE, Packing, add_counts
from searchkit.engines.whoosh.runs import first_of_runs, spans, starts_of, stretches
from searchkit.engines.whoosh.segment import Segment
from searchkit.engines.whoosh.segments import add_columns, add_ids, add_rows, add_values

_PIECE = 1 << 22
"""Bytes that are copied at a time."""


def join(path: Path, segments: Sequence[tuple[Segment, Array]]) -> int:
    """Write one segment of several; with each goes which of its articles are kept (an array of truth values).

    Returns the size of the file, which is then on the disk. Raises OSError, and whatever damaged segments raise.
    """
    parts = _parts(segments)
    with ArrayWriter(path) as writer:
        for field in ("text", "title"):
            _join_places(writer, EXACT[field], parts)
            _join_stems(writer, STEMS[field], parts)
        add_rows(writer, EXACT["text"], _by_unit([part.first() for part in parts], parts), _lengths(parts))
        titles = np.concatenate([part.segment.lengths(EXACT["title"])[part.articles] for part in parts])
        add_rows(writer, EXACT["title"], np.concatenate([part.first_of_titles() for part in parts]), titles)
        for name in FACETED:
            add_values(writer, name, _joined_values(name, parts))
        _join_columns(writer, parts)
        _join_stored(writer, parts)
        counts = {
            "quotes": sum(part.quotes for part in parts),
            "paragraphs": sum(int(np.count_nonzero(part.passages)) - part.quotes for part in parts),
            "articles": sum(int(np.count_nonzero(part.articles)) for part in parts),
        }
        return writer.finish({**counts, "places": parts[-1].text.end})


@dataclass(frozen=True)
class _Moved:
    """The long row of a field's words, article by article: which articles stay, and how far each one's words move."""

    starts: Array
    kept: Array
    shift: Array
    end: int

    def moved(self, places: Array) -> tuple[Array, Array | None]:
        """The new places of those that stay (uint32), and which these are; None for all."""
        if self.kept.all():
            return places + self.shift[:1], None  # without gaps, all move by the same
        articles = self.starts.searchsorted(places, "right") - 1
        kept = self.kept.take(articles)
        return (places + self.shift.take(articles))[kept], kept


@dataclass(frozen=True)
class _Part:
    """A segment, which of its articles and passages are kept, and what numbers and places those will have."""

    segment: Segment
    articles: Array
    passages: Array
    quotes: int
    new_article: Array
    new_passage: Array
    text: _Moved
    title: _Moved

    def parents(self) -> Array:
        """The paragraphs of the quotes that are kept, by their new numbers."""
        old = self.segment.array("quote.parent")[self.passages[: self.segment.quotes]]
        homes = old != NOWHERE
        new = np.full(len(old), NOWHERE, np.uint32)
        new[homes] = self.new_passage[old[homes]]
        return new

    def first(self) -> Array:
        """Where the words of its passages will be; those of the deleted mean nothing."""
        shift = self.text.shift.take(self.segment.array("passage.article"))
        moved: Array = self.segment.array(f"{EXACT['text']}.first") + shift
        return moved

    def first_of_titles(self) -> Array:
        """Where the titles that are kept will be."""
        moved: Array = (self.segment.array(f"{EXACT['title']}.first") + self.title.shift)[self.articles]
        return moved


def _parts(segments: Sequence[tuple[Segment, Array]]) -> list[_Part]:
    kept = [(segment, articles, articles[segment.array("passage.article")]) for segment, articles in segments]
    quote = article = text = title = 0
    paragraph = sum(int(np.count_nonzero(passages[: segment.quotes])) for segment, _, passages in kept)
    parts: list[_Part] = []
    for segment, articles, passages in kept:
        split = segment.quotes
        quotes = int(np.count_nonzero(passages[:split]))
        moved_text = _moved(_starts_of_texts(segment), articles, text)
        moved_title = _moved(_starts_of_titles(segment), articles, title)
        new_passage = np.concatenate((_numbered(passages[:split], quote), _numbered(passages[split:], paragraph)))
        new_article = _numbered(articles, article)
        parts.append(_Part(segment, articles, passages, quotes, new_article, new_passage, moved_text, moved_title))
        text, title = moved_text.end, moved_title.end
        article += int(np.count_nonzero(articles))
        quote += quotes
        paragraph += int(np.count_nonzero(passages[split:]))
    return parts


def _numbered(kept: Array, first: int) -> Array:
    """New numbers from `first` on for what is kept; those of the rest mean nothing."""
    return (np.cumsum(kept) + (first - 1)).astype(np.uint32)


def _starts_of_texts(segment: Segment) -> Array:
    """Where the words of each article begin in the long row, and the end."""
    starts = np.full(segment.articles + 1, segment.file.about["places"], np.int64)
    first = segment.array(f"{EXACT['text']}.first")
    for begin, end in ((0, segment.quotes), (segment.quotes, segment.passages)):
        articles = segment.array("passage.article")[begin:end]
        of_articles = first_of_runs(articles)
        numbers = articles.take(of_articles)
        starts[numbers] = np.minimum(starts[numbers], first[begin:end].take(of_articles))
    return np.minimum.accumulate(starts[::-1])[::-1]


def _starts_of_titles(segment: Segment) -> Array:
    first, lengths = segment.array(f"{EXACT['title']}.first"), segment.lengths(EXACT["title"])
    end = int(first[-1]) + int(lengths[-1]) + 1 if len(first) else 0
    return np.append(first.astype(np.int64), end)


def _moved(starts: Array, kept: Array, before: int) -> _Moved:
    """Articles stay in their order, one behind the other."""
    lengths = np.where(kept, np.diff(starts), 0)
    ends = np.cumsum(lengths) + before
    end = int(ends[-1]) if len(ends) else before
    if end > np.iinfo(np.uint32).max:
        raise ValueError("a segment has too many words")
    # Differences are modulo 2**32, and so are the sums that they are for.
    return _Moved(starts[:-1], kept, (ends - lengths - starts[:-1]).astype(np.uint32), end)


def _by_unit(columns: Sequence[Array], parts: Sequence[_Part]) -> Array:
    """A column of all quotes, then of all paragraphs, that are kept."""
    cut = [(column, part.passages, part.segment.quotes) for column, part in zip(columns, parts, strict=True)]
    quotes = [column[:split][kept[:split]] for column, kept, split in cut]
    return np.concatenate([*quotes, *(column[split:][kept[split:]] for column, kept, split in cut)])


def _lengths(parts: Sequence[_Part]) -> Array:
    return _by_unit([part.segment.lengths(EXACT["text"]) for part in parts], parts)


class _Merged:
    """The terms of a field in all parts together, numbered in their order, and each part's numbers among them."""

    def __init__(self, field: str, parts: Sequence[_Part]) -> None:
        own = [part.segment.dictionary(field) for part in parts]
        self.terms = sorted(set[bytes]().union(*own))
        ranks = {term: number for number, term in enumerate(self.terms)}
        self.numbers = [np.fromiter(map(ranks.__getitem__, terms), np.uint32, len(terms)) for terms in own]
        sizes = np.zeros(len(self.terms), np.int64)
        for numbers, part in zip(self.numbers, parts, strict=True):
            sizes[numbers] += np.diff(part.segment.numbers(field).starts)
        self.spans = list(spans(sizes, AT_ONCE))
        """The terms in stretches that are worked on at a time."""
        self.counts = np.zeros(len(self.terms), np.uint32)
        """How many occurrences of each are left, as far as they were gone through."""

    def own(self, part: int, span: tuple[int, int]) -> range:
        """A part's own numbers of the terms in a stretch."""
        return range(*self.numbers[part].searchsorted(span).tolist())

    def words(self, part: int, terms: range, starts: Array) -> Array:
        """The number here of each occurrence of a part's own terms."""
        return np.repeat(self.numbers[part][terms.start : terms.stop], np.diff(starts[terms.start : terms.stop + 1]))

    def add(self, packing: Packing, span: tuple[int, int], words: Array, numbers: Array) -> Array:
        """Pack the occurrences of a stretch of terms, which are in order but for their terms; returns their order."""
        order: Array = words.argsort(kind="stable")
        counts = np.bincount(words - np.uint32(span[0]), minlength=span[1] - span[0])
        self.counts[span[0] : span[1]] = counts
        packing.add(counts[counts > 0], numbers.take(order))
        return order

    def finish(self, writer: ArrayWriter, packing: Packing, field: str) -> None:
        """Write what remains to be written."""
        packing.finish()
        left = (term for term, count in zip(self.terms, self.counts.tolist(), strict=True) if count)
        for name, content in dictionary_arrays(field, left).items():
            writer.add(name, content)


def _join_places(writer: ArrayWriter, field: str, parts: Sequence[_Part]) -> None:
    moves = [part.text if field == EXACT["text"] else part.title for part in parts]
    merged = _Merged(field, parts)
    packing = Packing(writer, field, moves[-1].end)
    for span in merged.spans:
        words, places = [], []
        for number, (part, moved) in enumerate(zip(parts, moves, strict=True)):
            terms = merged.own(number, span)
            own = merged.words(number, terms, part.segment.numbers(field).starts)
            new, kept = moved.moved(part.segment.places(field, terms))
            words.append(own if kept is None else own[kept])
            places.append(new)
        merged.add(packing, span, np.concatenate(words), np.concatenate(places))
    merged.finish(writer, packing, field)


def _join_stems(writer: ArrayWriter, field: str, parts: Sequence[_Part]) -> None:
    of_titles = field == STEMS["title"]
    rows = [part.articles if of_titles else part.passages for part in parts]
    merged = _Merged(field, parts)
    packing = Packing(writer, field, sum(int(np.count_nonzero(kept)) for kept in rows))
    frequencies = []
    for span in merged.spans:
        pieces: list[tuple[Array, Array, Array]] = []
        of_paragraphs: list[tuple[Array, Array, Array]] = []
        for number, (part, kept) in enumerate(zip(parts, rows, strict=True)):
            terms = merged.own(number, span)
            docs, often = part.segment.rows_of_stems(field, terms)
            words = merged.words(number, terms, part.segment.numbers(field).starts)
            new = (part.new_article if of_titles else part.new_passage).take(docs)
            live = kept.take(docs)
            quotes = live & (docs < part.segment.quotes) if not of_titles else live
            paragraphs = live & ~quotes
            pieces.append((words[quotes], new[quotes], often[quotes]))
            of_paragraphs.append((words[paragraphs], new[paragraphs], often[paragraphs]))
        pieces += of_paragraphs  # of all parts, quotes come before paragraphs
        words, docs, often = (np.concatenate(column) for column in zip(*pieces, strict=True))
        frequencies.append(often.take(merged.add(packing, span, words, docs)))
    merged.finish(writer, packing, field)
    add_counts(writer, f"{field}.frequencies", np.concatenate(frequencies) if frequencies else np.zeros(0, np.uint8))


def _joined_values(field: str, parts: Sequence[_Part]) -> Values:
    numbers: dict[str, int] = {"": 0}
    refs, starts = [], []
    for part in parts:
        texts = part.segment.dictionary(f"{field}.values").texts()
        own, own_starts = part.segment.values(field)
        new = np.array([numbers.setdefault(text, len(numbers)) for text in texts], np.uint32)
        refs.append(new[own])
        starts.append(own_starts)
    if field in OF_PASSAGES:
        return Values(list(numbers), _by_unit(refs, parts), None)
    owners = [part.articles if field in OF_ARTICLES else part.passages[: part.segment.quotes] for part in parts]
    if starts[0] is None:
        return Values(list(numbers), np.concatenate([row[kept] for row, kept in zip(refs, owners, strict=True)]), None)
    counts = [np.diff(begin) for begin in starts if begin is not None]
    chosen = [row[np.repeat(kept, count)] for row, kept, count in zip(refs, owners, counts, strict=True)]
    left = [count[kept] for count, kept in zip(counts, owners, strict=True)]
    return Values(list(numbers), np.concatenate(chosen), starts_of(np.concatenate(left)))


def _join_columns(writer: ArrayWriter, parts: Sequence[_Part]) -> None:
    confidences = [part.segment.measure("confidence")[part.passages[: part.segment.quotes]] for part in parts]
    parents = np.concatenate([part.parents() for part in parts])
    add_columns(writer, "quote", {"parent": parents, "confidence": np.concatenate(confidences)})
    passages = {"article": _by_unit([part.new_article[part.segment.array("passage.article")] for part in parts], parts)}
    for name in ("ordinal", "same"):
        passages[name] = _by_unit([part.segment.array(f"passage.{name}") for part in parts], parts)
    add_columns(writer, "passage", passages)
    articles = {
        name: np.concatenate([part.segment.array(f"article.{name}")[part.articles] for part in parts])
        for name in ("digest", "day", "after")
    }
    add_columns(writer, "article", articles)
    ids: list[str] = []
    for part in parts:
        own = part.segment.dictionary("id").texts()
        ids += [own[rank] for rank in part.segment.array("article.rank")[part.articles].tolist()]
    add_ids(writer, ids)


def _join_stored(writer: ArrayWriter, parts: Sequence[_Part]) -> None:
    presets: dict[bytes, int] = {}
    numbers, counts, sizes = [], [], []
    writer.begin("stored.pieces", np.dtype(np.uint8))
    for part in parts:
        segment = part.segment
        starts, offsets = segment.array("stored.starts"), segment.array("stored.offsets")
        new = [0, *(presets.setdefault(preset.tobytes(), len(presets) + 1) for preset in segment.presets)]
        numbers.append(np.array(new, np.uint32)[segment.array("stored.preset")[part.articles]])
        count = np.diff(starts)[part.articles]
        counts.append(count)
        sizes.append(np.diff(offsets)[stretches(starts[:-1][part.articles], count)])
        content = segment.array("stored.pieces").data
        for first, last in _kept_stretches(part.articles):
            begin, end = offsets.item(starts.item(first)), offsets.item(starts.item(last))
            for at in range(begin, end, _PIECE):
                writer.append(content[at : min(at + _PIECE, end)])
    offsets = np.concatenate(([0], *sizes)).cumsum(dtype=np.uint64)
    writer.add("stored.offsets", narrow(offsets))
    writer.add("stored.starts", starts_of(np.concatenate(counts)))
    writer.add("stored.presets", np.frombuffer(b"".join(presets), np.uint8))
    writer.add("stored.preset", narrow(np.concatenate(numbers)))


def _kept_stretches(kept: Array) -> list[tuple[int, int]]:
    """Neighbouring articles that are all kept: the first, and the one behind the last."""
    edges = np.flatnonzero(np.diff(kept, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
