"""Compares extracted spans and speakers with labelled quotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from searchkit.extraction.mentions.mention import Mention
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.model.passage import Span

LabelledQuote = tuple[frozenset[int], Mapping[str, Any]]
"""The offsets of a labelled quote's letters, and its label."""

_SAME = 0.8  # Jaccard index of letters and digits from which two spans count as the same


def labelled_quotes(record: Mapping[str, Any]) -> list[LabelledQuote]:
    """The labelled quotes of an article."""
    return [(letters_of(record["text"], _spans(quote)), quote) for quote in record["quotes"]]


def letters_of(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """The offsets of the letters and digits in spans of a text."""
    return frozenset(offset for start, end in spans for offset in range(start, end) if text[offset].isalnum())


def quotes_in_sentence(sentence: TaggedSentence, quotes: Sequence[LabelledQuote]) -> list[LabelledQuote]:
    """The labelled quotes that overlap a sentence."""
    start, end = sentence.tokens[0].start, sentence.tokens[-1].end
    return [quote for quote in quotes if quote[1]["start"] < end and quote[1]["end"] > start]


def is_right(letters: frozenset[int], mention: Mention | None, labelled: LabelledQuote) -> bool:
    """Whether a span and a speaker match a labelled quote; a label without a speaker matches any."""
    labelled_letters, quote = labelled
    if len(letters & labelled_letters) < _SAME * len(letters | labelled_letters):
        return False
    start = quote.get("speaker_start")
    return start is None or (mention is not None and mention.start < quote["speaker_end"] and start < mention.end)


def _spans(quote: Mapping[str, Any]) -> list[Span]:
    return [(start, end) for start, end in quote.get("spans") or [[quote["start"], quote["end"]]]]
