"""Proposes reports of a sentence, with their features: spans of the parse and of the clause model, for each likely source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.report import DIRECT, INDIRECT, MIXED, Report
from searchkit.extraction.dependency.candidates import ParseCandidate, find_candidates
from searchkit.extraction.dependency.clause_spans import ClauseSpan, Parts, find_clause_spans, token_spans
from searchkit.extraction.dependency.features import CandidateContext, candidate_features
from searchkit.extraction.dependency.sources import NO_SOURCE, find_mention
from searchkit.extraction.dependency.tree import ParsedSpan, ParsedToken, Tree
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.mentions.mention import Mention
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.model.passage import Span

_MOST_CANDIDATES = 60  # candidates of one sentence: bounds the cost of a sentence full of verbs
_MOST_SOURCES = 2  # sources of one cue by the clause model


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate with a source: its features and the report that it would make."""

    candidate: ParseCandidate
    features: Sequence[str]
    report: Report


@dataclass(frozen=True, slots=True)
class SourceCandidate:
    """A possible source of a cue, and which method found it: the parse, the clause model or both."""

    mention: Mention | None
    found_by: str


def find_proposals(read: ReadSentence, tokens: Sequence[ParsedToken], model: ClauseModel | None) -> list[Proposal]:
    """Find the proposals of a sentence that do not overlap its direct quotes."""
    sentence = read.sentence
    begin = sentence.tokens[0].start
    tree = Tree(sentence.text[begin : sentence.tokens[-1].end], begin, tokens)
    clause_spans: dict[int, list[ClauseSpan]] = {}
    for clause_span in find_clause_spans(read, tree, model):
        clause_spans.setdefault(clause_span.cue, []).append(clause_span)
    reported = [token_spans(tree, report.spans) for report in read.reports if report.type != DIRECT]
    direct = [span for report in read.reports if report.type == DIRECT for span in report.spans]
    candidates = _collect_candidates(sentence, tree, clause_spans)
    builder = _ProposalBuilder(
        sentence,
        tree,
        clause_spans,
        [parts for parts in reported if parts],
        Counter(candidate.cue for candidate in candidates),
    )
    relays = [report.relay for report in read.reports if report.relay is not None]
    proposals = (
        proposal
        for candidate in candidates
        for proposal in builder.proposals(candidate)
        if not _is_by_relay(proposal.report, relays)
    )
    return [proposal for proposal in proposals if not spans_overlap(proposal.report.spans, direct)]


def _is_by_relay(report: Report, relays: Sequence[Mention]) -> bool:
    """Whether the source only passes a report on, as the readout in "“…,” Pell said, according to a readout"."""
    return report.mention is not None and any(_is_same(report.mention, relay) for relay in relays)


