"""Trains the weights that judge a parser's candidates, from articles labelled with who said what.

    python -m benchmarks.train_clauses FOLDER/all.train.jsonl --output /tmp/all.json --folds /tmp/folds
    python -m benchmarks.train_parser FOLDER/all.train.jsonl --folds /tmp/folds --write searchkit/extraction/dependency/weights.json

The first command makes models of clauses that have not seen the article they are asked about, as it will be in use. Of each
cue's candidates those are right that share four fifths of their letters, and the speaker, with a labelled quote. The model
is conditional: one cue's candidates, and that none is right, share the probability. Weights trained on every other article
are scored on the rest, and what their shares are worth there is the calibration of the weights trained on all.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data import records
from benchmarks.measuring import say, table
from benchmarks.train_clauses import FOLDS, Labelled, calibrated, is_right, labelled_of, letters_of, near
from searchkit.extraction.clause_model.model import ClauseModel, parse
from searchkit.extraction.clause_model.sentence_reports import read_sentence
from searchkit.extraction.cues.report import DIRECT
from searchkit.extraction.dependency.model import Weights
from searchkit.extraction.dependency.proposals import offers_of
from searchkit.extraction.dependency.second_pass import Syntax
from searchkit.extraction.dependency.spacy import load
from searchkit.extraction.tagged_article import tag_article
from searchkit.model.article import Article
from searchkit.model.passage import Span

FEWEST, SMALLEST = 25, 0.02
STEPS, RATE, SLOWER_FROM, LASSO_FROM = 220, 0.1, 120, 30
RIDGE, LASSO, LONGEST_STEP = 1e-4, 2e-5, 2000.0
THRESHOLD = 0.24


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate: its features, which cue it belongs to, its spans, and which labelled quote it hits, if any."""

    features: Sequence[str]
    cue: tuple[int, int, int]
    spans: Sequence[Span]
    hit: tuple[int, int] | None


def examples_of(file: Path, syntax: Syntax, folds: Sequence[ClauseModel]) -> Iterator[tuple[int, list[Example], int]]:
    """For each article its place, its examples, and how many quotes are to be found in it."""
    for number, row in enumerate(records(file)):
        article = Article(
            id=row["doc_id"], text=row["text"], path="x", title=row.get("title"), source=row.get("source")
        )
        wanted = sum(quote["type"] != DIRECT for quote in row["quotes"])
        yield number, list(_examples(article, number, labelled_of(row), syntax, folds[number % FOLDS])), wanted


def _examples(
    article: Article, number: int, labelled: Sequence[Labelled], syntax: Syntax, model: ClauseModel
) -> Iterator[Example]:
    sentences = tag_article(article).narration()
    parsed = syntax.of(sentences)
    for place, sentence in enumerate(sentences):
        tokens = parsed.tokens.get(sentence.tokens[0].start)
        if not tokens:
            continue
        beside = near(sentence, labelled)
        for offer in offers_of(read_sentence(sentence, place, model), tokens, model):
            spans, mention = offer.report.spans, offer.report.mention
            letters = letters_of(article.text, spans) if beside else frozenset()
            hit = next((quote for gold, quote in beside if is_right(letters, mention, (gold, quote))), None)
            cue = (number, place, offer.candidate.cue)
            yield Example(offer.features, cue, spans, (hit["start"], hit["end"]) if hit else None)


def train(examples: Sequence[Example]) -> dict[str, float]:
    """The weights, by gradient descent with momentum and a step of its own for each feature (Adam).

    Both penalties are on: squares against large weights, absolute values for few (by soft thresholding).
    """
    counts = Counter(feature for example in examples for feature in example.features)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    place = {name: at for at, name in enumerate(names)}
    known = [[place[name] for name in example.features if name in place] for example in examples]
    columns = np.array([at for row in known for at in row])
    rows = np.repeat(np.arange(len(known)), [len(row) for row in known])
    cues = np.unique([hash(example.cue) for example in examples], return_inverse=True)[1]
    right = np.array([example.hit is not None for example in examples], dtype=float)
    answerable = np.bincount(cues, right)[cues] > 0
    weights, pace, scale = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        odds = np.exp(np.clip(np.bincount(rows, weights[columns], len(known)), -30, 30))
        share = odds / (1 + np.bincount(cues, odds)[cues])
        among_right = odds * right / np.maximum(np.bincount(cues, odds * right)[cues], 1e-30)
        wrong = share - np.where(answerable, among_right, 0)
        slope = np.bincount(columns, wrong[rows], len(names)) / len(known) + RIDGE * weights
        pace = 0.9 * pace + 0.1 * slope
        scale = 0.99 * scale + 0.01 * slope * slope
        rate = RATE if step < SLOWER_FROM else RATE * 0.3
        steps = rate / (np.sqrt(scale / (1 - 0.99**step)) + 1e-6)
        weights -= steps * pace / (1 - 0.9**step)
        if step > LASSO_FROM:
            weights = np.sign(weights) * np.maximum(np.abs(weights) - np.minimum(steps, LONGEST_STEP) * LASSO, 0)
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) >= SMALLEST}


