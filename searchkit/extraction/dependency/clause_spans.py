"""What the model of clauses makes of a sentence, in the tokens of its parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchkit.extraction.clause_model.decide import (
    Decision,
    claims_of,
    report_of,
    spans_of,
    traits_of_claim,
    traits_of_options,
)
from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.clause_model.span_candidates import SpanCandidate
from searchkit.extraction.cues.content import find_reports
from searchkit.extraction.cues.report import Report
from searchkit.extraction.dependency.tree import ParsedSpan, Tree
from searchkit.extraction.mentions.mention import Mention
from searchkit.model.passage import Span

_LEAST = 0.03
_MOST = 4  # stretches of one claim

Parts = tuple[ParsedSpan, ...]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A stretch that a cue with its verb at token `cue` may report, with the probability that the model of clauses gives it.

    `source` is how its speaker was found, `by_rule` whether the rules report something of the cue.
    """

    cue: int
    parts: Parts
    probability: float
    report: Report
    source: str
    by_rule: bool

    @property
    def mention(self) -> Mention | None:
        """Who would speak."""
        return self.report.mention


def claimed_of(read: ReadSentence, tree: Tree, model: ClauseModel | None) -> list[Claimed]:
    """What may be claimed in a sentence, likeliest first; nothing without the model."""
    if model is None:
        return []
    sentence = read.sentence
    view, claims = claims_of(sentence, read.cues, find_reports(sentence, read.cues))
    weighed: Sequence[SpanCandidate] = ()
    weights: list[float] = []
    out: list[Claimed] = []
    for claim in claims:
        if claim.options is not weighed:  # they are the same whoever speaks
            weighed, weights = claim.options, [model.weigh(traits) for traits in traits_of_options(view, claim)]
        shared = model.weigh(traits_of_claim(view, claim))
        ranked = sorted(zip(weights, range(len(weights)), strict=True), key=lambda one: (-one[0], one[1]))
        for weight, at in ranked[:_MOST]:
            choice = Decision(claim, claim.options[at], model.probability(weight + shared))
            spans = spans_of(sentence, choice.option)
            parts = parts_of(tree, spans)
            if choice.probability >= _LEAST and parts:
                cue = min(tree.from_offset(sentence.tokens[claim.cue.verb].start), len(tree.tokens) - 1)
                report = report_of(sentence, choice, spans)
                out.append(Claimed(cue, parts, choice.probability, report, claim.source, claim.report is not None))
    return sorted(out, key=lambda one: -one.probability)


def parts_of(tree: Tree, spans: Sequence[Span]) -> Parts:
    """The tokens that spans of text take in, without points at their ends."""
    return tuple(_parts(tree, spans))


def _parts(tree: Tree, spans: Sequence[Span]) -> Iterator[ParsedSpan]:
    for start, end in spans:
        part = tree.trimmed(tree.from_offset(start), tree.from_offset(end))
        if part is not None:
            yield part
