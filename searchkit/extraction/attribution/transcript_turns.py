"""Attributes the turns of a transcript to the speakers whom the labels name."""

from __future__ import annotations

from searchkit.extraction.cues.report import DIRECT, Report
from searchkit.extraction.document.transcripts import Turn
from searchkit.extraction.entities.attributed_quote import AttributedQuote
from searchkit.extraction.entities.coreference import NO_SPEAKER, ResolvedSpeaker
from searchkit.extraction.entities.register import Register
from searchkit.extraction.mentions.mention import EntityType, Mention, MentionKind

_BY_LABEL, _IN_TURN, _INTERVIEWED = 0.97, 0.9, 0.85
"""Probability of the speaker, by how it was found."""


def attribute_turn(
    turn: Turn, register: Register, sentence_number: int, previous: AttributedQuote | None
) -> AttributedQuote:
    """Make the quote of a transcript paragraph; a paragraph without a label continues the `previous` quote."""
    mention = Mention(MentionKind.NAME, 0, 1, turn.label_start, turn.label_end, turn.label.lower(), name=turn.label)
    probability = _BY_LABEL if turn.first else _IN_TURN
    report = Report(((turn.start, turn.end),), DIRECT, mention if turn.first else None, None, probability)
    continues = None if turn.first else previous
    return AttributedQuote(report, _resolve_label(turn, register), turn.paragraph, sentence_number, continues=continues)


def _resolve_label(turn: Turn, register: Register) -> ResolvedSpeaker:
    """Find the entity that a label names; for the label "A", the person with the most full mentions."""
    if not turn.answers:
        return ResolvedSpeaker(*register.find_by_label(turn.label))
    people = [entity for entity in register.entities if entity.entity_type is EntityType.PERSON]
    if not people:
        return NO_SPEAKER
    person = max(people, key=lambda entity: (entity.full_mentions, -entity.first_start))
    return ResolvedSpeaker(person.display_name, _INTERVIEWED, person)
