"""Cues whose cue is no verb: "is sure that", "voiced concern that", "her claim that", "his attacks on"."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.cues.attitudes import can_have_attitude, find_opinion_owner, find_opinion_verb, find_possessor
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.cues.subjects import find_subject
from searchkit.extraction.cues.verb_groups import find_verb_group
from searchkit.extraction.lexicon.attitudes import ATTITUDE_NOUNS, CONVICTIONS
from searchkit.extraction.lexicon.reporting import Frame
from searchkit.extraction.mentions.sentence import TaggedSentence


def find_opinion_cue(sentence: TaggedSentence, that: int, cues: Sequence[Cue]) -> Cue | None:
    """As in "made clear that", "is sure that", "voiced concern that", "her claim that"."""
    verb = find_opinion_verb(sentence, that)
    mention, first = find_opinion_owner(sentence, that), that
    if verb is not None:
        group = find_verb_group(sentence, verb)
        if group.infinitive or (sentence.low(that - 1) in CONVICTIONS and not group.has_be):
            return None
        mention, first, _ = find_subject(sentence, group.start, cues)
    elif mention is not None:
        first = mention.first
    if not can_have_attitude(mention):
        return None
    start = that - 1 if verb is None else verb
    text = sentence.text_between(start, that)
    return Cue((Frame.SAY,), sentence.low(that - 1), text, first, start, that, that, mention)


def find_attitude_noun_cue(sentence: TaggedSentence, noun: int) -> Cue | None:
    """As in "her attack on the plan": the cue of a noun of attitude at `noun`, or None where it is none or nobody's."""
    low = sentence.low(noun)
    if ATTITUDE_NOUNS.get(low) != (sentence.low(noun + 1) or None):
        return None
    owner = find_possessor(sentence, noun)
    if owner is None or not can_have_attitude(owner):
        return None
    text = sentence.text_between(noun, noun + 2)
    return Cue((Frame.STANCE,), low, text, owner.first, noun, noun + 1, noun + 2, owner)
