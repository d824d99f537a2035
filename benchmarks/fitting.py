"""Fits what the model that weighs speakers holds: weights of features by maximum likelihood, and the scales of confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from searchkit.extraction.models import log_odds

FEWEST = 10  # occurrences of a feature that gets a weight
STEPS, RATE, LAST_RATE, DECAY = 300, 0.1, 0.002, 1.0
PLACES = 2  # decimal places of a weight
SCALE_STEPS, RIDGE = 1000, 1e-3

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """The features of each answer to a question, and the numbers of the right answers."""

    features: Sequence[Sequence[str]]
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """Examples as arrays: each answer's features one after the other, each example's answers likewise."""

    names: Sequence[str]
    features: Ints
    answer_of_feature: Ints
    example_of_answer: Ints
    first_answers: Ints
    right: npt.NDArray[np.bool_]


def _table(examples: Sequence[Example]) -> _Table:
    counts = Counter(name for one in examples for names in one.features for name in names)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    number = {name: at for at, name in enumerate(names)}
    answers = [[number[name] for name in listed if name in number] for one in examples for listed in one.features]
    sizes = [len(one.features) for one in examples]
    firsts = [0, *accumulate(sizes)][:-1]
    right = np.zeros(len(answers), dtype=bool)
    for first, one in zip(firsts, examples, strict=True):
        right[[first + at for at in one.right]] = True
    return _Table(
        names,
        np.array([at for listed in answers for at in listed], dtype=np.int64),
        np.repeat(np.arange(len(answers)), [len(listed) for listed in answers]),
        np.repeat(np.arange(len(examples)), sizes),
        np.array(firsts, dtype=np.int64),
        right,
    )


def weights_of(examples: Sequence[Example]) -> dict[str, float]:
    """The weights that make the right answers of all examples likeliest, kept small by a penalty on their squares (Adam)."""
    data = _table(examples)
    weights, mean, square = (np.zeros(len(data.names)) for _ in range(3))
    for turn in range(1, STEPS + 1):
        slope = _slope(data, weights) + DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        rate = RATE * (1 - turn / STEPS) + LAST_RATE
        weights -= rate * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
    rounded = zip(data.names, weights.round(PLACES).tolist(), strict=True)
    return {name: weight for name, weight in rounded if weight}


def _slope(data: _Table, weights: Floats) -> Floats:
    """The gradient of the negative logarithm of the right answers' probabilities."""
    scores = np.bincount(data.answer_of_feature, weights[data.features], minlength=len(data.right))
    raised = np.exp(scores - np.maximum.reduceat(scores, data.first_answers)[data.example_of_answer])
    of_all = raised / np.add.reduceat(raised, data.first_answers)[data.example_of_answer]
    right = raised * data.right
    of_right = right / np.add.reduceat(right, data.first_answers)[data.example_of_answer]
    per_feature = (of_all - of_right)[data.answer_of_feature]
    return np.bincount(data.features, per_feature, minlength=len(weights)).astype(np.float64)


def scale_of(evidence: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """The shift and slope by which the log-odds of evidence become those of being right (Platt 1999).

    Each step takes the curve for as steep as it can be, so that none overshoots (Böhning 1992).
    """
    odds = np.array([[1.0, log_odds(one)] for one in evidence])
    wanted = np.array(right, dtype=np.float64)
    steepest = odds.T @ odds / 4 + RIDGE * np.eye(2)
    found = np.array([0.0, 1.0])
    for _ in range(SCALE_STEPS):
        likely = 1 / (1 + np.exp(-odds @ found))
        found -= np.linalg.solve(steepest, odds.T @ (likely - wanted))
    return round(float(found[0]), PLACES), round(float(found[1]), PLACES)
