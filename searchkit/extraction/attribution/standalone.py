"""Whose turn it is where a quote stands alone: who is led in by a colon, who speaks around it, whose speech goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchkit.extraction.attribution.uncued import can_speak
from searchkit.extraction.clause_model.sentence_reports import ReadSentence
from searchkit.extraction.cues.report import DIRECT, Report
from searchkit.extraction.cues.subjects import find_main_subject
from searchkit.extraction.entities.attributed_quote import AttributedQuote
from searchkit.extraction.entities.coreference import NO_SPEAKER, Discourse, ResolvedSpeaker
from searchkit.extraction.entities.salience import MentionPosition
from searchkit.extraction.lexicon.reporting import Frame
from searchkit.extraction.mentions.mention import Mention
from searchkit.model.passage import Span

_BY_ACT, _SENTENCE_BEFORE, _SUBJECT = 0.9, 0.7, 0.55
_SAME_PARAGRAPH, _CARRIED, _ALTERNATING, _GUESS = 0.7, 0.6, 0.55, 0.3
_SHORT_TURN = 80  # characters
_REACH = 6  # sentences looked back and ahead for a speaker


@dataclass(frozen=True, slots=True)
class LedIn:
    """Who is to speak after a colon at a sentence's end."""

    speaker: ResolvedSpeaker
    mention: Mention
    cue: str | None
    evidence: float = _BY_ACT


def lead_in(read: ReadSentence, discourse: Discourse) -> LedIn | None:
    """Who is to speak after a sentence that ends in a colon."""
    tokens = read.sentence.tokens
    if tokens[-1].low != ":":
        return None
    cue = next((cue for cue in reversed(read.cues) if cue.mention is not None), None)
    mention = cue.mention if cue is not None else find_main_subject(read.sentence, len(tokens))
    if mention is None:
        return None
    speaker = discourse.resolve(mention, MentionPosition(read.paragraph, read.number))
    return LedIn(speaker, mention, cue.text if cue is not None else None)


def whose_turn(
    reads: Sequence[ReadSentence],
    number: int,
    span: Span,
    discourse: Discourse,
    led: LedIn | None,
    voices: tuple[AttributedQuote | None, Sequence[AttributedQuote]],
) -> tuple[Report, ResolvedSpeaker]:
    """The report and speaker of a quote that sentence `number` of a paragraph is.

    `led` is whom the sentence before leads in; `voices` are the paragraph's last quote and those of the paragraphs before.
    """
    read, (previous, earlier) = reads[number], voices
    if led is not None:
        return Report((span,), DIRECT, led.mention, led.cue, led.evidence, carried=True), led.speaker
    source = _source_of(reads, number) if previous is None else None
    if source is not None:
        speaker = discourse.resolve(source[0], MentionPosition(read.paragraph, read.number))
        return Report((span,), DIRECT, source[0], None, source[1], carried=True), speaker
    voice, evidence = (previous, _SAME_PARAGRAPH) if previous is not None else _going_on(earlier, read.paragraph)
    mention = voice.report.mention if voice is not None else None
    report = Report((span,), DIRECT, mention, None, evidence, carried=True)
    return report, voice.speaker if voice is not None else NO_SPEAKER


def _going_on(quotes: Sequence[AttributedQuote], paragraph: int) -> tuple[AttributedQuote | None, float]:
    """Whose speech goes on in a paragraph that is a quote, and how sure that is: a dialogue's other voice, else the last one's."""
    if not quotes:
        return None, 0.0
    last = quotes[-1]
    if len(quotes) > 1 and _is_dialogue(quotes[-2], last, paragraph):
        return quotes[-2], _ALTERNATING
    return last, _CARRIED if paragraph - last.paragraph <= 1 else _GUESS


def _source_of(reads: Sequence[ReadSentence], number: int) -> tuple[Mention, float] | None:
    """Who speaks in the sentences around a quote that stands alone in its paragraph so far, and how sure that is."""
    for read in reversed(reads[max(0, number - _REACH) : number]):
        cue = next((cue for cue in reversed(read.cues) if cue.mention is not None), None)
        if cue is not None and cue.mention is not None:
            return cue.mention, _SENTENCE_BEFORE
        subject = find_main_subject(read.sentence, len(read.sentence.tokens))
        if subject is not None and can_speak(subject):
            return subject, _SUBJECT
    for read in reads[number + 1 : number + 1 + _REACH]:
        for cue in read.cues:
            if cue.mention is not None and cue.frame is not Frame.CALL:
                return cue.mention, _SUBJECT
    return None


def _is_dialogue(other: AttributedQuote, last: AttributedQuote, paragraph: int) -> bool:
    """Whether two voices spoke in the two paragraphs before, the second shortly: now it is the first one's turn."""
    beside = last.paragraph == paragraph - 1 and other.paragraph == paragraph - 2
    spoken = other.report.type == last.report.type == DIRECT
    return beside and spoken and last.end - last.start <= _SHORT_TURN and other.speaker.name != last.speaker.name
