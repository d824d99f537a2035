"""A report with its speaker, as it is kept from one paragraph to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from searchkit.extraction.cues.report import Report
from searchkit.extraction.entities.coreference import ResolvedSpeaker
from searchkit.model.passage import Span


@dataclass(slots=True, eq=False)
class AttributedQuote:
    """A report with its speaker; `added_spans` are stretches that later sentences of the paragraph add to it.

    `probability` is how likely the model found the mention to speak; None where it was not asked.
    """

    report: Report
    speaker: ResolvedSpeaker
    paragraph: int
    sentence_number: int
    probability: float | None = None
    via: str | None = None
    continues: AttributedQuote | None = None
    added_spans: list[Span] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the quote begins."""
        return self.report.spans[0][0]

    @property
    def end(self) -> int:
        """Where the quote ends."""
        return (self.added_spans or self.report.spans)[-1][1]

    @property
    def spans(self) -> tuple[Span, ...]:
        """All stretches that were said."""
        return (*self.report.spans, *self.added_spans)

    @property
    def evidence(self) -> float:
        """How likely it is that this mention speaks, whoever is meant by it."""
        return self.report.evidence if self.probability is None else self.probability
