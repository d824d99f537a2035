"""The linear model that says how likely a stretch is what somebody said, by traits of the act and of the stretch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The weight of every trait; what is less likely than `threshold` is no report."""

    weights: Mapping[str, float]
    threshold: float

    def weigh(self, traits: Iterable[str]) -> float:
        """The sum of the traits' weights."""
        get = self.weights.get
        return sum([get(trait, 0.0) for trait in traits])

    def probability(self, weight: float) -> float:
        """The probability that a weight stands for."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, weight))))
