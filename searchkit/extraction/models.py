"""The models of an extraction: which clauses are reported, who is quoted, and the confidence in both."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.speaker_model.model import SpeakerModel

_LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Models:
    """The clause model and the speaker model; where a model is None only the rules decide.

    `scales` maps a type of quote to (shift, slope): log-odds of a correct speaker = shift + slope * log-odds of the
    uncalibrated probability.
    """

    clauses: ClauseModel | None = None
    speakers: SpeakerModel | None = None
    scales: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def confidence(self, type: str, probability: float) -> float:
        """Calibrate the probability of a speaker; unchanged if the type of quote has no scale."""
        if type not in self.scales:
            return probability
        shift, slope = self.scales[type]
        return 1 / (1 + math.exp(-shift - slope * log_odds(probability)))


RULES = Models()
"""No models: only the rules decide."""


def log_odds(probability: float) -> float:
    """The log-odds of a probability, clipped to [0.01, 0.99]."""
    bounded = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))
