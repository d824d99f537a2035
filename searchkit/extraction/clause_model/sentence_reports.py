"""A sentence with its cues and the reports that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.extraction.clause_model.decide import decide_reports
from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.cues.content import find_reports
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.cues.find_cues import find_cues
from searchkit.extraction.cues.report import Report
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.mentions.sentence import TaggedSentence


@dataclass(slots=True, eq=False)
class ReadSentence:
    """A sentence with its cues and reports.

    `number` is its index in the article, `quotes` its number of QUOTE tokens, `decision_count` how many of them the speaker
    model has decided. `only_quotes`: it contains only quotes and punctuation.
    """

    sentence: TaggedSentence
    cues: Sequence[Cue]
    reports: Sequence[Report]
    number: int
    only_quotes: bool
    quotes: int
    decision_count: int = 0

    @property
    def paragraph(self) -> int:
        """The index of its paragraph in the article."""
        return self.sentence.paragraph


def read_sentence(sentence: TaggedSentence, number: int, model: ClauseModel | None) -> ReadSentence:
    """Find the cues and reports of a sentence; without a model only the rules decide."""
    cues = find_cues(sentence)
    ruled = find_reports(sentence, cues)
    reports = list(ruled.values()) if model is None else decide_reports(sentence, cues, ruled, model)
    quotes = sum(token.kind is TokenKind.QUOTE for token in sentence.tokens)
    only_quotes = all(token.kind in {TokenKind.QUOTE, TokenKind.PUNCTUATION} for token in sentence.tokens)
    return ReadSentence(sentence, cues, reports, number, only_quotes, quotes)
