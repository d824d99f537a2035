"""Which of the cues of a sentence report something, and what: the rules propose, possible cues join them, a model decides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from searchkit.extraction.clause_model.cue_candidates import cue_candidates, may_report, speakers_of
from searchkit.extraction.clause_model.features import traits_of_act, traits_of_option
from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.clause_model.span_candidates import (
    SpanCandidate,
    ends_of,
    options_around,
    options_before,
    options_behind,
)
from searchkit.extraction.clause_model.word_classes import View, view_of
from searchkit.extraction.cues.clauses import outer_span
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.cues.report import DIRECT, INDIRECT, MIXED, Report
from searchkit.extraction.document.tokens import Token, TokenKind
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.model.passage import Span

SENTENCE_LIKE = 4
"""Words: so many in marks can be a sentence."""
_MOST = 30  # claims of one sentence
_LONG, _LONG_WORDS = 4, 3  # letters of a word that a headline capitalises, and how many such words show one


@dataclass(frozen=True, slots=True)
class ClauseInstance:
    """A cue with the stretches that it may report; `report` is what the rules say it does, None where they say nothing."""

    cue: Cue
    report: Report | None
    options: Sequence[SpanCandidate]
    possible: bool
    inside: bool
    source: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The likeliest option of a claim, and how likely it is right, speaker and all."""

    claim: ClauseInstance
    option: SpanCandidate
    probability: float


def claims_of(
    sentence: TaggedSentence, cues: Sequence[Cue], ruled: dict[int, Report]
) -> tuple[View, list[ClauseInstance]]:
    """The claims of a sentence, where `ruled` holds the reports of the rules by the number of their cue."""
    more = cue_candidates(sentence, cues)
    ends = ends_of(sentence) if cues or more else []
    view = view_of(sentence, ends, [*cues, *more])
    claims: list[ClauseInstance] = []
    stretches = [_tokens_between(sentence, *report.spans[0]) for report in ruled.values()]
    for number, cue in enumerate((*cues, *more)):
        if len(claims) >= _MOST:
            break  # no sentence that anybody wrote
        report = ruled.get(number) if number < len(cues) else None
        if report is not None and report.type == DIRECT:
            continue
        if cue.mention is None or (report is None and not may_report(sentence, cue)):
            continue
        options = _options(sentence, cue, report, ends)
        if report is not None:
            later = next((cues[n].first for n in ruled if n > number), len(sentence.tokens))
            options = [option for option in options if option.ruled or option.last <= later]
        if not options:
            continue
        inside = any(cue.verb in stretch for stretch in stretches)
        for source, mention in speakers_of(sentence, cue):
            speaking = cue if mention is cue.mention else replace(cue, mention=mention)
            claims.append(ClauseInstance(speaking, report, options, number >= len(cues), inside, source))
    return view, claims


def _options(sentence: TaggedSentence, cue: Cue, report: Report | None, ends: Sequence[int]) -> list[SpanCandidate]:
    own = [_tokens_between(sentence, *span) for span in report.spans] if report is not None else []
    if own and own[0].start < cue.verb:
        return options_before(sentence, own, ends)
    options = options_behind(sentence, cue, ends, own[0] if own else None)
    if report is not None and report.quotes:
        last = max(report.quotes)
        options = [option for option in options if option.first <= min(report.quotes) and option.last > last]
    elif own == []:
        options += options_around(sentence, cue, options)
        options = [option for option in options if not _takes_speech(sentence, option)]
    return options


def _takes_speech(sentence: TaggedSentence, option: SpanCandidate) -> bool:
    """Whether a whole sentence in marks stands in a stretch: that is somebody's speech, not part of a clause."""
    return any(_is_speech(sentence.tokens[at]) for at in range(option.first, option.last) if sentence.is_quote(at))


def _is_speech(token: Token) -> bool:
    said = token.inner_text
    return said[:1].isupper() and said[-1:] in {".", "?", "!", ","} and len(said.split()) >= SENTENCE_LIKE