@dataclass(frozen=True, slots=True)
class Scored:
    """What weights find in articles: figures in per cent, and of each candidate taken its share and whether it is right."""

    precision: float
    recall: float
    f1: float
    taken: Sequence[tuple[float, bool]]


def scored(examples: Sequence[Example], weights: Weights, wanted: int) -> Scored:
    """What is found where the likeliest candidates that do not overlap are taken."""
    by_cue: dict[tuple[int, int, int], list[Example]] = {}
    for example in examples:
        by_cue.setdefault(example.cue, []).append(example)
    weighed = [
        (share, example)
        for rivals in by_cue.values()
        for share, example in zip(weights.shares([one.features for one in rivals]), rivals, strict=True)
        if share >= weights.threshold
    ]
    covered: dict[int, list[Span]] = {}
    hits, taken = set(), []
    for share, example in sorted(weighed, key=lambda one: -one[0]):
        spans = covered.setdefault(example.cue[0], [])
        if any(start < end2 and start2 < end for start, end in example.spans for start2, end2 in spans):
            continue
        spans.extend(example.spans)
        taken.append((share, example.hit is not None))
        if example.hit is not None:
            hits.add((example.cue[0], example.hit))
    precision, recall = len(hits) / max(1, len(taken)), len(hits) / max(1, wanted)
    return Scored(100 * precision, 100 * recall, 200 * len(hits) / max(1, len(taken) + wanted), taken)


def line_of(taken: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The slope and offset that make shares probabilities."""
    odds = np.array([log(share / (1 - share)) for share, _ in taken])
    return calibrated(odds, np.array([right for _, right in taken], dtype=int))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="labelled articles, one a line")
    parser.add_argument("--folds", type=Path, required=True, help="the folder that train_clauses wrote")
    parser.add_argument("--parser", default="en_core_web_sm", help="an installed spaCy model")
    parser.add_argument("--write", type=Path, help="where the weights go")
    given = parser.parse_args()
    folds = [parse((given.folds / f"{number}.json").read_text(encoding="utf-8")) for number in range(FOLDS)]
    halves: tuple[list[Example], list[Example]] = ([], [])
    wanted = [0, 0]
    for number, examples, quotes in examples_of(given.file, Syntax(load(given.parser), Weights({}, 1.0)), folds):
        halves[number % 2].extend(examples)
        wanted[number % 2] += quotes
    weights, kept_out = judged(halves, wanted)
    _say_worth(weights, kept_out)
    if given.write is not None:
        weights = replace(weights, features=train([*halves[0], *halves[1]]))
        given.write.write_text(json.dumps(_stored(weights), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def judged(halves: Sequence[Sequence[Example]], wanted: Sequence[int]) -> tuple[Weights, Sequence[tuple[float, bool]]]:
    """Weights trained on the first half, calibrated and scored on the second, and what they take there."""
    weights = Weights(train(halves[0]), THRESHOLD)
    scores = [scored(examples, weights, quotes) for examples, quotes in zip(halves, wanted, strict=True)]
    rows = [
        [name, f"{len(examples):,}", *(f"{figure:.1f}" for figure in (one.precision, one.recall, one.f1))]
        for name, examples, one in zip(("trained on", "kept out"), halves, scores, strict=True)
    ]
    say(table(["articles", "candidates", "precision", "recall", "F1"], rows))
    slope, offset = line_of(scores[1].taken)
    say(f"{len(weights.features):,} weights, slope {slope}, offset {offset}")
    return replace(weights, slope=slope, offset=offset), scores[1].taken


def _say_worth(weights: Weights, taken: Sequence[tuple[float, bool]]) -> None:
    rows = []
    for tenth in range(10):
        here = [right for share, right in taken if int(10 * weights.probability(share)) == tenth]
        if here:
            rows.append([f"{tenth / 10:.1f}", f"{len(here):,}", f"{100 * sum(here) / len(here):.0f}"])
    say(table(["confidence from", "kept-out quotes", "right, %"], rows))


def _stored(weights: Weights) -> Mapping[str, Any]:
    return {
        "threshold": weights.threshold,
        "slope": weights.slope,
        "offset": weights.offset,
        "features": dict(sorted(weights.features.items())),
    }


if __name__ == "__main__":
    main()
