"""Train the model that weighs who said what stands between two marks, from articles with labelled quotes.

    python -m benchmarks.train_clauses ../shared/data/quotes/all.train.jsonl --folds FOLDER
    python -m benchmarks.train_speakers FOLDER ../shared/data/quotes train

Writes `searchkit/extraction/speaker_model/weights.json`: the same data gives the same weights. The clauses of an article are always those
of the model in FOLDER that has not seen it, so that what is learnt from them fits articles to come. Shows how confidence and
truth agree on articles held out in turn, whose outcomes also set the scales of confidence. `docs/model-card.md` says more.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.data import BESIDE
from benchmarks.fitting import Example, scale_of, weights_of
from benchmarks.labels import Label, Labelled, Outcome, articles, calibration, can_be_one, outcomes, shared
from benchmarks.measuring import say, table
from searchkit.extraction.clause_model.model import ClauseModel, parse
from searchkit.extraction.extractor import Extractor
from searchkit.extraction.mentions.mention import MentionKind
from searchkit.extraction.models import Models
from searchkit.extraction.speaker_model.candidates import Candidate
from searchkit.extraction.speaker_model.model import Instance, LinearSpeakerModel, SpeakerDecision
from searchkit.fields import QUOTE_TYPES
from searchkit.model.passage import Span

WEIGHTS = Path(__file__).resolve().parents[1] / "searchkit" / "extraction" / "speaker_model" / "weights.json"
SAME_SPAN = 0.8  # of the characters that a quote and a labelled one cover together
HUNDREDTHS = 100

Numbered = tuple[int, Labelled]


@dataclass(slots=True)
class Pupil:
    """Answers questions as `model` does, or by the labels where there is none, and keeps those with right answers."""

    labels: Sequence[Label]
    model: LinearSpeakerModel | None
    examples: list[Example] = field(default_factory=list)

    def answer(self, question: Instance) -> SpeakerDecision:
        """Whose words they are."""
        right = right_answers(question, self.labels)
        if right:
            self.examples.append(Example(question.features, right))
        return self.model.answer(question) if self.model is not None else _taught(question, right)


def _taught(question: Instance, right: Sequence[int]) -> SpeakerDecision:
    number = question.claimed if question.claimed in right or not right else right[0]
    if number is None or number == len(question.candidates):
        return SpeakerDecision(None, 0.0, 0.0, 1.0)
    return SpeakerDecision(question.candidates[number], 1.0, float(number == question.claimed), 0.0)


def right_answers(question: Instance, labels: Sequence[Label]) -> tuple[int, ...]:
    """The numbers of the right answers: nobody for a stretch without a label; none where no candidate is right."""
    label = next((one for one in labels if _is_same_span(question.span, (one["start"], one["end"]))), None)
    if label is None:
        return (len(question.candidates),)
    return tuple(number for number, one in enumerate(question.candidates) if is_right(one, label))


def is_right(candidate: Candidate, label: Label) -> bool:
    """Whether a candidate is the labelled mention, or a name that can be the labelled speaker's."""
    mention = candidate.mention
    start, end = label.get("speaker_start"), label.get("speaker_end")
    if start is not None and end is not None and mention.start < end and start < mention.end:
        return True
    named = mention.kind is MentionKind.NAME and not mention.possessive
    return named and can_be_one(mention.name or "", label.get("speaker_name") or "")


def _is_same_span(one: Span, other: Span) -> bool:
    return shared([one], [other]) >= SAME_SPAN * (max(one[1], other[1]) - min(one[0], other[0]))


def examples(
    several: Sequence[Numbered], clauses: Sequence[ClauseModel], model: LinearSpeakerModel | None
) -> Iterator[Example]:
    """The questions that come up where earlier ones are answered by `model`, or rightly if it is None."""
    for number, one in several:
        pupil = Pupil(one.inside, model)
        Extractor(Models(clauses[number % len(clauses)], pupil)).extract(one.article)
        yield from pupil.examples


def trained(several: Sequence[Numbered], clauses: Sequence[ClauseModel]) -> LinearSpeakerModel:
    """The model for some articles: learnt from questions with right answers before them, then from its own answers."""
    first = LinearSpeakerModel(weights_of(list(examples(several, clauses, None))))
    return LinearSpeakerModel(weights_of(list(examples(several, clauses, first))))


def fold_models(several: Sequence[Numbered], clauses: Sequence[ClauseModel]) -> list[Models]:
    """For each fold what has not seen it."""
    out = []
    for fold, own in enumerate(clauses):
        others = [one for one in several if one[0] % len(clauses) != fold]
        out.append(Models(own, trained(others, clauses)))
    return out


def held_out(several: Sequence[Numbered], models: Sequence[Models]) -> Iterator[Outcome]:
    """What became of the quotes of each fold by models that have not seen it."""
    for number, one in several:
        yield from outcomes(Extractor(models[number % len(models)]).extract(one.article), one.every)


def scales_of(several: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """The scale of confidence for each type of quotes that occurs."""
    scales = {}
    for type in QUOTE_TYPES:
        some = [one for one in several if one.type == type and one.confidence]
        if some:
            scales[type] = scale_of([one.confidence for one in some], [one.right for one in some])
    return scales


def stored(model: LinearSpeakerModel, scales: Mapping[str, tuple[float, float]]) -> str:
    """A model and the scales of confidence as they are kept."""
    weights = {name: round(weight * HUNDREDTHS) for name, weight in sorted(model.weights.items())}
    held = {"scales": scales, "weights": weights}
    return json.dumps(held, indent=0, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clauses", type=Path, help="the folder with the models of clauses, one for each fold")
    parser.add_argument("folder", type=Path, nargs="?", default=BESIDE / "quotes")
    parser.add_argument("split", nargs="?", default="train")
    given = parser.parse_args()
    clauses = [parse(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(given.clauses.glob("?.json"))]
    several = list(enumerate(articles(given.folder, given.split)))
    models = fold_models(several, clauses)
    scales = scales_of(list(held_out(several, models)))  # without scales confidence is the bare evidence
    WEIGHTS.write_text(stored(trained(several, clauses), scales), encoding="utf-8")
    scaled = held_out(several, [replace(one, scales=scales) for one in models])
    say(table(["confidence from", "to", "quotes", "mean", "speaker right"], calibration(scaled)))


if __name__ == "__main__":
    main()
