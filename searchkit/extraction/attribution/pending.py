"""What of a sentence waits for a speaker: the reports of its cues, the quotes that none takes in, a report without some of its quotes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.report import DIRECT, INDIRECT, Report
from searchkit.extraction.document.tokens import Token, TokenKind
from searchkit.model.passage import Span


def waiting_in(read: ReadSentence) -> list[Report | int]:
    """The reports of a sentence's cues and the quotes that none takes in, in the order of the text."""
    taken = {at for report in read.reports for at in report.quotes}
    tokens = read.sentence.tokens
    waiting: list[tuple[int, Report | int]] = [(report.spans[0][0], report) for report in read.reports]
    waiting += [
        (token.start, at) for at, token in enumerate(tokens) if token.kind is TokenKind.QUOTE and at not in taken
    ]
    return [one for _, one in sorted(waiting, key=lambda one: one[0])]


def without(report: Report, read: ReadSentence, dropped: Collection[int]) -> Report | None:
    """A report without some of its quotes; None if nothing is left of it."""
    tokens = read.sentence.tokens
    spans = list(report.spans)
    for at in sorted(dropped):
        spans = [part for span in spans for part in _cut(read.sentence.text, span, tokens[at])]
    if not spans:
        return None
    quotes = report.quotes.difference(dropped)
    kind = report.type if report.type == DIRECT or quotes else INDIRECT
    return replace(report, spans=tuple(spans), quotes=quotes, type=kind)


def _cut(text: str, span: Span, token: Token) -> list[Span]:
    """What a quote leaves of a span around it."""
    start, end = span
    if token.end <= start or end <= token.start:
        return [span]
    parts = (_strip(text, start, token.start), _strip(text, token.end, end))
    return [(first, last) for first, last in parts if first < last]


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
