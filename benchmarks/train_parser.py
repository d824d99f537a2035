"""Train the weights that rank the candidates of a parser, from articles with labelled quotes.

    python -m benchmarks.train_clauses FOLDER/all.train.jsonl --output /tmp/all.json --folds /tmp/folds
    python -m benchmarks.train_parser FOLDER/all.train.jsonl --folds /tmp/folds --write searchkit/extraction/dependency/weights.json

The first command trains models of clauses, each for articles that it was not trained on, as with new articles. A candidate
is right if its speaker and four fifths of its letters agree with a labelled quote. The candidates of a cue and the answer
"none" share one softmax. Weights trained on every other article are scored on the rest, which also calibrates the final
weights, trained on all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data import records
from benchmarks.label_matching import LabelledQuote, is_right, labelled_quotes, letters_of, quotes_in_sentence
from benchmarks.measuring import print_line, table
from benchmarks.softmax import Candidates, fit_line, fit_softmax, number_features
from benchmarks.train_clauses import DIGITS, FOLDS
from searchkit.extraction.clause_model.model import ClauseModel, parse_weights
from searchkit.extraction.clause_model.sentence_reports import read_sentence
from searchkit.extraction.cues.report import DIRECT
from searchkit.extraction.dependency.model import DependencyModel
from searchkit.extraction.dependency.proposals import find_proposals
from searchkit.extraction.dependency.second_pass import DependencyPass
from searchkit.extraction.dependency.spacy import load_parser
from searchkit.extraction.tagged_article import tag_article
from searchkit.model.article import Article
from searchkit.model.passage import Span

FEWEST = 25  # occurrences of a feature that gets a weight
SMALLEST = 0.02  # a smaller weight is dropped
RIDGE, LASSO = 1e-4, 2e-5  # for each candidate
THRESHOLD = 0.24


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate: its features, its cue (article, sentence, token), its spans, and the span of its labelled quote if right."""

    features: Sequence[str]
    cue: tuple[int, int, int]
    spans: Sequence[Span]
    label: Span | None


def examples_of(
    file: Path, syntax: DependencyPass, folds: Sequence[ClauseModel]
) -> Iterator[tuple[int, list[Example], int]]:
    """For each article its number, its examples, and the number of labelled quotes to find."""
    for number, row in enumerate(records(file)):
        article = Article(
            id=row["doc_id"], text=row["text"], path="x", title=row.get("title"), source=row.get("source")
        )
        wanted = sum(quote["type"] != DIRECT for quote in row["quotes"])
        yield number, list(_examples(article, number, labelled_quotes(row), syntax, folds[number % FOLDS])), wanted


def _examples(
    article: Article, number: int, labelled: Sequence[LabelledQuote], syntax: DependencyPass, model: ClauseModel
) -> Iterator[Example]:
    sentences = tag_article(article).narration()
    parsed = syntax.parse(sentences)
    for index, sentence in enumerate(sentences):
        tokens = parsed.tokens.get(sentence.tokens[0].start)
        if not tokens:
            continue
        quotes = quotes_in_sentence(sentence, labelled)
        for proposal in find_proposals(read_sentence(sentence, index, model), tokens, model):
            spans, mention = proposal.report.spans, proposal.report.mention
            letters = letters_of(article.text, spans) if quotes else frozenset()
            label = next((quote[1] for quote in quotes if is_right(letters, mention, quote)), None)
            cue = (number, index, proposal.candidate.cue)
            yield Example(proposal.features, cue, spans, (label["start"], label["end"]) if label else None)


