"""The models of an extraction: which clauses are reported, who said the words between marks, and how sure both are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.speaker_model.model import SpeakerModel

_LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Models:
    """The model of clauses and the model of speakers; where one is None the rules alone decide.

    `scales` maps a type of quotes to the shift and slope from the log-odds of the evidence to those of a right speaker.
    """

    clauses: ClauseModel | None = None
    speakers: SpeakerModel | None = None
    scales: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def confidence(self, type: str, probability: float) -> float:
        """The probability that a speaker is right, from the evidence; the evidence itself if the type has no scale."""
        if type not in self.scales:
            return probability
        shift, slope = self.scales[type]
        return 1 / (1 + math.exp(-shift - slope * log_odds(probability)))


RULES = Models()
"""No models: the rules alone decide."""


def log_odds(probability: float) -> float:
    """The log-odds of a probability, first moved to at least 0.01 from 0 and 1."""
    bounded = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))
