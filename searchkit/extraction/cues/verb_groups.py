"""Finds the verb group: the auxiliaries, adverbs and negations before a verb."""

from __future__ import annotations

from typing import NamedTuple

from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import ADVERBS, AUXILIARIES, BE, NEGATIONS, SUBJECT_PRONOUNS
from searchkit.extraction.mentions.sentence import TaggedSentence

_CONTINUE_FORMS = words("go goes went going continued continues continue")
_CLITIC_IS = frozenset({"'s", "’s"})


class VerbGroup(NamedTuple):
    """The tokens before a verb that belong to it, from token `start` on."""

    start: int
    negated: bool
    has_be: bool
    infinitive: bool


def find_verb_group(sentence: TaggedSentence, verb: int) -> VerbGroup:
    """Find the group before the verb at `verb`; it ends at a name or possessive."""
    start = verb
    negated = has_be = False
    while start > 0:
        low = sentence.low(start - 1)
        if low in _CLITIC_IS and sentence.low(start - 2) not in SUBJECT_PRONOUNS:
            break  # a possessive
        if low == "may" and start in sentence.names_by_end:
            break  # as in "Theresa May"
        if low == "to" and sentence.low(start - 2) == "on" and sentence.low(start - 3) in _CONTINUE_FORMS:
            start -= len(("went", "on", "to"))
            continue
        adverb = low in ADVERBS or (low.endswith("ly") and not sentence.tokens[start - 1].capital)
        if not (adverb or low in AUXILIARIES or low in NEGATIONS):
            break
        negated = negated or low in NEGATIONS
        has_be = has_be or low in BE or low in _CLITIC_IS
        start -= 1
    return VerbGroup(start, negated, has_be, infinitive=sentence.low(start - 1) == "to")
