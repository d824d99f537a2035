"""The second pass by dependency parse: chooses between the reports made without it and the proposals of the parse."""

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

# Longer sentences are no prose.
_LONGEST_SENTENCE, _MOST_TOKENS = 2000, 150  # characters and tokens of a parsed sentence
_FEWEST_WORDS, _FEWEST_LETTERS = 4, 3  # words of a sentence, mean characters of a token


@dataclass(frozen=True, slots=True)
class DependencyPass:
    """A parser, and the model that scores its candidates."""

    parser: Parser
    model: DependencyModel

    def parse(self, sentences: Sequence[TaggedSentence]) -> ArticleParses:
        """Parse the sentences that are prose of a usual length."""
        begins, texts = [], []
        for sentence in sentences:
            begin, end = sentence.tokens[0].start, sentence.tokens[-1].end
            if _is_prose(sentence, end - begin):
                begins.append(begin)
                texts.append(sentence.text[begin:end])
        return ArticleParses(dict(zip(begins, self.parser.parse(texts), strict=True)), self.model)


@dataclass(frozen=True, slots=True)
class ArticleParses:
    """The parsed tokens of the sentences of an article, by the offset where a sentence starts."""

    tokens: Mapping[int, Sequence[ParsedToken]]
    model: DependencyModel

    def reread(self, read: ReadSentence, model: ClauseModel | None) -> ReadSentence:
        """Return the sentence with its direct reports and the proposals above the threshold, likeliest first."""
        tokens = self.tokens.get(read.sentence.tokens[0].start)
        if not tokens:
            return read
        reports = [report for report in read.reports if report.type == DIRECT]
        for probability, proposal in self._rank(find_proposals(read, tokens, model)):
            if probability < self.model.threshold:
                break
            if not any(spans_overlap(proposal.report.spans, other.spans) for other in reports):
                reports.append(replace(proposal.report, probability=self.model.confidence(probability), scored=True))
        return _set_reports(read, reports)

    def _rank(self, proposals: Sequence[Proposal]) -> list[tuple[float, Proposal]]:
        """Rank the proposals by probability, likeliest first."""
        by_cue: dict[int, list[Proposal]] = {}
        for proposal in proposals:
            by_cue.setdefault(proposal.candidate.cue, []).append(proposal)
        out: list[tuple[float, Proposal]] = []
        for cue_proposals in by_cue.values():
            out.extend(
                zip(
                    self.model.probabilities([proposal.features for proposal in cue_proposals]),
                    cue_proposals,
                    strict=True,
                )
            )
        return sorted(out, key=lambda ranked: -ranked[0])


def _is_prose(sentence: TaggedSentence, length: int) -> bool:
    if not _FEWEST_LETTERS * len(sentence.tokens) <= length <= _LONGEST_SENTENCE or len(sentence.tokens) > _MOST_TOKENS:
        return False
    word_count = sum(token.kind is TokenKind.WORD for token in sentence.tokens)
    punctuation_count = sum(token.kind is TokenKind.PUNCTUATION for token in sentence.tokens)
    return word_count >= max(_FEWEST_WORDS, punctuation_count)


def _set_reports(read: ReadSentence, reports: Sequence[Report]) -> ReadSentence:
    """Return the sentence with `reports` and those of its earlier reports whose quotes `reports` lack."""
    quotes = {at for report in reports for at in report.quotes}
    spans = [span for report in reports for span in report.spans]
    unchanged = [report for report in read.reports if report.quotes - quotes and not spans_overlap(report.spans, spans)]
    all_reports = sorted([*reports, *unchanged], key=lambda report: report.spans)
    return replace(read, reports=all_reports)
