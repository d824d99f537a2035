"""Trains the weights that judge a parser's candidates, from articles labelled with who said what.

    python -m benchmarks.train_parser FOLDER/all.train.jsonl --parser en_core_web_sm --write searchkit/parsing/weights.json

Of each cue's candidates those are right that share four fifths of their letters with a labelled quote. The model is
conditional: one cue's candidates, and that none is right, share the probability. With `--half` every other article is
kept out and scored.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data import records
from benchmarks.measuring import say, table
from searchkit.article import Article
from searchkit.parsing.spacy import load
from searchkit.passage import Span
from searchkit.passages.extract import narrated
from searchkit.passages.report import DIRECT
from searchkit.passages.syntax.offers import offers_of
from searchkit.passages.syntax.parsed import Syntax
from searchkit.passages.syntax.weighing import Weights
from searchkit.passages.unclaimed import read_sentence
from searchkit.upkeep.models import acceptance

ENOUGH = 0.8  # of the letters
FEWEST, SMALLEST = 25, 0.02
STEPS, RATE, SLOWER_FROM, LASSO_FROM = 220, 0.1, 120, 30
RIDGE, LASSO, LONGEST_STEP = 1e-4, 2e-5, 2000.0
THRESHOLD = 0.27


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate: its features, which cue it belongs to, its spans, and which labelled quote it hits, if any."""

    features: Sequence[str]
    cue: tuple[int, int, int]
    spans: Sequence[Span]
    hit: tuple[int, int] | None


def examples_of(file: Path, syntax: Syntax) -> Iterator[tuple[int, list[Example], int]]:
    """For each article its place, its examples, and how many quotes are to be found in it."""
    for number, row in enumerate(records(file)):
        text = row["text"]
        article = Article(id=row["doc_id"], text=text, path="x", title=row.get("title"), source=row.get("source"))
        labelled = [(q, _letters(text, q.get("spans") or [(q["start"], q["end"])])) for q in row["quotes"]]
        wanted = sum(quote["type"] != DIRECT for quote, _ in labelled)
        yield number, list(_examples(article, number, labelled, syntax)), wanted


def _examples(
    article: Article, number: int, labelled: Sequence[tuple[Any, frozenset[int]]], syntax: Syntax
) -> Iterator[Example]:
    readings = narrated(article)
    parsed = syntax.of(readings)
    for place, reading in enumerate(readings):
        start, end = reading.units[0].start, reading.units[-1].end
        tokens = parsed.tokens.get(start)
        if not tokens:
            continue
        near = [(quote, letters) for quote, letters in labelled if quote["start"] < end and start < quote["end"]]
        for offer in offers_of(read_sentence(reading, place, acceptance()), tokens):
            letters = _letters(article.text, offer.report.spans)
            hit = next((q for q, gold in near if len(letters & gold) >= ENOUGH * len(letters | gold)), None)
            cue = (number, place, offer.candidate.cue)
            yield Example(offer.features, cue, offer.report.spans, (hit["start"], hit["end"]) if hit else None)


def _letters(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span[0], span[1]) if text[at].isalnum())


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


def scored(examples: Sequence[Example], weights: Weights, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1, in per cent, of what is found where the likeliest candidates that do not overlap are taken."""
    by_cue: dict[tuple[int, int, int], list[Example]] = {}
    for example in examples:
        by_cue.setdefault(example.cue, []).append(example)
    weighed = [
        (share, example)
        for rivals in by_cue.values()
        for share, example in zip(weights.shares([one.features for one in rivals]), rivals, strict=True)
        if share >= weights.threshold
    ]
    taken: dict[int, list[Span]] = {}
    hits, found = set(), 0
    for _, example in sorted(weighed, key=lambda one: -one[0]):
        spans = taken.setdefault(example.cue[0], [])
        if any(start < end2 and start2 < end for start, end in example.spans for start2, end2 in spans):
            continue
        spans.extend(example.spans)
        found += 1
        if example.hit is not None:
            hits.add((example.cue[0], example.hit))
    precision, recall = len(hits) / max(1, found), len(hits) / max(1, wanted)
    return 100 * precision, 100 * recall, 200 * len(hits) / max(1, found + wanted)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="labelled articles, one a line")
    parser.add_argument("--parser", default="en_core_web_sm", help="an installed spaCy model")
    parser.add_argument("--half", action="store_true", help="keep every other article out, and score on those")
    parser.add_argument("--write", type=Path, help="where the weights go")
    given = parser.parse_args()
    kept: tuple[list[Example], list[Example]] = ([], [])
    wanted = [0, 0]
    for number, examples, quotes in examples_of(given.file, Syntax(load(given.parser), Weights({}, 1.0))):
        half = number % 2 if given.half else 0
        kept[half].extend(examples)
        wanted[half] += quotes
    weights = Weights(train(kept[0]), THRESHOLD)
    shown = [
        [name, f"{len(examples):,}", *(f"{figure:.1f}" for figure in scored(examples, weights, quotes))]
        for name, examples, quotes in zip(("trained on", "kept out"), kept, wanted, strict=True)
        if examples
    ]
    say(table(["articles", "candidates", "precision", "recall", "F1"], shown))
    say(f"{len(weights.features):,} weights")
    if given.write is not None:
        content = {"threshold": weights.threshold, "features": dict(sorted(weights.features.items()))}
        given.write.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