def spans_overlap(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether any two spans share a character."""
    return any(start < end2 and start2 < end for start, end in spans for start2, end2 in others)


def _collect_candidates(
    sentence: TaggedSentence, tree: Tree, clause_spans: dict[int, list[ClauseSpan]]
) -> list[ParseCandidate]:
    """Collect the candidates of the parse, once for each cue, then those of only the clause model."""
    quoted = [_is_quoted(sentence, tree.start_of(at)) for at in range(len(tree.tokens))]
    candidates: dict[tuple[Parts, int], ParseCandidate] = {}
    for candidate in islice(find_candidates(tree, quoted), _MOST_CANDIDATES):
        candidates.setdefault((candidate.parts, candidate.cue), candidate)
    sources = {candidate.cue: candidate.source for candidate in candidates.values()}
    for cue, cue_spans in clause_spans.items():
        for clause_span in cue_spans:
            label = tree.label(clause_span.parts[0][0])
            source = sources.get(cue, NO_SOURCE)
            candidate = ParseCandidate(cue, clause_span.parts, "rule", label, "rule", "rule", source)
            candidates.setdefault((clause_span.parts, cue), candidate)
    return list(candidates.values())


def _is_quoted(sentence: TaggedSentence, offset: int) -> bool:
    at = sentence.token_at(offset)
    return at is not None and sentence.is_quote(at)


def _is_same(first: Mention | None, second: Mention | None) -> bool:
    return first is second or (
        first is not None and second is not None and first.start < second.end and second.start < first.end
    )


@dataclass(frozen=True, slots=True)
class _ProposalBuilder:
    """A sentence with its parse and the spans of the clause model; `mentions` caches the mention of each token."""

    sentence: TaggedSentence
    tree: Tree
    clause_spans: dict[int, list[ClauseSpan]]
    reported_parts: Sequence[Parts]
    candidate_counts: Counter[int]
    mentions: dict[int, Mention | None] = field(default_factory=dict)

    def proposals(self, candidate: ParseCandidate) -> Iterator[Proposal]:
        """Yield a candidate with each possible source of its cue."""
        for source in self._find_sources(candidate):
            report = self._make_report(candidate, source.mention)
            context = CandidateContext(
                source.mention,
                source.found_by,
                self._overlap_class(candidate),
                *self._clause_probabilities(candidate, source.mention),
                bool(report.quotes),
                self.candidate_counts[candidate.cue],
            )
            yield Proposal(candidate, candidate_features(self.tree, candidate, context), report)

    def _find_sources(self, candidate: ParseCandidate) -> list[SourceCandidate]:
        """Find the possible sources: those of the likeliest spans of the clause model, and that of the parse."""
        parsed = self._find_mention(candidate.source.token)
        out: list[SourceCandidate] = []
        clause_spans = self.clause_spans.get(candidate.cue, ())
        relayed = [clause_span for clause_span in clause_spans if clause_span.report.relay is not None]
        if relayed:  # "The Courier quoted Pell as saying": a parse takes the Courier for the source
            return [SourceCandidate(relayed[0].mention, relayed[0].origin)]
        for clause_span in clause_spans:
            if not any(_is_same(clause_span.mention, source.mention) for source in out):
                both = parsed is not None and _is_same(clause_span.mention, parsed)
                out.append(SourceCandidate(clause_span.mention, "both" if both else clause_span.origin))
        out = out[:_MOST_SOURCES]
        if not out or not (parsed is None or any(_is_same(parsed, source.mention) for source in out)):
            out.append(SourceCandidate(parsed, "parse" if parsed is not None else "nobody"))
        return out

    def _clause_probabilities(self, candidate: ParseCandidate, mention: Mention | None) -> tuple[float, float]:
        """The probability of this span and source by the clause model, and the highest of the cue."""
        cue_spans = self.clause_spans.get(candidate.cue, ())
        same = (
            clause_span.probability
            for clause_span in cue_spans
            if clause_span.parts == candidate.parts and _is_same(clause_span.mention, mention)
        )
        return next(same, 0.0), cue_spans[0].probability if cue_spans else 0.0

    def _make_report(self, candidate: ParseCandidate, mention: Mention | None) -> Report:
        spans = tuple(self._text_span(part) for part in candidate.parts)
        tokens = enumerate(self.sentence.tokens)
        all_quotes = (at for at, token in tokens if token.kind is TokenKind.QUOTE)
        quotes = frozenset(at for at in all_quotes if spans_overlap(spans, [self.sentence.tokens[at].inner_span]))
        kind = MIXED if quotes else INDIRECT
        cue_spans = self.clause_spans.get(candidate.cue, ())
        nearest = next(
            (clause_span for clause_span in cue_spans if clause_span.parts == candidate.parts),
            cue_spans[0] if cue_spans else None,
        )
        if nearest is not None:
            if nearest.parts == candidate.parts:
                spans, quotes = nearest.report.spans, quotes | nearest.report.quotes
            return replace(
                nearest.report, spans=spans, type=kind, mention=mention, quotes=quotes, model_only=not nearest.by_rule
            )
        cue = self.tree.text[self.tree.tokens[candidate.cue].start : self.tree.tokens[candidate.cue].end]
        return Report(spans, kind, mention, cue, 0.0, quotes, scored=True, model_only=True)

    def _text_span(self, part: ParsedSpan) -> Span:
        """The characters of a part; a quote at an edge is included with its marks."""
        start, end = self.tree.start_of(part[0]), self.tree.end_of(part[1] - 1)
        first, last = self.sentence.token_at(start), self.sentence.token_at(end - 1)
        if first is not None and self.sentence.is_quote(first):
            start = self.sentence.tokens[first].start
        if last is not None and self.sentence.is_quote(last):
            end = self.sentence.tokens[last].end
        return start, end

    def _find_mention(self, token: int | None) -> Mention | None:
        if token is None:
            return None
        if token not in self.mentions:
            self.mentions[token] = find_mention(self.sentence, self.tree, token)
        return self.mentions[token]

    def _overlap_class(self, candidate: ParseCandidate) -> str:
        """How a candidate overlaps the reports found without the parse: same, inside or across, and which edge they share."""
        if candidate.parts in self.reported_parts:
            return "same"
        first, last = candidate.parts[0][0], candidate.parts[-1][1]
        for parts in self.reported_parts:
            if first < parts[-1][1] and parts[0][0] < last:
                where = "in" if parts[0][0] <= first and last <= parts[-1][1] else "over"
                edge = "start" if parts[0][0] == first else "end" if parts[-1][1] == last else "neither"
                return f"{where} {edge}"
        return "elsewhere" if self.reported_parts else "none"
