"""The models that extraction is handed: which clauses are reported, whose words stand inside marks, and how sure all that is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.speaker_model.model import SpeakerModel

_LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Models:
    """What weighs clauses and what weighs speakers; where one is None the rules alone decide.

    `scales` has for a type of quotes the shift and slope that turn the log-odds of the evidence into those of being right.
    """

    clauses: ClauseModel | None = None
    speakers: SpeakerModel | None = None
    scales: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def confidence(self, type: str, evidence: float) -> float:
        """How often a speaker is right for whom there is so much evidence, in quotes of a type; the evidence where there is no scale."""
        if type not in self.scales:
            return evidence
        shift, slope = self.scales[type]
        return 1 / (1 + math.exp(-shift - slope * log_odds(evidence)))


RULES = Models()
"""The rules alone."""


def log_odds(probability: float) -> float:
    """The log-odds of a probability, neither end reached."""
    kept = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))
