"""Attributes quotes that are whole sentences: to the speaker before a colon, a speaker named nearby, or an earlier speaker."""

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

_BY_CUE, _SENTENCE_BEFORE, _SUBJECT = 0.9, 0.7, 0.55
_SAME_PARAGRAPH, _CARRIED, _ALTERNATING, _GUESS = 0.7, 0.6, 0.55, 0.3
"""Probability of the speaker, by how it was found."""
_SHORT_TURN = 80  # characters
_REACH = 6  # sentences before and after the quote in which a speaker is looked for


@dataclass(frozen=True, slots=True)
class LeadIn:
    """The source in a sentence that introduces the next quote with a colon."""

    speaker: ResolvedSpeaker
    mention: Mention
    cue: str | None
    probability: float = _BY_CUE


def find_lead_in(read: ReadSentence, discourse: Discourse) -> LeadIn | None:
    """Find the lead-in of a sentence: None unless it ends in a colon and has a speaker."""
    tokens = read.sentence.tokens
    if tokens[-1].low != ":":
        return None
    cue = next((cue for cue in reversed(read.cues) if cue.mention is not None), None)
    mention = cue.mention if cue is not None else find_main_subject(read.sentence, len(tokens))
    if mention is None:
        return None
    speaker = discourse.resolve(mention, MentionPosition(read.paragraph, read.number))
    return LeadIn(speaker, mention, cue.text if cue is not None else None)


def attribute_standalone(
    reads: Sequence[ReadSentence],
    index: int,
    span: Span,
    discourse: Discourse,
    lead_in: LeadIn | None,
    earlier_quotes: tuple[AttributedQuote | None, Sequence[AttributedQuote]],
) -> tuple[Report, ResolvedSpeaker]:
    """Make the report and find the speaker of a quote that is sentence `index` of a paragraph.

    `lead_in` comes from the sentence before it; `earlier_quotes` are the last quote of the paragraph and those
    of earlier paragraphs.
    """
    read, (previous, earlier) = reads[index], earlier_quotes
    if lead_in is not None:
        return Report((span,), DIRECT, lead_in.mention, lead_in.cue, lead_in.probability, uncued=True), lead_in.speaker
    nearby = _find_speaker_nearby(reads, index) if previous is None else None
    if nearby is not None:
        source, probability = nearby
        speaker = discourse.resolve(source, MentionPosition(read.paragraph, read.number))
        return Report((span,), DIRECT, source, None, probability, uncued=True), speaker
    same_speaker_quote, probability = (
        (previous, _SAME_PARAGRAPH) if previous is not None else _find_quote_of_same_speaker(earlier, read.paragraph)
    )
    mention = same_speaker_quote.report.mention if same_speaker_quote is not None else None
    report = Report((span,), DIRECT, mention, None, probability, uncued=True)
    return report, same_speaker_quote.speaker if same_speaker_quote is not None else NO_SPEAKER


def _find_quote_of_same_speaker(
    quotes: Sequence[AttributedQuote], paragraph: int
) -> tuple[AttributedQuote | None, float]:
    """Find the earlier quote with the same speaker, and the probability: in a dialogue the last but one, else the last."""
    if not quotes:
        return None, 0.0
    last = quotes[-1]
    if len(quotes) > 1 and _is_dialogue(quotes[-2], last, paragraph):
        return quotes[-2], _ALTERNATING
    return last, _CARRIED if paragraph - last.paragraph <= 1 else _GUESS


def _find_speaker_nearby(reads: Sequence[ReadSentence], index: int) -> tuple[Mention, float] | None:
    """Find the speaker named in the sentences before a quote, else after it, and the probability."""
    for read in reversed(reads[max(0, index - _REACH) : index]):
        cue = next((cue for cue in reversed(read.cues) if cue.mention is not None), None)
        if cue is not None and cue.mention is not None:
            return cue.mention, _SENTENCE_BEFORE
        subject = find_main_subject(read.sentence, len(read.sentence.tokens))
        if subject is not None and can_speak(subject):
            return subject, _SUBJECT
    for read in reads[index + 1 : index + 1 + _REACH]:
        for cue in read.cues:
            if cue.mention is not None and cue.frame is not Frame.CALL:
                return cue.mention, _SUBJECT
    return None


def _is_dialogue(first: AttributedQuote, last: AttributedQuote, paragraph: int) -> bool:
    """Whether two speakers took turns in the two paragraphs before, the last in a short turn: then the first speaks next."""
    consecutive = last.paragraph == paragraph - 1 and first.paragraph == paragraph - 2
    direct = first.report.type == last.report.type == DIRECT
    return consecutive and direct and last.end - last.start <= _SHORT_TURN and first.speaker.name != last.speaker.name
