"""Finds the turns of transcripts and interviews: paragraphs that open with a speaker's label ("CHAIR: …", "Q: …")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.people import NAME_PARTICLES
from searchkit.model.passage import Paragraph

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n“”\"«»!?;]{0,59}):\s+(?=\S)")
_STAGE_NOTE = re.compile(r"[\[(][^\])]*[\])]\.?")
_BRACKETS = re.compile(r"\([^()]*\)")
_QUESTION = words("q question")
_ANSWER = words("a answer")
_LOWER_IN_LABELS = NAME_PARTICLES | {"of", "the"}
_FEWEST_LABELS = 3  # labelled paragraphs
_FEWEST_SPEAKERS = 2
_LONGEST_LABEL = 6  # words
_SMALLEST_SHARE = 0.4  # of the paragraphs from the first label to the last


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of a speaker's turn.

    The words are at `[start, end)`, the label at `[label_start, label_end)`. `first`: the label is in this paragraph,
    not in an earlier one.
    """

    paragraph: int
    start: int
    end: int
    label: str
    label_start: int
    label_end: int
    first: bool

    @property
    def asks(self) -> bool:
        """Whether the label marks a question ("Q")."""
        return self.label.lower() in _QUESTION

    @property
    def answers(self) -> bool:
        """Whether the label marks an answer ("A")."""
        return self.label.lower() in _ANSWER


class _Label(NamedTuple):
    text: str
    end: int
    words_start: int


def find_turns(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Turn, ...]:
    """Find the turns of a transcript or of an article that contains one; none if it has too few labels."""
    labels = _find_labels(text, paragraphs)
    speakers = Counter(label.text.lower() for label in labels.values())
    if len(labels) < _FEWEST_LABELS or len(speakers) < _FEWEST_SPEAKERS or max(speakers.values()) == 1:
        return ()
    between = range(min(labels), max(labels) + 1)
    if len(labels) < _SMALLEST_SHARE * sum(paragraphs[number].kind == "body" for number in between):
        return ()
    return tuple(_make_turns(text, paragraphs, labels, between))


def _find_labels(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, _Label]:
    """Find labels by paragraph index. If labels in capitals occur, only those count."""
    labels: dict[int, _Label] = {}
    for number, paragraph in enumerate(paragraphs):
        match = _LABEL.match(text, paragraph.start, paragraph.end) if paragraph.kind == "body" else None
        if match is not None and _is_label(match["label"]):
            labels[number] = _Label(match["label"], match.end("label"), match.end())
    capitals = {number: label for number, label in labels.items() if label.text.isupper()}
    return capitals if len(capitals) >= _FEWEST_SPEAKERS else labels


def _is_label(label: str) -> bool:
    """Whether the words before a colon can be a speaker's label."""
    if label.isupper() or label.lower() in _QUESTION | _ANSWER:
        return len(label.split()) <= _LONGEST_LABEL
    label_words = _BRACKETS.sub(" ", label).split()
    capitalised = all(word[0].isupper() or word in _LOWER_IN_LABELS for word in label_words)
    return 0 < len(label_words) <= _LONGEST_LABEL and capitalised


def _make_turns(text: str, paragraphs: Sequence[Paragraph], labels: dict[int, _Label], between: range) -> list[Turn]:
    """Make one turn per paragraph. Nothing shows where the last turn ends, so it has a single paragraph."""
    out: list[Turn] = []
    for number in between:
        paragraph = paragraphs[number]
        label = labels.get(number)
        if label is not None:
            span = (paragraph.start, label.end)
            out.append(Turn(number, label.words_start, paragraph.end, label.text, *span, first=True))
        elif paragraph.kind == "body" and not _STAGE_NOTE.fullmatch(text, paragraph.start, paragraph.end):
            out.append(replace(out[-1], paragraph=number, start=paragraph.start, end=paragraph.end, first=False))
    return out
