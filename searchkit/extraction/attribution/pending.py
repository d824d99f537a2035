"""The reports and quotes of a sentence that are not yet attributed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.report import DIRECT, INDIRECT, Report
from searchkit.extraction.document.tokens import Token, TokenKind
from searchkit.model.passage import Span


def find_pending(read: ReadSentence) -> list[Report | int]:
    """Find the reports of a sentence, and the indices of QUOTE tokens outside any report, in the order of the text."""
    reported = {at for report in read.reports for at in report.quotes}
    tokens = read.sentence.tokens
    pending: list[tuple[int, Report | int]] = [(report.spans[0][0], report) for report in read.reports]
    pending += [
        (token.start, at) for at, token in enumerate(tokens) if token.kind is TokenKind.QUOTE and at not in reported
    ]
    return [item for _, item in sorted(pending, key=lambda located: located[0])]


def remove_quotes(report: Report, read: ReadSentence, removed: Collection[int]) -> Report | None:
    """Cut the quotes at some tokens out of a report; None if nothing is left."""
    tokens = read.sentence.tokens
    spans = list(report.spans)
    for at in sorted(removed):
        spans = [part for span in spans for part in _cut_out(read.sentence.text, span, tokens[at])]
    if not spans:
        return None
    quotes = report.quotes.difference(removed)
    kind = report.type if report.type == DIRECT or quotes else INDIRECT
    return replace(report, spans=tuple(spans), quotes=quotes, type=kind)


def _cut_out(text: str, span: Span, token: Token) -> list[Span]:
    """The parts of a span before and after a quote inside it."""
    start, end = span
    if token.end <= start or end <= token.start:
        return [span]
    parts = (_trim(text, start, token.start), _trim(text, token.end, end))
    return [(first, last) for first, last in parts if first < last]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
