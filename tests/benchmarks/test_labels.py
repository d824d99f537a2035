"""Outcomes of extracted quotes by labels, and the training of the model of speakers, on a few articles of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="benchmarks measure memory as POSIX tells it")

from benchmarks.labels import Outcome, calibration_rows, find_outcomes, read_labelled
from benchmarks.speaker_examples import Example
from benchmarks.train_speakers import fit_scales, fit_weights, model_text, train
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
    labelled = next(read_labelled(folder, "own"))
    assert [one.right for one in find_outcomes(Extractor().extract(labelled.article), labelled.quotes)] == [True, False]


def test_the_same_articles_give_the_same_model(folder: Path) -> None:
    articles, clauses = list(enumerate(read_labelled(folder, "own"))), [ClauseModel({})]
    model = train(articles, clauses)
    assert model.weights
    assert model_text(model, {}) == model_text(train(articles, clauses), {})


def test_weights_tell_right_answers() -> None:
    features = (("beside",), ("far",), ("no",))
    model = LinearSpeakerModel(fit_weights([Example(features, (0,))] * 20))
    first, *others = model.probabilities(features)
    assert first > 2 * max(others)


def test_scales_follow_how_often_evidence_is_right() -> None:
    right = [number % 10 < 7 for number in range(100)]
    scales = fit_scales([Outcome("direct", 0.95, one) for one in right])
    assert Models(scales=scales).confidence("direct", 0.95) == pytest.approx(0.7, abs=0.02)
    separate = [Outcome("mixed", evidence, right=evidence > 0.5) for evidence in (0.2, 0.8) * 50]
    assert fit_scales(separate)["mixed"][1] > 1


def test_bands_count_and_share() -> None:
    outcomes = [Outcome("direct", 0.85, right=True), Outcome("direct", 0.85, right=False)]
    assert calibration_rows(outcomes) == [["0.80", "0.90", "2", "0.85", "0.50"]]