def _tokens_between(sentence: TaggedSentence, start: int, end: int) -> range:
    first = bisect_left(sentence.tokens, end, key=lambda token: token.end)
    begin = bisect_left(sentence.tokens, start, key=lambda token: token.end - 1)
    return range(begin, min(first + 1, len(sentence.tokens)))


def traits_of_claim(view: View, claim: ClauseInstance) -> list[str]:
    """The traits of a cue and its speaker."""
    return traits_of_act(
        view,
        claim.cue,
        claim.report,
        claim.source,
        possible=claim.possible,
        inside=claim.inside,
        headline=_is_headline(view.sentence),
    )


def traits_of_options(view: View, claim: ClauseInstance) -> list[list[str]]:
    """The traits of each stretch that a cue may report."""
    return [traits_of_option(view, claim.cue, option, possible=claim.possible) for option in claim.options]


def _is_headline(sentence: TaggedSentence) -> bool:
    long = [token for token in sentence.tokens[1:] if token.kind is TokenKind.WORD and len(token.text) >= _LONG]
    return len(long) >= _LONG_WORDS and all(token.capital for token in long)


def chosen(sentence: TaggedSentence, cues: Sequence[Cue], ruled: dict[int, Report], model: ClauseModel) -> list[Report]:
    """The reports of a sentence in the order of their start: direct ones as the rules say, the others as the model does.

    What the likelier choice takes is not given to another: in what somebody says nobody else is heard.
    """
    view, claims = claims_of(sentence, cues, ruled)
    if not claims:
        return list(ruled.values())
    weighed = [claim.report for claim in claims]
    out = [report for report in ruled.values() if report not in weighed]
    taken = [span for report in out for span in report.spans]
    choices = sorted(_choices(view, claims, model), key=lambda one: -one.probability)
    for choice in choices:
        report = choice.claim.report
        least = model.threshold if report is not None else model.aside_threshold
        if choice.probability < least and (report is None or report.type != MIXED):
            continue
        spans = spans_of(sentence, choice.option)
        if any(start < end_ and start_ < end for start, end in spans for start_, end_ in taken):
            continue
        taken += spans
        out.append(report_of(sentence, choice, spans))
    return sorted(out, key=lambda report: report.spans)


def _choices(view: View, claims: Sequence[ClauseInstance], model: ClauseModel) -> Iterator[Decision]:
    best: dict[int, tuple[float, SpanCandidate]] = {}
    for claim in claims:
        cue = claim.cue.verb
        if cue not in best:  # what a cue may report is the same whoever speaks
            each = [(model.weigh(traits), at) for at, traits in enumerate(traits_of_options(view, claim))]
            weight, at = max(each)
            best[cue] = weight, claim.options[at]
        weight, option = best[cue]
        yield Decision(claim, option, model.probability(weight + model.weigh(traits_of_claim(view, claim))))


def spans_of(sentence: TaggedSentence, option: SpanCandidate) -> list[Span]:
    """The stretches of text of an option."""
    spans = [outer_span(sentence.tokens, range(option.first, option.last))]
    if option.rest is not None:
        spans.append(outer_span(sentence.tokens, option.rest))
    return spans


def report_of(sentence: TaggedSentence, choice: Decision, spans: Sequence[Span]) -> Report:
    """The report that a choice makes of these stretches."""
    cue, option = choice.claim.cue, choice.option
    tokens = [*range(option.first, option.last), *(option.rest or ())]
    quotes = frozenset(at for at in tokens if sentence.is_quote(at))
    kind = MIXED if quotes else INDIRECT
    if choice.claim.report is not None:
        return replace(
            choice.claim.report,
            mention=cue.mention,
            spans=tuple(spans),
            type=kind,
            evidence=choice.probability,
            quotes=quotes,
            weighed=True,
        )
    return Report(
        tuple(spans),
        kind,
        cue.mention,
        cue.text,
        choice.probability,
        quotes,
        relay=cue.relay,
        hearer=cue.hearer,
        weighed=True,
        aside=True,
    )