def train(examples: Sequence[Example]) -> dict[str, float]:
    """The weights by feature, with a penalty on squares against large weights and one on absolute values for few."""
    names, features, lengths = number_features([example.features for example in examples], FEWEST)
    numbers: dict[tuple[int, int, int], int] = {}
    groups = np.array([numbers.setdefault(example.cue, len(numbers)) for example in examples])
    right = np.array([example.label is not None for example in examples], dtype=bool)
    candidates = Candidates(features, lengths, groups, right)
    weights = fit_softmax(
        candidates, len(names), ridge=RIDGE * len(examples), lasso=LASSO * len(examples), with_none=True
    )
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) >= SMALLEST}


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in per cent, and of each candidate taken its probability and whether it is right."""

    precision: float
    recall: float
    f1: float
    taken: Sequence[tuple[float, bool]]


def score(examples: Sequence[Example], model: DependencyModel, wanted: int) -> Score:
    """Score the likeliest candidates that do not overlap."""
    by_cue: dict[tuple[int, int, int], list[Example]] = {}
    for example in examples:
        by_cue.setdefault(example.cue, []).append(example)
    weighed = [
        (share, example)
        for rivals in by_cue.values()
        for share, example in zip(model.probabilities([rival.features for rival in rivals]), rivals, strict=True)
        if share >= model.threshold
    ]
    covered: dict[int, list[Span]] = {}
    hits, taken = set(), []
    for share, example in sorted(weighed, key=lambda pair: -pair[0]):
        spans = covered.setdefault(example.cue[0], [])
        if any(start < end2 and start2 < end for start, end in example.spans for start2, end2 in spans):
            continue
        spans.extend(example.spans)
        taken.append((share, example.label is not None))
        if example.label is not None:
            hits.add((example.cue[0], example.label))
    precision, recall = len(hits) / max(1, len(taken)), len(hits) / max(1, wanted)
    return Score(100 * precision, 100 * recall, 200 * len(hits) / max(1, len(taken) + wanted), taken)


def fit_share_line(taken: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The slope and offset that calibrate shares of a softmax."""
    odds = np.array([log(share / (1 - share)) for share, _ in taken])
    return fit_line(odds, np.array([right for _, right in taken], dtype=bool), DIGITS)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="labelled articles, one a line")
    parser.add_argument("--folds", type=Path, required=True, help="the folder of models that train_clauses wrote")
    parser.add_argument("--parser", default="en_core_web_sm", help="an installed spaCy model")
    parser.add_argument("--write", type=Path, help="where the weights go")
    given = parser.parse_args()
    folds = [
        parse_weights(json.loads((given.folds / f"{number}.json").read_text(encoding="utf-8")))
        for number in range(FOLDS)
    ]
    halves: tuple[list[Example], list[Example]] = ([], [])
    wanted = [0, 0]
    for number, examples, quotes in examples_of(
        given.file, DependencyPass(load_parser(given.parser), DependencyModel({}, 1.0)), folds
    ):
        halves[number % 2].extend(examples)
        wanted[number % 2] += quotes
    model, taken = train_and_score(halves, wanted)
    _report_calibration(model, taken)
    if given.write is not None:
        model = replace(model, weights=train([*halves[0], *halves[1]]))
        given.write.write_text(json.dumps(_to_json(model), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def train_and_score(
    halves: Sequence[Sequence[Example]], wanted: Sequence[int]
) -> tuple[DependencyModel, Sequence[tuple[float, bool]]]:
    """Train on the first half, score and calibrate on the second: the model, and the candidates taken there."""
    model = DependencyModel(train(halves[0]), THRESHOLD)
    scores = [score(examples, model, quotes) for examples, quotes in zip(halves, wanted, strict=True)]
    rows = [
        [name, f"{len(examples):,}", *(f"{figure:.1f}" for figure in (result.precision, result.recall, result.f1))]
        for name, examples, result in zip(("trained on", "held out"), halves, scores, strict=True)
    ]
    print_line(table(["articles", "candidates", "precision", "recall", "F1"], rows))
    slope, offset = fit_share_line(scores[1].taken)
    print_line(f"{len(model.weights):,} weights, slope {slope}, offset {offset}")
    return replace(model, slope=slope, offset=offset), scores[1].taken


def _report_calibration(model: DependencyModel, taken: Sequence[tuple[float, bool]]) -> None:
    rows = []
    for tenth in range(10):
        here = [right for share, right in taken if int(10 * model.confidence(share)) == tenth]
        if here:
            rows.append([f"{tenth / 10:.1f}", f"{len(here):,}", f"{100 * sum(here) / len(here):.0f}"])
    print_line(table(["confidence from", "held-out quotes", "right, %"], rows))


def _to_json(model: DependencyModel) -> Mapping[str, Any]:
    return {
        "threshold": model.threshold,
        "slope": model.slope,
        "offset": model.offset,
        "features": dict(sorted(model.weights.items())),
    }


if __name__ == "__main__":
    main()
