"""Finds the subject of a verb: the noun phrase before it, one across a parenthesis, or one shared with an earlier verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from searchkit.extraction.cues.cue import PARENTHESIS, Cue
from searchkit.extraction.document.tokens import Token, TokenKind
from searchkit.extraction.lexicon import words
from searchkit.extraction.lexicon.grammar import (
    ADVERBS,
    ARTICLES,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
)
from searchkit.extraction.lexicon.people import ROLES
from searchkit.extraction.mentions.mention import Mention, MentionKind
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning, find_phrase_ending
from searchkit.extraction.mentions.sentence import TaggedSentence, nominal_mention

_DASHES = frozenset({"—", "–", "--"})
_PARENTHETIC = frozenset({",", *_DASHES})
_COORDINATORS = words("and but or then")
_NO_SUBJECTS = words("him them me us nobody none")
_LINKING_WORDS = words("and but so yet then meanwhile however still")
_PARENTHESIS_OPENERS = (
    RELATIVES | ARTICLES | ADVERBS | PREPOSITIONS | POSSESSIVES | ROLES | words("one himself herself themselves aged")
)
_PERIODS = words("day week month year")
_PARTS_OF_DAY = words("late later early earlier")
_RECENT = words("last this earlier")
_MEMBER_PREPOSITIONS = frozenset({"of", "from", "at"})
_ORGANISATION_REACH = 6  # tokens between a determiner and the name of an organisation
_SUBORDINATING = CONJUNCTIONS | words("after before")
_MOST_COMMAS = 6  # commas between a subject and its verb
_SHORTEST_PARTICIPLE = len("aided")


class Subject(NamedTuple):
    """The subject of a verb: its mention, where subject and verb begin, and whether it is shared with an earlier verb."""

    mention: Mention | None
    first: int
    shared: bool = False


def find_subject(sentence: TaggedSentence, group_start: int, cues: Sequence[Cue]) -> Subject:  # noqa: PLR0911 - a list of rules, one return each
    """Find the subject of a verb whose auxiliaries begin at `group_start`; `cues` are the earlier cues of the sentence."""
    group_start = _skip_day_back(sentence, group_start)
    if group_start == 0:
        return Subject(None, 0)
    before = sentence.low(group_start - 1)
    if before in _PARENTHETIC:
        mention = find_before_parenthesis(sentence, group_start - 1)
        if mention is not None:
            return Subject(mention, mention.first)
        if sentence.is_quote(group_start - 2):
            return Subject(None, group_start)
        return Subject(find_shared_subject(sentence, group_start - 1, cues), group_start, shared=True)
    if before in _COORDINATORS:
        return Subject(find_shared_subject(sentence, group_start - 1, cues), group_start, shared=True)
    mention = find_phrase_ending(sentence, group_start)
    if mention is None or mention.head in _NO_SUBJECTS:
        return Subject(None, group_start)
    mention = _extend_subject(sentence, mention)
    return Subject(mention, mention.first)


def _skip_day_back(sentence: TaggedSentence, group_start: int) -> int:
    """The index before a time between subject and verb: "the ministry on Monday said", "Pell two weeks ago said"."""
    if group_start and sentence.low(group_start - 1) in CALENDAR:
        before = sentence.low(group_start - 2)
        return group_start - 2 if before == "on" or before in _PARTS_OF_DAY else group_start - 1
    if group_start > 1 and sentence.low(group_start - 1) in _PERIODS and sentence.low(group_start - 2) in _RECENT:
        return group_start - 2
    if sentence.low(group_start - 1) == "ago" and sentence.low(group_start - 2).rstrip("s") in _PERIODS:
        group_start -= len(("two", "weeks", "ago"))
        return max(group_start - 2 if sentence.low(group_start - 1) == "than" else group_start, 0)
    return group_start


def _extend_subject(sentence: TaggedSentence, mention: Mention) -> Mention:
    """The noun at the head of a long phrase before the verb: "Applicants waiting outside the ministry said"."""
    if sentence.low(mention.first - 1) not in PREPOSITIONS:
        return _find_member(sentence, mention) or mention
    start = _find_clause_start(sentence, mention.first - 1)
    head = find_phrase_beginning(sentence, start)
    if head is None or head.last >= mention.first or sentence.low(start) in PREPOSITIONS:
        return mention
    if head.kind is MentionKind.PRONOUN or sentence.has_finite_verb(head.last, mention.first):
        return mention
    joint = sentence.low(head.last)
    if joint in _SUBORDINATING:
        return mention  # "two weeks after Pell said"
    if joint in PREPOSITIONS and head.kind is MentionKind.NOMINAL:
        return nominal_mention(sentence, head.first, mention.last, head.head)
    return head if joint in PREPOSITIONS or joint.endswith(("ing", "ed")) else mention


def _find_member(sentence: TaggedSentence, mention: Mention) -> Mention | None:
    """The name before "of" if an organisation's name ends the phrase: "Ada Pell of the northern charity Ostra said"."""
    if mention.kind is not MentionKind.NAME or mention.role is not None:
        return None
    for at in range(mention.first - 1, max(1, mention.first - _ORGANISATION_REACH), -1):
        if sentence.low(at) in DETERMINERS:
            return sentence.names_by_end.get(at - 1) if sentence.low(at - 1) in _MEMBER_PREPOSITIONS else None
        if not sentence.is_word(at) or sentence.low(at) in PREPOSITIONS | CONJUNCTIONS:
            return None
    return None


