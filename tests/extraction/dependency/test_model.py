"""Probabilities of the model of parse candidates."""

from __future__ import annotations

from searchkit.extraction.dependency.model import DependencyModel


def test_one_cue_s_candidates_share_the_probability() -> None:
    shares = DependencyModel({"good": 2.0, "bad": -2.0}, 0.5).probabilities([["good"], ["bad"], ["unknown"]])
    assert shares[0] > shares[2] > shares[1]
    assert sum(shares) < 1


def test_a_confidence_grows_with_the_share_and_is_a_probability() -> None:
    weights = DependencyModel({}, 0.5, slope=0.9, offset=0.4)
    confidences = [weights.confidence(share) for share in (0.0, 0.3, 0.5, 0.9, 1.0)]
    assert confidences == sorted(confidences)
    assert all(0 < confidence < 1 for confidence in confidences)
