"""The fit of a softmax over candidates: gradients, the answer "none", and the penalties."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.softmax import Candidates, fit_line, fit_softmax, number_features


def candidates(groups: list[list[tuple[list[int], bool]]]) -> Candidates:
    """Candidates from groups of (feature numbers, whether it is right)."""
    flat = [(number, one) for number, group in enumerate(groups) for one in group]
    return Candidates(
        np.array([feature for _, (features, _) in flat for feature in features], dtype=np.int64),
        np.array([len(features) for _, (features, _) in flat]),
        np.array([number for number, _ in flat]),
        np.array([right for _, (_, right) in flat]),
    )


def probabilities(scores: list[float]) -> list[float]:
    powers = np.exp(np.array(scores))
    return [float(power) for power in powers / powers.sum()]


def test_without_a_penalty_probabilities_are_shares_of_right_answers() -> None:
    first, second = ([([0], True), ([1], False)], [([0], False), ([1], True)])
    weights = fit_softmax(candidates([first, first, first, second]), 2, ridge=1e-9)
    assert probabilities(weights.tolist()) == pytest.approx([0.75, 0.25], abs=1e-3)


def test_none_is_right_where_no_candidate_is() -> None:
    groups = [[([0], False), ([1], False)]] * 2 + [[([0], True), ([1], False)]] * 2
    weights = fit_softmax(candidates(groups), 2, ridge=1e-9, with_none=True)
    right, wrong, none = probabilities([*weights.tolist(), 0.0])
    assert (right, none) == pytest.approx((0.5, 0.5), abs=1e-3)
    assert wrong < 1e-3


def test_several_right_candidates_share_the_answer() -> None:
    weights = fit_softmax(candidates([[([0], True), ([1], True), ([2], False)]] * 50), 3, ridge=1.0)
    assert weights[0] == pytest.approx(weights[1])
    assert weights[2] < 0 < weights[0]


def test_ridge_shrinks_weights_and_lasso_drops_useless_ones() -> None:
    groups = [[([0, 2], True), ([1, 2], False)], [([0], True), ([1], False)]] * 20
    plain = fit_softmax(candidates(groups), 3, ridge=0.1)
    assert np.abs(fit_softmax(candidates(groups), 3, ridge=10.0)).sum() < np.abs(plain).sum()
    sparse = fit_softmax(candidates(groups), 3, ridge=0.1, lasso=1.0)
    assert sparse[2] == 0
    assert sparse[0] > 0


def test_large_scores_do_not_overflow() -> None:
    groups = [[([0] * 2000, True), ([1], False)], [([0] * 2000, False), ([1], True)]]
    assert np.isfinite(fit_softmax(candidates(groups), 2, ridge=1e-3)).all()


def test_a_line_gives_the_share_of_right_answers() -> None:
    right = np.array([number % 10 < 7 for number in range(100)])
    slope, offset = fit_line(np.zeros(100), right, 4)
    assert (slope, offset) == pytest.approx((1.0, 0.8473), abs=1e-3)


def test_rare_features_get_no_number() -> None:
    names, features, lengths = number_features([["b", "a"], ["a"], ["c", "a", "b"]], 2)
    assert (list(names), features.tolist(), lengths.tolist()) == (["a", "b"], [1, 0, 0, 0, 1], [2, 1, 2])
