"""Train the model that decides which clauses are reported, `searchkit/extraction/clause_model/weights.json`, from labelled articles.

    python -m benchmarks.train_clauses ../shared/data/quotes/all.train.jsonl

The same articles give the same weights. It prints how right the model is on articles that it has not seen: five folds, cut by article.
The method is in docs/model-card.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.data import records
from benchmarks.descent import Floats, minimised
from benchmarks.measuring import say, table
from searchkit.extraction.clause_model.decide import claims_of, spans_of, traits_of_claim, traits_of_options
from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.cues.content import find_reports
from searchkit.extraction.cues.find import find_cues
from searchkit.extraction.mentions.mention import Mention
from searchkit.extraction.mentions.sentence import TaggedSentence
from searchkit.extraction.tagged_article import tag_article
from searchkit.model.article import Article
from searchkit.model.passage import Span

Ints = NDArray[np.int64]
Labelled = tuple[frozenset[int], Mapping[str, Any]]

WEIGHTS = Path(__file__).parents[1] / "searchkit" / "extraction" / "clause_model" / "weights.json"
ALIKE = 0.8  # Jaccard index of letters and digits from which two stretches count as one
FEWEST = 10  # times that a trait must be seen
KEPT = 4000  # traits
PULL = 10.0  # towards nought
FOLDS = 5
THRESHOLD, ASIDE_THRESHOLD = 0.27, 0.32


@dataclass(frozen=True, slots=True)
class Examples:
    """Options in groups, one group a cue: `traits` of all options one behind the other, `lengths` how many each has.

    `right` says whether an option is what was said, by whom the claim says; `articles` counts the articles.
    """

    names: Sequence[str]
    traits: Ints
    lengths: Ints
    groups: Ints
    articles: Ints
    right: Ints

    @property
    def rows(self) -> Ints:
        """The option that each of `traits` belongs to."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def of(self, kept: NDArray[np.bool_]) -> Examples:
        """The options that are kept."""
        return Examples(
            self.names,
            self.traits[kept[self.rows]],
            self.lengths[kept],
            self.groups[kept],
            self.articles[kept],
            self.right[kept],
        )

    def with_traits(self, kept: NDArray[np.bool_]) -> Examples:
        """The same options by the traits that are kept."""
        number = np.cumsum(kept) - 1
        seen = kept[self.traits]
        lengths = np.bincount(self.rows[seen], minlength=len(self.lengths))
        names = [name for name, keeps in zip(self.names, kept, strict=True) if keeps]
        return Examples(names, number[self.traits[seen]], lengths, self.groups, self.articles, self.right)

    def scores(self, weights: Floats) -> Floats:
        """The sum of the weights of each option's traits."""
        return np.asarray(np.bincount(self.rows, weights[self.traits], minlength=len(self.lengths)), dtype=float)


def collect(path: Path) -> Examples:
    """The options of all labelled articles of a file, with what is right."""
    names: dict[str, int] = {}
    traits: list[int] = []
    lengths, groups, articles, right = [], [], [], []
    cues: dict[tuple[int, int, int], int] = {}
    for number, record in enumerate(records(path)):
        article = Article(record["doc_id"], record["text"], record["doc_id"], title=record.get("title"))
        labelled = labelled_of(record)
        for sentence in tag_article(article).narration():
            beside = near(sentence, labelled)
            found = find_cues(sentence)
            view, claims = claims_of(sentence, found, find_reports(sentence, found))
            for claim in claims:
                shared, each = traits_of_claim(view, claim), traits_of_options(view, claim)
                cue = cues.setdefault((number, sentence.tokens[0].start, claim.cue.verb), len(cues))
                for option, own in zip(claim.options, each, strict=True):
                    said = letters_of(article.text, spans_of(sentence, option)) if beside else frozenset()
                    traits.extend(names.setdefault(name, len(names)) for name in sorted(shared + own))
                    lengths.append(len(shared) + len(own))
                    groups.append(cue)
                    articles.append(number)
                    right.append(any(is_right(said, claim.cue.mention, one) for one in beside))
    return Examples(
        list(names),
        np.array(traits),
        np.array(lengths),
        np.array(groups),
        np.array(articles),
        np.array(right, dtype=int),
    )


def labelled_of(record: Mapping[str, Any]) -> list[Labelled]:
    """The labelled quotes of an article with their letters."""
    return [(letters_of(record["text"], _spans(quote)), quote) for quote in record["quotes"]]


def _spans(quote: Mapping[str, Any]) -> list[Span]:
    return [(start, end) for start, end in quote.get("spans") or [[quote["start"], quote["end"]]]]


