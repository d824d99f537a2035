"""Cues whose cue is no verb: "is sure that", "voiced concern that", "her claim that", "his attacks on"."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.cues.attitudes import can_hold, holder_of_view, possessor, verb_of_view
from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.cues.subjects import subject_before
from searchkit.extraction.cues.verb_groups import verb_group_before
from searchkit.extraction.lexicon.attitudes import ATTITUDE_NOUNS, CONVICTIONS
from searchkit.extraction.lexicon.reporting import Frame
from searchkit.extraction.mentions.sentence import TaggedSentence


def cue_of_view(sentence: TaggedSentence, that: int, cues: Sequence[Cue]) -> Cue | None:
    """As in "made clear that", "is sure that", "voiced concern that", "her claim that"."""
    verb = verb_of_view(sentence, that)
    mention, first = holder_of_view(sentence, that), that
    if verb is not None:
        chain = verb_group_before(sentence, verb)
        if chain.infinitive or (sentence.low(that - 1) in CONVICTIONS and not chain.has_be):
            return None
        mention, first, _ = subject_before(sentence, chain.begin, cues)
    elif mention is not None:
        first = mention.first
    if not can_hold(mention):
        return None
    start = that - 1 if verb is None else verb
    text = sentence.text_between(start, that)
    return Cue((Frame.SAY,), sentence.low(that - 1), text, first, start, that, that, mention)


def cue_of_attitude(sentence: TaggedSentence, noun: int) -> Cue | None:
    """As in "her attack on the plan": the cue of a noun of attitude at `noun`, or None where it is none or nobody's."""
    low = sentence.low(noun)
    if ATTITUDE_NOUNS.get(low) != (sentence.low(noun + 1) or None):
        return None
    owner = possessor(sentence, noun)
    if owner is None or not can_hold(owner):
        return None
    text = sentence.text_between(noun, noun + 2)
    return Cue((Frame.STANCE,), low, text, owner.first, noun, noun + 1, noun + 2, owner)
