"""Train the model that decides which clauses are reported, `searchkit/extraction/clause_model/weights.json`, from labelled articles.

    python -m benchmarks.train_clauses ../shared/data/quotes/all.train.jsonl

The same articles give the same weights. Prints how often the model is right on articles that it was not
trained on, in five folds. docs/model-card.md describes the method.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.clause_examples import ClauseExamples, collect_examples
from benchmarks.measuring import print_line, table
from benchmarks.softmax import Bools, Floats, Ints, fit_line, fit_softmax
from searchkit.extraction.clause_model.model import ClauseModel

WEIGHTS = Path(__file__).parents[1] / "searchkit" / "extraction" / "clause_model" / "weights.json"
FEWEST = 10  # occurrences of a feature that gets a weight
MOST_FEATURES = 4000
RIDGE = 10.0
FOLDS = 5
DIGITS = 4  # of the slope and the offset
THRESHOLD, ASIDE_THRESHOLD = 0.27, 0.32


def train(examples: ClauseExamples) -> tuple[ClauseExamples, Floats]:
    """The examples with only the features that matter most, and the weights of those features."""
    counts = np.bincount(examples.candidates.features, minlength=len(examples.names))
    common = examples.select_features(counts >= FEWEST)
    importance = np.abs(_fit(common)) * np.sqrt(counts[counts >= FEWEST])
    chosen = np.zeros(len(common.names), dtype=bool)
    chosen[np.argsort(-importance, kind="stable")[:MOST_FEATURES]] = True
    smaller = common.select_features(chosen)
    return smaller, _fit(smaller)


def _fit(examples: ClauseExamples) -> Floats:
    return fit_softmax(examples.candidates, len(examples.names), ridge=RIDGE, with_none=True)


def best_candidates(groups: Ints, scores: Floats) -> Ints:
    """The candidate with the highest score in each group."""
    order = np.lexsort((-scores, groups))
    is_first = np.r_[True, np.diff(groups[order]) > 0]
    return order[is_first]


def model_json(examples: ClauseExamples, weights: Floats, line: tuple[float, float]) -> dict[str, Any]:
    """The JSON object that holds a model: weights in thousandths, grouped by the part of a feature before "="."""
    groups: dict[str, dict[str, int]] = {}
    for name, weight in sorted(zip(examples.names, weights, strict=True)):
        group, value = name.split("=", 1)
        if round(weight * 1000):
            groups.setdefault(group, {})[value] = round(weight * 1000)
    return {
        "slope": line[0],
        "offset": line[1],
        "threshold": THRESHOLD,
        "aside_threshold": ASIDE_THRESHOLD,
        "weights": groups,
    }


def train_folds(examples: ClauseExamples) -> Iterator[tuple[Ints, Floats, dict[str, Any]]]:
    """For each fold: its candidates, their scores by a model that was not trained on them, and that model."""
    for fold in range(FOLDS):
        held_out = examples.articles % FOLDS == fold
        smaller, weights = train(examples.select(~held_out))
        weight_of = dict(zip(smaller.names, weights, strict=True))
        all_weights = np.array([weight_of.get(name, 0.0) for name in examples.names])
        scores = examples.select(held_out).candidates.scores(all_weights)
        yield np.flatnonzero(held_out), scores, model_json(smaller, weights, (1.0, 0.0))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=Path, help="a folder for the models of the folds")
    given = parser.parse_args()
    examples = collect_examples(given.articles)
    scores = np.zeros(len(examples.articles))
    fold_models = []
    for held_out, fold_scores, fold_model in train_folds(examples):
        scores[held_out] = fold_scores
        fold_models.append(fold_model)
    best = best_candidates(examples.candidates.groups, scores)
    right = examples.candidates.right[best]
    line = fit_line(scores[best], right, DIGITS)
    smaller, weights = train(examples)
    given.output.write_text(_to_text(model_json(smaller, weights, line)), encoding="utf-8")
    for number, fold_model in enumerate(fold_models if given.folds else ()):
        fold_model["slope"], fold_model["offset"] = line
        (given.folds / f"{number}.json").write_text(_to_text(fold_model), encoding="utf-8")
    _report(scores[best], right, line)


def _to_text(model: Mapping[str, Any]) -> str:
    return json.dumps(model, indent=0, ensure_ascii=False, separators=(",", ":")) + "\n"


def _report(scores: Floats, right: Bools, line: tuple[float, float]) -> None:
    measured = ClauseModel({}, line[0], line[1])
    probabilities = np.array([measured.probability(score) for score in scores])
    rows = []
    for tenth in range(10):
        here = (probabilities >= tenth / 10) & (probabilities < (tenth + 1) / 10)
        rows.append([f"{tenth / 10:.1f}", f"{here.sum():,}", f"{100 * right[here].mean() if here.any() else 0:.0f}"])
    print_line(table(["probability from", "cues", "right, %"], rows))


if __name__ == "__main__":
    main()
