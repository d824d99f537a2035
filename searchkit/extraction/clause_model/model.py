"""The linear model that says how likely a stretch is what somebody said, by features of the cue and of the stretch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

_EXTREME = 30.0


@dataclass(frozen=True, slots=True)
class ClauseModel:
    """The weight of every feature; `slope` and `offset` turn a sum of weights into a probability.

    What is less likely than `threshold` is no report; what the rules pass over must reach `candidate_threshold`.
    """

    weights: Mapping[str, float]
    slope: float = 1.0
    offset: float = 0.0
    threshold: float = 0.5
    candidate_threshold: float = 0.5

    def score(self, features: Iterable[str]) -> float:
        """The sum of the features' weights."""
        get = self.weights.get
        return sum([get(feature, 0.0) for feature in features])

    def probability(self, weight: float) -> float:
        """The probability that a sum of weights stands for."""
        return 1 / (1 + exp(-max(-_EXTREME, min(_EXTREME, self.slope * weight + self.offset))))


def parse_weights(held: Mapping[str, Any]) -> ClauseModel:
    """The model that a JSON object holds: thousandths by feature, grouped by what stands before its first "="."""
    weights = {
        f"{group}={value}": weight / 1000
        for group, values in held["weights"].items()
        for value, weight in values.items()
    }
    return ClauseModel(weights, held["slope"], held["offset"], held["threshold"], held["aside_threshold"])
