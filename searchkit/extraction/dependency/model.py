"""The model of parse candidates: linear, over general features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

_LARGEST_SCORE = 30.0
_SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class DependencyModel:
    """A weight for each feature; a candidate needs a probability of `threshold`.

    `slope` and `offset` turn its log odds into those of a calibrated confidence.
    """

    weights: Mapping[str, float]
    threshold: float
    slope: float = 1.0
    offset: float = 0.0

    def confidence(self, probability: float) -> float:
        """The calibrated probability that span and source of a candidate are right."""
        bounded = max(_SMALLEST, min(1 - _SMALLEST, probability))
        return 1 / (1 + exp(-self.slope * log(bounded / (1 - bounded)) - self.offset))

    def probabilities(self, candidates: Sequence[Sequence[str]]) -> list[float]:
        """The probability of each candidate of one cue, by its features; the rest to 1 is that no candidate is right."""
        odds = [exp(max(-_LARGEST_SCORE, min(_LARGEST_SCORE, self._total(features)))) for features in candidates]
        total = 1 + sum(odds)
        return [candidate_odds / total for candidate_odds in odds]

    def _total(self, features: Sequence[str]) -> float:
        return sum(self.weights.get(feature, 0.0) for feature in features)
