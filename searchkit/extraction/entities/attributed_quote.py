"""The attributed quote: a report with its speaker."""

from __future__ import annotations

from dataclasses import dataclass, field

from searchkit.extraction.cues.report import Report
from searchkit.extraction.entities.coreference import ResolvedSpeaker
from searchkit.model.passage import Span


@dataclass(slots=True, eq=False)
class AttributedQuote:
    """A report with its speaker, in the paragraph and sentence of those indexes.

    `added_spans`: spans of later sentences of the same quote. `model_probability`: that the mention is the
    speaker, by the speaker model; None if the rules decided. `via`: the relay. `continues`: the quote that this one continues.
    """

    report: Report
    speaker: ResolvedSpeaker
    paragraph: int
    sentence_number: int
    model_probability: float | None = None
    via: str | None = None
    continues: AttributedQuote | None = None
    added_spans: list[Span] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Offset at which the quote starts."""
        return self.report.spans[0][0]

    @property
    def end(self) -> int:
        """Offset at which the quote ends."""
        return (self.added_spans or self.report.spans)[-1][1]

    @property
    def spans(self) -> tuple[Span, ...]:
        """All spans of the quote, in order."""
        return (*self.report.spans, *self.added_spans)

    @property
    def probability(self) -> float:
        """Probability that the mention is the speaker, independent of its entity."""
        return self.report.probability if self.model_probability is None else self.model_probability
