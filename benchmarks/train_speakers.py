"""Train the model that weighs who said what stands between two marks, from articles with labelled quotes.

    python -m benchmarks.train_speakers ../shared/data/quotes/inside.train.jsonl
    python -m benchmarks.train_speakers ../shared/data/quotes/inside.train.jsonl --folds 5

The first writes `searchkit/passages/weights.py`: the same data gives the same weights. The second writes nothing; it trains on
all articles but a fold and shows how the quotes of that fold come out. `docs/model-card.md` says what the model is.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.data import BESIDE, records
from benchmarks.measuring import say, table
from searchkit.article import Article
from searchkit.corpus.reading import read_file
from searchkit.passage import Span
from searchkit.passages.candidates import Candidate
from searchkit.passages.extract import extract
from searchkit.passages.mentions import MentionKind
from searchkit.passages.people import bare_words, compatible
from searchkit.passages.weighing import Answer, Model, Question, Weigher

WEIGHTS = Path(__file__).resolve().parents[1] / "searchkit" / "passages" / "weights.py"
SAME_SPAN = 0.8  # of the characters that a quote and a labelled one cover together
FEWEST = 10  # occurrences of a feature that gets a weight
STEPS, RATE, LAST_RATE, DECAY = 300, 0.1, 0.002, 1.0
PLACES = 2  # decimal places of a weight

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article and its labelled quotes: `start`, `end`, and of the speaker mention's offsets and full name what is known."""

    article: Article
    quotes: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the numbers of its right answers; the last number is nobody."""

    features: Sequence[Sequence[str]]
    right: tuple[int, ...]


@dataclass(slots=True)
class Pupil:
    """Answers questions as `weigher` does, or by the labels where there is none, and keeps the questions with right answers."""

    labelled: Labelled
    weigher: Weigher | None
    examples: list[Example] = field(default_factory=list)

    def answer(self, question: Question) -> Answer:
        """Whose words they are."""
        right = right_answers(question, self.labelled.quotes)
        if right:
            self.examples.append(Example(question.features, right))
        return self.weigher.answer(question) if self.weigher is not None else _taught(question, right)


def _taught(question: Question, right: Sequence[int]) -> Answer:
    number = question.claimed if question.claimed in right or not right else right[0]
    if number is None or number == len(question.candidates):
        return Answer(None, 0.0, 0.0, 1.0)
    return Answer(question.candidates[number], 1.0, float(number == question.claimed), 0.0)


def right_answers(question: Question, labels: Sequence[dict[str, Any]]) -> tuple[int, ...]:
    """The numbers of the right answers: nobody for a stretch without a label; none where no candidate is right."""
    label = next((one for one in labels if _is_same_span(question.span, (one["start"], one["end"]))), None)
    if label is None:
        return (len(question.candidates),)
    return tuple(number for number, one in enumerate(question.candidates) if is_right(one, label))


def is_right(candidate: Candidate, label: dict[str, Any]) -> bool:
    """Whether a candidate is the labelled mention, or a name that can be the labelled speaker's."""
    mention = candidate.mention
    start, end = label.get("speaker_start"), label.get("speaker_end")
    if start is not None and end is not None and mention.start < end and start < mention.end:
        return True
    name = label.get("speaker_name")
    if not name or mention.kind is not MentionKind.NAME or mention.possessive:
        return False
    one, other = bare_words(mention.name or ""), bare_words(name)
    return bool(one and other) and compatible(one, other)


def _is_same_span(one: Span, other: Span) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= SAME_SPAN * (max(one[1], other[1]) - min(one[0], other[0]))


def articles(file: Path) -> Iterator[Labelled]:
    """The labelled articles of a file with one JSON object on each line."""
    for reading, record in zip(read_file(file, file.name), records(file), strict=True):
        if reading.article is not None:
            yield Labelled(reading.article, record["quotes"])


def examples(several: Sequence[Labelled], weigher: Weigher | None) -> list[Example]:
    """The questions that come up where earlier ones are answered by `weigher`, or rightly if it is None."""
    out: list[Example] = []
    for one in several:
        pupil = Pupil(one, weigher)
        extract(one.article, pupil)
        out.extend(pupil.examples)
    return out


def trained(several: Sequence[Labelled]) -> Model:
    """The model for some articles: learnt from questions with right answers before them, then from its own answers."""
    first = fitted(examples(several, None))
    return fitted(examples(several, first))


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as arrays: each answer's features one after the other, each example's answers likewise."""

    names: Sequence[str]
    features: Ints
    answer_of_feature: Ints
    example_of_answer: Ints
    first_answers: Ints
    right: npt.NDArray[np.bool_]


def _table(several: Sequence[Example]) -> Table:
    counts = Counter(name for one in several for names in one.features for name in names)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    number = {name: at for at, name in enumerate(names)}
    answers = [[number[name] for name in listed if name in number] for one in several for listed in one.features]
    sizes = [len(one.features) for one in several]
    firsts = [0, *accumulate(sizes)][:-1]
    right = np.zeros(len(answers), dtype=bool)
    for first, one in zip(firsts, several, strict=True):
        right[[first + at for at in one.right]] = True
    return Table(
        names,
        np.array([at for listed in answers for at in listed], dtype=np.int64),
        np.repeat(np.arange(len(answers)), [len(listed) for listed in answers]),
        np.repeat(np.arange(len(several)), sizes),
        np.array(firsts, dtype=np.int64),
        right,
    )


def fitted(several: Sequence[Example]) -> Model:
    """The weights that make the right answers of all examples likeliest, kept small by a penalty on their squares (Adam)."""
    data = _table(several)
    weights, mean, square = (np.zeros(len(data.names)) for _ in range(3))
    for turn in range(1, STEPS + 1):
        slope = _slope(data, weights) + DECAY * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        rate = RATE * (1 - turn / STEPS) + LAST_RATE
        weights -= rate * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
    rounded = zip(data.names, weights.round(PLACES).tolist(), strict=True)
    return Model({name: weight for name, weight in rounded if weight})


def _slope(data: Table, weights: Floats) -> Floats:
    """The gradient of the negative logarithm of the right answers' probabilities."""
    scores = np.bincount(data.answer_of_feature, weights[data.features], minlength=len(data.right))
    raised = np.exp(scores - np.maximum.reduceat(scores, data.first_answers)[data.example_of_answer])
    of_all = raised / np.add.reduceat(raised, data.first_answers)[data.example_of_answer]
    right = raised * data.right
    of_right = right / np.add.reduceat(right, data.first_answers)[data.example_of_answer]
    return np.bincount(data.features, (of_all - of_right)[data.answer_of_feature], minlength=len(weights))


def written(model: Model) -> str:
    """The module that holds a model."""
    lines = "\n".join(f"        {name!r}: {weight}," for name, weight in sorted(model.weights.items()))
    head = '"""The weights of the model that weighs speakers, written by benchmarks/train_speakers.py; see docs/model-card.md."""'
    model_import = "from searchkit.passages.weighing import Model"
    return f"{head}\n\nfrom __future__ import annotations\n\n{model_import}\n\nSPEAKERS = Model(\n    {{\n{lines}\n    }}\n)\n".replace("'", '"')


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path, nargs="?", default=BESIDE / "quotes" / "inside.train.jsonl")
    parser.add_argument("--folds", type=int, help="hold out each of so many parts of the articles in turn; write nothing")
    given = parser.parse_args()
    several = list(articles(given.labels))
    WEIGHTS.write_text(written(trained(several)), encoding="utf-8")


if __name__ == "__main__":
    main()
