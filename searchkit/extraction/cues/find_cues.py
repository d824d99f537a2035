"""Finds the cues of a sentence: reporting verbs, attitudes and "according to"."""

from __future__ import annotations

from searchkit.extraction.cues.attitudes import (
    find_attitude_content,
    find_attitude_noun_cue,
    find_opinion_cue,
    is_pointing_out,
)
from searchkit.extraction.cues.cue import ACCORDING, PARENTHESIS, Cue
from searchkit.extraction.cues.relayed import (
    set_cited_sources,
)
from searchkit.extraction.cues.verb_cues import find_verb_cue
from searchkit.extraction.document.tokens import TokenKind
from searchkit.extraction.lexicon.attitudes import ATTITUDE_NOUNS, ATTITUDE_VERBS
from searchkit.extraction.lexicon.grammar import (
    ARTICLES,
    RELATIVES,
)
from searchkit.extraction.lexicon.people import ROLES
from searchkit.extraction.lexicon.reporting import NOUN_LIKE, REPORTING, Frame
from searchkit.extraction.mentions.noun_phrases import find_phrase_beginning
from searchkit.extraction.mentions.sentence import TaggedSentence

_ROLE_REACH = 5  # tokens of an apposition before its role noun


def find_cues(sentence: TaggedSentence) -> list[Cue]:
    """Find the cues of a sentence, in the order of its tokens."""
    cues: list[Cue] = []
    for at, token in enumerate(sentence.tokens):
        if token.kind is not TokenKind.WORD or (cues and at < cues[-1].last):
            continue
        cue = None
        if token.low == ACCORDING and sentence.low(at + 1) == "to":
            cue = _find_according(sentence, at)
        elif token.low == "that" and at > 1:
            cue = find_opinion_cue(sentence, at, cues)
        elif token.low in ATTITUDE_NOUNS and (noun := find_attitude_noun_cue(sentence, at)) is not None:
            cue = noun
        elif (
            token.capital
            and token.low in NOUN_LIKE
            and at + 1 < len(sentence.tokens)
            and sentence.tokens[at + 1].capital
        ):
            continue  # as in "State Senator Ada Pell"
        elif (token.low in REPORTING or _starts_attitude(sentence, at)) and not (token.capital and at > 0):
            cue = find_verb_cue(sentence, at, cues)
        if cue is not None:
            cues.append(cue)
    return set_cited_sources(sentence, cues)


def _starts_attitude(sentence: TaggedSentence, at: int) -> bool:
    """Whether the words after a verb that is no reporting verb make it an attitude cue."""
    if sentence.low(at) not in ATTITUDE_VERBS:
        return False
    return is_pointing_out(sentence, at) or find_attitude_content(sentence, at) is not None


def _find_according(sentence: TaggedSentence, at: int) -> Cue | None:
    mention = find_phrase_beginning(sentence, at + 2)
    if mention is None:
        return None
    opens_clause = at == 0 or sentence.tokens[at - 1].kind is TokenKind.PUNCTUATION
    content = _skip_apposition(sentence, mention.last) if opens_clause else mention.last
    text = sentence.text_between(at, at + 2)
    return Cue((Frame.SAY,), ACCORDING, text, at, at, mention.last, content, mention)


def _skip_apposition(sentence: TaggedSentence, at: int) -> int:
    """The comma after the relative clause or apposition of X in "according to X"; without them, the end of the clause."""
    end = min(len(sentence.tokens), at + PARENTHESIS)
    while at < end and sentence.low(at) not in {",", ":"} and not sentence.is_quote(at):
        at += 1
    if sentence.low(at) != "," or sentence.is_quote(at + 1):
        return at
    close = sentence.find(frozenset({","}), at + 1, at + PARENTHESIS)
    if close is None:
        return at
    opener = sentence.low(at + 1)
    name = sentence.names_by_start.get(at + 1)
    role = sentence.find(ROLES, at + 1, min(close, at + 1 + _ROLE_REACH)) is not None
    described = role and (opener in ARTICLES or opener in ROLES) and not sentence.has_finite_verb(at + 1, close)
    return close if opener in RELATIVES or described or (name is not None and name.last == close) else at
