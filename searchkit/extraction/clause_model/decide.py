"""Decides which cues of a sentence report something, and what: rules and candidates propose, the model decides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from searchkit.extraction.clause_model.cue_candidates import find_cue_candidates, find_sources, may_report
from searchkit.extraction.clause_model.features import cue_features, span_features
from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.clause_model.span_candidates import (
    SpanCandidate,
    find_ends,
    find_spans_after,
    find_spans_around,
    find_spans_before,
)
from searchkit.extraction.clause_model.word_classes import SentenceView, build_view
from searchkit.extraction.cues.clauses import outer_span
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.cues.report import DIRECT, INDIRECT, MIXED, Report
from searchkit.extraction.document.tokens import Token, TokenKind
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.model.passage import Span

SENTENCE_LIKE = 4
"""A quote of at least this many words can be a sentence."""
_MOST_INSTANCES = 30  # instances of one sentence
_HEADLINE_LETTERS, _HEADLINE_WORDS = (
    4,
    3,
)  # letters of a word that headlines capitalise; how many such words make a headline


@dataclass(frozen=True, slots=True)
class ClauseInstance:
    """A cue and a possible source, with the spans that the cue may report.

    `rule_report` is the report by rule, if any. `is_candidate`: it is no cue by rule.
    `inside`: the cue is inside a report by rule. `origin`: how the source was found.
    """

    cue: Cue
    rule_report: Report | None
    spans: Sequence[SpanCandidate]
    is_candidate: bool
    inside: bool
    origin: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The likeliest span of an instance, and the probability that span and source are right."""

    instance: ClauseInstance
    span: SpanCandidate
    probability: float


def find_instances(
    sentence: TaggedSentence, cues: Sequence[Cue], rule_reports: dict[int, Report]
) -> tuple[SentenceView, list[ClauseInstance]]:
    """Find the instances of a sentence and its view; `rule_reports` are the reports by rule, by the index of their cue."""
    more = find_cue_candidates(sentence, cues)
    ends = find_ends(sentence) if cues or more else []
    view = build_view(sentence, ends, [*cues, *more])
    instances: list[ClauseInstance] = []
    rule_ranges = [_tokens_between(sentence, *report.spans[0]) for report in rule_reports.values()]
    for number, cue in enumerate((*cues, *more)):
        if len(instances) >= _MOST_INSTANCES:
            break  # no natural sentence
        report = rule_reports.get(number) if number < len(cues) else None
        if report is not None and report.type == DIRECT:
            continue
        if cue.mention is None or (report is None and not may_report(sentence, cue)):
            continue
        spans = _find_spans(sentence, cue, report, ends)
        if report is not None:
            later = next((cues[n].first for n in rule_reports if n > number), len(sentence.tokens))
            spans = [span for span in spans if span.by_rule or span.last <= later]
        if not spans:
            continue
        inside = any(cue.verb in token_range for token_range in rule_ranges)
        for origin, mention in find_sources(sentence, cue):
            speaking = cue if mention is cue.mention else replace(cue, mention=mention)
            instances.append(ClauseInstance(speaking, report, spans, number >= len(cues), inside, origin))
    return view, instances


def _find_spans(sentence: TaggedSentence, cue: Cue, report: Report | None, ends: Sequence[int]) -> list[SpanCandidate]:
    rule_ranges = [_tokens_between(sentence, *span) for span in report.spans] if report is not None else []
    if rule_ranges and rule_ranges[0].start < cue.verb:
        return find_spans_before(sentence, rule_ranges, ends)
    spans = find_spans_after(sentence, cue, ends, rule_ranges[0] if rule_ranges else None)
    if report is not None and report.quotes:
        last = max(report.quotes)
        spans = [span for span in spans if span.first <= min(report.quotes) and span.last > last]
    elif rule_ranges == []:
        spans += find_spans_around(sentence, cue, spans)
        spans = [span for span in spans if not _contains_speech(sentence, span)]
    return spans


def _contains_speech(sentence: TaggedSentence, span: SpanCandidate) -> bool:
    """Whether a span contains a quoted sentence, which is direct speech and not part of a clause."""
    return any(_is_speech(sentence.tokens[at]) for at in range(span.first, span.last) if sentence.is_quote(at))


def _is_speech(token: Token) -> bool:
    text = token.inner_text
    return text[:1].isupper() and text[-1:] in {".", "?", "!", ","} and len(text.split()) >= SENTENCE_LIKE


