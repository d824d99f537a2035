"""Articles read once more with a parser: what the rules report and what the parse offers, the likelier kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.report import DIRECT, Report
from searchkit.extraction.dependency.model import DependencyModel
from searchkit.extraction.dependency.proposals import Proposal, find_proposals, spans_overlap
from searchkit.extraction.dependency.tree import ParsedToken, Parser
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.mentions.sentence import TaggedSentence

_LONGEST_SENTENCE, _MOST_TOKENS = (
    2000,
    150,
)  # characters and tokens of a sentence that is parsed: what runs on longer is no prose
_FEWEST_WORDS, _FEWEST_LETTERS = 4, 3  # words of a sentence, characters of a token


@dataclass(frozen=True, slots=True)
class DependencyPass:
    """A parser with the weights by which its candidates are judged."""

    parser: Parser
    model: DependencyModel

    def parse(self, sentences: Sequence[TaggedSentence]) -> ArticleParses:
        """The parses of those sentences that are prose of a usual length."""
        begins, texts = [], []
        for sentence in sentences:
            begin, end = sentence.tokens[0].start, sentence.tokens[-1].end
            if _is_prose(sentence, end - begin):
                begins.append(begin)
                texts.append(sentence.text[begin:end])
        return ArticleParses(dict(zip(begins, self.parser.parse(texts), strict=True)), self.model)


@dataclass(frozen=True, slots=True)
class ArticleParses:
    """The tokens of an article's sentences by where they begin."""

    tokens: Mapping[int, Sequence[ParsedToken]]
    model: DependencyModel

    def reread(self, read: ReadSentence, model: ClauseModel | None) -> ReadSentence:
        """The sentence with the likelier of its reports: direct ones stay, the others have to hold against the parse."""
        tokens = self.tokens.get(read.sentence.tokens[0].start)
        if not tokens:
            return read
        held = [report for report in read.reports if report.type == DIRECT]
        for probability, proposal in self._rank(find_proposals(read, tokens, model)):
            if probability < self.model.threshold:
                break
            if not any(spans_overlap(proposal.report.spans, other.spans) for other in held):
                held.append(replace(proposal.report, evidence=self.model.confidence(probability), scored=True))
        return _set_reports(read, held)

    def _rank(self, proposals: Sequence[Proposal]) -> list[tuple[float, Proposal]]:
        """The offers with how likely each is, likeliest first."""
        by_cue: dict[int, list[Proposal]] = {}
        for proposal in proposals:
            by_cue.setdefault(proposal.candidate.cue, []).append(proposal)
        out: list[tuple[float, Proposal]] = []
        for rivals in by_cue.values():
            out.extend(zip(self.model.probabilities([proposal.features for proposal in rivals]), rivals, strict=True))
        return sorted(out, key=lambda weighed: -weighed[0])


def _is_prose(sentence: TaggedSentence, length: int) -> bool:
    if not _FEWEST_LETTERS * len(sentence.tokens) <= length <= _LONGEST_SENTENCE or len(sentence.tokens) > _MOST_TOKENS:
        return False
    spoken = sum(token.kind is TokenKind.WORD for token in sentence.tokens)
    points = sum(token.kind is TokenKind.PUNCTUATION for token in sentence.tokens)
    return spoken >= max(_FEWEST_WORDS, points)


def _set_reports(read: ReadSentence, held: Sequence[Report]) -> ReadSentence:
    """The sentence with those reports; one of quoted words stays where none of them takes those in."""
    taken = {at for report in held for at in report.quotes}
    spans = [span for report in held for span in report.spans]
    kept = [report for report in read.reports if report.quotes - taken and not spans_overlap(report.spans, spans)]
    reports = sorted([*held, *kept], key=lambda report: report.spans)
    return replace(read, reports=reports)
