"""What labelled quotes say of extracted ones, and the fitting of the model, on a few of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.fitting import Example, scale_of, weights_of
from benchmarks.labels import Outcome, articles, calibration, outcomes
from benchmarks.train_speakers import scales_of, stored, trained
from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.extractor import Extractor
from searchkit.extraction.models import Models
from searchkit.extraction.speaker_model.model import LinearSpeakerModel

TEXT = "“The pier is shut,” said Ada Pell. Ben Oduya called it “a farce”."
LABEL = {
    "start": 1,
    "end": 18,
    "spans": [[1, 18]],
    "speaker_mention": "Ada Pell",
    "speaker_start": 25,
    "speaker_end": 33,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    record = {"doc_id": "pier", "title": "Pier", "text": TEXT, "quotes": [LABEL]}
    for kind in ("all", "inside"):
        lines = [json.dumps({**record, "doc_id": f"pier-{number}"}) for number in range(12)]
        (tmp_path / f"{kind}.own.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_a_quote_without_a_label_is_wrong(folder: Path) -> None:
    labelled = next(articles(folder, "own"))
    assert [one.right for one in outcomes(Extractor().extract(labelled.article), labelled.every)] == [True, False]


def test_the_same_articles_give_the_same_model(folder: Path) -> None:
    several, clauses = list(enumerate(articles(folder, "own"))), [ClauseModel({})]
    model = trained(several, clauses)
    assert model.weights
    assert stored(model, {}) == stored(trained(several, clauses), {})


def test_weights_tell_right_answers() -> None:
    features = (("beside",), ("far",), ("no",))
    model = LinearSpeakerModel(weights_of([Example(features, (0,))] * 20))
    first, *others = model.probabilities(features)
    assert first > 2 * max(others)


def test_scales_follow_how_often_evidence_is_right() -> None:
    right = [number % 10 < 7 for number in range(100)]
    scales = scales_of([Outcome("direct", 0.95, one) for one in right])
    assert Models(scales=scales).confidence("direct", 0.95) == pytest.approx(0.7, abs=0.02)
    assert scale_of([0.2, 0.8] * 50, [False, True] * 50)[1] > 1


def test_bands_count_and_share() -> None:
    several = [Outcome("direct", 0.85, right=True), Outcome("direct", 0.85, right=False)]
    assert calibration(several) == [["0.80", "0.90", "2", "0.85", "0.50"]]
