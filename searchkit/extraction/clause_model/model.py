"""The clause model: linear over the features of a cue and of a span."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

_EXTREME = 30.0


@dataclass(frozen=True, slots=True)
class ClauseModel:
    """A weight for each feature; `slope` and `offset` turn a sum of weights into a probability.

    A report by rule needs a probability of `threshold`, that of a cue candidate `candidate_threshold`.
    """

    weights: Mapping[str, float]
    slope: float = 1.0
    offset: float = 0.0
    threshold: float = 0.5
    candidate_threshold: float = 0.5

    def score(self, features: Iterable[str]) -> float:
        """The sum of the weights of the features."""
        get = self.weights.get
        return sum([get(feature, 0.0) for feature in features])

    def probability(self, weight: float) -> float:
        """The probability that a span with this score is right."""
        return 1 / (1 + exp(-max(-_EXTREME, min(_EXTREME, self.slope * weight + self.offset))))


def parse_weights(content: Mapping[str, Any]) -> ClauseModel:
    """Parse the model in a JSON object: weights in thousandths, grouped by the part of the feature before its first "="."""
    weights = {
        f"{group}={value}": weight / 1000
        for group, values in content["weights"].items()
        for value, weight in values.items()
    }
    return ClauseModel(weights, content["slope"], content["offset"], content["threshold"], content["aside_threshold"])