def _find_clause_start(sentence: TaggedSentence, at: int) -> int:
    tokens = sentence.tokens
    while (
        at > 0 and tokens[at - 1].kind in {TokenKind.WORD, TokenKind.NUMBER} and tokens[at - 1].low not in CONJUNCTIONS
    ):
        at -= 1
    return at


def find_before_parenthesis(sentence: TaggedSentence, close: int) -> Mention | None:
    """Find the noun phrase before a parenthesis that ends at `close`, a comma or dash: "Pell, who was there, said".

    A name that fills the parenthesis after a description wins: "the mayor, Ada Pell, said".
    """
    tokens = sentence.tokens
    tried = 0
    for at in range(close - 1, max(-1, close - PARENTHESIS), -1):
        if tried == _MOST_COMMAS or (sentence.is_quote(at) and tokens[at].inner_text[-1:] in {".", "!", "?", ","}):
            return None
        if tokens[at].low != tokens[close].low or at + 1 >= close:
            continue
        tried += 1
        mention = find_phrase_ending(sentence, at)
        if mention is None or mention.possessive or mention.is_relative or _is_number(sentence, mention):
            continue
        named = sentence.names_by_start.get(at + 1)
        if named is not None and named.last == close and mention.kind is MentionKind.NOMINAL:
            return named
        if mention.kind is MentionKind.NOMINAL and tokens[mention.first].low not in DETERMINERS:
            before = sentence.names_by_end.get(mention.first - 1) if sentence.low(mention.first - 1) == "," else None
            if before is not None and _stands_alone(sentence, before):
                return before  # "Ada Pell, chief engineer of Ostra, the contractor, said"
        if _opens_parenthesis(tokens[at + 1]) or (
            mention.kind is MentionKind.NAME and _stands_alone(sentence, mention)
        ):
            return mention
    return None


def _is_number(sentence: TaggedSentence, mention: Mention) -> bool:
    """Whether a mention is only a number, such as the age in "Pell, 47, who was there, said"."""
    return mention.last == mention.first + 1 and sentence.tokens[mention.first].kind is TokenKind.NUMBER


def _opens_parenthesis(token: Token) -> bool:
    low = token.low
    participle = low.endswith("ing") or (low.endswith("ed") and len(low) >= _SHORTEST_PARTICIPLE)
    return low in _PARENTHESIS_OPENERS or token.kind is TokenKind.NUMBER or participle


def _stands_alone(sentence: TaggedSentence, mention: Mention) -> bool:
    before = mention.first - 1
    return before < 0 or sentence.is_quote(before) or sentence.low(before) in CONJUNCTIONS | {",", "—", "–"}


def find_shared_subject(sentence: TaggedSentence, before: int, cues: Sequence[Cue]) -> Mention | None:
    """Find the subject of a verb that has none beside it: that of the last cue, else that of the sentence."""
    last = next((cue for cue in reversed(cues) if cue.mention is not None and not cue.according), None)
    return last.mention if last is not None else find_main_subject(sentence, before)


def find_main_subject(sentence: TaggedSentence, before: int) -> Mention | None:
    """Find the first noun phrase of a sentence before token `before`, after any introductory phrase."""
    tokens = sentence.tokens
    at = 0
    while at < before and (tokens[at].low in _LINKING_WORDS or tokens[at].kind is TokenKind.PUNCTUATION):
        at += 1
    low = sentence.low(at)
    if at < before and (low in PREPOSITIONS or low in CONJUNCTIONS or low.endswith(("ing", "ed"))):
        comma = sentence.find(frozenset({","}), at, min(before, at + PARENTHESIS))
        if comma is None:
            return None
        at = comma + 1
    while at < before and (tokens[at].low in ADVERBS or tokens[at].low == ","):
        at += 1
    mention = find_phrase_beginning(sentence, at) if at < before else None
    return mention if mention is not None and mention.last <= before else None