def _tokens_between(sentence: TaggedSentence, start: int, end: int) -> range:
    """The tokens that overlap characters `[start, end)`."""
    first = bisect_left(sentence.tokens, start, key=lambda token: token.end - 1)
    last = bisect_left(sentence.tokens, end, key=lambda token: token.end)
    return range(first, min(last + 1, len(sentence.tokens)))


def cue_features_of(view: SentenceView, instance: ClauseInstance) -> list[str]:
    """Names of the features of a cue and its source."""
    return cue_features(
        view,
        instance.cue,
        instance.rule_report,
        instance.origin,
        is_candidate=instance.is_candidate,
        inside=instance.inside,
        headline=_is_headline(view.sentence),
    )


def span_features_of(view: SentenceView, instance: ClauseInstance) -> list[list[str]]:
    """Names of the features of each span that a cue may report."""
    return [span_features(view, instance.cue, span, is_candidate=instance.is_candidate) for span in instance.spans]


def _is_headline(sentence: TaggedSentence) -> bool:
    long = [
        token for token in sentence.tokens[1:] if token.kind is TokenKind.WORD and len(token.text) >= _HEADLINE_LETTERS
    ]
    return len(long) >= _HEADLINE_WORDS and all(token.capital for token in long)


def decide_reports(
    sentence: TaggedSentence, cues: Sequence[Cue], rule_reports: dict[int, Report], model: ClauseModel
) -> list[Report]:
    """Decide the reports of a sentence, ordered by start: direct reports by rule, the others by the model.

    Likelier decisions take precedence over those they overlap.
    """
    view, instances = find_instances(sentence, cues, rule_reports)
    if not instances:
        return list(rule_reports.values())
    open_reports = [instance.rule_report for instance in instances]
    out = [report for report in rule_reports.values() if report not in open_reports]
    reported_spans = [span for report in out for span in report.spans]
    decisions = sorted(_decide(view, instances, model), key=lambda decision: -decision.probability)
    for decision in decisions:
        report = decision.instance.rule_report
        threshold = model.threshold if report is not None else model.candidate_threshold
        if decision.probability < threshold and (report is None or report.type != MIXED):
            continue
        text_spans = text_spans_of(sentence, decision.span)
        if any(start < end_ and start_ < end for start, end in text_spans for start_, end_ in reported_spans):
            continue
        reported_spans += text_spans
        out.append(make_report(sentence, decision, text_spans))
    return sorted(out, key=lambda report: report.spans)


def _decide(view: SentenceView, instances: Sequence[ClauseInstance], model: ClauseModel) -> Iterator[Decision]:
    best: dict[int, tuple[float, SpanCandidate]] = {}
    for instance in instances:
        cue = instance.cue.verb
        if cue not in best:  # a cue has the same spans for each of its sources
            scores = [(model.score(features), at) for at, features in enumerate(span_features_of(view, instance))]
            score, at = max(scores)
            best[cue] = score, instance.spans[at]
        score, span = best[cue]
        yield Decision(instance, span, model.probability(score + model.score(cue_features_of(view, instance))))


def text_spans_of(sentence: TaggedSentence, span: SpanCandidate) -> list[Span]:
    """The character spans of a span candidate: one, or two around an interrupting cue."""
    text_spans = [outer_span(sentence.tokens, range(span.first, span.last))]
    if span.rest is not None:
        text_spans.append(outer_span(sentence.tokens, span.rest))
    return text_spans


def make_report(sentence: TaggedSentence, decision: Decision, text_spans: Sequence[Span]) -> Report:
    """Make the report of a decision with these character spans."""
    cue, span = decision.instance.cue, decision.span
    tokens = [*range(span.first, span.last), *(span.rest or ())]
    quotes = frozenset(at for at in tokens if sentence.is_quote(at))
    kind = MIXED if quotes else INDIRECT
    if decision.instance.rule_report is not None:
        return replace(
            decision.instance.rule_report,
            mention=cue.mention,
            spans=tuple(text_spans),
            type=kind,
            probability=decision.probability,
            quotes=quotes,
            scored=True,
        )
    return Report(
        tuple(text_spans),
        kind,
        cue.mention,
        cue.text,
        decision.probability,
        quotes,
        relay=cue.relay,
        addressee=cue.addressee,
        scored=True,
        model_only=True,
    )
