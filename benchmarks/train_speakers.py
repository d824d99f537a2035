"""Train the model that decides who said the words between two marks, from articles with labelled quotes.

    python -m benchmarks.train_clauses ../shared/data/quotes/all.train.jsonl --folds FOLDER
    python -m benchmarks.train_speakers FOLDER ../shared/data/quotes train

Writes `searchkit/extraction/speaker_model/weights.json`; the same data gives the same weights. For every article the clauses
come from the model in FOLDER that was not trained on it, as with new articles. Prints how well confidence and truth agree
on articles that are held out in turn; the scales of confidence are fitted to the same outcomes. See docs/model-card.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.data import BESIDE
from benchmarks.labels import LabelledArticle, Outcome, calibration_rows, find_outcomes, read_labelled
from benchmarks.measuring import print_line, table
from benchmarks.softmax import Candidates, fit_line, fit_softmax, number_features
from benchmarks.speaker_examples import Example, collect_examples
from searchkit.extraction.clause_model.model import ClauseModel, parse_weights
from searchkit.extraction.extractor import Extractor
from searchkit.extraction.models import Models, log_odds
from searchkit.extraction.speaker_model.model import LinearSpeakerModel
from searchkit.fields import QUOTE_TYPES

WEIGHTS = Path(__file__).resolve().parents[1] / "searchkit" / "extraction" / "speaker_model" / "weights.json"
FEWEST = 10  # occurrences of a feature that gets a weight
RIDGE = 1.0
DIGITS = 2  # of a weight and of a scale

Numbered = tuple[int, LabelledArticle]


def fit_weights(examples: Sequence[Example]) -> dict[str, float]:
    """The weights that make the right answers of all examples likeliest, by feature."""
    names, features, lengths = number_features([answer for example in examples for answer in example.features], FEWEST)
    groups = np.repeat(np.arange(len(examples)), [len(example.features) for example in examples])
    right = np.array(
        [answer in example.right for example in examples for answer in range(len(example.features))], dtype=bool
    )
    weights = fit_softmax(Candidates(features, lengths, groups, right), len(names), ridge=RIDGE)
    rounded = zip(names, weights.round(DIGITS).tolist(), strict=True)
    return {name: weight for name, weight in rounded if weight}


def train(articles: Sequence[Numbered], clauses: Sequence[ClauseModel]) -> LinearSpeakerModel:
    """The model for some articles, trained twice: with the right answers to earlier quotes, then with the answers of the first model."""
    first = LinearSpeakerModel(fit_weights(list(collect_examples(articles, clauses, None))))
    return LinearSpeakerModel(fit_weights(list(collect_examples(articles, clauses, first))))


def train_folds(articles: Sequence[Numbered], clauses: Sequence[ClauseModel]) -> list[Models]:
    """For each fold, models that were not trained on it."""
    models = []
    for fold, clause_model in enumerate(clauses):
        others = [numbered for numbered in articles if numbered[0] % len(clauses) != fold]
        models.append(Models(clause_model, train(others, clauses)))
    return models


def held_out_outcomes(articles: Sequence[Numbered], models: Sequence[Models]) -> Iterator[Outcome]:
    """The outcomes of all quotes, extracted by models that were not trained on the article."""
    for number, labelled in articles:
        yield from find_outcomes(Extractor(models[number % len(models)]).extract(labelled.article), labelled.quotes)


def fit_scales(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """For each type of quote: the shift and slope from the log-odds of the raw probability to those of a correct speaker."""
    scales = {}
    for type in QUOTE_TYPES:
        typed = [outcome for outcome in outcomes if outcome.type == type and outcome.confidence]
        if typed:
            odds = np.array([log_odds(outcome.confidence) for outcome in typed])
            slope, shift = fit_line(odds, np.array([outcome.right for outcome in typed], dtype=bool), DIGITS)
            scales[type] = (shift, slope)
    return scales


def model_text(model: LinearSpeakerModel, scales: Mapping[str, tuple[float, float]]) -> str:
    """The JSON text that holds a model, its weights in hundredths, and the scales of confidence."""
    weights = {name: round(weight * 100) for name, weight in sorted(model.weights.items())}
    return (
        json.dumps({"scales": scales, "weights": weights}, indent=0, ensure_ascii=False, separators=(",", ":")) + "\n"
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clauses", type=Path, help="the folder with the models of clauses, one for each fold")
    parser.add_argument("folder", type=Path, nargs="?", default=BESIDE / "quotes")
    parser.add_argument("split", nargs="?", default="train")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    clauses = [
        parse_weights(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(given.clauses.glob("?.json"))
    ]
    articles = list(enumerate(read_labelled(given.folder, given.split)))
    models = train_folds(articles, clauses)
    scales = fit_scales(list(held_out_outcomes(articles, models)))  # without scales confidence is the raw probability
    given.output.write_text(model_text(train(articles, clauses), scales), encoding="utf-8")
    outcomes = held_out_outcomes(articles, [replace(fold_models, scales=scales) for fold_models in models])
    print_line(table(["confidence from", "to", "quotes", "mean", "speaker right"], calibration_rows(outcomes)))


if __name__ == "__main__":
    main()
