"""The model that decides the speaker of a quote: a linear softmax over candidates and "nobody"."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from searchkit.extraction.speaker_model.candidates import Candidate
from searchkit.model.passage import Span


@dataclass(frozen=True, slots=True)
class Instance:
    """One decision to make: who is the speaker of the quote at `span`?

    `features`: the names of the features of each of `candidates` and, last, those of "nobody". `claimed` is the index
    of the candidate whose cue reports the quote, None if no cue does.
    """

    span: Span
    candidates: Sequence[Candidate]
    features: Sequence[Sequence[str]]
    claimed: int | None


@dataclass(frozen=True, slots=True)
class SpeakerDecision:
    """The likeliest candidate, None if there is none, and the probabilities of it, of the claimed candidate and of nobody."""

    candidate: Candidate | None
    probability: float
    claimed_probability: float
    nobody_probability: float


class SpeakerModel(Protocol):
    """Decides the speaker of a quote."""

    def decide(self, instance: Instance) -> SpeakerDecision:
        """Decide the speaker of one quote."""
        ...


@dataclass(frozen=True, slots=True)
class LinearSpeakerModel:
    """One weight for each feature; the probabilities are the softmax of the sums of weights."""

    weights: Mapping[str, float]

    def decide(self, instance: Instance) -> SpeakerDecision:
        """Decide the speaker of one quote; among candidates of equal probability, the first."""
        *probabilities, nobody = self.probabilities(instance.features)
        if not probabilities:
            return SpeakerDecision(None, 0.0, 0.0, nobody)
        best = max(probabilities)
        claimed = probabilities[instance.claimed] if instance.claimed is not None else 0.0
        return SpeakerDecision(instance.candidates[probabilities.index(best)], best, claimed, nobody)

    def probabilities(self, features: Sequence[Sequence[str]]) -> list[float]:
        """Compute list[n_candidates + 1]: the probability of each candidate and, last, of nobody, from their features."""
        scores = [sum(self.weights.get(name, 0.0) for name in names) for names in features]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]


def parse_speaker_model(content: Mapping[str, Any]) -> LinearSpeakerModel:
    """Parse the model in a JSON object, whose `weights` are hundredths by feature."""
    return LinearSpeakerModel({name: weight / 100 for name, weight in content["weights"].items()})
