"""Weighs who said what stands between two marks: a linear model over the candidates, and over nobody having said it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from searchkit.extraction.speaker_model.candidates import Candidate
from searchkit.model.passage import Span


@dataclass(frozen=True, slots=True)
class Instance:
    """Whose words stand in `span`?

    `features` holds the names of what speaks for each of the `candidates` and, last, for nobody. `claimed` is the number of the
    candidate whose cue takes the quote in, None where no cue does.
    """

    span: Span
    candidates: Sequence[Candidate]
    features: Sequence[Sequence[str]]
    claimed: int | None


@dataclass(frozen=True, slots=True)
class SpeakerDecision:
    """The likeliest candidate (None where there is none), how likely it is, how likely the claiming one, and how likely nobody."""

    candidate: Candidate | None
    likely: float
    claimed: float
    nobody: float


class SpeakerModel(Protocol):
    """Whatever answers whose words a quote is."""

    def answer(self, question: Instance) -> SpeakerDecision:
        """Whose words they are."""
        ...


@dataclass(frozen=True, slots=True)
class LinearSpeakerModel:
    """A weight for each feature: the probability of an answer is its share of the exponentials of the sums (a softmax)."""

    weights: Mapping[str, float]

    def answer(self, question: Instance) -> SpeakerDecision:
        """The likeliest candidate; of two as likely ones the nearer."""
        *likely, nobody = self.probabilities(question.features)
        if not likely:
            return SpeakerDecision(None, 0.0, 0.0, nobody)
        best = max(likely)
        claimed = likely[question.claimed] if question.claimed is not None else 0.0
        return SpeakerDecision(question.candidates[likely.index(best)], best, claimed, nobody)

    def probabilities(self, features: Sequence[Sequence[str]]) -> list[float]:
        """How likely each answer is, in the order of its features."""
        scores = [sum(self.weights.get(name, 0.0) for name in names) for names in features]
        top = max(scores)
        raised = [math.exp(score - top) for score in scores]
        total = sum(raised)
        return [one / total for one in raised]


def parse(held: Mapping[str, Any]) -> LinearSpeakerModel:
    """The model that a JSON object holds: hundredths by feature."""
    return LinearSpeakerModel({name: weight / 100 for name, weight in held["weights"].items()})
