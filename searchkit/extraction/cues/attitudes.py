"""Cues of attitude and opinion: verbs ("wants to leave"), adjectives ("is sure that") and nouns ("her claim that")."""

from __future__ import annotations

from collections.abc import Sequence

from searchkit.extraction.cues.cue import Cue
from searchkit.extraction.cues.subjects import find_subject
from searchkit.extraction.cues.verb_groups import find_verb_group
from searchkit.extraction.document.tokens import TokenKind, Tokens
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.attitudes import (
    ATTITUDE_NOUNS,
    CLAUSE_ADJECTIVES,
    CLAUSE_NOUNS,
    JUDGING,
    POINTING_OUT,
    PREPOSITIONS_OF_VERB,
    UTTERING,
    WANTING,
    WANTING_OF,
)
from searchkit.extraction.lexicon.grammar import ADVERBS, CALENDAR, DETERMINERS, FINITE, POSSESSIVES, PREPOSITIONS
from searchkit.extraction.lexicon.reporting import NOUN_LIKE, REPORTING, STATEMENTS, Frame
from searchkit.extraction.mentions.mention import POSSESSIVE_MARKS, EntityType, Mention, MentionKind
from searchkit.extraction.mentions.noun_phrases import find_phrase_ending
from searchkit.extraction.mentions.sentence import TaggedSentence, is_noun_part, pronoun_mention

_OBJECT_PRONOUNS = words("him her them me us it those what how")
_SPEAKERS = words("he she they who i we it both many some others several his her their its")
_BREAKS = words("while when after before although though but because since during until whereas ; : — – --")
_PARENTHESIS_OPENERS = words("who which but while although though as whereas whose where")
_TIME_PREPOSITIONS = words("on in at")
_TIMES = CALENDAR | words("last this recent")
WITHOUT_STATEMENT = words("comment respond reply answer")  # as in "declined to comment"
_RECENT = words("last this next earlier")
_PERIODS = words("day week month year summer autumn fall winter spring morning afternoon evening")
_VERB_REACH = 15  # tokens searched for a verb after a comma
_NOUN_REACH = 3  # tokens between a possessor, or a verb, and the noun before "that"


def find_attitude_content(sentence: TaggedSentence, at: int) -> int | None:
    """Find the index where the content of an attitude verb at `at` starts, or None if its complement is missing."""
    if at + 1 >= len(sentence.tokens):
        return None
    low, ahead = sentence.low(at), sentence.low(at + 1)
    if low in WANTING and ahead == "to" and sentence.is_word(at + 2):
        return None if sentence.low(at + 2) in WITHOUT_STATEMENT else at + 1
    if ahead in PREPOSITIONS_OF_VERB.get(low, ()):
        return at + 2
    if low in WANTING_OF or low in JUDGING:
        return at + 1 if _is_object(sentence, at + 1) else None
    return None


def _is_object(sentence: TaggedSentence, at: int) -> bool:
    token = sentence.tokens[at]
    if token.kind is not TokenKind.WORD:
        return token.kind is TokenKind.QUOTE
    if token.low in DETERMINERS or token.low in _OBJECT_PRONOUNS or token.capital:
        return True
    return is_noun_part(token) and token.low not in ADVERBS and token.low not in PREPOSITIONS and token.low != "that"


def can_have_attitude(mention: Mention | None) -> bool:
    """Whether a mention can have an attitude: a person or an organisation, not a thing."""
    if mention is None:
        return False
    if mention.kind is MentionKind.PRONOUN:
        return mention.head in _SPEAKERS
    return (
        mention.kind is MentionKind.NAME
        or mention.plural
        or mention.entity_type in {EntityType.PERSON, EntityType.ORGANISATION}
    )


def trim_attitude_content(tokens: Tokens, span: range) -> range:
    """Cut a token range before a time, a parenthesis or another verb."""
    infinitive = tokens[span[0]].low == "to"
    for at in span[1:]:
        if _ends_content(tokens, at, span.stop, infinitive=infinitive):
            return range(span.start, at)
    return span


