"""Quotes that no act of reporting claims though their form shows speech: who stands beside them, or in the sentences around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.passages.attributed import Attributed
from searchkit.passages.candidates import Read
from searchkit.passages.lexicon import words
from searchkit.passages.lexicon.reporting import Frame
from searchkit.passages.mentions import Mention, MentionKind, Sort
from searchkit.passages.phrases import phrase_beginning, phrase_ending
from searchkit.passages.reading import Reading
from searchkit.passages.report import DIRECT, Report
from searchkit.passages.scene import Speaker
from searchkit.passages.subjects import main_subject
from searchkit.passages.units import Kind

_BESIDE = 0.85
_SHORT_TURN = 80  # characters
_REACH = 6  # sentences looked back and ahead for a speaker
_SENTENCE_POINTS = frozenset({".", "?", "!", ","})
_SUBJECT_PRONOUNS = words("he she they who we i")


@dataclass(frozen=True, slots=True)
class LedIn:
    """Who is to speak after a colon at a sentence's end."""

    speaker: Speaker
    mention: Mention
    cue: str | None


def speech_beside(reading: Reading, at: int) -> Report | None:
    """The report of a quote that is speech by its points, by whoever stands beside it with a verb that no list knows."""
    mention = _speaker_beside(reading, at)
    if mention is None:
        return None
    return Report((reading.units[at].inside,), DIRECT, mention, None, _BESIDE, frozenset({at}))


def _speaker_beside(reading: Reading, at: int) -> Mention | None:
    """As in "Ada Pell: “…”", "Pell shot back, “…”", "“…!” beamed Pell"."""
    said = reading.units[at].said
    if reading.low(at - 1) == ":":
        mention = phrase_ending(reading, at - 1)
        if mention is None or mention.kind is not MentionKind.NAME:
            return None
        stands = mention.first == 0 or reading.units[mention.first - 1].kind is not Kind.WORD
        return mention if stands else None  # not "… came from Marwick: “…”"
    if reading.low(at - 1) == "," and said[:1].isupper() and said[-1:] in _SENTENCE_POINTS:
        begin = at - 1
        while begin > 0 and reading.low(begin - 1) != "," and not reading.is_quote(begin - 1):
            begin -= 1
        mention = phrase_beginning(reading, begin) or main_subject(reading, at - 1)
        return mention if mention is not None and mention.last < at - 1 and can_speak(mention) else None
    outside = reading.low(1) == ","  # ‘…’, said Ada Pell
    if at == 0 and (outside or said[-1:] in {",", "?", "!"}):
        begin = 2 if outside else 1
        for first in (begin, begin + 1) if reading.is_word(begin) else (begin,):
            mention = phrase_beginning(reading, first)
            if mention is not None and can_speak(mention):
                return mention
    return None


def source_of(reads: Sequence[Read], number: int) -> Mention | None:
    """Who speaks in the sentences around a quote that stands alone in its paragraph so far."""
    for read in reversed(reads[max(0, number - _REACH) : number]):
        act = next((act for act in reversed(read.acts) if act.mention is not None), None)
        if act is not None and act.mention is not None:
            return act.mention
        subject = main_subject(read.reading, len(read.reading.units))
        if subject is not None and can_speak(subject):
            return subject
    for read in reads[number + 1 : number + 1 + _REACH]:
        for act in read.acts:
            if act.mention is not None and act.frame is not Frame.CALL:
                return act.mention
    return None


def can_speak(mention: Mention) -> bool:
    """Whether a mention can be a speaker though no reporting verb says so."""
    if mention.kind is MentionKind.PRONOUN:
        return mention.head in _SUBJECT_PRONOUNS
    return mention.sort in {Sort.PERSON, Sort.BODY} or mention.kind is MentionKind.NAME


def voice_going_on(quotes: Sequence[Attributed], paragraph: int) -> Attributed | None:
    """Whose speech goes on in a paragraph that is a quote: in a dialogue the other voice's, else the last one's."""
    if len(quotes) > 1 and _is_dialogue(quotes[-2], quotes[-1], paragraph):
        return quotes[-2]
    return quotes[-1] if quotes else None


def _is_dialogue(other: Attributed, last: Attributed, paragraph: int) -> bool:
    """Whether two voices spoke in the two paragraphs before, the second shortly: now it is the first one's turn."""
    beside = last.paragraph == paragraph - 1 and other.paragraph == paragraph - 2
    spoken = other.report.type == last.report.type == DIRECT
    return beside and spoken and last.end - last.start <= _SHORT_TURN and other.speaker.name != last.speaker.name