def letters_of(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """The letters and digits of stretches of a text, by their place."""
    return frozenset(at for start, end in spans for at in range(start, end) if text[at].isalnum())


def near(sentence: TaggedSentence, labelled: Sequence[Labelled]) -> list[Labelled]:
    """The labelled quotes that share some of a sentence."""
    start, end = sentence.tokens[0].start, sentence.tokens[-1].end
    return [one for one in labelled if one[1]["start"] < end and one[1]["end"] > start]


def is_right(said: frozenset[int], mention: Mention | None, labelled: Labelled) -> bool:
    """Whether a stretch and a speaker are those of a labelled quote; one without a speaker leaves that open."""
    letters, quote = labelled
    if len(said & letters) < ALIKE * len(said | letters):
        return False
    start = quote.get("speaker_start")
    return start is None or (mention is not None and mention.start < quote["speaker_end"] and start < mention.end)


def fit(examples: Examples) -> Floats:
    """The weights under which each cue's right options, or none of its options, are likeliest.

    A cue's options and "nothing" share one softmax; L2 holds the weights down.
    """
    groups = np.unique(examples.groups, return_inverse=True)[1]
    count = int(groups.max()) + 1
    rows, right = examples.rows, examples.right
    answered = np.bincount(groups, right, minlength=count) > 0

    def loss(weights: Floats) -> tuple[float, Floats]:
        power = np.exp(np.clip(examples.scores(weights), -30, 30))
        total = 1 + np.bincount(groups, power, minlength=count)
        wanted = np.where(answered, np.bincount(groups, power * right, minlength=count), 1.0)
        slope = power / total[groups] - np.where(answered[groups], power * right / wanted[groups], 0.0)
        gradient = np.bincount(examples.traits, slope[rows], minlength=len(weights)) + PULL * weights
        return float(np.sum(np.log(total / wanted)) + PULL / 2 * weights @ weights), gradient

    return minimised(loss, np.zeros(len(examples.names)))


def trained(examples: Examples) -> tuple[Examples, Floats]:
    """The examples by the traits that weigh most, and the weights of those."""
    seen = np.bincount(examples.traits, minlength=len(examples.names))
    common = examples.with_traits(seen >= FEWEST)
    weighty = np.abs(fit(common)) * np.sqrt(np.bincount(common.traits, minlength=len(common.names)))
    kept = np.zeros(len(common.names), dtype=bool)
    kept[np.argsort(-weighty, kind="stable")[:KEPT]] = True
    fewer = common.with_traits(kept)
    return fewer, fit(fewer)


def best(groups: Ints, scores: Floats) -> Ints:
    """The option of the highest score in each group."""
    order = np.lexsort((-scores, groups))
    first = np.r_[True, np.diff(groups[order]) > 0]
    return order[first]


def calibrated(scores: Floats, right: Ints) -> tuple[float, float]:
    """The slope and offset that make scores probabilities (Platt 1999)."""

    def loss(line: Floats) -> tuple[float, Floats]:
        power = line[0] * scores + line[1]
        error = 1 / (1 + np.exp(-power)) - right
        return float(np.sum(np.logaddexp(0, power) - right * power)), np.array([error @ scores, error.sum()])

    slope, offset = minimised(loss, np.array([1.0, 0.0]))
    return round(float(slope), 4), round(float(offset), 4)


def model(examples: Examples, weights: Floats, line: tuple[float, float]) -> dict[str, Any]:
    """What is stored: whole thousandths, grouped by what stands before the first "=" of a trait."""
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


def folds(examples: Examples) -> Iterator[tuple[Ints, Floats, dict[str, Any]]]:
    """For every fold its options' numbers, their scores by a model that has not seen them, and that model."""
    for fold in range(FOLDS):
        held = examples.articles % FOLDS == fold
        fewer, weights = trained(examples.of(~held))
        number = {name: at for at, name in enumerate(fewer.names)}
        every = np.array([weights[number[name]] if name in number else 0.0 for name in examples.names])
        yield np.flatnonzero(held), examples.of(held).scores(every), model(fewer, weights, (1.0, 0.0))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    parser.add_argument("--folds", type=Path, help="a folder for the models of the folds")
    given = parser.parse_args()
    examples = collect(given.articles)
    scores = np.zeros(len(examples.lengths))
    held_out = []
    for held, own, one in folds(examples):
        scores[held] = own
        held_out.append(one)
    chosen = best(examples.groups, scores)
    line = calibrated(scores[chosen], examples.right[chosen])
    fewer, weights = trained(examples)
    given.output.write_text(_written(model(fewer, weights, line)), encoding="utf-8")
    for number, one in enumerate(held_out if given.folds else ()):
        one["slope"], one["offset"] = line
        (given.folds / f"{number}.json").write_text(_written(one), encoding="utf-8")
    _report(scores[chosen], examples.right[chosen], line)


def _written(stored: Mapping[str, Any]) -> str:
    return json.dumps(stored, indent=0, ensure_ascii=False, separators=(",", ":")) + "\n"


def _report(scores: Floats, right: Ints, line: tuple[float, float]) -> None:
    measured = ClauseModel({}, line[0], line[1])
    probabilities = np.array([measured.probability(score) for score in scores])
    rows = []
    for tenth in range(10):
        here = (probabilities >= tenth / 10) & (probabilities < (tenth + 1) / 10)
        rows.append([f"{tenth / 10:.1f}", f"{here.sum():,}", f"{100 * right[here].mean() if here.any() else 0:.0f}"])
    say(table(["probability from", "acts", "right, %"], rows))


if __name__ == "__main__":
    main()
