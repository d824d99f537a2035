"""Transcripts and question-and-answer interviews: paragraphs that open with a speaker's label ("CHAIR: …", "Q: …")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.passage import Paragraph

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n“”\"«».!?;]{0,47}(?:\.[^:\n“”\"«».!?;]{1,40}){0,2}):\s+(?=\S)")
_NOTE = re.compile(r"[\[(][^\])]*[\])]\.?")
_QUESTION = frozenset({"q", "question"})
_ANSWER = frozenset({"a", "answer"})
_FEWEST = 3  # labelled paragraphs
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


def turns_of(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Turn, ...]:
    """The turns of an article that is or holds a transcript; none where labels are too few to be sure."""
    labelled = _labelled(text, paragraphs)
    if sum(label.isupper() for _, label, _, _ in labelled) >= 2:  # noqa: PLR2004
        labelled = [one for one in labelled if one[1].isupper()]
    names = Counter(label.lower() for _, label, _, _ in labelled)
    if len(labelled) < _FEWEST or len(names) < 2 or max(names.values()) < 2:  # noqa: PLR2004
        return ()
    first, last = labelled[0][0], labelled[-1][0]
    if len(labelled) < _SHARE * sum(paragraph.kind == "body" for paragraph in paragraphs[first : last + 1]):
        return ()
    return tuple(_between(text, paragraphs, labelled))


def _labelled(text: str, paragraphs: Sequence[Paragraph]) -> list[tuple[int, str, int, int]]:
    """(paragraph, label, where it ends, where the turn begins) of every paragraph that opens like a turn."""
    out = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph.kind != "body":
            continue
        match = _LABEL.match(text, paragraph.start, paragraph.end)
        if match is not None and _is_label(match["label"]):
            out.append((number, match["label"], match.end("label"), match.end()))
    return out


def _is_label(label: str) -> bool:
    words = re.sub(r"\([^)]*\)", " ", label).split()
    if not words or len(words) > _LONGEST_LABEL:
        return False
    return (
        label.isupper()
        or label.lower() in _QUESTION | _ANSWER
        or all(word[0].isupper() or word in {"de", "of", "van", "bin", "der", "al"} for word in words)
    )


def _between(text: str, paragraphs: Sequence[Paragraph], labelled: Sequence[tuple[int, str, int, int]]) -> list[Turn]:
    out: list[Turn] = []
    following = {number: (label, label_end, begins) for number, label, label_end, begins in labelled}
    # Behind the last label nothing shows where a turn ends, so it has one paragraph.
    for number in range(labelled[0][0], labelled[-1][0] + 1):
        paragraph = paragraphs[number]
        if number in following:
            label, label_end, begins = following[number]
            out.append(Turn(number, begins, paragraph.end, label, paragraph.start, label_end, first=True))
        elif paragraph.kind == "body" and out and not _NOTE.fullmatch(text, paragraph.start, paragraph.end):
            last = out[-1]
            out.append(
                Turn(number, paragraph.start, paragraph.end, last.label, last.label_start, last.label_end, first=False)
            )
    return out
