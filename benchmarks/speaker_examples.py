"""Examples for the model of speakers: its instances in labelled articles, with the right answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.labels import Label, LabelledArticle, can_be_one, shared_characters
from searchkit.extraction.clause_model.model import ClauseModel
from searchkit.extraction.extractor import Extractor
from searchkit.extraction.mentions.mention import MentionKind
from searchkit.extraction.models import Models
from searchkit.extraction.speaker_model.candidates import Candidate
from searchkit.extraction.speaker_model.model import Instance, LinearSpeakerModel, SpeakerDecision
from searchkit.model.passage import Span

_SAME_SPAN = 0.8  # of the characters that a quote and a labelled one cover together


@dataclass(frozen=True, slots=True)
class Example:
    """The features of each answer to an instance, and the numbers of the right answers."""

    features: Sequence[Sequence[str]]
    right: tuple[int, ...]


@dataclass(slots=True)
class Recorder:
    """A speaker model that decides as `model` does, or by the labels if it is None, and records instances as examples."""

    labels: Sequence[Label]
    model: LinearSpeakerModel | None
    examples: list[Example] = field(default_factory=list)

    def decide(self, instance: Instance) -> SpeakerDecision:
        """Decide who said the words of an instance."""
        right = right_answers(instance, self.labels)
        if right:
            self.examples.append(Example(instance.features, right))
        return self.model.decide(instance) if self.model is not None else _decide_by_labels(instance, right)


def collect_examples(
    articles: Sequence[tuple[int, LabelledArticle]], clauses: Sequence[ClauseModel], model: LinearSpeakerModel | None
) -> Iterator[Example]:
    """The instances of some articles, where `model` decides about earlier quotes, or the labels if it is None."""
    for number, labelled in articles:
        recorder = Recorder(labelled.inside_marks, model)
        Extractor(Models(clauses[number % len(clauses)], recorder)).extract(labelled.article)
        yield from recorder.examples


def right_answers(instance: Instance, labels: Sequence[Label]) -> tuple[int, ...]:
    """The numbers of the right answers: that of "nobody" for a span without a label, no number if no candidate is right."""
    label = next((label for label in labels if _is_same_span(instance.span, (label["start"], label["end"]))), None)
    if label is None:
        return (len(instance.candidates),)
    return tuple(number for number, candidate in enumerate(instance.candidates) if is_right(candidate, label))


def is_right(candidate: Candidate, label: Label) -> bool:
    """Whether a candidate is the labelled mention, or a name that can be the labelled speaker's."""
    mention = candidate.mention
    start, end = label.get("speaker_start"), label.get("speaker_end")
    if start is not None and end is not None and mention.start < end and start < mention.end:
        return True
    is_name = mention.kind is MentionKind.NAME and not mention.possessive
    return is_name and can_be_one(mention.name or "", label.get("speaker_name") or "")


def _decide_by_labels(instance: Instance, right: Sequence[int]) -> SpeakerDecision:
    number = instance.claimed if instance.claimed in right or not right else right[0]
    if number is None or number == len(instance.candidates):
        return SpeakerDecision(None, 0.0, 0.0, 1.0)
    return SpeakerDecision(instance.candidates[number], 1.0, float(number == instance.claimed), 0.0)


def _is_same_span(span: Span, other: Span) -> bool:
    return shared_characters([span], [other]) >= _SAME_SPAN * (max(span[1], other[1]) - min(span[0], other[0]))
