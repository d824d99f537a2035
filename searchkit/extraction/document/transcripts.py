"""Transcripts and question-and-answer interviews: paragraphs that open with a speaker's label ("CHAIR: …", "Q: …")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.people import PARTICLES
from searchkit.model.passage import Paragraph

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n“”\"«»!?;]{0,59}):\s+(?=\S)")
_NOTE = re.compile(r"[\[(][^\])]*[\])]\.?")
_BRACKETS = re.compile(r"\([^()]*\)")
_QUESTION = words("q question")
_ANSWER = words("a answer")
_IN_LABELS = PARTICLES | {"of", "the"}
_FEWEST = 3  # labelled paragraphs
_FEWEST_VOICES = 2
_LONGEST_LABEL = 6  # words
_SHARE = 0.4  # of the paragraphs from the first label to the last


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of somebody's turn: what was said is `[start, end)`, the label `[label_start, label_end)`.

    `first` says whether the label stands in this paragraph; else the turn goes on from an earlier one.
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
        """Whether the label is that of a question ("Q")."""
        return self.label.lower() in _QUESTION

    @property
    def answers(self) -> bool:
        """Whether the label is that of an answer ("A")."""
        return self.label.lower() in _ANSWER


class _Labelled(NamedTuple):
    label: str
    label_end: int
    begins: int


def find_turns(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Turn, ...]:
    """The turns of an article that is or holds a transcript; none where labels are too few to be sure."""
    labelled = _labelled(text, paragraphs)
    voices = Counter(one.label.lower() for one in labelled.values())
    if len(labelled) < _FEWEST or len(voices) < _FEWEST_VOICES or max(voices.values()) == 1:
        return ()
    between = range(min(labelled), max(labelled) + 1)
    if len(labelled) < _SHARE * sum(paragraphs[number].kind == "body" for number in between):
        return ()
    return tuple(_turns(text, paragraphs, labelled, between))


def _labelled(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, _Labelled]:
    """The labels by the place of their paragraph; where some are in capitals, only those count."""
    found: dict[int, _Labelled] = {}
    for number, paragraph in enumerate(paragraphs):
        match = _LABEL.match(text, paragraph.start, paragraph.end) if paragraph.kind == "body" else None
        if match is not None and _is_label(match["label"]):
            found[number] = _Labelled(match["label"], match.end("label"), match.end())
    capitals = {number: one for number, one in found.items() if one.label.isupper()}
    return capitals if len(capitals) >= _FEWEST_VOICES else found


def _is_label(label: str) -> bool:
    if label.isupper() or label.lower() in _QUESTION | _ANSWER:
        return len(label.split()) <= _LONGEST_LABEL
    label_words = _BRACKETS.sub(" ", label).split()
    named = all(word[0].isupper() or word in _IN_LABELS for word in label_words)
    return 0 < len(label_words) <= _LONGEST_LABEL and named


def _turns(text: str, paragraphs: Sequence[Paragraph], labelled: dict[int, _Labelled], between: range) -> list[Turn]:
    """A turn a paragraph. Behind the last label nothing shows where a turn ends, so that one has a single paragraph."""
    out: list[Turn] = []
    for number in between:
        paragraph = paragraphs[number]
        own = labelled.get(number)
        if own is not None:
            label_start, begins = paragraph.start, own.begins
            out.append(Turn(number, begins, paragraph.end, own.label, label_start, own.label_end, first=True))
        elif paragraph.kind == "body" and not _NOTE.fullmatch(text, paragraph.start, paragraph.end):
            last = out[-1]
            label = (last.label, last.label_start, last.label_end)
            out.append(Turn(number, paragraph.start, paragraph.end, *label, first=False))
    return out