def _ends_content(tokens: Tokens, at: int, stop: int, *, infinitive: bool) -> bool:  # noqa: PLR0911 - a list of rules, one return each
    low = tokens[at].low
    ahead = tokens[at + 1] if at + 1 < stop else None
    if low in _BREAKS:
        return True
    if ahead is None:
        return False
    if low == ",":
        parenthesis = ahead.low in _PARENTHESIS_OPENERS or ahead.low.endswith("ing") or ahead.low in {"a", "an"}
        listed = ahead.low in {"and", "or"} or (ahead.capital and not _has_finite(tokens, at, stop))
        return parenthesis or not (infinitive or listed)
    if low in _TIME_PREPOSITIONS:
        timed = ahead.low in _TIMES or ahead.kind is TokenKind.NUMBER
        return timed or (
            ahead.low in DETERMINERS
            and any(token.low in STATEMENTS for token in tokens[at + 1 : min(stop, at + 1 + _NOUN_REACH)])
        )
    if low in _RECENT:
        return ahead.low in _PERIODS
    if low == "by":
        return ahead.low.endswith("ing")
    if low == "and":
        verb = ahead.low.endswith("ed") or ahead.low in FINITE
        return verb or (not infinitive and ahead.low in REPORTING and ahead.low not in NOUN_LIKE)
    return False


def _has_finite(tokens: Tokens, first: int, stop: int) -> bool:
    return any(token.low in FINITE for token in tokens[first : min(stop, first + _VERB_REACH)])


def is_pointing_out(sentence: TaggedSentence, at: int) -> bool:
    """Whether the token at `at` is "pointed" before "out"."""
    return sentence.low(at) in POINTING_OUT and sentence.low(at + 1) == "out"


def find_opinion_verb(sentence: TaggedSentence, that: int) -> int | None:
    """Find the index of the verb in "made clear that", "is sure that" or "voiced concern that", or None."""
    low = sentence.low(that - 1)
    if low == "clear":
        at = that - 2 - (sentence.low(that - 2) == "it")
        return at if sentence.low(at) in UTTERING else None
    if low in CLAUSE_ADJECTIVES:
        return that - 1
    if low in CLAUSE_NOUNS:
        return next((at for at in range(that - 2, that - 2 - _NOUN_REACH, -1) if sentence.low(at) in UTTERING), None)
    return None


def find_opinion_holder(sentence: TaggedSentence, that: int) -> Mention | None:
    """Find the possessor in "her claim that", or None."""
    return find_possessor(sentence, that - 1) if sentence.low(that - 1) in CLAUSE_NOUNS else None


def find_possessor(sentence: TaggedSentence, noun: int) -> Mention | None:
    """Find the possessor before a noun, at most two words between, as in "her sharp attack", or None."""
    for at in range(noun - 1, noun - 1 - _NOUN_REACH, -1):
        low = sentence.low(at)
        if low in POSSESSIVES:
            return pronoun_mention(sentence, at)
        if low in POSSESSIVE_MARKS:
            return find_phrase_ending(sentence, at)
        if not sentence.is_word(at):
            return None
    return None


def find_opinion_cue(sentence: TaggedSentence, that: int, cues: Sequence[Cue]) -> Cue | None:
    """Find the cue of an opinion before "that": "made clear that", "is sure that", "voiced concern that", "her claim that"."""
    verb = find_opinion_verb(sentence, that)
    mention, first = find_opinion_holder(sentence, that), that
    if verb is not None:
        group = find_verb_group(sentence, verb)
        if group.infinitive or (sentence.low(that - 1) in CLAUSE_ADJECTIVES and not group.has_be):
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
    """Find the cue of an attitude noun at `noun`, as in "her attack on the plan"; None without a possessor."""
    low = sentence.low(noun)
    if ATTITUDE_NOUNS.get(low) != (sentence.low(noun + 1) or None):
        return None
    holder = find_possessor(sentence, noun)
    if holder is None or not can_have_attitude(holder):
        return None
    text = sentence.text_between(noun, noun + 2)
    return Cue((Frame.ATTITUDE,), low, text, holder.first, noun, noun + 1, noun + 2, holder)
