"""A report with its speaker, as it is kept from one paragraph to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from searchkit.extraction.cues.report import Report
from searchkit.extraction.entities.coreference import Speaker
from searchkit.model.passage import Span


@dataclass(slots=True, eq=False)
class Attributed:
    """A report with its speaker; `more` are stretches that later sentences of the paragraph add to it.

    `likely` is how likely the model found the mention to speak; None where it was not asked.
    """

    report: Report
    speaker: Speaker
    paragraph: int
    sentence_number: int
    likely: float | None = None
    via: str | None = None
    continues: Attributed | None = None
    more: list[Span] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the quote begins."""
        return self.report.spans[0][0]

    @property
    def end(self) -> int:
        """Where the quote ends."""
        return (self.more or self.report.spans)[-1][1]

    @property
    def spans(self) -> tuple[Span, ...]:
        """All stretches that were said."""
        return (*self.report.spans, *self.more)

    @property
    def evidence(self) -> float:
        """How likely it is that this mention speaks, whoever is meant by it."""
        return self.report.evidence if self.likely is None else self.likely
