"""Fits the weights of linear models: a softmax over the candidates of each group, and a line that makes scores probabilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Loss = Callable[[Floats], tuple[float, Floats]]
"""Weights -> value and gradient."""

_MOST_STEPS = 500
_LINE_RIDGE = 1e-6  # keeps the line finite if the scores separate right from wrong


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidates with their features, in groups of which a softmax chooses one.

    `features` int64[n_values] holds the feature numbers of one candidate after the other, `lengths` int64[n_candidates]
    how many each has, `groups` int64[n_candidates] the group of each (0, 1, …), and `right` bool[n_candidates] whether it
    is a right one.
    """

    features: Ints
    lengths: Ints
    groups: Ints
    right: Bools

    @property
    def owners(self) -> Ints:
        """int64[n_values]: the candidate that each of `features` belongs to."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def scores(self, weights: Floats) -> Floats:
        """float64[n_candidates]: the sum of the weights of each candidate's features."""
        return _sum_by(self.owners, weights[self.features], len(self.lengths))


def number_features(lists: Sequence[Sequence[str]], fewest: int) -> tuple[Sequence[str], Ints, Ints]:
    """Number the features that occur at least `fewest` times: their names, and `features` and `lengths` of `Candidates`."""
    counts = Counter(name for feature_names in lists for name in feature_names)
    names = sorted(name for name, count in counts.items() if count >= fewest)
    number_of = {name: number for number, name in enumerate(names)}
    numbers = [[number_of[name] for name in feature_names if name in number_of] for feature_names in lists]
    features = np.array([number for feature_numbers in numbers for number in feature_numbers], dtype=np.int64)
    return names, features, np.array([len(feature_numbers) for feature_numbers in numbers], dtype=np.int64)


def fit_softmax(
    candidates: Candidates, feature_count: int, *, ridge: float, lasso: float = 0.0, with_none: bool = False
) -> Floats:
    """The weights float64[feature_count] that make the right candidates of all groups likeliest, by L-BFGS.

    `ridge` weighs half the sum of squared weights, `lasso` the sum of absolute weights. With `with_none` each group also
    has the answer "none", whose score is 0 and which is right where no candidate is; without, each group needs a right one.
    """
    loss = _softmax_loss(candidates, ridge=ridge, with_none=with_none)
    if not lasso:
        return _minimise(loss, np.zeros(feature_count))

    def split_loss(
        halves: Floats,
    ) -> tuple[float, Floats]:  # weights as a difference of two numbers that are not negative
        value, gradient = loss(halves[:feature_count] - halves[feature_count:])
        return value + lasso * float(halves.sum()), np.concatenate([gradient + lasso, lasso - gradient])

    halves = _minimise(split_loss, np.zeros(2 * feature_count), [(0.0, None)] * (2 * feature_count))
    return np.asarray(halves[:feature_count] - halves[feature_count:])


def fit_line(scores: Floats, right: Bools, digits: int) -> tuple[float, float]:
    """The slope and offset, rounded, by which a score becomes the log-odds of being right (Platt 1999)."""

    def loss(line: Floats) -> tuple[float, Floats]:
        odds = line[0] * scores + line[1]
        error = 1 / (1 + np.exp(-odds)) - right
        value = float(np.sum(np.logaddexp(0, odds) - right * odds) + _LINE_RIDGE / 2 * line @ line)
        return value, np.array([error @ scores, error.sum()]) + _LINE_RIDGE * line

    slope, offset = _minimise(loss, np.array([1.0, 0.0]))
    return round(float(slope), digits), round(float(offset), digits)


def _softmax_loss(candidates: Candidates, *, ridge: float, with_none: bool) -> Loss:
    """The negative log-likelihood of the right answers, with the penalty on squares."""
    groups, right, owners = candidates.groups, candidates.right, candidates.owners
    count = int(groups.max()) + 1
    none_right = _sum_by(groups, right.astype(float), count) == 0

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = _sum_by(owners, weights[candidates.features], len(right))
        highest = np.zeros(count) if with_none else np.full(count, -np.inf)
        np.maximum.at(highest, groups, scores)
        power = np.exp(scores - highest[groups])
        none = np.exp(-highest) if with_none else np.zeros(count)
        total = _sum_by(groups, power, count) + none
        wanted = np.where(none_right, none, _sum_by(groups, power * right, count))
        slope = power / total[groups] - np.where(none_right[groups], 0.0, power * right / wanted[groups])
        gradient = _sum_by(candidates.features, slope[owners], len(weights)) + ridge * weights
        return float(np.sum(np.log(total / wanted)) + ridge / 2 * weights @ weights), gradient

    return loss


def _minimise(loss: Loss, start: Floats, bounds: Sequence[tuple[float, None]] | None = None) -> Floats:
    result = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": _MOST_STEPS})
    return np.asarray(result.x, dtype=float)


def _sum_by(keys: Ints, values: Floats, count: int) -> Floats:
    """float64[count]: the sum of the values of each key."""
    return np.bincount(keys, values, minlength=count).astype(np.float64)
