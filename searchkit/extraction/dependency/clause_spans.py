"""Finds the likely spans of the clause model in a sentence, as tokens of its parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchkit.extraction.clause_model.decide import (
    Decision,
    cue_features_of,
    find_instances,
    make_report,
    span_features_of,
    text_spans_of,
)
from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.clause_model.span_candidates import SpanCandidate
from searchkit.extraction.cues.content import find_reports
from searchkit.extraction.cues.report import Report
from searchkit.extraction.dependency.tree import ParsedSpan, Tree
from searchkit.extraction.mentions.mention import Mention
from searchkit.model.passage import Span

_LOWEST = 0.03
_MOST_SPANS = 4  # spans of one instance

Parts = tuple[ParsedSpan, ...]


@dataclass(frozen=True, slots=True)
class ClauseSpan:
    """A span that the cue at token `cue` may report, with its probability by the clause model.

    `origin`: how its source was found; `by_rule`: the cue has a report by rule.
    """

    cue: int
    parts: Parts
    probability: float
    report: Report
    origin: str
    by_rule: bool

    @property
    def mention(self) -> Mention | None:
        """The source."""
        return self.report.mention


def find_clause_spans(read: ReadSentence, tree: Tree, model: ClauseModel | None) -> list[ClauseSpan]:
    """Find the spans of a sentence, likeliest first; none without the model."""
    if model is None:
        return []
    sentence = read.sentence
    view, instances = find_instances(sentence, read.cues, find_reports(sentence, read.cues))
    scored: Sequence[SpanCandidate] = ()
    scores: list[float] = []
    out: list[ClauseSpan] = []
    for instance in instances:
        if instance.spans is not scored:  # the same for each source of a cue
            scored, scores = instance.spans, [model.score(features) for features in span_features_of(view, instance)]
        cue_score = model.score(cue_features_of(view, instance))
        ranked = sorted(zip(scores, range(len(scores)), strict=True), key=lambda pair: (-pair[0], pair[1]))
        for score, at in ranked[:_MOST_SPANS]:
            decision = Decision(instance, instance.spans[at], model.probability(score + cue_score))
            text_spans = text_spans_of(sentence, decision.span)
            parts = token_spans(tree, text_spans)
            if decision.probability >= _LOWEST and parts:
                cue = min(tree.first_token_from(sentence.tokens[instance.cue.verb].start), len(tree.tokens) - 1)
                report = make_report(sentence, decision, text_spans)
                out.append(
                    ClauseSpan(
                        cue, parts, decision.probability, report, instance.origin, instance.rule_report is not None
                    )
                )
    return sorted(out, key=lambda clause_span: -clause_span.probability)


def token_spans(tree: Tree, text_spans: Sequence[Span]) -> Parts:
    """The token spans of character spans, without punctuation at their ends."""
    return tuple(_find_token_spans(tree, text_spans))


def _find_token_spans(tree: Tree, text_spans: Sequence[Span]) -> Iterator[ParsedSpan]:
    for start, end in text_spans:
        part = tree.trim(tree.first_token_from(start), tree.first_token_from(end))
        if part is not None:
            yield part
