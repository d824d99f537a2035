"""Reads articles with labelled quotes, and compares the speakers of extracted quotes with the labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.data import records
from searchkit.corpus.read import read_file
from searchkit.extraction.entities.name_matching import are_compatible_names, normalise_name
from searchkit.model.article import Article
from searchkit.model.passage import Extraction, Quote, Span
from searchkit.text.analysis import fold

Label = dict[str, Any]
COVERED = 0.5  # of a quote's characters: a label that covers this share is about the quote
BANDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """An article, the labels of all its quotes, and the labels of spans inside quotation marks."""

    article: Article
    quotes: Sequence[Label]
    inside_marks: Sequence[Label]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The type and confidence of an extracted quote, and whether its speaker is right; without a label it is wrong."""

    type: str
    confidence: float
    right: bool


def read_labelled(folder: Path, split: str) -> Iterator[LabelledArticle]:
    """The labelled articles of a split."""
    every = folder / f"all.{split}.jsonl"
    inside = {record["doc_id"]: record["quotes"] for record in records(folder / f"inside.{split}.jsonl")}
    for reading, record in zip(read_file(every, every.name), records(every), strict=True):
        if reading.article is not None:
            yield LabelledArticle(reading.article, record["quotes"], inside.get(record["doc_id"], ()))


def find_outcomes(extraction: Extraction, labels: Sequence[Label]) -> Iterator[Outcome]:
    """The outcome of each quote with a speaker, except those whose labels have no speaker."""
    for quote in extraction.quotes:
        about = [
            label for label in labels if shared_characters(quote.spans, _spans(label)) >= COVERED * _length(quote.spans)
        ]
        known = [label for label in about if label.get("speaker_mention") or label.get("speaker_name")]
        if quote.speaker is not None and (known or not about):
            yield Outcome(quote.type, quote.confidence, any(_is_right(quote, label) for label in known))


def _is_right(quote: Quote, label: Label) -> bool:
    """Whether the speaker can be the labelled name or, if no name is labelled, the mention is the labelled one."""
    name, mention = label.get("speaker_name"), label.get("speaker_mention")
    if name:
        return can_be_one(quote.speaker or "", name)
    start, end = label.get("speaker_start"), label.get("speaker_end")
    if quote.mention_start is not None and quote.mention_end is not None and start is not None and end is not None:
        return bool(quote.mention_start < end and start < quote.mention_end)
    return mention is not None and fold(quote.speaker or "") == fold(mention)


def can_be_one(name: str, other: str) -> bool:
    """Whether two names can belong to one person."""
    first, second = normalise_name(name), normalise_name(other)
    return bool(first and second) and are_compatible_names(first, second)


def calibration_rows(outcomes: Iterable[Outcome]) -> list[list[str]]:
    """For each band of confidence: from, to, number of quotes, mean confidence, and share with the right speaker."""
    all_outcomes = list(outcomes)
    rows = []
    for low, high in pairwise(BANDS):
        inside = [outcome for outcome in all_outcomes if low <= outcome.confidence < high]
        if inside:
            mean = sum(outcome.confidence for outcome in inside) / len(inside)
            right = sum(outcome.right for outcome in inside) / len(inside)
            rows.append([f"{low:.2f}", f"{min(high, 1):.2f}", f"{len(inside):,}", f"{mean:.2f}", f"{right:.2f}"])
    return rows


def shared_characters(spans: Sequence[Span], others: Sequence[Span]) -> int:
    """Number of characters that two lists of spans share."""
    return sum(max(0, min(end, to) - max(start, at)) for start, end in spans for at, to in others)


def _spans(label: Label) -> list[Span]:
    return [(start, end) for start, end in label.get("spans") or [(label["start"], label["end"])]]


def _length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)
